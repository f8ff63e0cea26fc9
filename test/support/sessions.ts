/** Sessions of a database that meet in a fixed order: one stops where the test says, and another one goes on meanwhile. */
import postgres from 'postgres';
import { withDatabase } from '../../src/db/connect.ts';
import type { Connection, DatabaseTarget } from '../../src/db/open.ts';
import { packageFiles } from '../../src/package-files.ts';
import { server } from './contents.ts';

/** A place where sessions wait for the test: whatever calls the SQL function `pause(text)`, but for the gate's own. */
export interface Gate {
  /** Runs statements as the administrator. */
  readonly sql: postgres.Sql;
  /** Resolves once so many sessions wait for a lock. */
  readonly waiting: (sessions: number) => Promise<void>;
  /** Lets through whoever waits there, and all who come later. */
  readonly open: () => Promise<void>;
}

/** Any number that nobody else locks. */
const lock = 2_408_017;

export async function withGate<T>(url: string, use: (gate: Gate) => Promise<T>): Promise<T> {
  const [sql, watcher] = [postgres(url, { max: 1, onnotice: () => {} }), postgres(url, { max: 1 })];
  try {
    await sql`select pg_advisory_lock(${lock})`;
    // Said to be immutable, so that an index can call it.
    await sql.unsafe(`
      create function pause(what text) returns text immutable language plpgsql as $$ begin
        perform pg_advisory_xact_lock_shared(${lock});
        return what; end $$`);
    const waiting = async (sessions: number) => {
      for (let seen = -1; seen < sessions; ) {
        const [row] = await watcher`
          select count(distinct pid)::int as count from pg_locks
           where not granted and (database is null or database = (select oid from pg_database where datname = current_database()))`;
        seen = row?.count;
      }
    };
    const open = async () => void (await sql`select pg_advisory_unlock(${lock})`);
    return await use({ sql, waiting, open });
  } finally {
    await Promise.all([sql.end(), watcher.end()]);
  }
}

/** A connection as the program has it, to a server by its address or to any database. */
export function connected<T>(where: string | DatabaseTarget, use: (db: Connection) => Promise<T>): Promise<T> {
  const options = {
    templateFile: packageFiles.databaseTemplate,
    signal: new AbortController().signal,
    onWait: () => {},
  };
  return withDatabase(typeof where === 'string' ? server(where) : where, options, ({ db }) => use(db));
}
