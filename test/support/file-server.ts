/** A real HTTP or HTTPS server that serves a file, knows its ETag, and misbehaves on order. */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

export interface FileServer {
  /** Such as `http://127.0.0.1:40123`. */
  readonly origin: string;
  readonly requests: readonly { readonly path: string; readonly headers: IncomingHttpHeaders }[];
  /** What is served from now on; an answer of one's own instead of the file where it is a function. */
  serve: (content: string | Buffer | Answer) => void;
  readonly stop: () => Promise<void>;
}

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const tlsFile = (name: string) => fileURLToPath(new URL(`../fixtures/tls/${name}`, import.meta.url));

/** A certificate of nobody, for localhost, valid for a century; programs trust it by `NODE_EXTRA_CA_CERTS`. */
export const certificateFile = tlsFile('localhost.pem');

export async function startFileServer(content: string | Buffer | Answer, isTls = false): Promise<FileServer> {
  let served = content;
  const requests: { path: string; headers: IncomingHttpHeaders }[] = [];
  const answer: Answer = (request, response) => {
    requests.push({ path: request.url ?? '', headers: request.headers });
    if (typeof served === 'function') served(request, response);
    else answerFile(served, request, response);
  };
  const server = isTls
    ? createTlsServer({ cert: readFileSync(certificateFile), key: readFileSync(tlsFile('localhost-key.pem')) }, answer)
    : createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `${isTls ? 'https' : 'http'}://127.0.0.1:${port}`,
    requests,
    serve: (next) => {
      served = next;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** As GitHub does it: gzip for who takes it, a weak ETag, 304 for who has it. */
function answerFile(content: string | Buffer, { headers }: IncomingMessage, response: ServerResponse): void {
  const etag = `W/"${Buffer.from(content).toString('base64').slice(-24)}${content.length}"`;
  if (headers['if-none-match'] === etag) return void response.writeHead(304).end();
  const isPacked = headers['accept-encoding']?.includes('gzip') ?? false;
  response.writeHead(200, { etag, ...(isPacked ? { 'content-encoding': 'gzip' } : {}) });
  response.end(isPacked ? gzipSync(content) : content);
}
