/** A nomination of which nobody can say which stored one it is: not written, and the user is told, in whatever they look at. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { query } from '../support/contents.ts';
import { createDatabase, type TestDatabase } from '../support/databases.ts';
import { runProgram } from '../support/program.ts';

let database: TestDatabase;
let folder: string;
beforeEach(async () => {
  database = await createDatabase({ migrated: true });
  folder = await mkdtemp(join(tmpdir(), 'oscars-unclear-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
  await database.drop();
});

const run = (args: string[], input: unknown = '') =>
  runProgram(args, { cwd: folder, env: { DATABASE_URL: database.url }, input: JSON.stringify(input) });

const songs = (...details: (string | undefined)[]) => ({
  organization: { key: 'fest', name: 'Fest' },
  year: 2020,
  name: 'Fest 2020',
  categories: [
    {
      name: 'Song',
      kind: 'craft',
      nominations: details.map((detail) => ({
        ...(detail === undefined ? {} : { detail }),
        movies: [{ title: 'Alpha', imdbId: 'tt0000001' }],
        nominees: [{ name: 'Ann', imdbId: 'nm0000001' }],
      })),
    },
  ],
});
const remark =
  'Fest 2020 · Song · Alpha · Ann: not written, as each of several stored nominations may be it; to change one of them, say in the file what tells them apart (its movies, nominees, detail or citation)';

test('the import, a second one, a dry run, its plan and the report name it', async () => {
  await run(['-f', '-', '-q'], songs('One', 'Two'));
  const rows = () => query(database.url, 'select id, detail, position from nominations order by id');
  const before = await rows();
  const reports = ['import.html', 'dry-run.md'];
  const runs = [
    await run(['-f', '-', '-n', '--report', 'dry-run.md', '--out', 'plan.json'], songs(undefined)),
    await run(['-f', '-', '--report', 'import.html'], songs(undefined)),
    await run(['-f', '-'], songs(undefined)),
    await run(['--apply', 'plan.json']),
  ];
  for (const { code, stderr } of runs) expect([code, stderr]).toEqual([0, expect.stringContaining(remark)]);
  expect(await rows()).toEqual(before);
  for (const report of reports)
    expect(await readFile(join(folder, report), 'utf8')).toContain('not written, as each of');
  const answers = [
    await run(['-f', '-', '--json'], songs(undefined)),
    await run(['-f', '-', '-n', '--json'], songs(undefined)),
    await run(['show', 'plan.json', '--json']),
  ];
  for (const { stdout } of answers) expect(JSON.parse(stdout).remarks).toEqual([remark]);
});

test('what tells it apart makes it one of them', async () => {
  await run(['-f', '-', '-q'], songs('One', 'Two'));
  const { stderr } = await run(['-f', '-'], songs('Two'));
  expect(stderr).not.toContain('not written');
});
