/** Many rows in one statement, as columns: one parameter a column, whatever the number of rows. */
import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { arrayLiteral, type Value } from './literals.ts';

/** A column of a bulk statement: its name in the statement, its PostgreSQL type, and each row's value. */
export interface BulkColumn<Row> {
  readonly name: string;
  readonly type: string;
  readonly of: (row: Row) => Value;
}

/** A bulk column of the type of a table's column, under its name or another. */
export function bulkColumn<Row>(column: PgColumn, of: (row: Row) => Value, name = column.name): BulkColumn<Row> {
  return { name, type: column.getSQLType(), of };
}

/**
 * `unnest(…) as incoming(…)`: the rows as a relation. Arrays go as PostgreSQL's array literals, which both drivers pass
 * on unchanged; postgres.js would take the type of an array from its first element.
 */
export function incoming<Row>(rows: readonly Row[], columns: readonly BulkColumn<Row>[]): SQL {
  const arrays = columns.map(({ type, of }) => sql`${arrayLiteral(rows.map(of))}::${sql.raw(type)}[]`);
  const names = columns.map(({ name }) => sql.identifier(name));
  return sql`unnest(${list(arrays)}) as incoming(${list(names)})`;
}

/** Whether a column has one of the values. */
export function isOneOf(column: PgColumn, values: readonly Value[]): SQL {
  return sql`${column} = any(${arrayLiteral(values)}::${sql.raw(column.getSQLType())}[])`;
}

/** Rows a statement: beyond some 2,000 PostgreSQL gets no faster, and the memory for the parameters only grows. */
const rowsPerStatement = 2_000;

/** Cuts rows into pieces of the size that a bulk statement takes. */
export function* chunksOf<Row>(rows: readonly Row[]): Generator<readonly Row[]> {
  for (let start = 0; start < rows.length; start += rowsPerStatement) yield rows.slice(start, start + rowsPerStatement);
}

/** The parts with commas in between. */
export function list(parts: readonly SQLWrapper[]): SQL {
  return sql.join([...parts], sql`, `);
}
