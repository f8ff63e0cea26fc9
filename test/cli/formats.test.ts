import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../support/databases.ts';
import { runProgram } from '../support/program.ts';

const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));
const table = fixture('oscar_data.tsv');

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase({ migrated: true });
});
afterEach(() => database.drop());

const run = (args: string[], input?: string) =>
  runProgram(args, { env: { DATABASE_URL: database.url }, ...(input === undefined ? {} : { input }) });

/** Names of the ceremonies that the database holds. */
async function imported(): Promise<string[]> {
  const { ceremonies } = JSON.parse((await run(['status', '--json'])).stdout) as { ceremonies: { ceremony: string }[] };
  return ceremonies.map(({ ceremony }) => ceremony).sort();
}

describe('a file of many ceremonies', () => {
  test('is imported whole where none is named', async () => {
    expect((await run(['-f', table])).code).toBe(0);
    expect(await imported()).toEqual([
      '1st Academy Awards',
      '2nd Academy Awards',
      '3rd Academy Awards',
      '96th Academy Awards',
    ]);
  });

  test('gives a range of years, or a number', async () => {
    expect((await run(['-f', table, '1929-1930'])).code).toBe(0);
    expect(await imported()).toEqual(['1st Academy Awards', '2nd Academy Awards', '3rd Academy Awards']);
    expect((await run(['-f', table, '96th'])).code).toBe(0);
    expect(await imported()).toHaveLength(4);
  });

  test('asks which of the two of 1930, and takes either', async () => {
    const asked = await run(['-f', table, '1930']);
    expect(asked.code).toBe(1);
    expect(asked.stderr).toContain(
      'hint: choose 1930/1 or 2nd (2nd Academy Awards), or 1930/2 or 3rd (3rd Academy Awards)',
    );
    expect((await run(['-f', table, '3rd'])).code).toBe(0);
    expect(await imported()).toEqual(['3rd Academy Awards']);
  });

  test('comes back from the database as it went in', async () => {
    await run(['-f', table]);
    expect((await run(['show', '1930'])).stderr).toContain(
      'hint: choose 1930/1 (2nd Academy Awards), or 1930/2 (3rd Academy Awards)\n',
    );
    for (const ceremony of ['1929', '1930/1', '1930/2', '2024']) {
      const { stdout } = await run(['show', ceremony, '--json']);
      const again = await run(['-f', '-', '-n', '--detailed-exitcode'], stdout);
      expect([ceremony, again.code, again.stdout]).toEqual([ceremony, 0, expect.stringContaining('No changes.')]);
    }
  });
});

test.each([
  ['cinegraph-oscars.json', '96th Academy Awards'],
  ['cinegraph-festival.json', 'Venice International Film Festival 2023'],
  ['imdb-event.json', '96th Academy Awards'],
])('%s is imported', async (file, name) => {
  expect((await run(['-f', fixture(file)])).code).toBe(0);
  expect(await imported()).toEqual([name]);
});

test('another source of an imported ceremony finds its nominations there', async () => {
  await run(['2024']);
  await run(['-f', fixture('imdb-event.json')]);
  const shown = JSON.parse((await run(['show', '2024', '--json'])).stdout) as {
    categories: { nominations: unknown[] }[];
  };
  // The 120 of the bundled file, and the technical award that only the page has.
  expect(shown.categories.flatMap(({ nominations }) => nominations)).toHaveLength(121);
});

describe('options', () => {
  test('--all imports every ceremony of the file', async () => {
    expect((await run(['-f', table, '--all'])).code).toBe(0);
    expect(await imported()).toHaveLength(4);
  });

  test('--all imports every bundled ceremony', async () => {
    expect((await run(['--all'])).code).toBe(0);
    expect(await imported()).toEqual(['96th Academy Awards']);
  });

  test('--all and a name contradict each other', async () => {
    const { code, stderr } = await run(['--all', '2024']);
    expect(code).toBe(1);
    expect(stderr).toContain('error: --all and 2024 cannot be given together');
  });

  test('--format overrides what the content says', async () => {
    const { code, stderr } = await run(['-f', table, '--format', 'cinegraph']);
    expect(code).toBe(1);
    expect(stderr).toContain('oscar_data.tsv is not JSON');
  });

  test('--format takes the names of formats, and a file', async () => {
    const unknown = await run(['-f', table, '--format', 'csv']);
    expect(unknown.code).toBe(1);
    expect(unknown.stderr).toContain('Allowed choices are ceremony, oscar_data, cinegraph, imdb');
    expect((await run(['2024', '--format', 'imdb'])).stderr).toContain('--format says what a file is');
  });
});
