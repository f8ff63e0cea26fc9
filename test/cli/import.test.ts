import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bundledFile, type CeremonyFile, categoryOf, editedFile, nominationOf } from '../support/ceremonies.ts';
import { contentsOf, query, server } from '../support/contents.ts';
import { createDatabase, createEmbeddedFolder, type EmbeddedFolder, type TestDatabase } from '../support/databases.ts';
import { type ProgramOptions, runProgram } from '../support/program.ts';

const firstRun = `96th Academy Awards · 10 March 2024               nominations   people
  Acting                                                20/20    20/20
  Directing                                               5/5      5/5
  Writing                                               10/10    14/14
  Cinematography                                          5/5      5/5
  People nominations                                    40/40    44/44 ✔
  All 23 categories                                   120/120  221/221 ✔
  Winners 23/23 ✔   Movies linked 120/120 ✔   Pending 0
  118 of 258 IDs wait for TMDb: run again with TMDB_API_TOKEN set
PASS 44/44 people nominations · database: `;

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase({ migrated: false });
});
afterEach(() => database.drop());

const run = (args: string[], options: ProgramOptions = {}) =>
  runProgram(args, { ...options, env: { DATABASE_URL: database.url, ...options.env } });

/** Runs with a ceremony file on standard input. */
const runFile = (file: CeremonyFile, args: string[] = []) =>
  run(['--file', '-', ...args], { input: JSON.stringify(file) });

/** How often a row was inserted or updated: `xmin` changes with every version of it. */
const versions = () =>
  query(
    database.url,
    "select 'n', id::text, xmin::text from nominations union all select 'p', imdb_id, xmin::text from people order by 1, 2",
  );

test('the first import creates all 44 people nominations', async () => {
  const { code, stdout, stderr } = await run(['2024']);
  expect(code).toBe(0);
  expect(stdout).toBe(`${firstRun}${database.name} on ${new URL(database.url).host}\n`);
  expect(stderr.split('\n')).toEqual([
    '✔ Loaded    96th Academy Awards: 23 categories, 120 nominations, 53 movies, 205 people',
    '✔ Resolved  258 IDs: 0 known, 140 from the bundled snapshot, 118 wait for TMDb',
    '✔ Wrote     120 nominations in one transaction: 120 added, 0 changed, 0 removed',
    '',
  ]);
  const [row] = await query<{ linked: number }>(
    database.url,
    'select count(*)::int as linked from people_nominations where not pending',
  );
  expect(row?.linked).toBe(44);
});

test('a second import changes nothing, not even the version of a row', async () => {
  await run(['2024']);
  const before = await versions();
  const { code, stderr } = await run(['2024']);
  expect(code).toBe(0);
  expect(stderr).toContain('✔ Wrote     nothing: all 120 nominations are there already');
  expect(await versions()).toEqual(before);
});

test('every import that was committed is logged', async () => {
  await run(['2024']);
  await run(['2024']);
  const runs = await query<{ outcome: string; counts: unknown; source_sha256: string }>(
    database.url,
    'select * from import_runs order by id',
  );
  expect(runs.map(({ outcome, counts }) => [outcome, counts])).toEqual([
    ['complete', { added: 120, changed: 0, unchanged: 0, removed: 0, extra: 0 }],
    ['complete', { added: 0, changed: 0, unchanged: 120, removed: 0, extra: 0 }],
  ]);
  expect(runs[0]?.source_sha256).toMatch(/^[0-9a-f]{64}$/);
});

describe('the embedded database', () => {
  let embedded: EmbeddedFolder;
  beforeEach(async () => {
    embedded = await createEmbeddedFolder();
  });
  afterEach(() => embedded.remove());

  test('needs no setting, and ends up with the rows of a server, IDs included', async () => {
    const cwd = join(embedded.folder, '..');
    const { code, stdout } = await runProgram(['2024'], { cwd });
    expect([code, stdout]).toEqual([0, `${firstRun}embedded, ./oscars-data\n`]);
    await run(['2024']);
    expect(await contentsOf({ kind: 'embedded', folder: embedded.folder, schema: 'public' })).toEqual(
      await contentsOf(server(database.url)),
    );
    const again = await runProgram(['2024'], { cwd });
    expect(again.stderr).toContain('nothing: all 120 nominations are there already');
  });

  test('in a folder of a name with spaces and other letters', async () => {
    const folder = join(embedded.folder, '..', 'Données — ça va');
    const { code, stdout } = await runProgram(['2024', '--data-dir', folder, '--quiet']);
    expect([code, stdout]).toEqual([0, `PASS 44/44 people nominations · database: embedded, ${folder}\n`]);
  });

  test('in use by another run: waits, and both succeed', async () => {
    const cwd = join(embedded.folder, '..');
    const runs = await Promise.all([1, 2, 3].map(() => runProgram(['2024', '-q'], { cwd })));
    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0]);
    await run(['2024']);
    expect(await contentsOf({ kind: 'embedded', folder: embedded.folder, schema: 'public' })).toEqual(
      await contentsOf(server(database.url)),
    );
  });
});

describe('what is in the database', () => {
  beforeEach(() => run(['2024']));

  test('two songs of one movie in one category, won by the right one', async () => {
    const songs = await query(
      database.url,
      `select n.detail, n.won, string_agg(e.name, ', ' order by e.position) as names
         from nominations n join nominated_movies m on m.nomination_id = n.id join nominees e on e.nomination_id = n.id
        where m.title = 'Barbie' and n.detail like '%?' or n.detail like 'I''m%' group by n.id order by n.detail`,
    );
    expect(songs).toEqual([
      { detail: "I'm Just Ken", won: false, names: 'Mark Ronson, Andrew Wyatt' },
      { detail: 'What Was I Made For?', won: true, names: "Billie Eilish, Finneas O'Connell" },
    ]);
  });

  test('one person in three nominations is one row', async () => {
    const rows = await query<{ category: string }>(
      database.url,
      `select k.name as category from nominees e join people p on p.id = e.person_id join nominations n on n.id = e.nomination_id
         join categories k on k.id = n.category_id where p.imdb_id = 'nm0634240' order by 1`,
    );
    expect(rows.map(({ category }) => category)).toEqual(['Best Picture', 'Directing', 'Writing (Adapted Screenplay)']);
  });

  test('people TMDb was not asked for are there under the credited name, waiting', async () => {
    const counts = await query(
      database.url,
      'select tmdb_status, count(*)::int, count(tmdb_id)::int as ids from people group by 1 order by 1',
    );
    expect(counts).toEqual([
      { tmdb_status: 'found', count: 87, ids: 87 },
      { tmdb_status: 'waiting', count: 118, ids: 0 },
    ]);
  });
});

test('pending nominees are linked when the person is known, in place', async () => {
  const pending = editedFile((file) => {
    for (const { nominees = [] } of categoryOf(file, 'Directing').nominations)
      for (const nominee of nominees) delete nominee.imdbId;
  });
  const first = await runFile(pending);
  expect(first.code).toBe(0);
  expect(first.stdout).toMatch(/Directing +5\/5 +5, 5 pending/);
  expect(first.stdout).toContain('Pending 5');
  expect(first.stdout).toContain('? Directing: Christopher Nolan');
  const directing =
    "select nomination_id, person_imdb_id, pending from people_nominations where category = 'Directing' order by 1";
  const before = await query<{ nomination_id: string }>(database.url, directing);
  const second = await run(['2024']);
  expect(second.stderr).toContain('0 added, 5 changed, 0 removed');
  const after = await query<{ nomination_id: string; pending: boolean }>(database.url, directing);
  expect(after.map(({ nomination_id }) => nomination_id)).toEqual(before.map(({ nomination_id }) => nomination_id));
  expect(after.every((row) => !row.pending)).toBe(true);
});

describe('rows that the file does not have', () => {
  const shorter = editedFile((file) => void categoryOf(file, 'Directing').nominations.pop());

  test('stay, are named, and end the run with 3', async () => {
    await run(['2024']);
    const { code, stdout } = await runFile(shorter);
    expect(code).toBe(3);
    expect(stdout).toContain('! Directing · The Zone of Interest · Jonathan Glazer');
    expect(stdout).toMatch(
      /INCOMPLETE 43\/43 people nominations .* 1 nomination not in the file \(oscars-import --file - --prune deletes them\)/,
    );
    expect((await run(['2024', '-q'])).code).toBe(0);
  });

  test('go with --prune', async () => {
    await run(['2024']);
    const { code, stderr } = await runFile(shorter, ['--prune']);
    expect(code).toBe(0);
    expect(stderr).toContain('119 nominations in one transaction: 0 added, 0 changed, 1 removed');
  });

  test('more than 30 % of a ceremony go only with --force', async () => {
    await run(['2024']);
    // Not left out: said to be empty.
    const half = editedFile((file) => {
      for (const category of file.categories.slice(8)) category.nominations = [];
    });
    const before = await contentsOf(server(database.url));
    const refused = await runFile(half, ['--prune']);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain(
      'error: refusing to delete 80 of the 120 stored nominations of 96th Academy Awards',
    );
    expect(await contentsOf(server(database.url))).toEqual(before);
    const forced = await runFile(half, ['--prune', '--force']);
    expect(forced.code).toBe(0);
    expect(forced.stdout).toContain('44/44 people nominations');
    expect(await query(database.url, 'select count(*)::int as left from nominations')).toEqual([{ left: 40 }]);
  });
});

test('a correction changes its row and nothing else', async () => {
  await run(['2024']);
  const before = await contentsOf(server(database.url));
  const { stderr } = await runFile(
    editedFile((file) => {
      nominationOf(file, 'Sound', 0).detail = 'a note';
    }),
  );
  expect(stderr).toContain('0 added, 1 changed, 0 removed');
  const after = await contentsOf(server(database.url));
  const changed = before.nominations.filter((row) => !after.nominations.includes(row));
  expect(changed).toHaveLength(1);
  expect({ ...after, nominations: [] }).toEqual({ ...before, nominations: [], ceremonies: after.ceremonies });
});

test('a renamed category takes its nominations along', async () => {
  await run(['2024']);
  const renamed = bundledFile();
  Object.assign(categoryOf(renamed, 'Directing'), { name: 'Best Director', canonicalName: 'Directing' });
  const { code } = await runFile(renamed);
  expect(code).toBe(0);
  const names = await query(
    database.url,
    "select distinct category from people_nominations where category like '%Direct%'",
  );
  expect(names).toEqual([{ category: 'Best Director' }]);
  expect((await runFile(renamed, ['-n'])).stdout).toContain('No changes.');
});

describe('a file of my own', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'oscars-file-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('is imported from where I am', async () => {
    const festival: CeremonyFile = {
      organization: { key: 'festival', name: 'Festival' },
      year: 2020,
      name: 'Festival 2020',
      categories: [
        {
          name: 'Grand Prize',
          kind: 'movie',
          nominations: [
            { won: true, movies: [{ title: 'A Movie' }], nominees: [{ name: 'Studio', imdbId: 'co0000001' }] },
          ],
        },
      ],
    };
    await writeFile(join(folder, 'festival.json'), JSON.stringify(festival));
    const { code, stdout } = await run(['-f', 'festival.json'], { cwd: folder });
    expect(code).toBe(0);
    expect(stdout).toContain('PASS 1/1 nominations');
    expect(stdout).toContain('? Grand Prize: A Movie');
  });
});
