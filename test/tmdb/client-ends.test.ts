import { inspect } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import type { ImdbNameId } from '../../src/model.ts';
import { createTmdbClient, type TmdbClientOptions } from '../../src/tmdb/client.ts';
import type { TmdbSource } from '../../src/tmdb/source.ts';
import { type Misbehaviour, startTmdbServer, type TmdbServer, type TmdbServerOptions } from '../support/tmdb-server.ts';

const token = "marked-t0ken+/=!'";
const nolan = 'nm0634240' as ImdbNameId;
const person = (number: number) => `nm${String(number).padStart(7, '0')}` as ImdbNameId;
const people = (count: number) => Array.from({ length: count }, (_, at) => person(at + 1));

const opened: (TmdbServer | TmdbSource)[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await ('stop' in one ? one.stop() : one.close());
});

/** A server, and a client that asks it: quick to try again, slow to hit its limit. */
async function setUp(serverOptions: TmdbServerOptions = {}, clientOptions: Partial<TmdbClientOptions> = {}) {
  const server = await startTmdbServer(serverOptions);
  const client = createTmdbClient({
    credentials: { token },
    baseUrl: new URL(server.url),
    requestsPerSecond: 1_000,
    concurrency: 20,
    signal: new AbortController().signal,
    userAgent: 'test',
    retryBaseMs: 2,
    timeoutMs: 300,
    ...clientOptions,
  });
  opened.push(client, server);
  return { server, client };
}

const always = (misbehaviour: Misbehaviour) => ({ misbehave: () => misbehaviour });

describe('an interrupt ends', () => {
  // A test that waits for the minute itself runs into vitest's time-out.
  const minute = { retryBaseMs: 60_000, timeoutMs: 60_000 };
  const inAMinute: Misbehaviour = { kind: 'status', status: 429, headers: { 'retry-after': '60' } };
  test.each<[string, Misbehaviour, Partial<TmdbClientOptions>]>([
    ['requests in flight', { kind: 'hang' }, {}],
    ['answers that never end', { kind: 'drip' }, {}],
    ['waits before another attempt', { kind: 'status', status: 503 }, {}],
    ['pauses for a 429', inAMinute, {}],
    ['waits for the rate', { kind: 'hang' }, { requestsPerSecond: 1 }],
    ['waits for a connection', { kind: 'hang' }, { concurrency: 1 }],
  ])('%s', async (_, misbehaviour, options) => {
    const controller = new AbortController();
    const { server, client } = await setUp(always(misbehaviour), { ...minute, ...options, signal: controller.signal });
    const asked = Promise.allSettled(people(30).map((id) => client.findPerson(id)));
    while (server.requests.length === 0) await new Promise((next) => setImmediate(next));
    controller.abort(new Error('interrupted'));
    for (const outcome of await asked) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { message: 'interrupted' } });
    }
    const sent = client.requests;
    await expect(client.findPerson(nolan)).rejects.toThrow('interrupted');
    expect(client.requests).toBe(sent);
  });
});

test('credentials that are refused end all waits and pauses', async () => {
  // A test that waits for the minute itself runs into vitest's time-out.
  const wait: Misbehaviour = { kind: 'status', status: 429, headers: { 'retry-after': '60' } };
  const refused = person(20);
  const { server, client } = await setUp({
    misbehave: ({ imdbId }) => (imdbId === refused ? { kind: 'status', status: 401 } : wait),
  });
  const asked = Promise.allSettled(people(30).map((id) => client.findPerson(id)));
  for (const outcome of await asked)
    expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'tmdb-refused' } });
  const sent = server.requests.length;
  await expect(client.findPerson(nolan)).rejects.toThrow('refused');
  expect(server.requests).toHaveLength(sent);
});

describe('neither token nor key is in any reason, error or property', () => {
  const echo = JSON.stringify({
    status_message: `${'x'.repeat(190)}${token} /find?api_key=${encodeURIComponent(token)} ${new URLSearchParams({ api_key: token })}`,
  });
  test.each<[string, Misbehaviour]>([
    ['reset', { kind: 'reset' }],
    ['time-out', { kind: 'hang' }],
    ['wrong shape', { kind: 'body', body: '{}' }],
    ['repeated by a 400', { kind: 'status', status: 400, body: echo }],
    ['repeated by a 401', { kind: 'status', status: 401, body: echo }],
    ['repeated by Retry-After', { kind: 'status', status: 429, headers: { 'retry-after': token } }],
  ])('%s', async (_, misbehaviour) => {
    for (const credentials of [{ token }, { apiKey: token }]) {
      const { client } = await setUp(always(misbehaviour), { credentials, timeoutMs: 50 });
      const outcome = await client.findPerson(nolan).catch((error: unknown) => error);
      const shown = inspect([outcome, client], { depth: 10, showHidden: true });
      for (const part of ['t0ken', 'marked-']) expect(shown).not.toContain(part);
    }
  });
});
