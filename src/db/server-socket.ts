/** Connections to a server before anything of PostgreSQL's protocol is spoken: addresses, time-outs, TLS. */
import { connect, type Socket } from 'node:net';
import { nodeTls } from './node-tls.ts';
import type { ServerAddress, ServerSettings } from './server-settings.ts';

/** One way to connect: to this address, with TLS or without. */
export interface Way {
  readonly address: ServerAddress;
  readonly isSecure: boolean;
}

/** All ways that the settings allow, in libpq's order. */
export function waysTo({ addresses, tls }: ServerSettings): Way[] {
  const kinds = { disable: [false], allow: [false, true], prefer: [true, false] } as const;
  const isSecure: readonly boolean[] = kinds[tls.mode as keyof typeof kinds] ?? [true];
  return addresses.flatMap((address) =>
    (address.socketPath === null ? isSecure : [false]).map((secure) => ({ address, isSecure: secure })),
  );
}

/** A socket, and the way it was come by. */
export interface OpenSocket {
  readonly socket: Socket;
  readonly way: Way;
}

/**
 * Connects by the first of the ways that leads there.
 *
 * @param signal ends the attempt
 * @throws Error with a `code` and what was said of each way
 */
export async function openFirstSocket(
  ways: readonly Way[],
  settings: ServerSettings,
  signal?: AbortSignal,
): Promise<OpenSocket> {
  const failures: Error[] = [];
  let stranger: ServerAddress | null = null;
  for (const way of ways) {
    if (way.address === stranger) continue;
    try {
      return await openSocket(way, settings, ways, signal);
    } catch (error) {
      if (signal?.aborted) throw error;
      failures.push(error as Error);
      // What is no PostgreSQL server is none without TLS either.
      if ((error as NodeJS.ErrnoException).code === '08P01') stranger = way.address;
    }
  }
  const last = failures.at(-1);
  if (last === undefined) throw new RangeError('no way to connect');
  const messages = [...new Set(failures.map(messageOfAll))];
  throw failure((last as NodeJS.ErrnoException).code ?? 'CONNECT_FAILED', messages.join('; '));
}

/** Node tries all addresses of a name, and says nothing itself where all fail. */
function messageOfAll(error: Error): string {
  const parts = (error as AggregateError).errors as Error[] | undefined;
  return parts === undefined ? error.message : [...new Set(parts.map(({ message }) => message))].join(', ');
}

async function openSocket(
  way: Way,
  settings: ServerSettings,
  ways: readonly Way[],
  signal: AbortSignal | undefined,
): Promise<OpenSocket> {
  const { socketPath, hostAddress, host, port } = way.address;
  const plain = socketPath === null ? connect(port, hostAddress ?? host) : connect(socketPath);
  let socket: Socket = plain;
  const timer = setTimeout(() => {
    const seconds = settings.connectTimeoutMs / 1000;
    socket.destroy(failure('CONNECT_TIMEOUT', `no answer from ${socketPath ?? host} within ${seconds} s`));
  }, settings.connectTimeoutMs);
  const onAbort = () =>
    void socket.destroy(failure('CONNECTION_DESTROYED', 'nobody waits for the connection any more'));
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    await event(plain, 'connect');
    if (!way.isSecure) return { socket, way };
    if (!settings.tls.isDirect && !(await offersTls(plain))) return { socket, way: plainWay(way, settings, ways) };
    // From here on the one that encrypts tells of the errors of both.
    plain.on('error', () => {});
    const encrypted = nodeTls().connect({ ...settings.tls.optionsFor(host), socket: plain });
    socket = encrypted;
    await event(encrypted, 'secureConnect');
    if (settings.tls.isDirect && encrypted.alpnProtocol !== 'postgresql')
      throw failure('08P01', 'what answers there with TLS is no PostgreSQL server');
    return { socket, way };
  } catch (error) {
    socket.destroy();
    plain.destroy();
    throw error;
  } finally {
    signal?.removeEventListener('abort', onAbort);
    clearTimeout(timer);
  }
}

/** The same connection will do where TLS was only preferred. */
function plainWay({ address }: Way, { tls }: ServerSettings, ways: readonly Way[]): Way {
  const way = ways.find((other) => other.address === address && !other.isSecure);
  if (way !== undefined) return way;
  throw failure('TLS_REFUSED', `the server has no TLS, and sslmode=${tls.mode} asks for it`);
}

/** PostgreSQL's SSLRequest: a length of 8 and a number that is no version of its protocol, answered by S or N. */
const tlsRequest = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);

async function offersTls(socket: Socket): Promise<boolean> {
  socket.write(tlsRequest);
  await event(socket, 'readable');
  const answer = socket.read(1) as Buffer | null;
  if (answer === null) throw failure('ECONNRESET', 'the server closed the connection');
  // What follows the answer was not encrypted, and anybody could have put it there (CVE-2021-23222).
  if (answer[0] === 0x53 && socket.readableLength === 0) return true;
  if (answer[0] === 0x4e && socket.readableLength === 0) return false;
  throw failure('08P01', 'what answers there is no PostgreSQL server');
}

/** Resolves when it comes; rejects when the socket fails or closes first. */
function event(socket: Socket, name: 'connect' | 'readable' | 'secureConnect'): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      for (const [one, listener] of listeners) socket.off(one, listener);
      act();
    };
    const listeners: [string, (error: Error) => void][] = [
      [name, () => settle(resolve)],
      ['error', (error) => settle(() => reject(error))],
      ['close', () => settle(() => reject(failure('ECONNRESET', 'the server closed the connection')))],
    ];
    for (const [one, listener] of listeners) socket.on(one, listener);
  });
}

export function failure(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}
