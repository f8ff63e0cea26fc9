import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CeremonyFile } from '../support/ceremonies.ts';
import { createDatabase, type TestDatabase } from '../support/databases.ts';
import { runProgram } from '../support/program.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase({ migrated: true });
});
afterEach(() => database.drop());

const run = (args: string[], input?: unknown) =>
  runProgram(args, {
    env: { DATABASE_URL: database.url },
    ...(input === undefined ? {} : { input: JSON.stringify(input) }),
  });

/** One of everything that a ceremony can hold. */
const everything: CeremonyFile = {
  organization: { key: 'fest', name: 'A “Festival” of {braces}, "quotes" and \\backslashes\\', abbreviation: 'F,E' },
  year: 1930,
  instance: 2,
  number: 3,
  name: '3rd Festival',
  date: '1930-11-05',
  expected: { categories: 3, nominations: 6, winners: 3, peopleNominations: 3 },
  categories: [
    {
      name: 'Outstanding Picture',
      canonicalName: 'Best Picture',
      kind: 'movie',
      nominations: [
        {
          won: true,
          note: 'NULL',
          movies: [
            { title: 'One', year: 1929, imdbId: 'tt0000001' },
            { title: 'Two', imdbId: 'tt10000002' },
            { title: 'Unknown' },
          ],
          nominees: [
            { name: 'Studio', imdbId: 'co0000001' },
            { name: 'Japan', kind: 'country' },
            { name: 'Lab', kind: 'company' },
          ],
        },
        { movies: [{ title: 'One', imdbId: 'tt0000001' }] },
      ],
    },
    {
      name: 'Directing',
      group: 'Making',
      kind: 'person',
      nominations: [
        {
          detail: 'A song\twith\ttabs',
          credit: 'Screenplay by A & B',
          nominees: [{ name: 'A', imdbId: 'nm0000001' }, { name: 'B' }],
        },
        { nominees: [{ name: 'A', imdbId: 'nm0000001' }] },
      ],
    },
    {
      name: 'Honorary Award',
      kind: 'special',
      nominations: [
        { won: true, citation: 'To A, for {everything}, "twice"' },
        { won: true, citation: 'To B, for nothing' },
      ],
    },
  ],
};

test('what the database holds, written as a file, is the file that was imported', async () => {
  const imported = await run(['-f', '-'], everything);
  expect([imported.code, imported.stderr.split('\n').at(-1)]).toEqual([0, '']);
  const { stdout } = await run(['show', '1930/2', '--json']);
  expect(JSON.parse(stdout)).toEqual(everything);
  const again = await runProgram(['-f', '-', '-n', '--detailed-exitcode'], {
    env: { DATABASE_URL: database.url },
    input: stdout,
  });
  expect(again.stdout).toContain('No changes. The database matches standard input.');
  expect(again.code).toBe(0);
});

test('a correction of any fact is one change of its row, and arrives', async () => {
  await run(['-f', '-'], everything);
  const corrected = structuredClone(everything);
  const [picture, directing, honorary] = corrected.categories;
  Object.assign(picture?.nominations[0]?.movies?.[1] ?? {}, { year: 1930 });
  Object.assign(directing?.nominations[0] ?? {}, { credit: 'Written by A & B' });
  Object.assign(honorary?.nominations[1] ?? {}, { note: 'In absence' });
  const { stderr } = await run(['-f', '-'], corrected);
  expect(stderr).toContain('6 nominations in one transaction: 0 added, 3 changed, 0 removed');
  expect(JSON.parse((await run(['show', '3rd', '--json'])).stdout)).toEqual(corrected);
});

test('a file that knows less erases nothing', async () => {
  await run(['-f', '-'], everything);
  const bare = structuredClone(everything);
  for (const { nominations } of bare.categories) {
    for (const nomination of nominations) {
      delete nomination.note;
      delete nomination.credit;
      for (const movie of nomination.movies ?? []) delete movie.year;
    }
  }
  expect((await run(['-f', '-', '-n'], bare)).stdout).toContain('No changes.');
});
