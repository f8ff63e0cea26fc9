import postgres from 'postgres';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contentsOf, query, server } from '../support/contents.ts';
import { createDatabase, type TestDatabase } from '../support/databases.ts';
import { runProgram, startProgram } from '../support/program.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase({ migrated: true });
});
afterEach(() => database.drop());

const run = (args: string[], input: unknown = '') =>
  runProgram(args, { env: { DATABASE_URL: database.url }, input: JSON.stringify(input) });

const festival = (year: number, key = 'festival') => ({
  organization: { key, name: 'Festival' },
  year,
  name: `Festival ${year}`,
  categories: [
    {
      name: 'Prize',
      kind: 'person',
      nominations: [
        { won: true, movies: [{ title: 'One', imdbId: 'tt0000001' }], nominees: [{ name: 'A', imdbId: 'nm0000001' }] },
      ],
    },
    { name: `Prize of ${year}`, kind: 'movie', nominations: [{ movies: [{ title: 'Two', imdbId: 'tt0000002' }] }] },
  ],
});

const imported = (...files: unknown[]) => run(['-f', '-', '-q'], files);
const counts = async () => {
  const tables = 'organizations ceremonies categories ceremony_categories nominations nominees import_runs'.split(' ');
  const rows = await Promise.all([...tables, 'movies', 'people'].map((t) => query(database.url, `select 1 from ${t}`)));
  return rows.map(({ length }) => length);
};

test('a ceremony goes whole, others stay as they are, people and movies stay', async () => {
  await imported(festival(2020));
  const alone = await contentsOf(server(database.url));
  await imported(festival(2021));
  const { code, stdout, stderr } = await run(['remove', '2021', '--yes']);
  expect([code, stdout]).toEqual([0, expect.stringMatching(/^Removed Festival 2021: 2 nominations · database: /)]);
  expect(stderr).toBe(
    'Festival 2021 (Festival): 2 nominations, 2 categories, 1 credited nominee, 2 credited movies, 1 run; people and movies stay\n',
  );
  expect(await contentsOf(server(database.url))).toEqual(alone);
});

test('the last ceremony takes its organization and its categories along', async () => {
  await imported(festival(2020));
  expect((await run(['remove', 'latest', '-y'])).code).toBe(0);
  expect(await counts()).toEqual([0, 0, 0, 0, 0, 0, 0, 2, 1]);
  expect((await imported(festival(2020))).code).toBe(0);
  expect((await run(['verify', '-f', '-'], festival(2020))).code).toBe(0);
});

test('nobody who says yes is exit 1, with what would go and the command that does it', async () => {
  await imported(festival(2020));
  const before = await counts();
  const { code, stderr } = await run(['remove', '2020']);
  expect([code, stderr]).toEqual([1, expect.stringContaining('2 nominations, 2 categories')]);
  expect(stderr).toContain('hint: the same, agreed to, is: oscars-import remove 2020 --yes\n');
  expect(await counts()).toEqual(before);
});

test('--json says what was removed', async () => {
  await imported(festival(2020));
  const { code, stdout } = await run(['remove', '2020', '--yes', '--json']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    command: 'remove',
    ceremony: { organization: 'festival', year: 2020, name: 'Festival 2020' },
    removed: { nominations: 2, categories: 2, nominees: 1, movies: 2, runs: 1 },
    exitCode: 0,
  });
});

test('what others refer to cannot go: exit 1, and all of it is there', async () => {
  await imported(festival(2020));
  await query(database.url, 'create table mine (nomination_id uuid references nominations (id))');
  await query(database.url, 'insert into mine select id from nominations limit 1');
  const before = await counts();
  const { code, stderr } = await run(['remove', '2020', '--yes']);
  expect([code, stderr]).toEqual([1, expect.stringContaining('error: ')]);
  expect(await counts()).toEqual(before);
});

describe('what is not there, or not the only one', () => {
  test('is exit 1', async () => {
    expect((await run(['remove', '2020', '--yes'])).stderr).toContain('hint: the database has no ceremony yet');
    await imported(festival(2020), festival(2020, 'other'));
    expect((await run(['remove', '1999', '--yes'])).stderr).toContain('error: 1999 is not in the database');
    const { code, stderr } = await run(['remove', '2020', '--yes']);
    expect([code, stderr]).toEqual([1, expect.stringContaining('2020/1 --organization other')]);
    const quiet = await run(['remove', '2020', '--organization', 'other', '--yes', '--quiet']);
    expect([quiet.code, quiet.stdout, quiet.stderr]).toEqual([0, expect.stringContaining('Removed'), '']);
  });
});

test('an organization that stands there twice is told by status, and mended by remove', async () => {
  await imported(festival(2024, 'x'), festival(2024, 'venice'));
  await query(database.url, "update organizations set key = 'venice-film-festival' where key = 'x'");
  const { stdout } = await run(['status']);
  expect(stdout).toContain('venice and venice-film-festival are one organization');
  expect(stdout).toContain('oscars-import remove 2024 --organization venice-film-festival');
  expect(JSON.parse((await run(['status', '--json'])).stdout).doubled).toEqual([
    { key: 'venice', otherKey: 'venice-film-festival', ceremonies: ['2024'] },
  ]);
  expect((await run(['remove', '2024', '--organization', 'venice-film-festival', '--yes'])).code).toBe(0);
  expect((await run(['status'])).stdout).not.toContain('are one organization');
});

describe('beside an importer of the same ceremony', () => {
  test('one that waits for the removal makes it anew', async () => {
    await imported(festival(2020));
    const holder = postgres(database.url, { max: 1 });
    const watcher = postgres(database.url, { max: 1 });
    // What the removal does, held open until the importer waits for it.
    const importing = await holder.begin(async (tx) => {
      await tx`delete from nominations`;
      await tx`delete from ceremony_categories`;
      await tx`delete from ceremonies`;
      await tx`delete from categories`;
      await tx`delete from organizations`;
      const program = startProgram(['-f', '-'], {
        env: { DATABASE_URL: database.url },
        input: JSON.stringify({ ...festival(2020), name: 'Festival Twenty' }),
      });
      for (let waiting = 0; waiting === 0; ) {
        const rows = await watcher`select 1 from pg_stat_activity
          where application_name = 'oscars-import' and wait_event_type = 'Lock' and datname = current_database()`;
        waiting = rows.length;
      }
      return program;
    });
    await Promise.all([holder.end(), watcher.end()]);
    const { code, stdout } = await importing.result;
    expect([code, stdout]).toEqual([0, expect.stringContaining('PASS 1/1 people nominations')]);
    expect(await query(database.url, 'select name from ceremonies')).toEqual([{ name: 'Festival Twenty' }]);
  });
});
