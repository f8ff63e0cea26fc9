/** Transactions, and repeating them when a fault passes by itself. */
import { type SQL, sql } from 'drizzle-orm';
import { isLostConnection, isTransient } from './faults.ts';
import type { Database, Db } from './open.ts';

export interface RepeatOptions {
  readonly signal: AbortSignal;
  /** Waits so many milliseconds. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Called before each repetition, with how many attempts failed. */
  readonly onRepeat?: (failedAttempts: number) => void;
}

const maxRepetitions = 3;

/**
 * Runs `work`, and again, at most three times, when it failed by deadlock, serialization failure or a lost connection,
 * which is replaced first. `work` has to be idempotent: a connection that is lost during the commit leaves open whether
 * it was done.
 */
export async function repeatTransient<T>(
  database: Database,
  { signal, sleep, onRepeat }: RepeatOptions,
  work: (db: Db) => Promise<T>,
): Promise<T> {
  for (let failed = 0; ; ) {
    try {
      return await work(database.db);
    } catch (error) {
      if (!isTransient(error) || failed === maxRepetitions || signal.aborted) throw error;
      failed++;
      onRepeat?.(failed);
      // A server that restarts needs a moment: 0.2, 0.8 and 3.2 s.
      await sleep(50 * 4 ** failed);
      if (isLostConnection(error)) await database.reconnect();
    }
  }
}

/** One transaction: READ COMMITTED, so that a row lock that was waited for shows what the other importer committed. */
export function withTransaction<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  return bracketed(db, sql`begin isolation level read committed`, work);
}

/** One unchanging view of the database, in which PostgreSQL itself refuses every write. */
export function withReadOnly<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  return bracketed(db, sql`begin isolation level repeatable read, read only`, work);
}

/**
 * Plain statements, which both drivers take on their one connection. The drivers' own transactions send a rollback
 * also where the connection is lost, which ends the process in postgres.js.
 */
async function bracketed<T>(db: Db, begin: SQL, work: (tx: Db) => Promise<T>): Promise<T> {
  await db.execute(begin);
  try {
    const result = await work(db);
    await db.execute(sql`commit`);
    return result;
  } catch (error) {
    // Without its connection the server rolls back by itself. A rollback that fails must not hide the first error.
    if (!isLostConnection(error)) await db.execute(sql`rollback`).catch(() => {});
    throw error;
  }
}

/** Rows of a plain statement: postgres.js gives them as an array, PGlite as a property. */
export function rowsOf<Row>(result: unknown): Row[] {
  return (Array.isArray(result) ? result : (result as { rows: Row[] }).rows) as Row[];
}
