/** A real proxy that opens tunnels (CONNECT), and notes who asked for them. */
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

export interface ProxyOptions {
  /** `user:password`, asked for where it is given. */
  readonly credentials?: string;
  /** Time until a tunnel is there, by how many were asked for before. */
  readonly delayMs?: (before: number) => number;
  /** Answered to everybody instead of opening a tunnel. */
  readonly status?: number;
  /** Whether it ends the connection instead of answering. */
  readonly isRude?: boolean;
  /** The status for who gives other credentials. */
  readonly refusal?: number;
}

export interface ProxyServer {
  /** Without credentials. */
  readonly url: string;
  /** `host:port` of each tunnel that was asked for. */
  readonly tunnels: readonly string[];
  readonly stop: () => Promise<void>;
}

export async function startProxy({
  credentials,
  delayMs,
  status,
  isRude,
  refusal: wrong = 407,
}: ProxyOptions = {}): Promise<ProxyServer> {
  const tunnels: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((_, response) => response.writeHead(405).end());
  server.on('connect', (request, client: Socket) => {
    const target = request.url ?? '';
    const wait = delayMs?.(tunnels.length) ?? 0;
    tunnels.push(target);
    sockets.add(client.on('error', () => {}));
    const given = request.headers['proxy-authorization'];
    const expected = credentials && `Basic ${Buffer.from(credentials).toString('base64')}`;
    if (isRude) return client.destroy();
    const refusal = status ?? (expected !== undefined && given !== expected ? wrong : null);
    if (refusal !== null) return client.end(`HTTP/1.1 ${refusal} No\r\ncontent-length: 0\r\n\r\n`);
    const [host = '', port = ''] = target.split(':');
    setTimeout(() => {
      const upstream = connect(Number(port), host, () => {
        client.write('HTTP/1.1 200 Connection established\r\n\r\n');
        client.pipe(upstream).pipe(client);
      });
      sockets.add(upstream.on('error', () => client.destroy()));
      client.on('close', () => upstream.destroy());
    }, wait);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tunnels,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** The proxy's address with a user and a password in it. */
export function withCredentials(url: string, credentials: string): string {
  const [user = '', password = ''] = credentials.split(':');
  return url.replace('://', `://${encodeURIComponent(user)}:${encodeURIComponent(password)}@`);
}
