/**
 * Clients of postgres.js.
 *
 * postgres.js replaces a lost connection by itself, and so may run the rest of a transaction outside of it, or end the
 * process by writing to the connection that is gone (porsager/postgres#1208, #1216). Here a client has one connection
 * for life: when it is lost, everything on it fails, and whoever repeats the work asks for a new one.
 */
import type { Socket } from 'node:net';
import postgres from 'postgres';
import { faultOf } from './faults.ts';
import type { ServerOpening } from './server-opening.ts';
import type { ServerSettings } from './server-settings.ts';
import { failure, openFirstSocket, type Way } from './server-socket.ts';
import { watchSilence } from './silence.ts';

/** After so long without a word, it is looked whether the server is still there. */
const mostSilentMs = 10_000;

/**
 * @param onWay told how the server was come by, before anything is sent
 * @param opening a socket that is there already, or about to be
 */
export function openClient(
  server: ServerSettings,
  ways: readonly Way[],
  onWay: (way: Way, socket: Socket) => void,
  opening: ServerOpening | null,
): postgres.Sql {
  const onOpen = (socket: Socket, way: Way) => {
    onWay(way, socket);
    watchSilence(socket, Math.min(server.connectTimeoutMs, mostSilentMs), () => answers(server, way));
  };
  return openUnwatched(server, ways, onOpen, opening);
}

/** @param onOpen told of the socket, and the way it was come by */
function openUnwatched(
  server: ServerSettings,
  ways: readonly Way[],
  onOpen: (socket: Socket, way: Way) => void = () => {},
  opening: ServerOpening | null = null,
): postgres.Sql {
  let way = ways[0] as Way;
  const client: postgres.Sql = postgres({
    // All of it, so that the driver looks for nothing in the environment: it reads that in ways of its own.
    // The socket is made here, for whichever server it is.
    host: 'localhost',
    port: 5432,
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
        const opened = (await opening?.take()) ?? (await openFirstSocket(ways, server));
        way = opened.way;
        onOpen(opened.socket, way);
        return opened.socket;
      },
      () => void client.end({ timeout: 0 }).catch(() => {}),
    ),
  } as unknown as postgres.Options<Record<string, never>>);
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
