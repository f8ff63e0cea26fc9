/**
 * PostgreSQL servers, through postgres.js.
 *
 * postgres.js replaces a lost connection by itself, and so may run the rest of a transaction outside of it, or end the
 * process by writing to the connection that is gone (porsager/postgres#1208, #1216). Here a client has one connection
 * for life: when it is lost, everything on it fails, and whoever repeats the work asks for a new one.
 */
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { beginText, wholeText } from './begin.ts';
import { faultOf } from './faults.ts';
import { type Connection, type Database, inSchema, type Link, type ServerTarget, type TextAnswer } from './open.ts';
import { addressLabel, type ServerSettings } from './server-settings.ts';
import { failure, openFirstSocket, type Way, waysTo } from './server-socket.ts';
import { refuseSession } from './session-attributes.ts';
import { watchSilence } from './silence.ts';

/** After so long without a word, it is looked whether the server is still there. */
const mostSilentMs = 10_000;

/** How long an interrupted run may take to roll back before its connection is dropped, which also rolls back. */
const goodbyeMs = 1_000;

/**
 * Connects for the time `use` takes. One connection is enough: answers are stored and nominations written one after
 * the other.
 */
export async function withServer<T>(
  { server, schema }: ServerTarget,
  signal: AbortSignal,
  use: (database: Database) => Promise<T>,
): Promise<T> {
  let ways = waysTo(server);
  let way = ways[0] as Way;
  let link: Link | null = null;
  const onWay = (used: Way, socket: Socket) => {
    way = used;
    const tls = socket instanceof TLSSocket ? socket.getProtocol() : null;
    link = { localPort: used.address.socketPath === null ? (socket.localPort ?? null) : null, tls };
  };
  const connection = () => {
    const client = openClient(server, ways, onWay);
    return { client, db: serverConnection(client, schema) };
  };
  let open = connection();
  const close = (seconds: number) => open.client.end({ timeout: seconds }).catch(() => {});
  const reconnect = async () => {
    await close(0);
    open = connection();
  };
  const onAbort = () => void setTimeout(() => close(0), goodbyeMs).unref();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await use({
      get label() {
        return `${server.database} on ${addressLabel(way.address)}${inSchema(schema)}`;
      },
      get link() {
        return link;
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
            // Nothing is left over of the ways up to this one; what comes before it did not lead there.
            const others = ways.slice(ways.indexOf(way) + 1);
            const next = others.filter((other) => isWorthTrying(error, way, other));
            if (next.length === 0) throw error;
            ways = next;
            await reconnect();
          }
        }
      },
    });
  } finally {
    signal.removeEventListener('abort', onAbort);
    // What went wrong before matters more than a connection that does not close.
    await close(1);
  }
}

/**
 * A server that takes connections only with TLS, or only without, says so by refusing who comes in the other way; one
 * that starts up, or does not have what the session needs, leaves the other servers.
 */
function isWorthTrying(error: unknown, way: Way, other: Way): boolean {
  const code = faultOf(error)?.code;
  if (other.address === way.address) return code === '28000';
  return code === '57P03' || code === 'SESSION_ATTRIBUTES';
}

export function serverConnection(client: postgres.Sql, schema: string): Connection {
  // Sent at once: a query of postgres.js otherwise waits until somebody waits for it.
  const send = (script: string) => client.unsafe(script).execute();
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

function openClient(
  server: ServerSettings,
  ways: readonly Way[],
  onWay: (way: Way, socket: Socket) => void,
): postgres.Sql {
  return openUnwatched(server, ways, (socket, way) => {
    onWay(way, socket);
    watchSilence(socket, Math.min(server.connectTimeoutMs, mostSilentMs), () => answers(server, way));
  });
}

/** @param onOpen told of the socket, and the way it was come by */
function openUnwatched(
  server: ServerSettings,
  ways: readonly Way[],
  onOpen: (socket: Socket, way: Way) => void = () => {},
): postgres.Sql {
  const client: postgres.Sql = postgres({
    // All of it, so that the driver looks for nothing in the environment: it reads that in ways of its own.
    host: server.addresses.map(({ host }) => host),
    port: server.addresses.map(({ port }) => port),
    user: server.user,
    database: server.database,
    ssl: false,
    connect_timeout: Math.ceil(server.connectTimeoutMs / 1000),
    max: 1,
    // Statements run once each; unnamed ones also pass through a connection pooler in transaction mode.
    prepare: false,
    // Only needed for array columns, which there are none of; saves a round trip.
    fetch_types: false,
    onnotice: () => {},
    connection: {
      application_name: server.applicationName,
      ...(server.options === null ? {} : { options: server.options }),
    },
    // Asked for once it is known which of the servers it is for.
    pass: () => server.passwordFor(way.address),
    // What waits for a connection that never came about would wait for ever.
    socket: oneConnection(
      async () => {
        const opened = await openFirstSocket(ways, server);
        way = opened.way;
        onOpen(opened.socket, way);
        return opened.socket;
      },
      () => void client.end({ timeout: 0 }).catch(() => {}),
    ),
  } as unknown as postgres.Options<Record<string, never>>);
  let way = ways[0] as Way;
  return client;
}

/** Whether the server still answers a new connection, be it with an error. */
async function answers(server: ServerSettings, way: Way): Promise<boolean> {
  const client = openUnwatched(server, [way]);
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, Math.min(server.connectTimeoutMs, mostSilentMs), false);
  });
  const answer = client
    .unsafe('select')
    .execute()
    .then(
      () => true,
      (error) => /^[0-9A-Z]{5}$/.test(faultOf(error)?.code ?? ''),
    );
  const isAlive = await Promise.race([answer, tooLong]);
  clearTimeout(timer);
  await client.end({ timeout: 0 }).catch(() => {});
  return isAlive;
}

/** Connects the first time it is asked, and never again; told when the connection ends. */
function oneConnection(open: () => Promise<Socket>, onEnd: () => void): () => Promise<Socket> {
  let isSpent = false;
  return async () => {
    if (isSpent) throw failure('CONNECTION_CLOSED', 'the connection to the server was lost');
    isSpent = true;
    try {
      return (await open()).once('close', onEnd);
    } catch (error) {
      onEnd();
      throw error;
    }
  };
}
