import { afterEach, beforeEach, expect, test } from 'vitest';
import { query } from '../support/contents.ts';
import { asAdmin, createDatabase, createEmbeddedFolder, type TestDatabase } from '../support/databases.ts';
import { type ProgramOptions, runProgram, startProgram } from '../support/program.ts';
import { startTmdbServer, type TmdbServer, type TmdbServerOptions } from '../support/tmdb-server.ts';

const token = 'tok-n0t-to-be-seen';
let database: TestDatabase;
let tmdb: TmdbServer;
beforeEach(async () => {
  database = await createDatabase({ migrated: true });
});
afterEach(async () => {
  await tmdb.stop();
  await database.drop();
});

async function withTmdb(options: TmdbServerOptions): Promise<TmdbServer> {
  tmdb = await startTmdbServer(options);
  return tmdb;
}

const options = (env: Record<string, string> = {}): ProgramOptions => ({
  env: { DATABASE_URL: database.url, TMDB_API_TOKEN: token, TMDB_API_URL: tmdb.url, ...env },
});
const rate = ['--rate', '100'];
const atWork = () =>
  query<{ importers: number; claims: number }>(
    database.url,
    `select (select count(*) from tmdb_importers)::int as importers, (select count(*) from tmdb_claims)::int as claims`,
  );
const askedTwice = ({ requests }: TmdbServer) => requests.length - new Set(requests.map(({ imdbId }) => imdbId)).size;
const firstRequest = async () => {
  while (tmdb.requests.length === 0) await new Promise((next) => setTimeout(next, 5));
};

test('of three that import the same at once, each asks for what no other does, and all find all', async () => {
  const { requests } = await withTmdb({ latencyMs: 20 });
  // One of them has another credential: what is asked for is shared all the same.
  const envs = [{}, {}, { TMDB_API_TOKEN: '', TMDB_API_KEY: 'an0ther-key' }];
  const runs = await Promise.all(envs.map((env) => runProgram(['2024', ...rate], options(env))));
  expect(runs.map(({ code }) => code)).toEqual([0, 0, 0]);
  expect([requests.length, askedTwice(tmdb)]).toEqual([258, 0]);
  for (const { stderr } of runs) {
    const [, known, asked] = /258 IDs: (\d+) known(?:, (\d+) from TMDb)?/.exec(stderr) ?? [];
    expect(Number(known) + Number(asked ?? 0)).toBe(258);
  }
  expect(await atWork()).toEqual([{ importers: 0, claims: 0 }]);
});

test('of those, one writes, and each records its run: what it asked for, and what it found written', async () => {
  await withTmdb({ latencyMs: 20 });
  const runs = await Promise.all([1, 2, 3, 4].map(() => runProgram(['2024', ...rate, '--json'], options())));
  expect(runs.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
  const recorded = await query<{ outcome: string; added: number; unchanged: number; requests: number }>(
    database.url,
    `select outcome, (counts->>'added')::int as added, (counts->>'unchanged')::int as unchanged,
            tmdb_requests as requests
       from import_runs order by added desc`,
  );
  expect(recorded.map(({ outcome, added, unchanged }) => [outcome, added, unchanged])).toEqual([
    ['complete', 120, 0],
    ...[1, 2, 3].map(() => ['complete', 0, 120]),
  ]);
  expect(recorded.reduce((sum, { requests }) => sum + requests, 0)).toBe(258);
  const answers = runs.map(({ stdout }) => JSON.parse(stdout) as { tmdb: { requests: number } });
  expect(answers.map(({ tmdb: { requests } }) => requests).sort()).toEqual(recorded.map((run) => run.requests).sort());
});

test('what keeps all of them from writing is told by each, as one alone is told it', async () => {
  await withTmdb({ latencyMs: 20 });
  await asAdmin(database.url, (sql) =>
    sql.unsafe(`
      create function refuse() returns trigger language plpgsql as $$ begin raise 'closed for today'; end $$;
      create trigger refuse before insert on ceremonies for each row execute function refuse()`),
  );
  const runs = await Promise.all([1, 2, 3].map(() => runProgram(['2024', ...rate], options())));
  for (const { code, stderr } of runs) {
    expect(code).toBe(1);
    expect(stderr).toContain('cannot write the nominations of 96th Academy Awards');
    expect(stderr).toContain('closed for today');
  }
  expect([tmdb.requests.length, askedTwice(tmdb)]).toEqual([258, 0]);
});

test('what a killed process asked for is asked for by the next one, after some seconds', async () => {
  await withTmdb({ misbehave: ({ attempt }) => (attempt === 1 ? { kind: 'hang' } : undefined) });
  const { child, result } = startProgram(['2024', ...rate], options());
  await firstRequest();
  child.kill('SIGKILL');
  await result;
  expect((await atWork())[0]?.claims).toBeGreaterThan(0);
  const hung = new Set(tmdb.requests.map(({ imdbId }) => imdbId));
  await tmdb.stop();
  await withTmdb({});
  const { code, stderr } = await runProgram(['2024', ...rate], options());
  expect([code, stderr]).toEqual([0, expect.stringContaining('258 from TMDb')]);
  expect(tmdb.requests.map(({ imdbId }) => imdbId)).toEqual(expect.arrayContaining([...hung]));
  expect(await atWork()).toEqual([{ importers: 0, claims: 0 }]);
});

test('one that is interrupted says goodbye: nobody waits for it', async () => {
  await withTmdb({ misbehave: () => ({ kind: 'hang' }) });
  const { child, result } = startProgram(['2024', ...rate], options());
  await firstRequest();
  child.kill('SIGINT');
  expect((await result).signal).toBe('SIGINT');
  expect(await atWork()).toEqual([{ importers: 0, claims: 0 }]);
});

test('where TMDb refuses one, the others ask', async () => {
  await withTmdb({
    misbehave: ({ authorization }) => (authorization === 'Bearer wrong' ? { kind: 'status', status: 401 } : undefined),
  });
  const [refused, ...others] = await Promise.all(
    ['wrong', token, token].map((one) => runProgram(['2024', ...rate], options({ TMDB_API_TOKEN: one }))),
  );
  expect([refused?.code, others.map(({ code }) => code)]).toEqual([1, [0, 0]]);
  expect(await atWork()).toEqual([{ importers: 0, claims: 0 }]);
});

test('where TMDb is not there, what is left is claimed by nobody', async () => {
  await withTmdb({});
  const movies = Array.from({ length: 3_000 }, (_, at) => ({ title: `M ${at}`, imdbId: `tt${1_000_000 + at}` }));
  const nominations = movies.map((movie) => ({ movies: [movie] }));
  const ceremony = { organization: { key: 'fest', name: 'Fest' }, year: 2020, name: 'Fest 2020' };
  const input = JSON.stringify({ ...ceremony, categories: [{ name: 'Film', kind: 'movie', nominations }] });
  const env = options({ TMDB_API_URL: 'http://127.0.0.1:1/3' });
  const { code, stdout } = await runProgram(['-f', '-'], { ...env, input });
  expect([code, stdout]).toEqual([3, expect.stringContaining('no answer from TMDb for 3000')]);
  expect(await atWork()).toEqual([{ importers: 0, claims: 0 }]);
  // The server's own count of what the run has inserted there, which it may tell a moment later.
  const inserted = async () => {
    const [row] = await query<{ count: number }>(
      database.url,
      `select n_tup_ins::int as count from pg_stat_user_tables where relname = 'tmdb_claims'`,
    );
    return row?.count ?? 0;
  };
  await expect.poll(inserted).toBeGreaterThan(0);
  expect(await inserted()).toBeLessThan(1_500);
});

test('no credential is in the database', async () => {
  await withTmdb({});
  await runProgram(['2024', ...rate], options());
  const places = await query<{ row: string }>(database.url, 'select t::text as row from tmdb_places t');
  expect(places).toHaveLength(100);
  for (const { row } of places) expect(row).not.toContain(token);
});

test('a dry run, the bundled snapshot and an embedded database share nothing', async () => {
  await withTmdb({});
  const embedded = await createEmbeddedFolder();
  expect((await runProgram(['2024', '--dry-run', '--rate', '1000'], options())).code).toBe(0);
  expect((await runProgram(['2024', '--offline'], options())).code).toBe(0);
  expect(await query(database.url, 'select * from tmdb_places')).toEqual([]);
  const there = ['--data-dir', embedded.folder];
  expect((await runProgram(['2024', '--rate', '1000', ...there], options({ DATABASE_URL: '' }))).code).toBe(0);
  const count = await runProgram(['sql', 'select count(*) from tmdb_places', '--csv', ...there]);
  expect(count.stdout).toBe('count\n0\n');
  await embedded.remove();
});

test('a role that may not write there is told what it lacks', async () => {
  await withTmdb({});
  const role = `role_${Math.random().toString(36).slice(2, 10)}`;
  await asAdmin(database.url, async (sql) => {
    await sql.unsafe(`create role ${role} login password 'secret'`);
    await sql.unsafe(`grant select, insert, update, delete on all tables in schema public to ${role}`);
    await sql.unsafe(`grant usage on all sequences in schema public to ${role}`);
    await sql.unsafe(`revoke all on tmdb_importers, tmdb_places, tmdb_claims from ${role}`);
  });
  const theirs = new URL(database.url);
  theirs.username = role;
  theirs.password = 'secret';
  const { code, stderr } = await runProgram(['2024', ...rate], options({ DATABASE_URL: theirs.href }));
  expect([code, stderr]).toEqual([1, expect.stringMatching(/permission denied for table tmdb_.*\n\s+hint: .*GRANT/is)]);
  await asAdmin(database.url, (sql) => sql.unsafe(`drop owned by ${role}; drop role ${role}`));
});
