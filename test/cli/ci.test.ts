import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { editedFile, nominationOf } from '../support/ceremonies.ts';
import { createDatabase, type TestDatabase } from '../support/databases.ts';
import { runProgram } from '../support/program.ts';

let folder: string;
let database: TestDatabase;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oscars-ci-'));
  database = await createDatabase({ migrated: false });
});
afterEach(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

/** As a step of GitHub's runner. */
const step = (args: string[]) =>
  runProgram(args, {
    cwd: folder,
    env: {
      DATABASE_URL: database.url,
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
    },
  });

const summary = () => readFile(join(folder, 'summary.md'), 'utf8');

test('each step adds to the summary: totals first, long lists folded', async () => {
  await step(['2024', '--offline', '--dry-run']);
  const first = await summary();
  expect(first).toMatch(/^## Dry run: 96th Academy Awards\n\n\*\*! Plan: 402 to add, /);
  expect(first).toContain('<details>\n<summary>People: 205</summary>\n\n- `+` nm');
  expect(first.match(/<details>/g)?.length).toBe(first.match(/<\/details>/g)?.length);
  await step(['2024', '--offline']);
  await step(['verify', '2024']);
  const all = await summary();
  expect(all.startsWith(first)).toBe(true);
  expect(all).toContain('## Import: 96th Academy Awards\n\n**✔ PASS 44/44 people nominations**\n');
  expect(all).toContain('\n| 96th Academy Awards · 10 March 2024 | 120/120 | 44/44 | 23/23 | 0 |\n');
  expect(all).toContain('## Verification: 96th Academy Awards\n');
});

test('a step that fails has a summary too, and its problems are annotations of the file', async () => {
  await writeFile(join(folder, 'fest,100%.json'), '{"year": 1, "name": "x%\\ny"}');
  const { code, stderr } = await step(['-f', 'fest,100%.json']);
  expect(code).toBe(1);
  expect(stderr).toContain('\n::error file=fest%2C100%25.json::fest,100%25.json: categories: ');
  expect(await summary()).toMatch(
    /^## oscars\\-import\n\n\*\*✘ FAILED\*\*\n\n\*\*Error:\*\* fest,100%\\\.json is not a ceremony file/,
  );
});

test('a problem of a table names its line', async () => {
  const head =
    'Ceremony\tYear\tClass\tCanonicalCategory\tCategory\tNomId\tFilm\tFilmId\tName\tNominees\tNomineeIds\tWinner\tDetail\tNote\tCitation';
  await writeFile(
    join(folder, 'oscars.csv'),
    `${head}\nx\t2023\tActing\tACTOR\tACTOR\tan1\tA\ttt0000001\tB\tB\tnm0000001\tTrue\t\t\t\n`,
  );
  const { stderr } = await step(['-f', 'oscars.csv', '--all']);
  expect(stderr).toMatch(/^::error file=oscars\.csv,line=2::oscars\.csv: line 2/m);
});

test('a remark is a warning', async () => {
  const file = editedFile(() => {});
  await writeFile(
    join(folder, 'two.json'),
    JSON.stringify([file, { ...file, year: 2025, name: 'Other', number: 97, categories: [] }]),
  );
  const { code, stderr } = await step(['-f', 'two.json', '2024', '--offline']);
  expect([code, stderr]).toEqual([0, expect.stringMatching(/^::warning file=two\.json::two\.json: /m)]);
});

test('the summary never gets longer than GitHub takes', async () => {
  const many = editedFile((file) => {
    delete file.expected;
    nominationOf(file, 'Sound', 0).nominees = Array.from({ length: 450 }, (_, at) => ({
      name: `${'N'.repeat(1_900)} ${at}`,
    }));
  });
  await writeFile(join(folder, 'many.json'), JSON.stringify(many));
  for (let run = 0; run < 2; run++) await step(['-f', 'many.json', '-n', '--offline', '-q']);
  const text = await summary();
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1024 * 1024);
  expect(text).toMatch(/… and \d+ more lines\n$/);
});

test('--report takes .html and .md, is written on failure too, and refused before anything is done', async () => {
  const { code, stderr } = await step(['2024', '--offline', '--report', 'x.pdf']);
  expect([code, stderr]).toEqual([
    1,
    expect.stringContaining('error: --report writes .html or .md, and x.pdf is neither\n'),
  ]);
  const missing = await step(['2024', '--offline', '--report', 'no/such/folder.md']);
  expect([missing.code, missing.stderr.match(/^error: cannot write the report/gm)?.length]).toEqual([1, 1]);
  expect((await step(['status'])).stdout).toContain('No ceremonies yet');
  await step(['2024', '--offline', '--report', 'x.md']);
  expect(await readFile(join(folder, 'x.md'), 'utf8')).toContain('PASS 44/44');
});
