import { readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import postgres from 'postgres';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bundledFile, editedFile, nominationOf } from '../support/ceremonies.ts';
import { contentsOf, query, server } from '../support/contents.ts';
import { createDatabase, createEmbeddedFolder, type EmbeddedFolder, type TestDatabase } from '../support/databases.ts';
import { runProgram, startProgram } from '../support/program.ts';
import { startTmdbServer } from '../support/tmdb-server.ts';

let database: TestDatabase;
let place: EmbeddedFolder;
let folder: string;
beforeEach(async () => {
  [database, place] = await Promise.all([createDatabase({ migrated: true }), createEmbeddedFolder()]);
  folder = dirname(place.folder);
});
afterEach(() => Promise.all([database.drop(), place.remove()]));

const run = (args: string[], env: Record<string, string> = {}) =>
  runProgram(args, { env: { DATABASE_URL: database.url, ...env }, cwd: folder });

test('a plan that is kept is shown as it was printed, and applied to just what it says', async () => {
  const dryRun = await run(['2024', '-n', '--out', 'plan.json']);
  expect([dryRun.code, dryRun.stderr]).toEqual([0, expect.stringContaining('The plan is in plan.json\n')]);
  expect(dryRun.stdout).toContain('\nApply with: oscars-import --apply plan.json\n');
  expect((await contentsOf(server(database.url))).people).toEqual([]);

  const shown = await run(['show', 'plan.json']);
  expect([shown.code, shown.stdout]).toEqual([0, dryRun.stdout]);

  const applied = await run(['--apply', 'plan.json']);
  expect([applied.code, applied.stdout]).toEqual([0, expect.stringContaining('PASS 44/44 people nominations · ')]);
  const reference = await createDatabase({ migrated: true });
  await runProgram(['2024', '-q'], { env: { DATABASE_URL: reference.url } });
  expect(await contentsOf(server(database.url))).toEqual(await contentsOf(server(reference.url)));
  await reference.drop();
});

test('neither the file nor TMDb is needed any more, and TMDb is not asked again', async () => {
  await writeFile(join(folder, 'own.json'), JSON.stringify(bundledFile()));
  const tmdb = await startTmdbServer();
  const env = { TMDB_API_TOKEN: 'token', TMDB_API_URL: tmdb.url };
  await run(['-f', 'own.json', '-n', '--out', 'plan.json', '--rate', '1000'], env);
  const asked = tmdb.requests.length;
  await tmdb.stop();
  await rm(join(folder, 'own.json'));

  const applied = await run(['--apply', 'plan.json'], env);
  expect([asked, applied.code]).toEqual([258, 0]);
  expect(applied.stdout).toContain('PASS 44/44');
  expect(await query(database.url, "select 1 from people where tmdb_status <> 'found'")).toEqual([]);
});

test('what the plan allows, and only that: --prune goes with it', async () => {
  const more = editedFile((file) => {
    delete file.expected;
    file.categories[0]?.nominations.push({ movies: [{ title: 'Another' }], nominees: [{ name: 'Somebody' }] });
  });
  await runProgram(['-f', '-', '-q'], { env: { DATABASE_URL: database.url }, input: JSON.stringify(more) });
  await run(['2024', '-n', '--prune', '--out', 'plan.json']);
  expect((await run(['--apply', 'plan.json', '-q'])).code).toBe(0);
  expect(await query(database.url, 'select count(*)::int as count from nominations')).toEqual([{ count: 120 }]);
});

describe('where the database has changed since, nothing is written and every row is named', () => {
  const planChange = async () => {
    await run(['2024', '-q']);
    const edited = editedFile((file) => {
      nominationOf(file, 'Directing', 0).detail = 'planned';
      nominationOf(file, 'Directing', 1).detail = 'planned';
    });
    await writeFile(join(folder, 'edited.json'), JSON.stringify(edited));
    await run(['-f', 'edited.json', '-n', '--out', 'plan.json']);
  };
  const directing = `select n.id from nominations n join categories c on c.id = n.category_id where c.name = 'Directing'`;

  test.each([
    [
      'what was to be changed is otherwise now',
      `update nominations set detail = 'mine' where id = (${directing} order by n.position limit 1)`,
      'planned: ~ Directing · Anatomy of a Fall · Justine Triet (detail: (none) → planned); now: ~ Directing · Anatomy of a Fall · Justine Triet · mine (detail: mine → planned)',
    ],
    [
      'what was to be changed is done',
      `update nominations set detail = 'planned' where id = (${directing} order by n.position limit 1)`,
      'planned, and nothing to do now: ~ Directing · Anatomy of a Fall · Justine Triet (detail: (none) → planned)',
    ],
    [
      'what was to be left alone is otherwise',
      `update nominations set won = not won where id = (${directing} order by n.position desc limit 1)`,
      'not planned: ~ Directing · The Zone of Interest · Jonathan Glazer (won: yes → no)',
    ],
    [
      'a row is gone',
      `delete from nominations where id = (${directing} order by n.position desc limit 1)`,
      'not planned: + Directing · The Zone of Interest · Jonathan Glazer',
    ],
    [
      'the ceremony is called otherwise',
      `update ceremonies set name = 'X'`,
      'not planned: ~ X (name: X → 96th Academy Awards)',
    ],
    ['everything is gone', 'truncate organizations cascade', 'not planned: + 96th Academy Awards'],
  ])('%s', async (_, statement, problem) => {
    await planChange();
    await query(database.url, statement);
    const before = await contentsOf(server(database.url));
    const { code, stdout, stderr } = await run(['--apply', 'plan.json']);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('error: the database has changed since the plan was made; nothing was written\n');
    expect(stderr).toContain(`  ${problem}\n`);
    expect(await contentsOf(server(database.url))).toEqual(before);
  });

  test('also when it changes between the look and the lock', async () => {
    await planChange();
    // Somebody else holds the ceremony and changes it, while the plan, which was still true, waits for the lock.
    const holder = postgres(database.url, { max: 1 });
    const watcher = postgres(database.url, { max: 1 });
    const applying = await holder.begin(async (tx) => {
      await tx`select * from ceremonies for update`;
      const program = startProgram(['--apply', 'plan.json'], { env: { DATABASE_URL: database.url }, cwd: folder });
      for (let waiting = 0; waiting === 0; ) {
        const rows = await watcher`select 1 from pg_stat_activity
          where application_name = 'oscars-import' and wait_event_type = 'Lock' and datname = current_database()`;
        waiting = rows.length;
      }
      await tx.unsafe(`update nominations set detail = 'mine' where id = (${directing} order by n.position limit 1)`);
      return program;
    });
    await Promise.all([holder.end(), watcher.end()]);
    const { code, stderr } = await applying.result;
    expect([code, stderr]).toEqual([1, expect.stringContaining('planned: ~ Directing · Anatomy of a Fall')]);
    const rows = await query(database.url, `select 1 from nominations where detail = 'planned'`);
    expect(rows).toEqual([]);
  });
});

describe('a plan is refused', () => {
  test.each<[string, (text: string) => string, string]>([
    ['cut off', (text) => text.slice(0, -100), 'is no plan of this version of oscars-import'],
    ['of another kind', () => JSON.stringify(bundledFile()), 'is no plan of this version of oscars-import'],
    ['changed by hand', (text) => text.replaceAll('Nolan', 'Nobody'), 'is not as it was written'],
  ])('%s', async (_, change, message) => {
    await run(['2024', '-n', '--out', 'plan.json']);
    const file = join(folder, 'plan.json');
    await writeFile(file, change(await readFile(file, 'utf8')));
    const { code, stderr } = await run(['--apply', 'plan.json']);
    expect([code, stderr]).toEqual([1, expect.stringContaining(message)]);
  });

  test.each([
    [['--apply', 'plan.json', '2024'], '--apply and 2024 cannot be given together'],
    [['--apply', 'plan.json', '--prune'], '--apply and --prune cannot be given together'],
    [['--apply', 'nowhere.json'], 'cannot read nowhere.json: there is no such file'],
    [['2024', '--out', 'plan.json'], '--out goes with --dry-run'],
    [['2024', '-n', '--out', 'nowhere/plan.json'], 'cannot write the plan to nowhere/plan.json: '],
  ])('%j', async (args, message) => {
    const { code, stderr } = await run(args);
    expect([code, stderr]).toEqual([1, expect.stringContaining(`error: ${message}`)]);
  });

  test('of a run of which a part could not be read, none is written', async () => {
    await writeFile(join(folder, 'two.json'), JSON.stringify([bundledFile(), { year: 1990 }]));
    const { code, stderr } = await run(['-f', 'two.json', '-n', '--out', 'plan.json']);
    expect([code, stderr]).toEqual([1, expect.stringContaining('No plan was written to plan.json')]);
    await expect(readFile(join(folder, 'plan.json'))).rejects.toThrow('ENOENT');
  });
});
