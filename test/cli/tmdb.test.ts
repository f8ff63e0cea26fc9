import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { editedFile, nominationOf } from '../support/ceremonies.ts';
import { contentsOf, query, server } from '../support/contents.ts';
import { asAdmin, createDatabase, type TestDatabase } from '../support/databases.ts';
import { runProgram } from '../support/program.ts';
import { startProxy, withCredentials } from '../support/proxy-server.ts';
import {
  inventedName,
  inventedTmdbId,
  startTmdbServer,
  type TmdbServer,
  type TmdbServerOptions,
} from '../support/tmdb-server.ts';

const token = 'tok-n0t-to-be-seen';
let database: TestDatabase;
let tmdb: TmdbServer | undefined;
beforeEach(async () => {
  database = await createDatabase({ migrated: true });
});
afterEach(async () => {
  await tmdb?.stop();
  await database.drop();
});

const run = (args: string[], env: Record<string, string> = {}, input?: string) =>
  runProgram(args, {
    env: { DATABASE_URL: database.url, TMDB_API_TOKEN: token, TMDB_API_URL: tmdb?.url ?? '', ...env },
    ...(input === undefined ? {} : { input }),
  });

async function withTmdb(options: TmdbServerOptions): Promise<TmdbServer> {
  tmdb = await startTmdbServer(options);
  return tmdb;
}

/** Fast enough for a test, and still a limit. */
const rate = ['--rate', '1000'];
const linked = () =>
  query<{ linked: number }>(database.url, 'select count(*)::int as linked from people_nominations where not pending');

test('258 requests for 258 IDs, spread over the seconds that 40 in each take, none for what is known', async () => {
  const { requests } = await withTmdb({});
  const first = await run(['2024']);
  expect(first.code).toBe(0);
  expect(first.stderr).toContain('258 IDs: 0 known, 258 from TMDb, 258 requests, 0 retries');
  expect(new Set(requests.map(({ imdbId }) => imdbId)).size).toBe(258);
  expect(requests).toHaveLength(258);
  // Six waits of a second; where the machine is busy, the first request arrives late. The bench counts each second.
  expect((requests.at(-1)?.at ?? 0) - (requests[0]?.at ?? 0)).toBeGreaterThan(5_000);
  const second = await run(['2024']);
  expect(second.stderr).toContain('258 IDs: 258 known\n');
  expect(requests).toHaveLength(258);
});

test('what TMDb answers is stored with the person and the movie', async () => {
  await withTmdb({});
  await run(['2024', ...rate]);
  const [nolan] = await query(
    database.url,
    "select name, tmdb_id, known_for_department, gender, tmdb_status from people where imdb_id = 'nm0634240'",
  );
  expect(nolan).toEqual({
    name: inventedName('nm0634240'),
    tmdb_id: inventedTmdbId('nm0634240'),
    known_for_department: 'Acting',
    gender: 2,
    tmdb_status: 'found',
  });
  const [movie] = await query(
    database.url,
    "select title, release_date::text, original_language from movies where imdb_id = 'tt15398776'",
  );
  expect(movie).toEqual({ title: inventedName('tt15398776'), release_date: '2023-07-19', original_language: 'en' });
  const [credit] = await query(
    database.url,
    "select name from nominees where person_id = (select id from people where imdb_id = 'nm0634240') limit 1",
  );
  expect(credit).toEqual({ name: 'Christopher Nolan' });
});

test('what the snapshot answered is no last word: a run with a token asks for all of it, and for who waits', async () => {
  const { requests } = await withTmdb({});
  await run(['2024', '--offline']);
  expect(requests).toHaveLength(0);
  expect((await run(['status'])).stdout).toContain(
    '258 people and movies: 140 from the bundled snapshot, 118 not answered yet\nA run with a token asks TMDb',
  );
  const { stderr } = await run(['2024', ...rate]);
  expect(stderr).toContain('258 IDs: 0 known, 258 from TMDb');
  expect(requests).toHaveLength(258);
  const answers = { tmdb: 258, old: 0, snapshot: 0, missing: 0, waiting: 0 };
  expect(JSON.parse((await run(['status', '--json'])).stdout).answers).toEqual(answers);
});

test('what TMDb told more than six months ago is asked for again, and without a token kept', async () => {
  const { requests } = await withTmdb({});
  await run(['2024', ...rate]);
  const old = "update movies set tmdb_checked_at = now() - interval '182 days'";
  await query(database.url, old);
  expect((await run(['status'])).stdout).toContain(
    '258 people and movies: 205 from TMDb, 53 from TMDb more than six months ago',
  );
  expect((await run(['2024', '--offline'])).stderr).toContain('258 IDs: 258 known');
  await run(['2024', ...rate]);
  expect(requests.slice(258).map(({ imdbId }) => imdbId.slice(0, 2))).toEqual(Array(53).fill('tt'));
  expect((await run(['status'])).stdout).toContain('258 people and movies: 258 from TMDb\n');
});

test('an answer that fails leaves an old one as old as it is, so that it is asked for again', async () => {
  let isDown = false;
  const { requests } = await withTmdb({ misbehave: () => (isDown ? { kind: 'body', body: '{}' } : undefined) });
  await run(['2024', '--offline']);
  isDown = true;
  expect((await run(['2024', ...rate])).code).toBe(3);
  expect((await run(['status'])).stdout).toContain('140 from the bundled snapshot');
  isDown = false;
  expect((await run(['2024', ...rate])).code).toBe(0);
  expect(requests).toHaveLength(2 * 258);
});

test.each([
  ['with --offline', ['--offline'], {}, '--refresh asks TMDb again, and --offline asks nobody'],
  ['without a token', [], { TMDB_API_TOKEN: '' }, '--refresh asks TMDb again, and there is no token to ask it with'],
])('--refresh %s is refused, in a dry run too', async (_, flags, env, message) => {
  for (const more of [[], ['-n']]) {
    const { code, stdout, stderr } = await run(['2024', '--refresh', ...flags, ...more], env);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(`error: ${message}`);
  }
});

test('--refresh asks again, and nothing known is replaced by null', async () => {
  await withTmdb({});
  await run(['2024', ...rate]);
  await query(database.url, "update people set profile_path = '/kept.jpg', tmdb_id = 1 where imdb_id = 'nm0634240'");
  const { stderr } = await run(['2024', '--refresh', ...rate]);
  expect(stderr).toContain('0 known, 258 from TMDb');
  const [nolan] = await query(database.url, "select profile_path, tmdb_id from people where imdb_id = 'nm0634240'");
  expect(nolan).toEqual({ profile_path: '/kept.jpg', tmdb_id: inventedTmdbId('nm0634240') });
});

test('who TMDb does not know is kept under the credited name, and asked for again after seven days', async () => {
  const { requests } = await withTmdb({ missing: new Set(['nm0634240']) });
  const { code, stdout } = await run(['2024', ...rate]);
  expect(code).toBe(0);
  expect(stdout).toContain('1 ID not known to TMDb: kept under the credited name');
  await run(['2024', ...rate]);
  expect(requests).toHaveLength(258);
  await query(
    database.url,
    "update people set tmdb_checked_at = now() - interval '8 days' where imdb_id = 'nm0634240'",
  );
  await run(['2024', ...rate]);
  expect(requests.slice(258).map(({ imdbId }) => imdbId)).toEqual(['nm0634240']);
});

describe('API failures are handled', () => {
  test('an answer that never comes to be: exit 3, named, nominations complete; the next run asks for the rest', async () => {
    const failing = new Set(['nm0634240', 'tt15398776']);
    const { requests } = await withTmdb({
      misbehave: ({ imdbId }) => (failing.has(imdbId) ? { kind: 'body', body: '{"success": true}' } : undefined),
    });
    const first = await run(['2024', ...rate]);
    expect(first.code).toBe(3);
    expect(first.stdout).toContain('People nominations                                    40/40    44/44 ✔');
    expect(first.stdout).toContain('No answer from TMDb for 2 of 258 IDs:\n  ✘ nm0634240 Christopher Nolan: ');
    expect(first.stdout).toContain('INCOMPLETE 44/44 people nominations');
    expect(first.stdout).toContain('no answer from TMDb for 2 (run it again to ask again)');
    failing.clear();
    const second = await run(['2024', ...rate]);
    expect([second.code, requests.length]).toEqual([0, 260]);
    expect((await query(database.url, "select 1 from people where tmdb_status <> 'found'")).length).toBe(0);
  });

  test('a token that is refused: exit 1 with what to do, nothing of the nominations changed', async () => {
    await withTmdb({
      misbehave: () => ({ kind: 'status', status: 401, body: '{"status_code":7,"status_message":"Invalid API key."}' }),
    });
    const { code, stdout, stderr } = await run(['2024', ...rate]);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(
      'error: TMDb refused the credentials: Invalid API key.\n  hint: TMDB_API_TOKEN takes the API read access token',
    );
    expect((await contentsOf(server(database.url))).nominations).toEqual([]);
  });

  test('a token that is revoked midway: what was answered is kept', async () => {
    const { requests } = await withTmdb({
      misbehave: () => (requests.length > 100 ? { kind: 'status', status: 401 } : undefined),
    });
    const { code } = await run(['2024', ...rate]);
    expect(code).toBe(1);
    const [{ known } = { known: 0 }] = await query<{ known: number }>(
      database.url,
      "select (select count(*) from people where tmdb_status = 'found')::int + (select count(*) from movies where tmdb_status = 'found')::int as known",
    );
    expect(known).toBe(100);
  });

  test('TMDb is gone: the run ends soon, the nominations are written with credited names', async () => {
    const { stop, requests } = await withTmdb({});
    await stop();
    const { code, stdout } = await run(['2024', ...rate]);
    expect(code).toBe(3);
    expect(stdout).toContain('INCOMPLETE 44/44 people nominations');
    expect(stdout).toContain('No answer from TMDb for 258 of 258 IDs:');
    expect(await linked()).toEqual([{ linked: 44 }]);
    expect(requests).toHaveLength(0);
  });
});

test('the dry run asks the same and stores nothing', async () => {
  const { requests } = await withTmdb({});
  const { stdout } = await run(['2024', '-n', ...rate]);
  expect(stdout).toContain(`+ nm0634240 ${inventedName('nm0634240')} (TMDb ${inventedTmdbId('nm0634240')})`);
  expect(requests).toHaveLength(258);
  expect((await contentsOf(server(database.url))).people).toEqual([]);
});

test('the dry run foretells the rows of people and movies that an import stores', async () => {
  await withTmdb({ missing: new Set(['nm0000217']) });
  await run(['2024', '--offline']);
  const plan = JSON.parse((await run(['2024', '-n', '--refresh', '--json', ...rate])).stdout);
  await run(['2024', '--refresh', ...rate]);
  const stored = await query(
    database.url,
    `select imdb_id as "imdbId", name, tmdb_id as "tmdbId", tmdb_status as status from people
      union all select imdb_id, title, tmdb_id, tmdb_status from movies order by 1`,
  );
  const planned = [...plan.people, ...plan.movies].map(({ imdbId, name, tmdbId, status }) => ({
    imdbId,
    name,
    tmdbId,
    status,
  }));
  expect(planned).toHaveLength(258);
  expect(planned.sort((a, b) => (a.imdbId < b.imdbId ? -1 : 1))).toEqual(stored);
});

test('a dry run with --refresh shows what the import touches, and nothing else', async () => {
  await withTmdb({});
  await run(['2024', ...rate]);
  const touched = () =>
    query(
      database.url,
      `select imdb_id as id from (select imdb_id, updated_at from people union all select imdb_id, updated_at from movies) row
        where updated_at > (select max(finished_at) from import_runs) order by 1`,
    );
  expect(await touched()).toEqual([]);
  // Some are known as TMDb has them, and were asked for; some are asked for the first time.
  await query(
    database.url,
    "update people set tmdb_checked_at = null, updated_at = '2020-01-01' where imdb_id < 'nm05'",
  );
  const plan = JSON.parse((await run(['2024', '-n', '--refresh', '--json', ...rate])).stdout);
  await query(database.url, 'update import_runs set finished_at = clock_timestamp()');
  await run(['2024', '--refresh', ...rate]);
  await query(database.url, 'delete from import_runs where id = (select max(id) from import_runs)');
  const planned = [...plan.people, ...plan.movies];
  expect(planned.map(({ imdbId }) => imdbId).sort()).toEqual(
    (await touched()).map((row) => (row as { id: string }).id),
  );
  expect(plan.plan).toMatchObject({ added: 0, changed: planned.length });
  expect(planned).toHaveLength(258);
  expect(planned[0].changes.map(({ field }: { field: string }) => field)).toEqual(['tmdb_checked_at']);
});

test('a dry run without TMDb has nothing to show where all is known', async () => {
  await withTmdb({});
  await run(['2024', ...rate]);
  const { stdout } = await run(['2024', '-n', '--offline']);
  expect(stdout).toContain('No changes.');
});

test('no transaction stays open while TMDb is asked, in a dry run neither', async () => {
  const seen: Promise<void>[] = [];
  const open: unknown[] = [];
  const look = () =>
    asAdmin(database.url, async (sql) => {
      open.push(
        ...(await sql`
          select state, query from pg_stat_activity
           where datname = current_database() and application_name = 'oscars-import' and xact_start is not null`),
      );
    });
  await withTmdb({
    latencyMs: 300,
    misbehave: () => {
      seen.push(look());
      return undefined;
    },
  });
  const { categories, ...heading } = editedFile(() => {});
  await run(['-f', '-', '-n', ...rate], {}, JSON.stringify({ ...heading, categories: categories.slice(0, 1) }));
  await Promise.all(seen);
  expect(seen.length).toBeGreaterThan(5);
  expect(open).toEqual([]);
});

describe('secrets are never printed, stored or passed on', () => {
  test.each([
    ['token', { TMDB_API_TOKEN: token }],
    ['key', { TMDB_API_TOKEN: '', TMDB_API_KEY: token }],
  ])('%s', async (_, env) => {
    await withTmdb({
      misbehave: ({ imdbId }) =>
        imdbId.endsWith('7') ? { kind: 'status', status: 418, body: `{"status_message":"no ${token}"}` } : undefined,
    });
    const input = JSON.stringify(editedFile((file) => Object.assign(nominationOf(file, 'Sound', 0), { detail: 'x' })));
    // Giving up a TMDb that is gone is mostly waiting.
    const other = await createDatabase({ migrated: true });
    const gone = { ...env, DATABASE_URL: other.url, TMDB_API_URL: 'http://127.0.0.1:1' };
    const giving = run(['2024', '--debug', ...rate], gone);
    const outputs = [
      await run(['-f', '-', '--debug', '-v', ...rate], env, input),
      await run(['2024', '--json', ...rate], env),
      await giving,
    ];
    for (const { stdout, stderr } of outputs) expect(stdout + stderr).not.toContain(token);
    for (const { url } of [database, other]) expect(JSON.stringify(await contentsOf(server(url)))).not.toContain(token);
    await other.drop();
  });
});

test('the token goes into a header, the key to the end of the address', async () => {
  const { requests } = await withTmdb({});
  const file = JSON.stringify({
    organization: { key: 'festival', name: 'Festival' },
    year: 2020,
    name: 'Festival',
    categories: [
      {
        name: 'Prize',
        kind: 'movie',
        nominations: [
          {
            movies: [
              { title: 'A', imdbId: 'tt0000001' },
              { title: 'B', imdbId: 'tt0000002' },
            ],
          },
        ],
      },
    ],
  });
  await run(['-f', '-'], {}, file);
  expect(requests[0]).toMatchObject({
    authorization: `Bearer ${token}`,
    path: '/3/find/tt0000001?external_source=imdb_id',
  });
  await run(['-f', '-', '--refresh'], { TMDB_API_TOKEN: '', TMDB_API_KEY: 'abc123' }, file);
  expect(requests.at(-1)).toMatchObject({
    authorization: undefined,
    path: '/3/find/tt0000002?external_source=imdb_id&api_key=abc123',
  });
});

test('through a proxy with a password, which is nowhere to be seen; a wrong one ends the run', async () => {
  const { requests } = await withTmdb({});
  const proxy = await startProxy({ credentials: 'me:hush-hush' });
  try {
    const through = { HTTP_PROXY: withCredentials(proxy.url, 'me:hush-hush') };
    const first = await run(['2024', '--json', ...rate], through);
    expect([first.code, requests.length]).toEqual([0, 258]);
    expect(proxy.tunnels.length).toBeGreaterThan(0);
    const refused = await run(['2024', '--refresh', '--debug', ...rate], {
      HTTP_PROXY: withCredentials(proxy.url, 'me:hush-not'),
    });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('error: the proxy on the way to TMDb refused the credentials: HTTP 407');
    for (const output of [first.stdout, first.stderr, refused.stderr]) expect(output).not.toContain('hush');
  } finally {
    await proxy.stop();
  }
});
