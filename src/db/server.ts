/** PostgreSQL servers, through postgres.js. */
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import type { Db } from './database.ts';

/**
 * Connects for the time `use` takes. One connection is enough: answers are stored and nominations written one after
 * the other. When `signal` aborts, the connection is dropped and the server rolls back what was open.
 */
export async function withServer<T>(url: URL, signal: AbortSignal, use: (db: Db) => Promise<T>): Promise<T> {
  const client = postgres(url.href, {
    max: 1,
    connect_timeout: 10,
    // Statements run once each; unnamed ones also pass through a connection pooler in transaction mode.
    prepare: false,
    // Only needed for array columns, which there are none of; saves a round trip.
    fetch_types: false,
    onnotice: () => {},
    connection: { application_name: 'oscars-import' },
  });
  const drop = () => void client.end({ timeout: 0 }).catch(() => {});
  signal.addEventListener('abort', drop, { once: true });
  try {
    signal.throwIfAborted();
    return await use(drizzle(client));
  } finally {
    signal.removeEventListener('abort', drop);
    // What went wrong before matters more than a connection that does not close.
    await client.end({ timeout: 1 }).catch(() => {});
  }
}
