import { inspect } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { type ProxyOptions, type ProxyServer, startProxy, withCredentials } from '../support/proxy-server.ts';
import { nolan, people, setUp, tearDown, token } from '../support/tmdb-client.ts';

const pair = 'me:p@ss wörd/%:';
let proxy: ProxyServer | undefined;
afterEach(async () => {
  await tearDown();
  await proxy?.stop();
});

async function setUpBehind(options: ProxyOptions, address = (url: string) => url, none = '') {
  proxy = await startProxy(options);
  const proxies = { https: '', http: address(proxy.url), none };
  return { ...(await setUp({}, { proxies, timeoutMs: 5_000 })), proxy };
}

test('TMDb is reached through the proxy, with the credentials of its address', async () => {
  const credentials = 'me:p@ss wörd/%';
  const behind = await setUpBehind({ credentials }, (url) => withCredentials(url, credentials));
  expect(await behind.client.findPerson(nolan)).toMatchObject({ status: 'found' });
  expect(behind.proxy.tunnels).toEqual([new URL(behind.server.url).host]);
  expect(behind.server.requests[0]?.authorization).toBe(`Bearer ${token}`);
});

test.each(['127.0.0.1', 'example.org, 127.0.0.1', '*'])(
  'a host named in NO_PROXY is asked directly: %s',
  async (none) => {
    const behind = await setUpBehind({}, (url) => url, none);
    expect(await behind.client.findPerson(nolan)).toMatchObject({ status: 'found' });
    expect(behind.proxy.tunnels).toEqual([]);
  },
);

test('requests are counted when they leave, not while the tunnel is being made', async () => {
  proxy = await startProxy({ delayMs: (before) => (before < 10 ? 900 : 0) });
  const proxies = { https: '', http: proxy.url, none: '' };
  const limits = { requestsPerSecond: 10, concurrency: 20, timeoutMs: 5_000 };
  const { server, client } = await setUp({}, { proxies, ...limits });
  const all = await Promise.all(people(20).map((id) => client.findPerson(id)));
  expect(all.every(({ status }) => status === 'found')).toBe(true);
  const times = server.requests.map(({ at }) => at);
  // Ten leave as late as their tunnels; counted before, the next ten would follow them within a tenth of a second.
  expect((times[10] ?? 0) - (times[9] ?? 0)).toBeGreaterThan(500);
});

test.each([407, 401])(
  'a proxy that wants other credentials (%i) ends the run, and says so without them',
  async (refusal) => {
    const wanted = { credentials: 'me:other', refusal };
    const { client, server } = await setUpBehind(wanted, (url) => withCredentials(url, pair));
    const error = await client.findPerson(nolan).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'tmdb-refused', message: expect.stringContaining('proxy') });
    expect(inspect([error, server.requests], { depth: 10 })).not.toContain('ss w');
  },
);

describe('a proxy that does not let through is a fault like no answer', () => {
  test('HTTP 502', async () => {
    const { client } = await setUpBehind({ status: 502 });
    expect(await client.findPerson(nolan)).toEqual({
      status: 'failed',
      reason: 'no answer (the proxy answered HTTP 502), 5 times',
    });
  });

  test('closes the connection', async () => {
    const { client, proxy: rude } = await setUpBehind({ isRude: true });
    expect(await client.findPerson(nolan)).toEqual({ status: 'failed', reason: 'no answer (PROXY_CLOSED), 5 times' });
    expect(rude.tunnels).toHaveLength(5);
  });

  test('gone', async () => {
    const { client, proxy: gone } = await setUpBehind({});
    await gone.stop();
    expect(await client.findPerson(nolan)).toEqual({ status: 'failed', reason: 'no answer (ECONNREFUSED), 5 times' });
  });
});

test('a user and a password in the address of the API are sent, and are in no reason', async () => {
  const first = await setUp();
  const baseUrl = new URL(withCredentials(first.server.url, 'me:hush/hush'));
  const { client } = await setUp({}, { baseUrl, credentials: { apiKey: 'key' } });
  expect(await client.findPerson(nolan)).toMatchObject({ status: 'found' });
  const basic = `Basic ${Buffer.from('me:hush/hush').toString('base64')}`;
  expect(first.server.requests[0]?.authorization).toBe(basic);

  const echo = JSON.stringify({ status_message: `${basic} hush/hush hush%2Fhush` });
  const second = await setUp({ misbehave: () => ({ kind: 'status', status: 400, body: echo }) });
  const there = new URL(withCredentials(second.server.url, 'me:hush/hush'));
  const { client: echoed } = await setUp({}, { baseUrl: there, credentials: { apiKey: 'key' } });
  expect(await echoed.findPerson(nolan)).toEqual({ status: 'failed', reason: 'HTTP 400: Basic *** *** ***' });
});
