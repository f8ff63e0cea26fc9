import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type CeremonyFile, editedFile, nominationOf } from '../support/ceremonies.ts';
import { type Contents, contentsOf, query, server } from '../support/contents.ts';
import { createDatabase, createEmbeddedFolder, type TestDatabase } from '../support/databases.ts';
import { runProgram, startNode } from '../support/program.ts';
import { startTmdbServer } from '../support/tmdb-server.ts';
import { breakPackage, copyPackage, ownPackage } from '../torture/package-copy.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase({ migrated: false });
});
afterEach(() => database.drop());

const run = (args: string[], env: Record<string, string> = {}, input?: string) =>
  runProgram(args, { env: { DATABASE_URL: database.url, ...env }, ...(input === undefined ? {} : { input }) });

interface Run {
  readonly outcome: string;
  readonly counts: Record<string, number>;
  readonly source: string;
  readonly wasShort: boolean;
}

/** Runs, oldest first; one that was found to have nothing to do by the hash alone leaves none itself. */
const runs = () =>
  query<Run>(
    database.url,
    `select outcome, counts, source, outcome = 'complete' and basis_sha256 is null as "wasShort" from import_runs order by id`,
  );
const wereShort = async () => (await runs()).map(({ wasShort }) => wasShort);

test('an import with nothing to do loads what it needs of the program, and no more', async () => {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const file = (name: string) => JSON.stringify(join(root, name));
  const script = `
    const { load, modules } = require(${file('bin/load.js')});
    process.argv.splice(1, 0, 'oscars-import');
    load(${file('dist/arguments.cjs')});
    const ofTheProgram = (path) => path.endsWith('.cjs');
    process.on('exit', () => {
      console.error(process.moduleLoadList.filter((name) => name.startsWith('NativeModule ')).join());
      console.error([...modules.keys(), ...Object.keys(require.cache)].filter(ofTheProgram).join());
    });`;
  const loads = async () => {
    const { stdout, stderr } = await startNode(['-e', script, '2024'], { env: { DATABASE_URL: database.url } }).result;
    expect(stdout).toContain('PASS 44/44');
    const [ofNode = [], ofTheProgram = []] = stderr
      .trimEnd()
      .split('\n')
      .slice(-2)
      .map((line) => line.split(','));
    return { ofNode, ofTheProgram };
  };
  const holding = (paths: readonly string[], sign: string) => {
    const found = paths.filter((path) => readFileSync(path, 'utf8').includes(sign));
    return found.map((path) => basename(path));
  };
  const [first, second] = [await loads(), await loads()];
  for (const sign of ['drizzle:', 'ZodError', 'largeRemoval', 'readMigrationFiles']) {
    expect(holding(first.ofTheProgram, sign), sign).not.toEqual([]);
    expect(holding(second.ofTheProgram, sign), sign).toEqual([]);
  }
  // Arguments, connecting, the rest.
  expect(second.ofTheProgram).toHaveLength(3);
  expect(second.ofNode).toContain('NativeModule net');
  for (const name of ['tls', 'perf_hooks', 'http']) expect(second.ofNode).not.toContain(`NativeModule ${name}`);
});

test('an import with nothing to do is one question, recorded, and says what it says otherwise', async () => {
  await run(['2024']);
  const short = await run(['2024']);
  const shortJson = await run(['2024', '--json']);
  expect(await wereShort()).toEqual([false, true, true]);
  await query(database.url, 'update import_runs set basis_sha256 = null, stored_sha256 = null, verification = null');
  const long = await run(['2024']);
  await query(database.url, 'update import_runs set basis_sha256 = null, stored_sha256 = null, verification = null');
  const longJson = await run(['2024', '--json']);
  const whole = await query<{ count: number }>(
    database.url,
    'select count(*)::int as count from import_runs where verification is not null',
  );
  expect(whole).toEqual([{ count: 1 }]);
  expect([short.code, short.stdout, short.stderr]).toEqual([long.code, long.stdout, long.stderr]);
  expect(JSON.parse(shortJson.stdout)).toEqual(JSON.parse(longJson.stdout));
  const [first, second, ...others] = await runs();
  expect(first).toMatchObject({ outcome: 'complete', source: 'fixtures/ceremonies/2024.json', counts: { added: 120 } });
  expect(second).toMatchObject({
    outcome: 'complete',
    source: 'fixtures/ceremonies/2024.json',
    counts: { added: 0, changed: 0, unchanged: 120, removed: 0, extra: 0 },
  });
  expect(others).toHaveLength(3);
});

test('in the embedded database, too', async () => {
  const { folder, remove } = await createEmbeddedFolder();
  const where = ['--data-dir', folder];
  await runProgram(['2024', ...where]);
  const again = await runProgram(['2024', ...where]);
  expect([again.code, again.stderr]).toEqual([0, expect.stringContaining('nothing: all 120 nominations are there')]);
  const logged = await runProgram([
    'sql',
    'select count(*) from import_runs where basis_sha256 is null',
    '--csv',
    ...where,
  ]);
  expect(logged.stdout.trim().split('\n').at(-1)).toBe('1');
  await remove();
});

describe('what is edited by hand is noticed', () => {
  let imported: TestDatabase;
  let before: Contents;
  beforeAll(async () => {
    imported = await createDatabase({ migrated: true });
    await runProgram(['2024', '-q'], { env: { DATABASE_URL: imported.url } });
    before = await contentsOf(server(imported.url));
  });
  afterAll(() => imported.drop());
  beforeEach(async () => {
    await database.drop();
    database = await createDatabase({ migrated: true, copyOf: imported.name });
  });

  test.each([
    ['a nominee', "update nominees set name = 'Nobody' where name = 'Christopher Nolan'"],
    ['a link', "update nominees set person_id = (select id from people limit 1) where name = 'Cillian Murphy'"],
    ['a winner', 'update nominations set won = not won where id = (select id from nominations limit 1)'],
    ['a nomination', 'delete from nominations where id = (select id from nominations limit 1)'],
    ['an order', 'update ceremony_categories set position = 99 where position = 1'],
    ['a date', "update ceremonies set held_on = '2024-03-11'"],
    ['a number', 'update ceremonies set number = null'],
    ['an organization', "update organizations set name = 'Academy'"],
  ])('%s', async (_, edit) => {
    await query(database.url, edit);
    const { code, stderr } = await run(['2024']);
    expect([code, stderr]).toEqual([0, expect.not.stringContaining('nothing: all')]);
    expect(await contentsOf(server(database.url))).toEqual(before);
    expect(await wereShort()).toEqual([false, false]);
    await run(['2024']);
    expect(await wereShort()).toEqual([false, false, true]);
  });
});

describe('another import has something to do', () => {
  const file = (edit: (file: CeremonyFile) => void = () => {}) => JSON.stringify(editedFile(edit));

  test('of another file', async () => {
    await run(['-f', '-', '-q'], {}, file());
    await run(
      ['-f', '-', '-q'],
      {},
      file((one) => (nominationOf(one, 'Directing', 0).note = 'A note')),
    );
    expect(await wereShort()).toEqual([false, false]);
    expect(await query(database.url, 'select note from nominations where note is not null')).toEqual([
      { note: 'A note' },
    ]);
  });

  test('of the same bytes, read as another format', async () => {
    // As its own format it is refused, whatever was imported from it before.
    await run(['-f', '-', '-q'], {}, file());
    const { code } = await run(['-f', '-', '-q', '--format', 'cinegraph'], {}, file());
    expect(code).toBe(1);
  });

  test('of the same file, by another build of the same version', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'oscars-import-build-'));
    const program = copyPackage(ownPackage, folder);
    const edits = [{ find: /everything was rolled back/g, replace: 'all was rolled back' }];
    await breakPackage(folder, { name: 'another build', noticedBy: '', rounds: 1, edits });
    const options = { env: { DATABASE_URL: database.url } };
    await run(['2024', '-q']);
    await startNode([program, '2024', '-q'], options).result;
    await startNode([program, '2024', '-q'], options).result;
    expect(await wereShort()).toEqual([false, false, true]);
    rmSync(folder, { recursive: true });
  });

  test('where one of several ceremonies has', async () => {
    const of = (year: number) =>
      editedFile((one) =>
        Object.assign(one, { year, number: year - 1928, name: `Awards of ${year}`, date: `${year}-03-10` }),
      );
    const both = JSON.stringify([of(2023), of(2024)]);
    await run(['-f', '-', '-q'], {}, both);
    await run(['-f', '-', '-q'], {}, both);
    expect(await wereShort()).toEqual([false, false, true, true]);
    await query(
      database.url,
      "update nominations set note = 'x' where ceremony_id = (select id from ceremonies where year = 2023)",
    );
    await run(['-f', '-', '-q'], {}, both);
    expect((await wereShort()).slice(4)).toEqual([false, false]);
  });

  test('where nominations are left that the file has not, or after a run that left some', async () => {
    await run(['-f', '-', '-q'], {}, file());
    const smaller = file((one) => one.categories[0]?.nominations.pop());
    for (const _ of [1, 2]) expect((await run(['-f', '-', '-q'], {}, smaller)).code).toBe(3);
    expect(await wereShort()).toEqual([false, false, false]);
    expect((await run(['-f', '-', '-q', '--prune'], {}, smaller)).code).toBe(0);
    expect((await run(['-f', '-', '-q', '--prune'], {}, smaller)).code).toBe(0);
    expect((await wereShort()).slice(3)).toEqual([false, true]);
  });

  test('where somebody is to be asked for', async () => {
    const missing = new Set(['nm0634240']);
    const tmdb = await startTmdbServer({ missing });
    const env = { TMDB_API_TOKEN: 'token', TMDB_API_URL: tmdb.url };
    await run(['2024', '-q']);
    // As soon as there is a token, another one answers.
    await run(['2024', '-q'], env);
    expect(await wereShort()).toEqual([false, false]);
    await run(['2024', '-q', '--refresh'], env);
    const asked = tmdb.requests.length;
    await run(['2024', '-q'], env);
    expect(await wereShort()).toEqual([false, false, false, true]);
    expect(tmdb.requests).toHaveLength(asked);
    await run(['2024', '-q', '--refresh'], env);
    expect(tmdb.requests).toHaveLength(asked + 258);
    await tmdb.stop();
  });

  test('after a run that got no answer for some', async () => {
    const tmdb = await startTmdbServer({
      misbehave: ({ imdbId }) => (imdbId === 'nm0634240' ? { kind: 'body', body: 'garbage' } : undefined),
    });
    const env = { TMDB_API_TOKEN: 'token', TMDB_API_URL: tmdb.url };
    expect((await run(['2024', '-q', '--rate', '1000'], env)).code).toBe(3);
    expect((await run(['2024', '-q', '--rate', '1000'], env)).code).toBe(3);
    expect((await runs()).map(({ outcome }) => outcome)).toEqual(['incomplete', 'incomplete']);
    await tmdb.stop();
  });
});
