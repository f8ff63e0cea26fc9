import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type Server } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Certificates, hasOpenssl, makeCertificates } from '../support/certificates.ts';
import { runProgram } from '../support/program.ts';
import { type ProxyOptions, startProxy, withCredentials } from '../support/proxy-server.ts';
import { startTmdbServer, type TmdbServer } from '../support/tmdb-server.ts';

const credentials = 'me:p4ss-w0rd/%';

let folder: string;
let certificates: Certificates;
let tmdb: TmdbServer;
let secure: Server;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'oi-'));
  certificates = makeCertificates(folder);
  tmdb = await startTmdbServer();
  const keys = { cert: readFileSync(certificates.server), key: readFileSync(certificates.key) };
  secure = createServer(keys, (socket) => {
    const plain = connect(Number(new URL(tmdb.url).port), '127.0.0.1').on('error', () => socket.destroy());
    socket.on('error', () => plain.destroy());
    socket.pipe(plain).pipe(socket);
  });
  await new Promise<void>((listening) => secure.listen(0, '127.0.0.1', listening));
});
afterAll(async () => {
  await tmdb.stop();
  secure.close();
  rmSync(folder, { recursive: true, force: true });
});

const host = () => `localhost:${(secure.address() as AddressInfo).port}`;

/** What doctor finds about TMDb, which is asked over https through a proxy. */
async function examineBehind(options: ProxyOptions, env: (url: string) => Record<string, string>) {
  const proxy = await startProxy(options);
  const { code, stdout, stderr } = await runProgram(['doctor'], {
    cwd: folder,
    env: {
      TMDB_API_URL: `https://${host()}/3`,
      TMDB_API_TOKEN: 'token',
      NODE_EXTRA_CA_CERTS: certificates.root,
      ...env(proxy.url),
    },
  });
  await proxy.stop();
  expect(stdout + stderr).not.toMatch(/p4ss|wr0ng/);
  return { code, stdout, tunnels: proxy.tunnels };
}

describe.skipIf(!hasOpenssl())('TMDb over https through a proxy', () => {
  test.each([
    ['HTTPS_PROXY', (url: string) => ({ HTTPS_PROXY: url })],
    ['lower case, no scheme', (url: string) => ({ https_proxy: url.replace('http://', '') })],
    ['with credentials', (url: string) => ({ HTTPS_PROXY: withCredentials(url, credentials) }), credentials],
    ['HTTP_PROXY alone', (url: string) => ({ HTTP_PROXY: url })],
    ['NO_PROXY of others', (url: string) => ({ HTTPS_PROXY: url, NO_PROXY: 'example.org,localhost:1,host,*host,**' })],
  ])('%s: by a tunnel, which the certificate of TMDb goes through', async (_, env, wanted?: string) => {
    const { code, stdout, tunnels } = await examineBehind(wanted === undefined ? {} : { credentials: wanted }, env);
    expect([code, tunnels]).toEqual([0, [host()]]);
    expect(stdout).toMatch(/✔ proxy +127\.0\.0\.1:\d+$/m);
  });

  test.each([
    'localhost',
    '.localhost',
    '*',
    'example.org localhost',
    'LOCALHOST',
    'a,localhost:{port}',
    '*.localhost',
  ])('directly by NO_PROXY=%s', async (none) => {
    const noProxy = none.replace('{port}', host().split(':')[1] ?? '');
    const { code, stdout, tunnels } = await examineBehind({}, (url) => ({ HTTPS_PROXY: url, no_proxy: noProxy }));
    expect([code, tunnels]).toEqual([0, []]);
    expect(stdout).toMatch(/✔ proxy +none: NO_PROXY names localhost:\d+$/m);
  });

  test('an address that begins with http: is not asked through the proxy for https', async () => {
    const { code, stdout } = await examineBehind({}, (url) => ({ HTTPS_PROXY: url, TMDB_API_URL: tmdb.url }));
    expect([code, stdout]).toEqual([0, expect.stringMatching(/✔ proxy +none for an address that begins with http:$/m)]);
  });

  test.each<[string, ProxyOptions, (url: string) => Record<string, string>, string]>([
    [
      'that wants other credentials',
      { credentials },
      (url) => ({ HTTPS_PROXY: withCredentials(url, 'me:wr0ng') }),
      'HTTP 407',
    ],
    ['that closes the connection', { isRude: true }, (url) => ({ HTTPS_PROXY: url }), 'PROXY_CLOSED'],
    [
      'before a TMDb of an unknown authority',
      {},
      (url) => ({ HTTPS_PROXY: url, NODE_EXTRA_CA_CERTS: '' }),
      'UNABLE_TO_VERIFY',
    ],
  ])('doctor tells of one %s', async (_, options, env, told) => {
    const { code, stdout } = await examineBehind(options, env);
    expect([code, stdout]).toEqual([1, expect.stringMatching(new RegExp(`✘ TMDb .*${told}`))]);
  });
});
