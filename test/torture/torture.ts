/** What every scenario works with: the copied program, a PostgreSQL server, databases, marked secrets. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts';
import type { Breakage } from './breakages.ts';
import { breakPackage, copyPackage } from './package-copy.ts';
import { type Outcome, type RunningProgram, type RunOptions, startProgram } from './program.ts';
import { type SecretWatch, watchSecrets } from './secret-watch.ts';

export type Query = <Row extends Record<string, unknown>>(text: string) => Promise<Row[]>;

export interface TortureDatabase {
  readonly name: string;
  readonly url: string;
  /** For the program: `DATABASE_URL`. */
  readonly env: { readonly DATABASE_URL: string };
  readonly query: Query;
  /** Searches it for secrets and deletes it. */
  readonly drop: () => Promise<void>;
}

export interface Torture {
  readonly server: PostgresServer;
  readonly secrets: SecretWatch;
  readonly start: (args: readonly string[], options?: RunOptions) => RunningProgram;
  readonly run: (args: readonly string[], options?: RunOptions) => Promise<Outcome>;
  /** Gives `use` a database without anything in it. */
  readonly withDatabase: <T>(use: (database: TortureDatabase) => Promise<T>, server?: PostgresServer) => Promise<T>;
  /** Gives `use` a folder that is gone afterwards. */
  readonly withFolder: <T>(use: (folder: string) => Promise<T>) => Promise<T>;
}

/**
 * @param packageFolder a built package
 * @param breakage what to break in the copied program first, from this repository's sources
 */
export async function withTorture<T>(
  packageFolder: string,
  breakage: Breakage | null,
  use: (torture: Torture) => Promise<T>,
): Promise<T> {
  const secrets = watchSecrets(`mark${randomBytes(6).toString('hex')}`);
  return inFolder(async (folder) => {
    const entry = copyPackage(packageFolder, join(folder, 'package'));
    if (breakage !== null) await breakPackage(join(folder, 'package'), breakage);
    const server = await startPostgres({ password: secrets.password });
    const start = (args: readonly string[], options: RunOptions = {}) =>
      watched(startProgram(entry, args, options), secrets);
    try {
      return await use({
        server,
        secrets,
        start,
        run: (args, options) => start(args, options).outcome,
        withDatabase: (work, on = server) => onDatabase(on, secrets, work),
        withFolder: inFolder,
      });
    } finally {
      await server.stop();
    }
  });
}

function watched(running: RunningProgram, secrets: SecretWatch): RunningProgram {
  running.child.once('spawn', secrets.lookAtProcesses);
  // By its last output it has started whatever it starts.
  running.child.stdout.once('data', secrets.lookAtProcesses);
  void running.outcome.then(({ stdout, stderr }) => secrets.look(stdout + stderr, 'output')).catch(() => {});
  return running;
}

async function onDatabase<T>(
  server: PostgresServer,
  secrets: SecretWatch,
  use: (database: TortureDatabase) => Promise<T>,
): Promise<T> {
  const name = `torture_${randomBytes(6).toString('hex')}`;
  const admin = connection(server.url);
  await admin.unsafe(`create database ${name} template template0`);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  const sql = connection(url.href);
  const query: Query = async (text) => (await sql.unsafe(text)) as never;
  const drop = async () => {
    try {
      secrets.look(await everythingIn(query), 'database');
      await sql.end();
      await admin.unsafe(`drop database ${name} with (force)`);
    } finally {
      // Whatever fails, no connection keeps the harness alive.
      await Promise.all([sql.end({ timeout: 1 }), admin.end({ timeout: 1 })]);
    }
  };
  const database = { name, url: url.href, env: { DATABASE_URL: url.href }, query, drop };
  try {
    return await use(database);
  } finally {
    await drop();
  }
}

/** A connection of the harness's own, which the program's are told from by their name. */
export function connection(url: string): postgres.Sql {
  return postgres(url, {
    max: 1,
    onnotice: () => {},
    fetch_types: false,
    // A database may be set up to fail the program; the harness has to get through.
    connection: {
      application_name: 'torture',
      statement_timeout: 0,
      lock_timeout: 0,
      default_transaction_read_only: false,
    },
  } as unknown as postgres.Options<Record<string, never>>);
}

/** Every row of every table, as text. */
async function everythingIn(query: Query): Promise<string> {
  const tables = await query<{ name: string }>(
    `select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`,
  );
  const rows: string[] = [];
  for (const { name } of tables)
    rows.push(...(await query<{ row: string }>(`select t::text as row from ${name} t`)).map(({ row }) => row));
  return rows.join('\n');
}

async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'oscars-import-torture-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
