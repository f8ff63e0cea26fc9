import { getTableColumns, getTableName, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withDatabase } from '../../src/db/connect.ts';
import type { Db } from '../../src/db/open.ts';
import { readCeremonies } from '../../src/db/read-ceremony.ts';
import * as tables from '../../src/db/tables.ts';
import { rowsOf, withTransaction } from '../../src/db/transaction.ts';
import { packageFiles } from '../../src/package-files.ts';
import { query, server } from '../support/contents.ts';
import { createDatabase, type TestDatabase } from '../support/databases.ts';
import { runProgram } from '../support/program.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase({ migrated: true });
  await runProgram(['2024', '-q'], { env: { DATABASE_URL: database.url } });
  // So that every column can be edited, the keys too.
  await query(
    database.url,
    `do $$ declare one record; begin
       for one in select conrelid::regclass as name, conname from pg_constraint
                   where contype in ('c', 'f') and connamespace = current_schema()::regnamespace loop
         execute format('alter table %s drop constraint %I', one.name, one.conname);
       end loop; end $$`,
  );
});
afterAll(() => database.drop());

/** Runs `use` in a transaction that is undone. */
async function undone<T>(use: (tx: Db) => Promise<T>): Promise<T> {
  const options = {
    templateFile: packageFiles.databaseTemplate,
    signal: new AbortController().signal,
    onWait: () => {},
  };
  let result: T | undefined;
  const work = async (tx: Db) => {
    result = await use(tx);
    throw new Error('undone');
  };
  await withDatabase(server(database.url), options, ({ db }) => withTransaction(db, work)).catch((error: Error) => {
    if (error.message !== 'undone') throw error;
  });
  return result as T;
}

/** The hash of the one ceremony; null where it is no longer found. */
async function hash(tx: Db): Promise<string | null> {
  const [row] = rowsOf<{ id: string }>(await tx.execute(sql`select id from ceremonies limit 1`));
  return (await readCeremonies(tx, [row?.id ?? ''])).values().next().value?.sha256 ?? null;
}

/** Another value of the column's type, whatever it was. */
const edits: Readonly<Record<string, string>> = {
  text: `coalesce(%, '') || ' '`,
  integer: 'coalesce(%, 0) + 1000',
  smallint: 'coalesce(%, 0) + 1',
  boolean: 'not %',
  uuid: 'md5(coalesce(%::text, random()::text))::uuid',
  date: `coalesce(%, '2000-01-01') + 1`,
  'timestamp with time zone': `coalesce(%, '2000-01-01') + interval '1 microsecond'`,
};

// The log, and what importers share while they ask TMDb: nothing of a ceremony.
const others = ['import_runs', 'tmdb_importers', 'tmdb_places', 'tmdb_claims'];
const { runOutcomes: _, ...allTables } = tables;
const hashed = Object.values(allTables).filter((table: PgTable) => !others.includes(getTableName(table)));
const columns = hashed.flatMap((table: PgTable) =>
  Object.values(getTableColumns(table)).map((column) => ({
    table: getTableName(table),
    column: column.name,
    type: column.getSQLType(),
  })),
);

test.each(columns)(
  'an edit of $column in $table is noticed, and so is its undoing',
  async ({ table, column, type }) => {
    const edit = edits[type]?.replace('%', column);
    expect(edit).toBeDefined();
    const [before, after, again] = await undone(async (tx) => {
      const first = await hash(tx);
      const where = sql.raw(`ctid = (select max(ctid) from ${table})`);
      await tx.execute(sql`savepoint edit`);
      await tx.execute(sql`update ${sql.raw(table)} set ${sql.raw(column)} = ${sql.raw(edit ?? '')} where ${where}`);
      const second = await hash(tx);
      await tx.execute(sql`rollback to edit`);
      return [first, second, await hash(tx)];
    });
    expect(after).not.toBe(before);
    expect(again).toBe(before);
    expect(before).toMatch(/^[0-9a-f]{64}$/);
  },
);

test('the columns of all nine tables that a ceremony consists of are among them', () => {
  expect(new Set(columns.map(({ table }) => table)).size).toBe(9);
  expect(Object.values(allTables)).toHaveLength(9 + others.length);
  expect(columns.length).toBeGreaterThan(70);
});

test.each([
  ['a nomination less', 'delete from nominations where id = (select min(id::text)::uuid from nominations)'],
  [
    'a nomination more',
    'insert into nominations (id, ceremony_id, category_id, position, won) select gen_random_uuid(), ceremony_id, category_id, 99, false from nominations limit 1',
  ],
  ['a nominee less', 'delete from nominees where ctid = (select min(ctid) from nominees)'],
  ['a movie less', 'delete from nominated_movies where ctid = (select min(ctid) from nominated_movies)'],
  ['a category less', 'delete from ceremony_categories where ctid = (select min(ctid) from ceremony_categories)'],
  ['a column more', "alter table nominees add column since text default 'now'"],
  ['a text in another column', 'update nominations set note = detail, detail = note where detail is not null'],
  ['null instead of an empty text', "update nominations set note = '' where note is null"],
])('%s is noticed', async (_, statement) => {
  const [before, after] = await undone(async (tx) => [
    await hash(tx),
    await tx.execute(sql.raw(statement)).then(() => hash(tx)),
  ]);
  expect(after).not.toBe(before);
});

test('what another ceremony has does not matter', async () => {
  const [before, after] = await undone(async (tx) => {
    const first = await hash(tx);
    await tx.execute(sql`
      insert into people (id, imdb_id, name, tmdb_status) values (gen_random_uuid(), 'nm99999999', 'Somebody', 'found')`);
    return [first, await hash(tx)];
  });
  expect(after).toBe(before);
});
