/** Rows as JSON, put together by PostgreSQL in the shape that the program wants. */
import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { list } from './bulk.ts';

/** An object, each property an expression. */
export function jsonObject(properties: Readonly<Record<string, SQLWrapper>>): SQL {
  const parts = Object.entries(properties).map(([name, value]) => sql`${sql.raw(`'${name}'`)}, ${value}`);
  return sql`json_build_object(${list(parts)})`;
}

/** A list of what `rows` gives, in the order told; empty where it gives nothing. */
export function jsonList(item: SQL, order: SQL, rows: SQL): SQL {
  return sql`(select coalesce(json_agg(${item} order by ${order}), '[]') ${rows})`;
}
