import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contentsOf, query, server } from '../support/contents.ts';
import { createDatabase, type TestDatabase } from '../support/databases.ts';
import { runProgram } from '../support/program.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase({ migrated: true });
});
afterEach(() => database.drop());

interface Edition {
  readonly year: number;
  readonly number?: number;
  readonly instance?: number;
  readonly date?: string;
  readonly title?: string;
}

const emmys = ({ title = 'Show', ...edition }: Edition) => ({
  organization: { key: 'emmys', name: 'Emmys' },
  name: `Emmys ${edition.number ?? ''}`.trim(),
  ...edition,
  categories: [
    { name: 'Best Drama', kind: 'movie', nominations: [{ won: true, movies: [{ title, imdbId: 'tt9000701' }] }] },
  ],
});

const run = (content: unknown, ...args: string[]) =>
  runProgram(['-f', '-', '-q', ...args], { env: { DATABASE_URL: database.url }, input: JSON.stringify(content) });

async function imported(...contents: unknown[]): Promise<void> {
  for (const content of contents) {
    const { code, stderr } = await run(content);
    expect([code, stderr]).toEqual([0, '']);
  }
}

const ceremonies = () =>
  query(database.url, 'select year, instance, number, held_on::text as date from ceremonies order by number, year');
const ids = (table: string) => query(database.url, `select id::text from ${table} order by id`);

describe('a ceremony that moved to another year', () => {
  test('is the same one, its nominations too, and says its new year in the diff', async () => {
    await imported(emmys({ year: 2023, number: 75 }));
    const [ceremonyIds, nominationIds] = [await ids('ceremonies'), await ids('nominations')];
    const moved = emmys({ year: 2024, number: 75, date: '2024-01-15' });
    const dryRun = await runProgram(['-f', '-', '-n'], {
      env: { DATABASE_URL: database.url },
      input: JSON.stringify(moved),
    });
    expect(dryRun.stdout).toContain('year: 2023 → 2024\n');
    expect(dryRun.stdout).toContain('0 to add, 1 to change');
    await imported(moved);
    expect(await ceremonies()).toEqual([{ year: 2024, instance: 1, number: 75, date: '2024-01-15' }]);
    expect([await ids('ceremonies'), await ids('nominations')]).toEqual([ceremonyIds, nominationIds]);
    expect(
      (await runProgram(['verify', '-f', '-'], { env: { DATABASE_URL: database.url }, input: JSON.stringify(moved) }))
        .code,
    ).toBe(0);
  });

  test('leaves its place to another one, which gets IDs of its own', async () => {
    await imported(
      emmys({ year: 2023, number: 75 }),
      emmys({ year: 2024, number: 75 }),
      emmys({ year: 2023, number: 74 }),
    );
    expect(await ceremonies()).toMatchObject([
      { year: 2023, instance: 1, number: 74 },
      { year: 2024, instance: 1, number: 75 },
    ]);
    expect(await ids('nominations')).toHaveLength(2);
    const before = await contentsOf(server(database.url));
    await imported(emmys({ year: 2024, number: 75 }), emmys({ year: 2023, number: 74 }));
    expect(await contentsOf(server(database.url))).toEqual(before);
  });

  test('comes after the one that is there already', async () => {
    await imported(
      emmys({ year: 2023, number: 75 }),
      emmys({ year: 2024, number: 76 }),
      emmys({ year: 2024, number: 75 }),
    );
    expect(await ceremonies()).toMatchObject([
      { year: 2024, instance: 2, number: 75 },
      { year: 2024, instance: 1, number: 76 },
    ]);
  });
});

describe('two numbered ceremonies of one year', () => {
  const [first, second] = [
    emmys({ year: 2024, number: 75, title: 'Show' }),
    emmys({ year: 2024, number: 76, title: 'Other' }),
  ];

  test('stay two, and a second import changes nothing', async () => {
    await imported(first, second);
    expect(await ceremonies()).toMatchObject([
      { year: 2024, instance: 1, number: 75 },
      { year: 2024, instance: 2, number: 76 },
    ]);
    const before = await contentsOf(server(database.url));
    await imported(second, first, second);
    expect(await contentsOf(server(database.url))).toEqual(before);
    expect((await run(second, '-n')).stdout).toContain('No changes');
  });

  test('stay two in one file', async () => {
    await imported([first, second]);
    expect(await ceremonies()).toMatchObject([
      { instance: 1, number: 75 },
      { instance: 2, number: 76 },
    ]);
  });

  test('stay two when both are imported at once', async () => {
    const runs = await Promise.all([first, second, first, second, first, second].map((content) => run(content)));
    expect(runs.map(({ code, stderr }) => [code, stderr])).toEqual(runs.map(() => [0, '']));
    const rows = await query<{ number: number; instance: number }>(
      database.url,
      'select number, instance from ceremonies order by number',
    );
    expect(rows.map(({ number }) => number)).toEqual([75, 76]);
    expect(rows.map(({ instance }) => instance).sort()).toEqual([1, 2]);
    expect(await ids('nominations')).toHaveLength(2);
  }, 60_000);

  test('stay two when both move into one year at once', async () => {
    await imported(emmys({ year: 2022, number: 75, title: 'Show' }), emmys({ year: 2023, number: 76, title: 'Other' }));
    const before = await ids('nominations');
    const runs = await Promise.all([first, second, first, second].map((content) => run(content)));
    expect(runs.map(({ code, stderr }) => [code, stderr])).toEqual(runs.map(() => [0, '']));
    expect(await ceremonies()).toMatchObject([
      { year: 2024, number: 75 },
      { year: 2024, number: 76 },
    ]);
    expect(await ids('nominations')).toEqual(before);
  }, 60_000);
});

test('a ceremony without a number is the one of its year, and gets the number that another source says', async () => {
  await imported(emmys({ year: 2024 }), emmys({ year: 2024, number: 75 }), emmys({ year: 2024 }));
  expect(await ceremonies()).toMatchObject([{ year: 2024, instance: 1, number: 75 }]);
  expect(await ids('nominations')).toHaveLength(1);
});

describe('a dry run places a ceremony where the import will', () => {
  const previewed = async (...contents: unknown[]) => {
    const folder = await mkdtemp(join(tmpdir(), 'oscars-places-'));
    const options = { cwd: folder, env: { DATABASE_URL: database.url }, input: JSON.stringify(contents) };
    const preview = await runProgram(['-f', '-', '-n', '--out', 'plan.json'], options);
    const applied = await runProgram(['--apply', 'plan.json'], options);
    await rm(folder, { recursive: true });
    expect([applied.code, applied.stdout]).toEqual([0, expect.stringContaining('PASS')]);
    return preview.stdout;
  };

  test('one that moves into a year that has another takes the next place', async () => {
    await imported(emmys({ year: 2023, number: 75 }), emmys({ year: 2024, number: 76 }));
    expect(await previewed(emmys({ year: 2024, number: 75 }))).toContain('year: 2023 → 2024/2\n');
    expect(await ceremonies()).toMatchObject([
      { year: 2024, instance: 2, number: 75 },
      { year: 2024, instance: 1, number: 76 },
    ]);
  });

  test('and so do two of a file, of which neither is there yet, and one beside another that is', async () => {
    await imported(emmys({ year: 2023, number: 74 }));
    await previewed(
      emmys({ year: 2024, number: 75 }),
      emmys({ year: 2024, number: 76 }),
      emmys({ year: 2023, number: 73 }),
    );
    expect(await ceremonies()).toMatchObject([
      { year: 2023, instance: 2, number: 73 },
      { year: 2023, instance: 1, number: 74 },
      { year: 2024, instance: 1, number: 75 },
      { year: 2024, instance: 2, number: 76 },
    ]);
  });
});
