/** Transactions, and repeating them when a fault passes by itself. */
import { sql } from 'drizzle-orm';
import type { Db } from './database.ts';
import { isTransient } from './faults.ts';

export interface RepeatOptions {
  readonly signal: AbortSignal;
  /** Waits so many milliseconds. */
  readonly sleep: (ms: number) => Promise<void>;
  /** Called before each repetition, with how many attempts failed. */
  readonly onRepeat?: (failedAttempts: number) => void;
}

const maxRepetitions = 3;

/**
 * Runs `work`, and again, at most three times, when it failed by deadlock, serialization failure or a lost connection.
 * `work` has to be idempotent: a connection that is lost during the commit leaves open whether it was done.
 */
export async function repeatTransient<T>(options: RepeatOptions, work: () => Promise<T>): Promise<T> {
  for (let failed = 0; ; ) {
    try {
      return await work();
    } catch (error) {
      if (!isTransient(error) || failed === maxRepetitions || options.signal.aborted) throw error;
      failed++;
      options.onRepeat?.(failed);
      // A server that restarts needs a moment: 0.2, 0.8 and 3.2 s.
      await options.sleep(50 * 4 ** failed);
    }
  }
}

/** One transaction: READ COMMITTED, so that a row lock that was waited for shows what the other importer committed. */
export function withTransaction<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  return db.transaction(work, { isolationLevel: 'read committed' });
}

/** One unchanging view of the database, in which PostgreSQL itself refuses every write. */
export function withReadOnly<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  return db.transaction(work, { isolationLevel: 'repeatable read', accessMode: 'read only' });
}

/** Rows of a plain statement: postgres.js gives them as an array, PGlite as a property. */
export function rowsOf<Row>(result: unknown): Row[] {
  return (Array.isArray(result) ? result : (result as { rows: Row[] }).rows) as Row[];
}

/** One round trip that fails where the database cannot be reached or logged in to. */
export async function ping(db: Db): Promise<void> {
  await db.execute(sql`select 1`);
}
