/** Counts how often a client waits for its database server: a proxy between the two. */
import { connect, createServer, type Socket } from 'node:net';

export interface RoundTrips {
  /** The server's address, by way of the proxy. */
  readonly url: string;
  /** So often something was sent after everything before had been answered. */
  readonly count: () => number;
  readonly stop: () => Promise<void>;
}

/** Long enough that what a client sends together is not taken for two. */
const defaultDelayMs = 20;

/**
 * @param databaseUrl of a server that speaks without TLS
 * @param answerDelayMs how long each answer is held back
 */
export async function countRoundTrips(databaseUrl: string, answerDelayMs = defaultDelayMs): Promise<RoundTrips> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let trips = 0;
  const proxy = createServer((client) => {
    const server = connect(Number(target.port), target.hostname);
    let isAnswered = true;
    client.on('data', (chunk) => {
      if (isAnswered) trips++;
      isAnswered = false;
      server.write(chunk);
    });
    server.on('data', (chunk) => {
      setTimeout(() => {
        isAnswered = true;
        client.write(chunk);
      }, answerDelayMs);
    });
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ] as const) {
      sockets.add(socket);
      socket.once('close', () => other.destroy()).on('error', () => {});
    }
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const url = new URL(databaseUrl);
  url.port = String((proxy.address() as { port: number }).port);
  const stop = () =>
    new Promise<void>((resolve) => {
      for (const socket of sockets) socket.destroy();
      proxy.close(() => resolve());
    });
  return { url: url.href, count: () => trips, stop };
}
