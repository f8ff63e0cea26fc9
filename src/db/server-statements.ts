/** Statements that drizzle makes, on a server. Apart from the connection, which an import with nothing to do has enough of. */
import { drizzle } from 'drizzle-orm/postgres-js';
import type postgres from 'postgres';
import type { Db } from './open.ts';

export function serverStatements(client: postgres.Sql): Db {
  return drizzle(inOneRoundTrip(client));
}

/**
 * postgres.js asks the server for the types of the parameters of an unnamed statement, and waits for the answer, before
 * it sends them. Every parameter here is text, a number, a boolean or null, and its type is clear from the statement, so
 * that they can go along. That is not in its interface: the version of postgres.js is pinned, and a test counts the
 * round trips.
 */
function inOneRoundTrip(client: postgres.Sql): postgres.Sql {
  const unsafe = client.unsafe.bind(client);
  const sendWhole = (text: string, parameters: readonly unknown[] = [], options: postgres.UnsafeQueryOptions = {}) => {
    if (parameters.length === 0) return unsafe(text, [], options);
    const whole = unsafe(text, [], { ...options, simple: false } as postgres.UnsafeQueryOptions);
    return Object.assign(whole, { parameters: [...parameters] });
  };
  return Object.assign(client, { unsafe: sendWhole as typeof unsafe });
}
