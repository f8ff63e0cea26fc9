/**
 * PostgreSQL servers, through postgres.js.
 *
 * postgres.js replaces a lost connection by itself, and so may run the rest of a transaction outside of it, or end the
 * process by writing to the connection that is gone (porsager/postgres#1208, #1216). Here a client has one connection
 * for life: when it is lost, everything on it fails, and whoever repeats the work asks for a new one.
 */
import { connect, type Socket } from 'node:net';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { beginText } from './begin.ts';
import type { Connection, Database, ServerTarget, TextAnswer } from './open.ts';

const connectTimeoutMs = 10_000;

/** How long an interrupted run may take to roll back before its connection is dropped, which also rolls back. */
const goodbyeMs = 1_000;

/**
 * Connects for the time `use` takes. One connection is enough: answers are stored and nominations written one after
 * the other.
 */
export async function withServer<T>(
  { url, schema }: ServerTarget,
  label: string,
  signal: AbortSignal,
  use: (database: Database) => Promise<T>,
): Promise<T> {
  let client = openClient(url);
  let db = serverConnection(client, schema);
  const close = (seconds: number) => client.end({ timeout: seconds }).catch(() => {});
  const onAbort = () => void setTimeout(() => close(0), goodbyeMs).unref();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await use({
      label,
      get db() {
        return db;
      },
      reconnect: async () => {
        await close(0);
        client = openClient(url);
        db = serverConnection(client, schema);
      },
    });
  } finally {
    signal.removeEventListener('abort', onAbort);
    // What went wrong before matters more than a connection that does not close.
    await close(1);
  }
}

export function serverConnection(client: postgres.Sql, schema: string): Connection {
  // Sent at once: a query of postgres.js otherwise waits until somebody waits for it.
  const send = (script: string) => client.unsafe(script).execute();
  return {
    schema,
    begin: (mode) => send(beginText(mode, schema)),
    send: (statements) => send(statements.join(';\n')),
    ask: (statement) => askServer(client, statement),
    statements: drizzle(inOneRoundTrip(client)),
  };
}

/** By PostgreSQL's extended protocol, which takes one statement; the driver's own choice would be the one that takes several. */
async function askServer(client: postgres.Sql, statement: string): Promise<TextAnswer> {
  const options = { simple: false } as postgres.UnsafeQueryOptions;
  const rows = await client.unsafe(statement, [], options).raw();
  const columns = (rows.columns ?? []).map(({ name, type }) => ({ name, type }));
  return { columns, rows: rows.map((row) => row.map((value) => value?.toString() ?? null)) };
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

function openClient(url: URL): postgres.Sql {
  const client: postgres.Sql = postgres(url.href, {
    max: 1,
    // Statements run once each; unnamed ones also pass through a connection pooler in transaction mode.
    prepare: false,
    // Only needed for array columns, which there are none of; saves a round trip.
    fetch_types: false,
    onnotice: () => {},
    connection: { application_name: 'oscars-import' },
    // What waits for a connection that never came about would wait for ever.
    socket: oneConnection(() => void client.end({ timeout: 0 }).catch(() => {})),
  } as postgres.Options<Record<string, never>>);
  return client;
}

interface Address {
  readonly host: readonly string[];
  readonly port: readonly number[];
  /** Of a Unix socket. */
  readonly path?: string | false;
}

/** Connects the first time it is asked, to the first of the hosts that answers, and never again; told when it ends. */
function oneConnection(onEnd: () => void): (address: Address) => Promise<Socket> {
  let isSpent = false;
  return async (address) => {
    if (isSpent) throw lost('CONNECTION_CLOSED', 'the connection to the server was lost');
    isSpent = true;
    try {
      return (await firstThatAnswers(address)).once('close', onEnd);
    } catch (error) {
      onEnd();
      throw error;
    }
  };
}

async function firstThatAnswers({ host, port, path }: Address): Promise<Socket> {
  if (path) return connected(connect(path), 'localhost');
  let reason: unknown;
  for (const [at, name] of host.entries()) {
    try {
      return await connected(connect(port[at] ?? 5432, name), name);
    } catch (error) {
      reason = error;
    }
  }
  throw reason;
}

function connected(socket: Socket, host: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    socket.setTimeout(connectTimeoutMs, () => {
      socket.destroy(lost('CONNECT_TIMEOUT', `no answer from ${host} within ${connectTimeoutMs / 1000} s`));
    });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.setTimeout(0).removeAllListeners();
      // postgres.js names the server to TLS by it.
      resolve(Object.assign(socket, { host }));
    });
  });
}

function lost(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}
