/** PostgreSQL servers, through postgres.js. */
import type postgres from 'postgres';
import { Approach } from './approach.ts';
import { beginText, wholeText } from './begin.ts';
import { type Connection, type Database, type Db, inSchema, type ServerTarget, type TextAnswer } from './open.ts';
import { openClient } from './server-client.ts';
import type { ServerOpening } from './server-opening.ts';
import { addressLabel } from './server-settings.ts';
import { refuseSession } from './session-attributes.ts';

/** How long an interrupted run may take to roll back before its connection is dropped, which also rolls back. */
const goodbyeMs = 1_000;

/** The last connection, while it is being closed: a role that may have one alone would be refused the next. */
let closing: Promise<unknown> = Promise.resolve();

/**
 * Connects for the time `use` takes. One connection is enough: answers are stored and nominations written one after
 * the other.
 *
 * @param opening a socket for the first of them
 */
export async function withServer<T>(
  { server, schema }: ServerTarget,
  signal: AbortSignal,
  use: (database: Database) => Promise<T>,
  opening: ServerOpening | null = null,
): Promise<T> {
  await closing;
  const approach = new Approach(server, opening?.ways);
  const connection = (ahead: ServerOpening | null) => {
    const client = openClient(approach.settings, approach.ways, approach.take, ahead);
    return { client, db: serverConnection(client, schema) };
  };
  let open = connection(opening);
  const close = (seconds: number) => open.client.end({ timeout: seconds }).catch(() => {});
  const reconnect = async () => {
    await close(0);
    open = connection(null);
  };
  const onAbort = () => void setTimeout(() => close(0), goodbyeMs).unref();
  signal.addEventListener('abort', onAbort, { once: true });
  if (signal.aborted) onAbort();
  try {
    return await use({
      get label() {
        return `${server.database} on ${addressLabel(approach.way.address)}${inSchema(schema)}`;
      },
      isShared: true,
      get link() {
        return approach.link;
      },
      get db() {
        return open.db;
      },
      reconnect,
      first: async (ask) => {
        for (;;) {
          try {
            const answer = await ask(open.db);
            await refuseSession(open.db, server.sessionAttributes);
            return answer;
          } catch (error) {
            if (signal.aborted) throw error;
            approach.change(error, String(open.client.parameters.server_version ?? ''));
            await reconnect();
          }
        }
      },
    });
  } catch (error) {
    throw approach.reasonOf(error);
  } finally {
    signal.removeEventListener('abort', onAbort);
    // What was done is told meanwhile. What went wrong before matters more than a connection that does not close.
    closing = close(1);
  }
}

export function serverConnection(client: postgres.Sql, schema: string): Connection {
  // Sent at once: a query of postgres.js otherwise waits until somebody waits for it.
  const send = (script: string) => client.unsafe(script).execute();
  let statements: Promise<Db> | null = null;
  return {
    schema,
    begin: (mode) => send(beginText(mode, schema)),
    send: (statements) => send(statements.join(';\n')),
    sendWhole: async (mode, statement) => {
      const results = (await send(wholeText(mode, schema, statement))) as unknown as unknown[][];
      // postgres.js begins a new result with each description of rows, which the commit has none of.
      return results.at(-1) ?? [];
    },
    ask: (statement) => askServer(client, statement),
    statements: () => {
      statements ??= import('./server-statements.ts').then(({ serverStatements }) => serverStatements(client));
      return statements;
    },
  };
}

/** By PostgreSQL's extended protocol, which takes one statement; the driver's own choice would be the one that takes several. */
async function askServer(client: postgres.Sql, statement: string): Promise<TextAnswer> {
  const options = { simple: false } as postgres.UnsafeQueryOptions;
  const rows = await client.unsafe(statement, [], options).raw();
  const columns = (rows.columns ?? []).map(({ name, type }) => ({ name, type }));
  return { columns, rows: rows.map((row) => row.map((value) => value?.toString() ?? null)) };
}
