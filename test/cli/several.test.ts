import { afterEach, beforeEach, expect, test } from 'vitest';
import { contentsOf, query, server } from '../support/contents.ts';
import { createDatabase, type TestDatabase } from '../support/databases.ts';
import { runProgram } from '../support/program.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase({ migrated: true });
});
afterEach(() => database.drop());

const festival = (year: number, title: string) => ({
  organization: { key: 'festival', name: 'Festival' },
  year,
  name: `Festival ${year}`,
  categories: [
    {
      name: 'Prize',
      kind: 'person',
      nominations: [
        { won: true, movies: [{ title, imdbId: 'tt0000001' }], nominees: [{ name: 'A', imdbId: 'nm0000001' }] },
      ],
    },
  ],
});

const run = (args: string[], input: unknown) =>
  runProgram(['-f', '-', ...args], { env: { DATABASE_URL: database.url }, input: JSON.stringify(input) });

test('several ceremonies are a line each, each in a transaction of its own, their IDs resolved once', async () => {
  const { code, stdout, stderr } = await run([], [festival(2020, 'One'), festival(2021, 'Two')]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Festival 2020 · 2020 +1\/1 +1\/1 +0 +✔ \+1 ~0 -0$/m);
  expect(stdout).toMatch(/^PASS 2\/2 ceremonies, 2 nominations · database: /m);
  expect(stderr).toContain('2 IDs: 0 known');
  expect(stderr).toContain('2 nominations in 2 ceremonies: 2 added, 0 changed, 0 removed');
});

test('a ceremony that fails does not stop the others, and the end says which', async () => {
  await query(database.url, 'alter table ceremonies add constraint no_2021 check (year <> 2021)');
  const { code, stdout, stderr } = await run(
    [],
    [festival(2020, 'One'), festival(2021, 'Two'), festival(2022, 'Three')],
  );
  expect(code).toBe(1);
  expect(stdout).toMatch(/^Festival 2021 · 2021 .*✘ failed$/m);
  expect(stdout).toMatch(/^FAILED 2\/3 ceremonies, 2 nominations · .* · 1 failed, see the errors$/m);
  expect(stderr).toContain('error: cannot write the nominations of Festival 2021');
  expect((await contentsOf(server(database.url))).nominations).toHaveLength(2);
});

test('rows that a file does not have are named with their ceremony', async () => {
  await run([], festival(2020, 'Another'));
  const other = festival(2020, 'One');
  other.categories[0]?.nominations[0]?.nominees.splice(0, 1, { name: 'B', imdbId: 'nm0000002' });
  const { code, stdout } = await run([], [other, festival(2021, 'Two')]);
  expect(code).toBe(3);
  expect(stdout).toContain('In the database, but not in standard input (Festival 2020):\n  ! Prize · Another · A\n');
  expect(stdout).toContain('INCOMPLETE 2/2 ceremonies');
});

test('verify has a line a ceremony, names what differs and who is pending, and sums up', async () => {
  const both = [festival(2020, 'One'), festival(2021, 'Two')];
  both[1]?.categories[0]?.nominations[0]?.nominees.push({ name: 'Somebody' } as never);
  await run([], both);
  const verify = (args: string[], input: unknown) =>
    runProgram(['verify', '-f', '-', ...args], {
      env: { DATABASE_URL: database.url },
      input: JSON.stringify(input),
    });
  const same = await verify([], both);
  expect(same.code).toBe(0);
  expect(same.stdout).toMatch(/^Festival 2021 · 2021 +1\/1 +1\/2 +1 +✔$/m);
  expect(same.stdout).toContain(
    '  Pending, credited without an IMDb ID:\n  ? Festival 2021 · Prize: Somebody\nPASS 2/2 ceremonies, 2 nominations · database: ',
  );
  expect((await verify(['-q'], both)).stdout).toMatch(/^PASS 2\/2 ceremonies, 2 nominations · database: .*\n$/);

  Object.assign(both[0]?.categories[0]?.nominations[0] ?? {}, { detail: 'Other' });
  const different = await verify([], both);
  expect(different.code).toBe(3);
  expect(different.stdout).toContain(
    'Festival 2020\n  ✘ Prize · One · A · Other: differs (detail: nothing, not Other)\n  Pending, ',
  );
  expect(different.stdout).toMatch(/^DIFFERENT 1\/2 ceremonies, 1 nomination · database: /m);
});

test('who is pending is a number, and a name with --pending: all of them, by ceremony and category', async () => {
  const one = festival(2020, 'One');
  const names = Array.from({ length: 25 }, (_, at) => ({ name: `Unknown ${at + 1}` }));
  one.categories[0]?.nominations[0]?.nominees.push(...(names as never[]));
  await run([], one);
  const status = (args: string[]) => runProgram(['status', ...args], { env: { DATABASE_URL: database.url } });
  const { stdout } = await status([]);
  expect(stdout).toMatch(/^Festival 2020 +2020 .* 25 +2 +[-\d]+ complete$/m);
  expect(stdout).not.toContain('Unknown');
  const named = (await status(['--pending'])).stdout.slice(stdout.length);
  expect(named.split('\n').slice(0, 5)).toEqual([
    '',
    'Pending, credited without an IMDb ID:',
    '  Festival 2020',
    '    Prize',
    '      ? Unknown 1',
  ]);
  expect(named.match(/Unknown/g)).toHaveLength(25);
  expect(JSON.parse((await status(['--json'])).stdout).pending[24]).toEqual({
    organization: 'festival',
    year: 2020,
    instance: 1,
    ceremony: 'Festival 2020',
    category: 'Prize',
    kind: 'person',
    name: 'Unknown 25',
    nominationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
});

test('ceremonies that mean different things by one name of a category leave each other alone', async () => {
  const named = (year: number, category: object) => {
    const one = festival(year, `Movie of ${year}`);
    Object.assign(one.categories[0] ?? {}, { name: 'Directing' }, category);
    return one;
  };
  const files = [named(2020, {}), named(2021, { canonicalName: 'Best Director' }), named(2022, { kind: 'craft' })];
  expect((await run([], files)).code).toBe(0);
  const before = await contentsOf(server(database.url));
  for (const file of files) {
    const { code, stderr } = await run([], file);
    expect([code, stderr]).toEqual([0, expect.stringContaining('nothing: the nomination is there already')]);
  }
  expect((await contentsOf(server(database.url))).nominations).toEqual(before.nominations);
});

test('two categories of one name in a ceremony are two', async () => {
  const one = festival(2020, 'One');
  const [prize] = one.categories;
  const file = {
    ...one,
    categories: ['Writing (Original)', 'Writing (Adapted)'].map((canonicalName) => ({
      ...prize,
      name: 'Writing',
      canonicalName,
    })),
  };
  expect((await run([], file)).code).toBe(0);
  expect((await run([], file)).stderr).toContain('nothing: all 2 nominations');
});

test.each(['Best Directing', 'Zirecting'])(
  'a category renamed %s takes along what the file does not have',
  async (name) => {
    const one = festival(2020, 'One');
    const [prize] = one.categories;
    prize?.nominations.push({ won: false, movies: [{ title: 'Two', imdbId: 'tt0000002' }], nominees: [] } as never);
    await run([], one);
    const renamed = structuredClone(one);
    renamed.categories[0]?.nominations.pop();
    Object.assign(renamed.categories[0] ?? {}, { name, canonicalName: 'Prize' });
    const { code, stdout } = await run([], renamed);
    expect([code, stdout]).toEqual([3, expect.stringContaining('INCOMPLETE')]);
    expect((await contentsOf(server(database.url))).ceremony_categories).toHaveLength(1);
    expect((await run([], renamed)).stderr).toContain('nothing: the nomination is');
  },
);

test('a company that another source gives without its ID stays one, and the import is verified', async () => {
  const one = festival(2020, 'One');
  const nominees = one.categories[0]?.nominations[0]?.nominees ?? [];
  nominees.push({ name: 'Warner Bros.', imdbId: 'co0000001' });
  await run([], one);
  nominees.splice(1, 1, { name: 'Warner Bros.' } as never);
  const { code, stdout, stderr } = await run([], one);
  expect([code, stderr]).toEqual([0, expect.stringContaining('nothing: the nomination is there already')]);
  expect(stdout).toContain('PASS 1/1 people nominations');
});

test('a command that is suggested means this ceremony, this format and this database', async () => {
  const both = [festival(2020, 'One'), festival(2021, 'Two')];
  await run([], both);
  for (const { categories } of both)
    categories[0]?.nominations.splice(0, 1, {
      won: true,
      movies: [{ title: 'Three', imdbId: 'tt0000003' }],
      nominees: [],
    });
  const imported = await run(['2020', '--format', 'ceremony'], both);
  expect(imported.stdout).toContain('(oscars-import 2020 --file - --format ceremony --prune deletes them)');
  const preview = await run(['2021', '-n'], both);
  expect(preview.stdout).toContain('Delete what the file does not have: oscars-import 2021 --file - --prune\n');
});
