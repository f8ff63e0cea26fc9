import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contentsOf, query, server } from '../support/contents.ts';
import { createDatabase, createEmbeddedFolder, type TestDatabase } from '../support/databases.ts';
import { type ProgramOptions, runProgram } from '../support/program.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase({ migrated: false });
});
afterEach(() => database.drop());

const run = (args: string[], options: ProgramOptions = {}) =>
  runProgram(args, { ...options, env: { DATABASE_URL: database.url, ...options.env } });

/** A film database, with all that could be taken for the importer's own. */
const filmDatabase = `
  create table people (id serial primary key, name text not null);
  insert into people (name) values ('Ada');
  create table movies (id serial primary key, imdb_id text unique, title text);
  insert into movies (imdb_id, title) values ('tt15398776', 'Theirs');
  create view import_status as select 1 as one;
  create function lower(text) returns text language sql as $$ select 'called' $$;
  create function coalesce_names(text) returns text language sql as $$ select 'called' $$;
  create function uuid_eq(text, uuid) returns boolean language sql as $$ select true $$;
  create function int4_eq(integer, smallint) returns boolean language sql as $$ select false $$;
  create operator = (leftarg = text, rightarg = uuid, function = uuid_eq);
  create function count(text) returns bigint language sql as $$ select 7::bigint $$;`;

const theirs = () =>
  query(
    database.url,
    'select (select json_agg(p) from people p) as people, (select json_agg(m) from movies m) as movies',
  );

describe('tables of others in the way', () => {
  beforeEach(() => query(database.url, filmDatabase));

  test.each([[['2024']], [['2024', '--dry-run']], [['2024', '--dry-run', '--json']], [['status']]])(
    '%j names them and --schema, and writes nothing',
    async (args) => {
      const before = await theirs();
      const { code, stderr } = await run(args);
      expect(code).toBe(1);
      expect(stderr).toContain('error: the schema public has import_status, movies, people already');
      expect(stderr).toContain('hint: give it a schema of its own, such as --schema oscars');
      expect(await theirs()).toEqual(before);
      expect(await query(database.url, "select to_regclass('public.nominations') as made")).toEqual([{ made: null }]);
    },
  );

  test('a name of an index or a type is in the way, too, in the dry run as in the import', async () => {
    const other = await createDatabase({ migrated: false });
    await query(
      other.url,
      `create table films (id integer constraint nominated_movies_nomination_id_position_pk primary key);
       create table awards (a integer, constraint ceremonies_number_unique unique (a));
       create index people_tmdb_id_index on films (id);
       create type nominees as enum ('one');
       create type nominees_person_index as enum ('one')`,
    );
    const runs = [await run(['2024', '-n'], { env: { DATABASE_URL: other.url } })];
    runs.push(await run(['2024'], { env: { DATABASE_URL: other.url } }));
    const refusal =
      'error: the schema public has ceremonies_number_unique, nominated_movies_nomination_id_position_pk, nominees, ' +
      'people_tmdb_id_index already, which oscars-import did not make; nothing was written\n' +
      '  hint: give it a schema of its own, such as --schema oscars\n';
    expect(runs.map(({ code, stderr }) => [code, stderr.slice(stderr.indexOf('error:'))])).toEqual([
      [1, refusal],
      [1, refusal],
    ]);
    await other.drop();
  });

  test('--schema takes all in, makes the schema, and leaves theirs alone', async () => {
    const before = await theirs();
    const preview = await run(['2024', '--schema', 'oscars', '--dry-run']);
    expect([preview.code, preview.stdout]).toEqual([0, expect.stringContaining('402 to add')]);
    const { code, stdout } = await run(['2024', '--schema', 'oscars', '-q']);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^PASS 44\/44 .*, schema oscars\n$/)]);
    expect(await theirs()).toEqual(before);
    const plain = await createDatabase({ migrated: false });
    await run(['2024', '-q'], { env: { DATABASE_URL: plain.url } });
    expect(await contentsOf(server(database.url, 'oscars'))).toEqual(await contentsOf(server(plain.url)));
    await plain.drop();
    for (const args of [['verify', '2024'], ['status'], ['show', '2024'], ['2024', '-n']])
      expect((await run([...args, '--schema', 'oscars'])).code).toBe(0);
    for (const args of [['status'], ['2024', '-n']])
      expect((await run(args)).stderr).toContain('hint: its tables are in another schema: --schema oscars\n');
    const again = await run(['2024', '--schema', 'oscars']);
    expect(again.stderr).toContain('nothing: all 120 nominations are there already');
  });

  test('OSCARS_IMPORT_SCHEMA says the same, and --schema goes before it', async () => {
    const env = { OSCARS_IMPORT_SCHEMA: 'Awards "Season"; 2024' };
    expect((await run(['2024', '-q'], { env })).code).toBe(0);
    expect((await run(['2024', '-q', '--schema', 'other'], { env })).code).toBe(0);
    expect(
      await query(
        database.url,
        "select nspname::text as name from pg_namespace n where exists (select from pg_class where relname = 'nominations' and relnamespace = n.oid) order by 1",
      ),
    ).toEqual([{ name: env.OSCARS_IMPORT_SCHEMA }, { name: 'other' }]);
  });
});

test('two schemas of one database take in their importers at once', async () => {
  const schemas = ['a', 'b', 'public'];
  const runs = await Promise.all(
    [...schemas, ...schemas, ...schemas].map((schema) => run(['2024', '-q', '--schema', schema])),
  );
  expect(runs.map(({ code, stderr }) => [code, stderr])).toEqual(runs.map(() => [0, '']));
  const [a, b, c] = await Promise.all(schemas.map((schema) => contentsOf(server(database.url, schema))));
  expect(a).toEqual(b);
  expect(a).toEqual(c);
  expect(a?.nominations).toHaveLength(120);
});

test('a database that is not UTF-8 is refused before anything is written', async () => {
  const name = `${database.name}_latin`;
  await query(database.url, 'select 1');
  const latin = await createDatabase({ migrated: false, encoding: 'LATIN1' });
  try {
    for (const args of [['2024'], ['2024', '-n'], ['2024', '--schema', name]]) {
      const { code, stderr } = await run(args, { env: { DATABASE_URL: latin.url } });
      expect([code, stderr]).toEqual([1, expect.stringContaining('the database is encoded in LATIN1')]);
    }
    expect(await query(latin.url, `select nspname from pg_namespace where nspname = '${name}'`)).toEqual([]);
  } finally {
    await latin.drop();
  }
});

test('the embedded database has schemas too', async () => {
  const { folder, remove } = await createEmbeddedFolder();
  const where = ['--data-dir', folder, '-q'];
  const { code, stdout } = await runProgram(['2024', ...where, '--schema', 'oscars']);
  expect([code, stdout]).toEqual([0, `PASS 44/44 people nominations · database: embedded, ${folder}, schema oscars\n`]);
  const other = await runProgram(['verify', '2024', ...where]);
  expect(other.code).toBe(3);
  await remove();
});

test.each(['', 'pg_oscars', 'information_schema', '$user', 'x'.repeat(64), 'a\nb'])(
  '--schema %j is refused',
  async (schema) => {
    const { code, stderr } = await run(['2024', '--schema', schema]);
    expect([code, stderr]).toEqual([1, expect.stringContaining('--schema takes the name of a schema')]);
    const byVariable = await run(['2024'], { env: { OSCARS_IMPORT_SCHEMA: schema } });
    expect([byVariable.code, byVariable.stderr]).toEqual([
      1,
      expect.stringContaining('OSCARS_IMPORT_SCHEMA takes the name of a schema'),
    ]);
  },
);
