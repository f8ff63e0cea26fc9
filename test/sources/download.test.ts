import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { download } from '../../src/sources/download.ts';
import { type Answer, type FileServer, startFileServer } from '../support/file-server.ts';
import { startProxy } from '../support/proxy-server.ts';

let server: FileServer;
beforeEach(async () => {
  server = await startFileServer('text');
});
afterEach(() => server.stop());

const options = { known: null, proxies: null, userAgent: 'test', signal: new AbortController().signal, maxBytes: 1000 };
const get = (path = '/', more: Partial<Parameters<typeof download>[1]> = {}) =>
  download(server.origin + path, { ...options, ...more });
const reason = async (...args: Parameters<typeof get>) => {
  const got = await get(...args);
  return got.kind === 'failure' ? got.reason : got.kind;
};
const text = async (...args: Parameters<typeof get>) => {
  const got = await get(...args);
  return got.kind === 'content' ? got.bytes.toString() : got;
};
const redirect =
  (location: string, status = 302): Answer =>
  (_, response) =>
    void response.writeHead(status, { location }).end('moved');

test('content comes with what the server calls it, and nothing is sent but the request', async () => {
  expect(await get('/a?b=c')).toEqual({
    kind: 'content',
    bytes: Buffer.from('text'),
    validators: { etag: expect.stringMatching(/^W\//), lastModified: null },
  });
  expect(server.requests).toEqual([
    {
      path: '/a?b=c',
      headers: {
        host: new URL(server.origin).host,
        connection: 'keep-alive',
        'user-agent': 'test',
        'accept-encoding': 'gzip',
      },
    },
  ]);
});

test.each(['//elsewhere.example/a', '/a//b', '/a?b=//c', '/%2F%2Fa', '//'])(
  'the path %s is one of its own server',
  async (path) => {
    expect(await text(path)).toBe('text');
    expect(server.requests.map((request) => request.path)).toEqual([path]);
  },
);

test('what has not changed is not sent again', async () => {
  const first = await get();
  const known = first.kind === 'content' ? first.validators : null;
  expect(await get('/', { known })).toEqual({ kind: 'unchanged' });
  server.serve('other text');
  expect(await text('/', { known })).toBe('other text');
});

describe('redirects', () => {
  test.each([301, 302, 303, 307, 308])('%i is followed', async (status) => {
    server.serve((request, response) =>
      request.url === '/' ? redirect('/there', status)(request, response) : response.end('here'),
    );
    expect(await text()).toBe('here');
  });

  test.each<[string, string, string]>([
    ['in a circle', '/', 'it redirects more than 5 times'],
    ['to a file', 'file:///etc/passwd', 'it redirects to file:'],
    ['to what is no address', 'http://', 'it redirects to what is no address'],
  ])('%s', async (_, location, expected) => {
    server.serve(redirect(location));
    expect(await reason()).toBe(expected);
  });

  test('a name and a password go to their own server and to no other', async () => {
    const other = await startFileServer('there');
    server.serve(redirect(`${other.origin}/x`));
    const address = server.origin.replace('http://', 'http://me:p%40ss@');
    expect((await download(address, options)).kind).toBe('content');
    expect(server.requests[0]?.headers.authorization).toBe(`Basic ${Buffer.from('me:p@ss').toString('base64')}`);
    expect(other.requests[0]?.headers.authorization).toBeUndefined();
    await other.stop();
  });
});

describe('what cannot be had is a reason', () => {
  test.each<[string, Answer, string]>([
    ['404', (_, response) => void response.writeHead(404).end(), 'it answers 404 (there is no such file)'],
    ['503', (_, response) => void response.writeHead(503).end('busy'), 'it answers 503'],
    ['304 without having been asked', (_, response) => void response.writeHead(304).end(), 'it answers 304'],
    [
      'an encoding that was not asked for',
      (_, response) => void response.writeHead(200, { 'content-encoding': 'br' }).end('x'),
      'it answers in the encoding br',
    ],
    [
      'a connection that is cut in the middle',
      (_, response) => {
        response.writeHead(200, { 'content-length': 100 }).write('x', () => response.destroy());
      },
      'the connection was lost',
    ],
    [
      'what is no gzip',
      (_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end('text'),
      'incorrect header check',
    ],
    ['too large, as the server says', (_, response) => void response.end('x'.repeat(1001)), 'it is larger than'],
    [
      'too large, as nobody says',
      (_, response) => {
        response.write('x'.repeat(600), () => response.end('x'.repeat(600)));
      },
      'it is larger than',
    ],
    [
      'too large, unpacked',
      (_, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(1e6))),
      'it is larger than',
    ],
  ])('%s', async (_, answer, expected) => {
    server.serve(answer);
    expect(await reason()).toContain(expected);
  });

  test('a packed body that is cut', async () => {
    const packed = gzipSync(Buffer.from(Array.from({ length: 500 }, (_, at) => (at * 7919) % 251)));
    server.serve((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': packed.length });
      response.write(packed.subarray(0, 200), () => response.destroy());
    });
    expect(await reason()).toBe('the connection was lost');
  });

  test('nobody answers there', async () => {
    await server.stop();
    expect(await reason()).toBe('it does not answer (the connection was refused)');
    server = await startFileServer('');
  });

  test('a server that says nothing, and one that stops or never ends', async () => {
    server.serve(() => {});
    expect(await reason('/', { idleMs: 50 })).toBe('it does not answer');
    server.serve((_, response) => void response.writeHead(200).write('x'));
    expect(await reason('/', { idleMs: 50 })).toBe('it stopped answering');
    server.serve((_, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('x'), 5);
      response.on('close', () => clearInterval(drip));
    });
    expect(await reason('/', { wholeMs: 200 })).toBe('it took longer than 0.2 s');
  });

  test('a proxy that ends the connection, and is asked once', async () => {
    const proxy = await startProxy({ isRude: true });
    const got = await download('https://localhost:1/', {
      ...options,
      proxies: { https: proxy.url, http: '', none: '' },
    });
    expect(got).toEqual({ kind: 'failure', reason: expect.stringContaining('the proxy closed the connection') });
    expect(proxy.tunnels).toEqual(['localhost:1']);
    await proxy.stop();
  });

  test('a proxy that opens no tunnel', async () => {
    const proxies = { https: server.origin, http: '', none: '' };
    const got = await download('https://films.example/x', { ...options, proxies, idleMs: 200 });
    expect(got).toEqual({ kind: 'failure', reason: 'the proxy closed the connection' });
  });

  test('an interrupt is no failure of the download', async () => {
    const interrupt = new AbortController();
    server.serve(() => interrupt.abort(new Error('stop')));
    await expect(get('/', { signal: interrupt.signal })).rejects.toThrow('stop');
  });
});

test('progress names the whole where the server does', async () => {
  const seen: [number, number | null][] = [];
  const onBytes = (bytes: number, total: number | null) => void seen.push([bytes, total]);
  server.serve((_, response) => void response.writeHead(200, { 'content-length': 4 }).end('text'));
  await get('/', { onBytes });
  server.serve('text');
  await get('/', { onBytes });
  expect(seen).toEqual([
    [4, 4],
    [4, null],
  ]);
});
