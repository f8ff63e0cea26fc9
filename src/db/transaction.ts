/** Transactions, and repeating them when a fault passes by itself. */
import type { SQL } from 'drizzle-orm';
import type { TransactionMode } from './begin.ts';
import { isLostConnection, isTransient, isUntold } from './faults.ts';
import type { Connection, Database, Db } from './open.ts';

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
  work: (db: Connection) => Promise<T>,
): Promise<T> {
  let told: unknown = null;
  for (let failed = 0; ; ) {
    try {
      return await work(database.db);
    } catch (error) {
      // Of losing the connection again and again, the server may have given the reason only once.
      if (!isUntold(error) || !isLostConnection(told)) told = error;
      if (!isTransient(error) || failed === maxRepetitions || signal.aborted) throw told;
      failed++;
      onRepeat?.(failed);
      // A server that restarts needs a moment: 0.2, 0.8 and 3.2 s.
      await sleep(50 * 4 ** failed);
      if (isLostConnection(error)) await database.reconnect();
    }
  }
}

/** After so long, a statement that takes a lock is taken to wait for another run. */
const noticeableMs = 1_000;

/** Calls `onWait` when the work, which takes no time by itself, is not done after a second. */
export async function sayWhenWaiting<T>(work: Promise<T>, onWait: () => void): Promise<T> {
  const timer = setTimeout(onWait, noticeableMs);
  return work.finally(() => clearTimeout(timer));
}

/** A transaction that writes. */
export function withTransaction<T>(db: Connection, work: (tx: Db) => Promise<T>): Promise<T> {
  return bracketed(db, 'write', work);
}

/** One unchanging view of the database, in which PostgreSQL itself refuses every write. */
export function withReadOnly<T>(db: Connection, work: (tx: Db) => Promise<T>): Promise<T> {
  return bracketed(db, 'read', work);
}

/**
 * Plain statements, which both drivers take on their one connection. The drivers' own transactions send a rollback
 * also where the connection is lost, which ends the process in postgres.js.
 *
 * The first statement does not wait for the beginning to be answered, which saves a round trip: where the beginning
 * fails, PostgreSQL takes nothing of what follows it.
 */
async function bracketed<T>(db: Connection, mode: TransactionMode, work: (tx: Db) => Promise<T>): Promise<T> {
  const tx = await db.statements();
  const began = db.begin(mode);
  const working = work(tx);
  try {
    // Told first: what is sent over a connection that never came about is never answered.
    await Promise.all([began, working]);
    // What was read does not depend on how this ends; whatever comes next goes after it.
    if (mode === 'read') void unattended(db.send(['commit']));
    else await db.send(['commit']);
    return await working;
  } catch (error) {
    if (isLostConnection(error)) throw error;
    // Nothing may follow the rollback. One that fails must not hide the first error.
    const [beginning] = await Promise.allSettled([began, working]);
    const undone = unattended(db.send(['rollback']));
    if (mode === 'write') await undone;
    throw beginning.status === 'rejected' ? beginning.reason : error;
  }
}

/** A statement that is sent now, and whose failure nobody minds. */
async function unattended(statement: PromiseLike<unknown>): Promise<void> {
  try {
    await statement;
  } catch {}
}

/**
 * A transaction that writes by one statement, all of it in one round trip: its end does not wait for the answer.
 *
 * @param statement without parameters
 */
export async function inOneRoundTrip<Row>(db: Connection, statement: string): Promise<Row[]> {
  try {
    return (await db.sendWhole('write', statement)) as Row[];
  } catch (error) {
    // What follows a statement that failed is not done: the transaction is still open.
    if (!isLostConnection(error)) void unattended(db.send(['rollback']));
    throw error;
  }
}

/** Sends statements together, none waiting for the answer to another. They are done in this order. */
export function executeAll(tx: Db, statements: readonly SQL[]): Promise<unknown[]> {
  return together(statements.map((statement) => tx.execute(statement)));
}

/**
 * Waits for statements that were sent together. Of several that fail, the first says why: all after it are refused because
 * of it.
 */
export async function together<const Results extends readonly PromiseLike<unknown>[]>(
  results: Results,
): Promise<{ -readonly [Place in keyof Results]: Awaited<Results[Place]> }> {
  const settled = await Promise.allSettled(results);
  const failed = settled.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return settled.map((result) => (result as PromiseFulfilledResult<unknown>).value) as never;
}

/** Rows of a plain statement: postgres.js gives them as an array, PGlite as a property. */
export function rowsOf<Row>(result: unknown): Row[] {
  return (Array.isArray(result) ? result : (result as { rows: Row[] }).rows) as Row[];
}
