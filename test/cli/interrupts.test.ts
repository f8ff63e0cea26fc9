import postgres from 'postgres';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contentsOf, query, server } from '../support/contents.ts';
import { createDatabase, createEmbeddedFolder, type TestDatabase } from '../support/databases.ts';
import { runProgram, startProgram } from '../support/program.ts';
import { startTmdbServer } from '../support/tmdb-server.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase({ migrated: true });
});
afterEach(() => database.drop());

/** Interrupts a run while TMDb keeps it waiting for the answers after the first hundred. */
async function interruptWhileResolving(signal: NodeJS.Signals, env: Record<string, string>, more: string[] = []) {
  let isStalling = true;
  const tmdb = await startTmdbServer({
    misbehave: () => (isStalling && tmdb.requests.length > 100 ? { kind: 'hang' } : undefined),
  });
  try {
    const tmdbEnv = { TMDB_API_TOKEN: 'token', TMDB_API_URL: tmdb.url, ...env };
    const program = startProgram(['2024', '--rate', '1000', ...more], { env: tmdbEnv });
    while (tmdb.requests.length < 120) await new Promise((next) => setImmediate(next));
    program.child.kill(signal);
    const interrupted = await program.result;
    isStalling = false;
    const asked = new Set(tmdb.requests.slice(0, 100).map(({ imdbId }) => imdbId));
    const before = tmdb.requests.length;
    const next = await runProgram(['2024', '--rate', '1000'], { env: tmdbEnv });
    const askedAgain = tmdb.requests.slice(before).filter(({ imdbId }) => asked.has(imdbId)).length;
    return { interrupted, next, askedAgain };
  } finally {
    await tmdb.stop();
  }
}

describe('an interrupt while TMDb is asked', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    '%s: says so, ends by the signal, keeps what was answered',
    async (signal) => {
      const { interrupted, next, askedAgain } = await interruptWhileResolving(signal, { DATABASE_URL: database.url });
      expect([interrupted.code, interrupted.signal, interrupted.stdout]).toEqual([null, signal, '']);
      expect(interrupted.stderr).toContain('Stopping: what TMDb answered is kept, an open transaction is rolled back.');
      expect(interrupted.stderr).not.toContain('error');
      expect([next.code, askedAgain]).toEqual([0, 0]);
    },
  );

  test('with --json has an answer', async () => {
    const { interrupted } = await interruptWhileResolving('SIGTERM', { DATABASE_URL: database.url }, ['--json']);
    expect(interrupted.signal).toBe('SIGTERM');
    const error = { code: 'interrupted', message: 'interrupted by SIGTERM', hint: null, command: null, problems: [] };
    expect(JSON.parse(interrupted.stdout)).toEqual({ format: 1, command: 'import', error, exitCode: 143 });
  });

  test('on the embedded database too', async () => {
    const { folder, remove } = await createEmbeddedFolder();
    const runIn = ['--data-dir', folder];
    let isStalling = true;
    const tmdb = await startTmdbServer({
      misbehave: () => (isStalling && tmdb.requests.length > 100 ? { kind: 'hang' } : undefined),
    });
    const env = { TMDB_API_TOKEN: 'token', TMDB_API_URL: tmdb.url };
    const program = startProgram(['2024', '--rate', '1000', ...runIn], { env });
    while (tmdb.requests.length < 120) await new Promise((next) => setImmediate(next));
    program.child.kill('SIGINT');
    expect((await program.result).signal).toBe('SIGINT');
    isStalling = false;
    const { code, stderr } = await runProgram(['2024', '--rate', '1000', ...runIn], { env });
    expect(code).toBe(0);
    expect(stderr).toContain('258 IDs: 100 known, 158 from TMDb');
    await tmdb.stop();
    await remove();
  });
});

describe('inside the transaction', () => {
  /** Runs a correction against a ceremony that somebody else holds locked, until the program waits for the lock. */
  async function whileWaitingForTheLock(act: (program: ReturnType<typeof startProgram>) => void) {
    await runProgram(['2024', '-q'], { env: { DATABASE_URL: database.url } });
    await query(database.url, 'update nominations set won = false');
    const holder = postgres(database.url, { max: 1 });
    const watcher = postgres(database.url, { max: 1 });
    try {
      return await holder.begin(async (tx) => {
        await tx`select * from ceremonies for update`;
        const program = startProgram(['2024'], { env: { DATABASE_URL: database.url } });
        for (let waiting = 0; waiting === 0; ) {
          const rows =
            await watcher`select 1 from pg_stat_activity where application_name = 'oscars-import' and wait_event_type = 'Lock' and datname = current_database()`;
          waiting = rows.length;
        }
        act(program);
        return await program.result;
      });
    } finally {
      await Promise.all([holder.end(), watcher.end()]);
    }
  }

  const winners = () => query(database.url, 'select count(*)::int as winners from nominations where won');

  test('Ctrl-C rolls back, and the next run completes', async () => {
    const { code, signal } = await whileWaitingForTheLock(({ child }) => child.kill('SIGINT'));
    expect([code, signal]).toEqual([null, 'SIGINT']);
    expect(await winners()).toEqual([{ winners: 0 }]);
    expect((await runProgram(['2024'], { env: { DATABASE_URL: database.url } })).stderr).toContain(
      '0 added, 23 changed',
    );
  });

  test('a second Ctrl-C ends it at once', async () => {
    const { signal } = await whileWaitingForTheLock((program) => {
      program.child.kill('SIGINT');
      void program.printed(/Stopping/).then(() => program.child.kill('SIGINT'));
    });
    expect(signal).toBe('SIGINT');
    expect(await winners()).toEqual([{ winners: 0 }]);
  });

  test('killed: no half-written ceremony; running again completes it', async () => {
    const { signal } = await whileWaitingForTheLock(({ child }) => child.kill('SIGKILL'));
    expect(signal).toBe('SIGKILL');
    expect(await winners()).toEqual([{ winners: 0 }]);
    const { code } = await runProgram(['2024', '-q'], { env: { DATABASE_URL: database.url } });
    expect(code).toBe(0);
    expect((await contentsOf(server(database.url))).nominations).toHaveLength(120);
  });
});
