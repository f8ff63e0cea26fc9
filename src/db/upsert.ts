/**
 * The statements that write rows, made from the tables: a column's name and type stand there alone. Each takes all rows
 * at once. `stored` names the row that is there, `incoming` the one that is given.
 */
import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import { type BulkColumn, bulkColumn, incoming, list } from './bulk.ts';
import type { Value } from './literals.ts';

/** Properties of a table's columns, as the program calls them. */
export type ColumnOf<Table extends PgTable> = Extract<keyof Table['_']['columns'], string>;

/** What is written to a table of each row. */
export interface Writing<Table extends PgTable, Row> {
  readonly table: Table;
  /** The row's own value, or an expression over `incoming`, by column. */
  readonly values: { readonly [Column in ColumnOf<Table>]?: ((row: Row) => Value) | SQL };
  /** What the expressions look up by: further columns of `incoming`. */
  readonly lookups?: readonly BulkColumn<Row>[];
}

export interface UpsertOptions<Table extends PgTable> {
  /** By which a row is known to be there. */
  readonly key: readonly ColumnOf<Table>[];
  /** Given once, when the row is made. */
  readonly fixed?: readonly ColumnOf<Table>[];
  /** What becomes of a column; the incoming value unless it is told. */
  readonly merge?: Merge<Table>;
  /** Rows of which this does not hold are left alone. */
  readonly guard?: SQL;
}

/** The value to be of a column, from what is `stored` and what comes `incoming`, each written `alias.column`. */
export type Merge<Table extends PgTable> = {
  readonly [Column in ColumnOf<Table>]?: (stored: Alias<Table>, incoming: Alias<Table>) => SQL;
};
export type Alias<Table extends PgTable> = Readonly<Record<ColumnOf<Table>, SQL>>;

/**
 * Inserts rows in the order of the columns given. The caller adds what happens where a row is there already.
 *
 * @param condition over `incoming`: rows of which it does not hold are left out
 */
export function insertion<Table extends PgTable, Row>(
  writing: Writing<Table, Row>,
  rows: readonly Row[],
  order: readonly ColumnOf<Table>[],
  condition?: SQL,
): SQL {
  const { table } = writing;
  const written = writtenColumns(writing);
  const placeOf = (column: ColumnOf<Table>) => written.findIndex(([{ name }]) => name === columnOf(table, column).name);
  const sources = written.map(([column, value]) =>
    typeof value === 'function' ? aliasColumn('incoming', column) : value,
  );
  return sql`
    insert into ${table} as stored (${list(written.map(([column]) => identifier(column)))})
    select ${list(sources)} from ${incoming(rows, givenColumns(writing))}${condition === undefined ? sql`` : sql` where ${condition}`}
     order by ${list(order.map((column) => sql.raw(String(placeOf(column) + 1))))}`;
}

/** The columns of `incoming`: the values that the rows themselves have, and what is looked up by. */
export function givenColumns<Table extends PgTable, Row>(writing: Writing<Table, Row>): BulkColumn<Row>[] {
  const own = writtenColumns(writing).flatMap(([column, value]) =>
    typeof value === 'function' ? [bulkColumn(column, value)] : [],
  );
  return [...own, ...(writing.lookups ?? [])];
}

/**
 * Inserts the rows that are new, and updates those that differ: what is already so is not touched. Locks rows in the
 * order of their key, so that two importers that write the same rows at the same time do not deadlock.
 */
export function upsert<Table extends PgTable, Row>(
  writing: Writing<Table, Row>,
  rows: readonly Row[],
  { key, fixed = [], merge = {}, guard }: UpsertOptions<Table>,
): SQL {
  const { table, values } = writing;
  const kept = new Set<string>([...key, ...fixed]);
  const changeable = (Object.keys(values) as ColumnOf<Table>[]).filter((column) => !kept.has(column));
  const before = list(changeable.map((column) => aliasColumn('stored', columnOf(table, column))));
  const after = list(mergedValues(table, changeable, merge, 'excluded'));
  return sql`
    ${insertion(writing, rows, key)}
        on conflict (${list(key.map((column) => identifier(columnOf(table, column))))}) do update
       set (${list(changeable.map((column) => identifier(columnOf(table, column))))}, updated_at) = (${after}, now())
     where ${guard === undefined ? sql`` : sql`${guard} and `}(${before}) is distinct from (${after})`;
}

/**
 * Updates the rows that differ. Unlike an upsert it does not lock those that do not: a row that others refer to is held by
 * the checks of their foreign keys, and two importers that both held it so would wait for each other.
 */
export function update<Table extends PgTable, Row>(
  writing: Writing<Table, Row>,
  rows: readonly Row[],
  { key, fixed = [], merge = {} }: UpsertOptions<Table>,
): SQL {
  const { table, values } = writing;
  const kept = new Set<string>([...key, ...fixed]);
  const changeable = (Object.keys(values) as ColumnOf<Table>[]).filter((column) => !kept.has(column));
  const of = (alias: string, columns: readonly ColumnOf<Table>[]) =>
    list(columns.map((column) => aliasColumn(alias, columnOf(table, column))));
  const after = list(mergedValues(table, changeable, merge, 'incoming'));
  return sql`
    update ${table} as stored
       set (${list(changeable.map((column) => identifier(columnOf(table, column))))}, updated_at) = (${after}, now())
      from ${incoming(rows, givenColumns(writing))}
     where (${of('stored', key)}) = (${of('incoming', key)}) and (${of('stored', changeable)}) is distinct from (${after})`;
}

/** What an upsert would make of a row that is there, from `stored` and `incoming`, by column. */
export function mergedRow<Table extends PgTable, Row>(
  { table, values }: Writing<Table, Row>,
  merge: Merge<Table>,
): Readonly<Record<string, SQL>> {
  const columns = Object.keys(values) as ColumnOf<Table>[];
  const merged = mergedValues(table, columns, merge, 'incoming');
  return Object.fromEntries(columns.map((column, at) => [column, merged[at] as SQL]));
}

function mergedValues<Table extends PgTable>(
  table: Table,
  columns: readonly ColumnOf<Table>[],
  merge: Merge<Table>,
  alias: 'incoming' | 'excluded',
): SQL[] {
  const [stored, given] = [aliasOf(table, 'stored'), aliasOf(table, alias)];
  return columns.map((column) => merge[column]?.(stored, given) ?? given[column]);
}

/** The columns of a table as those of an alias. */
export function aliasOf<Table extends PgTable>(table: Table, alias: string): Alias<Table> {
  const columns = Object.entries(getTableColumns(table) as Record<string, PgColumn>);
  return Object.fromEntries(columns.map(([name, column]) => [name, aliasColumn(alias, column)])) as Alias<Table>;
}

/** @throws RangeError where the table has no such column */
export function columnOf<Table extends PgTable>(table: Table, name: ColumnOf<Table>): PgColumn {
  const column = (getTableColumns(table) as Record<string, PgColumn>)[name];
  if (column === undefined) throw new RangeError(`no column ${name}`);
  return column;
}

/** The column's bare name, as the left side of an assignment wants it. */
export function identifier({ name }: PgColumn): SQL {
  return sql`${sql.identifier(name)}`;
}

function aliasColumn(alias: string, column: PgColumn): SQL {
  return sql`${sql.identifier(alias)}.${sql.identifier(column.name)}`;
}

function writtenColumns<Table extends PgTable, Row>({
  table,
  values,
}: Writing<Table, Row>): [PgColumn, ((row: Row) => Value) | SQL][] {
  return Object.entries(values).map(([name, value]) => [
    columnOf(table, name as ColumnOf<Table>),
    value as ((row: Row) => Value) | SQL,
  ]);
}
