/** What else stands in a database and its schema, looked at before the first table is made there. */
import { getTableName, getViewName, is, sql } from 'drizzle-orm';
import { getTableConfig, PgTable, PgView } from 'drizzle-orm/pg-core';
import { ExpectedError } from '../model/errors.ts';
import { quotedName } from './begin.ts';
import { list } from './bulk.ts';
import { type Db, defaultSchema } from './open.ts';
import * as tables from './tables.ts';
import { rowsOf } from './transaction.ts';
import * as views from './views.ts';

/** Names of the tables and views that the migrations make. */
export function ownNames(): string[] {
  const viewNames = Object.values(views).flatMap((item) => (is(item, PgView) ? [getViewName(item)] : []));
  return [...tableNames(), ...viewNames].sort();
}

export function tableNames(): string[] {
  return ownTables().map(getTableName);
}

/** Names of the indexes that the migrations make; for a key of one column PostgreSQL takes a name that is free. */
export function indexNames(): string[] {
  return ownTables().flatMap((table) => {
    const { columns, indexes, uniqueConstraints, primaryKeys } = getTableConfig(table);
    return [
      ...columns.flatMap(({ isUnique, uniqueName }) => (isUnique && uniqueName ? [uniqueName] : [])),
      ...indexes.flatMap(({ config: { name } }) => name ?? []),
      ...[...uniqueConstraints, ...primaryKeys].flatMap((one) => one.getName() ?? []),
    ];
  });
}

function ownTables(): PgTable[] {
  return Object.values(tables).filter((item) => is(item, PgTable));
}

/** Asked of the catalog: `create schema if not exists` needs the right to make one even where it is there. */
export async function holdsSchema(tx: Db, schema: string): Promise<boolean> {
  return rowsOf(await tx.execute(sql`select from pg_namespace where nspname = ${schema}::text`)).length > 0;
}

/** @throws ExpectedError `database` where names would not fit in: every language has to */
export function refuseEncoding(encoding: string): void {
  if (encoding === 'UTF8') return;
  throw new ExpectedError(
    'database',
    `the database is encoded in ${encoding}, and names need UTF8; nothing was written`,
    {
      hint: 'create one with: createdb --encoding=UTF8 --template=template0 <name>',
    },
  );
}

export interface Surroundings {
  readonly encoding: string;
  /** Whether the first migration was done there, all of it. */
  readonly isMigrated: boolean;
  readonly isThere: boolean;
  readonly isUsable: boolean;
  readonly role: string;
  /** Tables, views, indexes and types that have a name which the migrations need. */
  readonly inTheWay: readonly string[];
  /** Another schema that was migrated, null where there is none. */
  readonly elsewhere: string | null;
}

/** @throws ExpectedError `database` where the first migration could not be done in the schema */
export function refuseUnfitSchema(surroundings: Surroundings, schema: string): void {
  const { encoding, isMigrated, isThere, isUsable, role, inTheWay, elsewhere } = surroundings;
  refuseEncoding(encoding);
  if (isThere && !isUsable) {
    throw new ExpectedError('database', `the role ${role} may not use the schema ${schema}`, {
      hint: `grant usage, create on schema ${quotedName(schema)} to ${quotedName(role)}`,
    });
  }
  if (isMigrated || inTheWay.length === 0) return;
  throw new ExpectedError(
    'database',
    `the schema ${schema} has ${inTheWay.join(', ')} already, which oscars-import did not make; nothing was written`,
    {
      hint:
        elsewhere === null
          ? `give it a schema of its own, such as --schema ${schema === defaultSchema ? 'oscars' : `${schema}_oscars`}`
          : `its tables are in another schema: --schema ${elsewhere}`,
    },
  );
}

/** @param migrationsTable by which a migrated schema is known */
export async function readSurroundings(tx: Db, schema: string, migrationsTable: string): Promise<Surroundings> {
  const listed = (names: readonly string[]) => list(names.map((name) => sql`${name}`));
  const rows = rowsOf<Surroundings & { inTheWay: string }>(
    await tx.execute(sql`
      select current_setting('server_encoding') as encoding, n.oid is not null as "isThere",
             coalesce(has_schema_privilege(n.oid, 'usage'), false) as "isUsable", current_user as role,
             exists (select from pg_class where relnamespace = n.oid and relname = ${migrationsTable}::text) as "isMigrated",
             (select min(other.nspname)::text from pg_class c join pg_namespace other on other.oid = c.relnamespace
               where c.relname = ${migrationsTable}::text) as elsewhere,
             coalesce((select json_agg(name order by name)
                         from (select relname::text as name from pg_class
                                where relnamespace = n.oid and relname in (${listed([...ownNames(), ...indexNames()])})
                                union select typname::text from pg_type
                                       where typnamespace = n.oid and typname in (${listed(ownNames())})) taken), '[]')::text as "inTheWay"
        from (select) one left join pg_namespace n on n.nspname = ${schema}::text`),
  );
  const [row] = rows;
  if (row === undefined) throw new Error('the catalog gave no answer');
  return { ...row, inTheWay: JSON.parse(row.inTheWay) as string[] };
}
