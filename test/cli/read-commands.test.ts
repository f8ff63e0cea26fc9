import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundledFile, editedFile, nominationOf } from '../support/ceremonies.ts';
import { createDatabase, createEmbeddedFolder, type TestDatabase } from '../support/databases.ts';
import { runProgram } from '../support/program.ts';

let database: TestDatabase;
const run = (args: string[], input?: string) =>
  runProgram(args, { env: { DATABASE_URL: database.url }, ...(input === undefined ? {} : { input }) });

beforeAll(async () => {
  database = await createDatabase({ migrated: false });
  await run(['2024', '--offline']);
});
afterAll(() => database.drop());

describe('verify', () => {
  test('a complete database is exact', async () => {
    const { code, stdout, stderr } = await run(['verify', '96th']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('All 23 categories                                   120/120  221/221 ✔');
    expect(stdout).toMatch(/\nPASS 44\/44 people nominations · database: oscars_test_\w+ on 127\.0\.0\.1:\d+\n$/);
  });

  test('names what differs, and ends with 3', async () => {
    const other = editedFile((file) => {
      nominationOf(file, 'Directing', 0).won = true;
      nominationOf(file, 'Sound', 0).movies = [{ title: 'Another Movie', imdbId: 'tt0000001' }];
    });
    const { code, stdout } = await run(['verify', '--file', '-'], JSON.stringify(other));
    expect(code).toBe(3);
    expect(stdout).toContain('✘ Directing · Anatomy of a Fall · Justine Triet: differs (won: no, not yes)');
    expect(stdout).toMatch(/✘ Sound · Another Movie · .*: missing/);
    expect(stdout).toContain('! Sound · The Creator · ');
    expect(stdout).toContain('DIFFERENT 43/44 people nominations');
  });

  test('has no options of an import', async () => {
    const { code, stderr } = await run(['verify', '2024', '--prune']);
    expect([code, stderr]).toEqual([1, "error: unknown option '--prune'\n"]);
  });

  test('--json says the same', async () => {
    const answer = JSON.parse((await run(['verify', '2024', '--json'])).stdout);
    expect(answer).toMatchObject({
      command: 'verify',
      exitCode: 0,
      ceremonies: [
        {
          name: '96th Academy Awards',
          verification: { exact: true, peopleNominations: { present: 44, expected: 44 } },
        },
      ],
    });
  });
});

describe('show', () => {
  test('prints each category with its winner marked', async () => {
    const { code, stdout } = await run(['show', '2024']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^96th Academy Awards · 10 March 2024\n\nActor in a Leading Role\n/);
    expect(stdout).toContain('★  Oppenheimer       Cillian Murphy  J. Robert Oppenheimer\n');
    expect(stdout.match(/^★/gm)).toHaveLength(23);
  });

  test('--json is a ceremony file again: importing it changes nothing', async () => {
    const { stdout } = await run(['show', '2024', '--json']);
    const { $schema: _, ...file } = bundledFile() as ReturnType<typeof bundledFile> & { $schema?: string };
    expect(JSON.parse(stdout)).toEqual(file);
    expect((await run(['-f', '-', '-n'], stdout)).stdout).toContain('No changes.');
  });

  test('--csv has a line a nominee', async () => {
    const lines = (await run(['show', '2024', '--csv'])).stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(1 + 221 + 5);
    expect(lines[0]).toMatch(/^organization,year,instance,category,nomination_id,/);
    expect(lines.find((line) => line.includes('nm0634240'))).toMatch(
      /^oscars,2024,1,Directing,[0-9a-f-]{36},3,true,Oppenheimer,tt15398776,,person,Christopher Nolan,nm0634240$/,
    );
  });

  test('a ceremony that is not there names those that are', async () => {
    const { code, stderr } = await run(['show', '1994']);
    expect(code).toBe(1);
    expect(stderr).toBe('error: 1994 is not in the database\n  hint: the database has 2024 (96th Academy Awards)\n');
  });
});

describe('status', () => {
  test('has a line a ceremony', async () => {
    const { code, stdout } = await run(['status']);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^ceremony +year +nominations +people +winners +pending +waiting +last run\n96th Academy Awards +2024 +120\/120 +44\/44 +23 +0 +118 +\d{4}-\d\d-\d\d complete\n\n258 people and movies: 140 from the bundled snapshot, 118 not answered yet\nA run with a token asks TMDb for those of the snapshot and the old ones\.\n$/,
    );
  });

  test('--json says the same', async () => {
    expect(JSON.parse((await run(['status', '--json'])).stdout).ceremonies).toEqual([
      expect.objectContaining({
        year: 2024,
        number: 96,
        nominations: 120,
        linkedPeopleNominations: 44,
        pending: 0,
        waiting: 118,
      }),
    ]);
  });
});

describe('without a database', () => {
  test('verify and show say what to do first; status has nothing to list', async () => {
    const { folder, remove } = await createEmbeddedFolder();
    for (const args of [
      ['verify', '2024'],
      ['show', '2024'],
    ]) {
      const { code, stderr } = await runProgram([...args, '--data-dir', folder]);
      expect([code, stderr]).toEqual([
        1,
        `error: nothing was imported yet (database: embedded, ${folder})\n  hint: import a ceremony first: oscars-import 2024 --data-dir ${folder}\n`,
      ]);
    }
    expect((await runProgram(['status', '--data-dir', folder])).stdout).toContain('No ceremonies yet');
    await remove();
  });
});
