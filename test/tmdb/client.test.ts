import { inspect } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { ExpectedError } from '../../src/errors.ts';
import type { ImdbNameId, ImdbTitleId } from '../../src/model.ts';
import { createTmdbClient, type TmdbClientOptions } from '../../src/tmdb/client.ts';
import type { Clock } from '../../src/tmdb/rate-limiter.ts';
import type { TmdbSource } from '../../src/tmdb/source.ts';
import {
  inventedName,
  inventedTmdbId,
  type Misbehaviour,
  startTmdbServer,
  type TmdbServer,
  type TmdbServerOptions,
} from '../support/tmdb-server.ts';

const token = 'marked-t0ken';
const nolan = 'nm0634240' as ImdbNameId;
const oppenheimer = 'tt15398776' as ImdbTitleId;
const person = (number: number) => `nm${String(number).padStart(7, '0')}` as ImdbNameId;

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

const once = (misbehaviour: Misbehaviour) => ({
  misbehave: ({ attempt }: { attempt: number }) => (attempt === 1 ? misbehaviour : undefined),
});
const always = (misbehaviour: Misbehaviour) => ({ misbehave: () => misbehaviour });
const found = { status: 'found', source: 'tmdb', facts: { tmdbId: inventedTmdbId(nolan), name: inventedName(nolan) } };

test('movies and people are found by their IMDb IDs, with a token in the header', async () => {
  const { server, client } = await setUp();
  expect(await client.findPerson(nolan)).toMatchObject(found);
  expect(await client.findMovie(oppenheimer)).toMatchObject({
    facts: { title: inventedName(oppenheimer), releaseDate: '2023-07-19' },
  });
  expect([client.requests, client.retries]).toEqual([2, 0]);
  expect(server.requests[0]).toMatchObject({
    path: '/3/find/nm0634240?external_source=imdb_id',
    authorization: `Bearer ${token}`,
  });
});

test('a key goes last into the address; a base with a path and a slash at its end is kept', async () => {
  const { server } = await setUp();
  const baseUrl = new URL(`${server.url.replace('/3', '/proxy/3/')}`);
  const { client } = await setUp({}, { baseUrl, credentials: { apiKey: token } });
  await client.findPerson(nolan);
  expect(server.requests[0]).toMatchObject({
    path: `/proxy/3/find/nm0634240?external_source=imdb_id&api_key=${token}`,
    authorization: undefined,
  });
});

describe('faults that pass are tried again', () => {
  test.each<[string, Misbehaviour]>([
    ['429 that says when', { kind: 'status', status: 429, headers: { 'retry-after': '1' } }],
    ['429 that does not', { kind: 'status', status: 429, body: '<html>slow down</html>' }],
    ['429 that says now', { kind: 'status', status: 429, headers: { 'retry-after': '0' } }],
    ['500', { kind: 'status', status: 500 }],
    ['502 in HTML', { kind: 'status', status: 502, body: '<html>bad gateway</html>' }],
    ['503', { kind: 'status', status: 503 }],
    ['a connection that is reset', { kind: 'reset' }],
    ['an answer that is cut off', { kind: 'truncated' }],
    ['an answer that never comes', { kind: 'hang' }],
    ['an answer that never ends', { kind: 'drip' }],
  ])('%s', async (_, misbehaviour) => {
    const { client } = await setUp(once(misbehaviour));
    expect(await client.findPerson(nolan)).toMatchObject(found);
    expect([client.requests, client.retries]).toEqual([2, 1]);
  });
});

describe('faults that stay are failures with a reason', () => {
  test.each<[string, Misbehaviour, string, number]>([
    ['500', { kind: 'status', status: 500 }, 'HTTP 500, 5 times', 5],
    ['no answer', { kind: 'hang' }, 'no answer within 0.3 s, 5 times', 5],
    ['a reset', { kind: 'reset' }, 'no answer (ECONNRESET), 5 times', 5],
    [
      'a wait that is too long',
      { kind: 'status', status: 429, headers: { 'retry-after': '3600' } },
      'HTTP 429, asks to wait 3600, once',
      1,
    ],
    ['400', { kind: 'status', status: 400, body: '{"status_message":"Bad."}' }, 'HTTP 400: Bad.', 1],
    ['403 in HTML', { kind: 'status', status: 403, body: '<html>' }, 'HTTP 403', 1],
    [
      'a redirect',
      { kind: 'status', status: 302, headers: { location: 'http://127.0.0.1:1/' } },
      'HTTP 302: Internal error.',
      1,
    ],
    ['too large', { kind: 'oversized' }, 'the answer is larger than 1 MiB', 1],
    ['not JSON', { kind: 'body', body: '<html>' }, 'the answer is not JSON', 1],
    [
      'another shape',
      { kind: 'body', body: '[]' },
      expect.stringContaining('TMDb answered in an unknown shape') as unknown as string,
      1,
    ],
  ])('%s', async (_, misbehaviour, reason, requests) => {
    const { client } = await setUp(always(misbehaviour));
    expect(await client.findPerson(nolan)).toEqual({ status: 'failed', reason });
    expect(client.requests).toBe(requests);
  });
});

test('who is not known is missing: empty results, 404, or filed as another kind', async () => {
  const { client } = await setUp({
    missing: new Set(['nm0000001']),
    misbehave: ({ imdbId }) =>
      imdbId === 'nm0000002'
        ? { kind: 'status', status: 404 }
        : imdbId === 'tt0000003'
          ? { kind: 'series' }
          : undefined,
  });
  expect((await client.findPerson(person(1))).status).toBe('missing');
  expect((await client.findPerson(person(2))).status).toBe('missing');
  expect(await client.findMovie('tt0000003' as ImdbTitleId)).toEqual({
    status: 'missing',
    reason: 'TMDb files it as a series',
  });
});

test('401 stops at once and says what to do', async () => {
  const { client } = await setUp(
    always({ kind: 'status', status: 401, body: '{"status_code":7,"status_message":"Invalid API key."}' }),
  );
  const error = await client.findPerson(nolan).catch((thrown: unknown) => thrown);
  if (!(error instanceof ExpectedError)) throw new Error('no error');
  expect([error.code, error.message]).toEqual(['tmdb-refused', 'TMDb refused the credentials: Invalid API key.']);
  expect(error.hint).toContain('TMDB_API_KEY');
  expect(client.requests).toBe(1);
});

test('never over the rate, and never more in flight than allowed', async () => {
  let inFlight = 0;
  let most = 0;
  const { server, client } = await setUp(
    {
      requestsPerSecond: 40,
      misbehave: () => {
        inFlight++;
        most = Math.max(most, inFlight);
        setTimeout(() => inFlight--, 0);
        return undefined;
      },
    },
    { requestsPerSecond: 40, concurrency: 5 },
  );
  const all = await Promise.all(Array.from({ length: 90 }, (_, at) => client.findPerson(person(at + 1))));
  expect(all.every(({ status }) => status === 'found')).toBe(true);
  expect([server.refusedForRate(), server.mostInOneSecond()]).toEqual([0, 40]);
  expect(most).toBeLessThanOrEqual(5);
});

test('one 429 pauses everybody', async () => {
  let noticePause = () => {};
  const isPaused = new Promise<void>((notice) => {
    noticePause = notice;
  });
  const clock: Clock = {
    now: () => performance.now(),
    sleep: async (ms) => {
      if (ms > 500) noticePause();
      await new Promise((wake) => setTimeout(wake, ms));
    },
  };
  const refusal: Misbehaviour = { kind: 'status', status: 429, headers: { 'retry-after': '1' } };
  const isFirst = ({ imdbId, attempt }: { imdbId: string; attempt: number }) => imdbId === person(1) && attempt === 1;
  const { server, client } = await setUp(
    { misbehave: (request) => (isFirst(request) ? refusal : undefined) },
    { clock },
  );
  const first = client.findPerson(person(1));
  await isPaused;
  await Promise.all([first, ...[2, 3, 4].map((number) => client.findPerson(person(number)))]);
  const [refused = 0, ...others] = server.requests.map(({ at }) => at);
  expect(others.length).toBeGreaterThan(3);
  for (const at of others) expect(at - refused).toBeGreaterThan(900);
});

describe('an interrupt ends', () => {
  test.each<[string, Misbehaviour | undefined, Partial<TmdbClientOptions>]>([
    ['requests in flight', { kind: 'hang' }, { timeoutMs: 60_000 }],
    ['waits before another attempt', { kind: 'status', status: 503 }, { retryBaseMs: 60_000 }],
    ['pauses for a 429', { kind: 'status', status: 429, headers: { 'retry-after': '60' } }, {}],
    ['waits for the rate', undefined, { requestsPerSecond: 1 }],
  ])('%s', async (_, misbehaviour, options) => {
    const controller = new AbortController();
    const { server, client } = await setUp(
      { misbehave: () => misbehaviour },
      { ...options, signal: controller.signal },
    );
    const asked = Promise.allSettled([client.findPerson(person(1)), client.findPerson(person(2))]);
    while (server.requests.length === 0) await new Promise((next) => setImmediate(next));
    controller.abort(new Error('interrupted'));
    const outcomes = await asked;
    expect(outcomes.at(-1)).toMatchObject({ status: 'rejected', reason: { message: 'interrupted' } });
  });
});

test('a TMDb that is gone is noticed: the rest is not asked', async () => {
  const { server, client } = await setUp();
  await client.findPerson(nolan);
  await server.stop();
  const all = await Promise.all(Array.from({ length: 60 }, (_, at) => client.findPerson(person(at + 1))));
  expect(all.every(({ status }) => status === 'failed')).toBe(true);
  expect(await client.findPerson(person(99))).toEqual({
    status: 'failed',
    reason: 'not asked: TMDb gave no answer to 10 IDs in a row',
  });
  expect(client.requests).toBeLessThan(60 * 5);
});

test('neither token nor key is in any reason, error or property', async () => {
  for (const credentials of [{ token }, { apiKey: token }]) {
    const kinds: Misbehaviour[] = [
      { kind: 'reset' },
      { kind: 'status', status: 400 },
      { kind: 'status', status: 401 },
      { kind: 'body', body: '{}' },
      { kind: 'hang' },
    ];
    for (const kind of kinds) {
      const { client } = await setUp(always(kind), { credentials, timeoutMs: 50 });
      const outcome = await client.findPerson(nolan).catch((error: unknown) => error);
      expect(inspect(outcome, { depth: 10, showHidden: true })).not.toContain(token);
    }
  }
});
