import { afterAll, beforeAll, expect, test } from 'vitest';
import { editedFile, nominationOf } from '../support/ceremonies.ts';
import { createDatabase, createEmbeddedFolder, type TestDatabase } from '../support/databases.ts';
import { runProgram } from '../support/program.ts';

let database: TestDatabase;
const run = (args: string[], input?: string) =>
  runProgram(args, { env: { DATABASE_URL: database.url }, ...(input === undefined ? {} : { input }) });

beforeAll(async () => {
  database = await createDatabase({ migrated: false });
});
afterAll(() => database.drop());

test('runs are listed newest first: when, what, outcome, what was written and asked', async () => {
  const corrected = editedFile((file) => {
    nominationOf(file, 'Directing', 0).detail = 'corrected';
    nominationOf(file, 'Sound', 0).movies = [{ title: 'Another Movie', imdbId: 'tt0000001' }];
  });
  await run(['2024', '-q']);
  await run(['-f', '-', '-q'], JSON.stringify(corrected));

  const { code, stdout } = await run(['history']);
  const [head = '', newest = '', oldest = '', ...rest] = stdout.trimEnd().split('\n');
  expect([code, rest]).toEqual([0, []]);
  expect(head).toMatch(
    /^finished \(UTC\) +ceremony +outcome +added +changed +removed +requests +seconds +version +source$/,
  );
  expect(newest).toMatch(/^20\d\d-\d\d-\d\d \d\d:\d\d +96th Academy Awards +incomplete +1 +1 +0 +0 /);
  expect(oldest).toMatch(/^20\d\d-\d\d-\d\d \d\d:\d\d +96th Academy Awards +complete +120 +0 +0 +0 /);
});

test('--json has every field', async () => {
  const { runs } = JSON.parse((await run(['history', '--json'])).stdout);
  expect(runs).toHaveLength(2);
  expect(runs[1]).toMatchObject({
    organization: 'oscars',
    year: 2024,
    instance: 1,
    ceremony: '96th Academy Awards',
    outcome: 'complete',
    counts: { added: 120, changed: 0, unchanged: 0, removed: 0 },
    tmdbRequests: 0,
    tmdbRetries: 0,
    sourceSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    programVersion: expect.stringMatching(/^\d+\.\d+\.\d+$/),
  });
  expect(Date.parse(runs[1].startedAt)).toBeLessThanOrEqual(Date.parse(runs[1].finishedAt));
  expect(runs[0].sourceSha256).not.toBe(runs[1].sourceSha256);
});

test('before the first import there are none', async () => {
  const { folder, remove } = await createEmbeddedFolder();
  const { code, stdout } = await runProgram(['history', '--data-dir', folder]);
  expect([code, stdout]).toEqual([
    0,
    `No runs yet · database: embedded, ${folder}\nImport a ceremony with: oscars-import 2024 --data-dir ${folder}\n`,
  ]);
  await remove();
});
