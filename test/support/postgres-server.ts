/** A real PostgreSQL server for the tests, started by them and gone with them. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  mkdtempSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type PostgresBinaries, postgresBinaries, serverIds } from './postgres-binaries.ts';

export interface PostgresOptions {
  /** Password of the user `postgres`; without one the server trusts everybody who can reach it. */
  readonly password?: string;
  /** More settings, as for `postgres -c`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Lines of `pg_hba.conf` that go before all others. */
  readonly access?: string;
}

export interface PostgresServer {
  /** For the superuser, to the database `postgres`. */
  readonly url: string;
  readonly port: number;
  /** Ends the server and deletes its files. */
  readonly stop: () => Promise<void>;
  /** Ends the server at once, as a crash does: no goodbye to clients. `stop` still has to be called. */
  readonly crash: () => void;
  /** Ends the server, as an administrator or as a crash does, and starts it again after so many milliseconds. */
  readonly restart: (how: 'fast' | 'crash', downMs: number) => Promise<void>;
}

/** What a server needs to live as briefly as the tests do: nothing of it is worth keeping. */
const testSettings = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_connections: '200' };

const startTimeoutMs = 30_000;

/**
 * Keeps the server beside a pipe from the tests: when they end, in whatever way, the pipe closes, the server is ended
 * and its files go. `$1` is the folder, the rest the server's command line.
 */
const watchdog = `
folder=$1; shift
"$@" </dev/null & server=$!
cat >/dev/null
kill -QUIT $server 2>/dev/null
wait $server
cd / && rm -rf -- "$folder"
`;

/** Starts a server of its own on a free port of 127.0.0.1; ready when this resolves (about a second). */
export async function startPostgres(options: PostgresOptions = {}): Promise<PostgresServer> {
  for (let attempt = 1; ; attempt++) {
    const folder = scratchFolder();
    try {
      const binaries = postgresBinaries(folder);
      initialize(binaries, folder, options);
      return await start(binaries, folder, await freePort(), options);
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      // Another process took the port in between.
      if (attempt < 5 && String(error).includes('could not bind')) continue;
      throw error;
    }
  }
}

/** In memory where there is such a file system, as that saves half of initdb's time. */
function scratchFolder(): string {
  const folder = mkdtempSync(join(isWritable('/dev/shm') ? '/dev/shm' : tmpdir(), 'oscars-import-postgres-'));
  chmodSync(folder, 0o755);
  if (serverIds.uid !== undefined) chownSync(folder, serverIds.uid, serverIds.gid ?? serverIds.uid);
  return folder;
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function initialize({ initdb }: PostgresBinaries, folder: string, { password, access = '' }: PostgresOptions): void {
  const passwordFile = join(folder, 'password');
  if (password !== undefined) writeFileSync(passwordFile, `${password}\n`);
  const auth = password === undefined ? ['--auth=trust'] : ['--auth=scram-sha-256', `--pwfile=${passwordFile}`];
  const args = ['-D', join(folder, 'data'), '-U', 'postgres', '--no-sync', '--encoding=UTF8', '--locale=C', ...auth];
  const result = spawnSync(initdb, args, { ...serverIds, cwd: folder, encoding: 'utf8' });
  if (result.status !== 0) throw new Error(`initdb failed: ${result.stderr || result.error?.message}`);
  const accessFile = join(folder, 'data', 'pg_hba.conf');
  writeFileSync(accessFile, `${access}\n${readFileSync(accessFile, 'utf8')}`);
}

async function start(
  { postgres }: PostgresBinaries,
  folder: string,
  port: number,
  { password, settings }: PostgresOptions,
): Promise<PostgresServer> {
  const allSettings = { ...testSettings, listen_addresses: '127.0.0.1', unix_socket_directories: '', ...settings };
  const flags = Object.entries(allSettings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const command = [postgres, '-D', join(folder, 'data'), '-p', String(port), ...flags];
  const watch = () =>
    spawn('/bin/sh', ['-c', watchdog, 'sh', folder, ...command], {
      ...serverIds,
      cwd: folder,
      stdio: ['pipe', 'ignore', 'pipe'],
    });
  const watched = [watch()];
  const stop = async () => {
    // The newest first: each takes the folder with it.
    for (const one of watched.splice(0).reverse()) await stopped(one);
  };
  const lockFile = join(folder, 'data', 'postmaster.pid');
  const signal = (name: NodeJS.Signals) => process.kill(Number(readFileSync(lockFile, 'utf8').split('\n')[0]), name);
  const restart = async (how: 'fast' | 'crash', downMs: number) => {
    signal(how === 'fast' ? 'SIGINT' : 'SIGQUIT');
    while (existsSync(lockFile)) await delay(5);
    await delay(downMs);
    const again = watch();
    watched.push(again);
    await readiness(again);
  };
  try {
    await readiness(watched[0] as ChildProcess);
  } catch (error) {
    await stop();
    throw error;
  }
  const user = password === undefined ? 'postgres' : `postgres:${encodeURIComponent(password)}`;
  const url = `postgres://${user}@127.0.0.1:${port}/postgres`;
  return { url, port, stop, crash: () => signal('SIGQUIT'), restart };
}

/** Resolves when the server accepts connections. What it logs afterwards is read and dropped, or it would block. */
function readiness(watched: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = '';
    const fail = (why: string) => reject(new Error(`PostgreSQL did not start (${why}): ${log.trim()}`));
    const timer = setTimeout(() => fail('no answer'), startTimeoutMs);
    watched.once('exit', () => fail('it ended'));
    watched.once('error', (error) => fail(error.message));
    watched.stderr?.setEncoding('utf8').on('data', (text: string) => {
      if (log.length < 100_000) log += text;
      if (log.includes('ready to accept connections')) resolve();
      // What clients of before are told while it starts again is no refusal to start.
      else if (/FATAL:(?! +the database system is)/.test(log)) fail('it refused');
    });
    watched.once('exit', () => clearTimeout(timer));
    // Neither the server nor its log keeps the tests alive; the watchdog ends it when they end.
    timer.unref();
  });
}

function stopped(watched: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (watched.exitCode !== null || watched.signalCode !== null) return resolve();
    watched.once('exit', () => resolve());
    watched.stdin?.end();
  });
}

/** A port that was free a moment ago. */
/** A port of 127.0.0.1 that nobody listens on at the moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
