import { inspect } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import type { TmdbClientOptions } from '../../src/tmdb/client.ts';
import { always, nolan, people, person, setUp, tearDown, token } from '../support/tmdb-client.ts';
import type { Misbehaviour } from '../support/tmdb-server.ts';

afterEach(tearDown);

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

describe('credentials that are refused', () => {
  /** Answers the last of those in flight with a refusal, and the others as it is said, once `isTime` for it. */
  async function setUpRefusal(others: Misbehaviour | undefined, isTime: 'before' | 'after') {
    const refused = person(20);
    let arrive = () => {};
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    let tellAnswered = () => {};
    const answered = new Promise<void>((resolve) => {
      tellAnswered = resolve;
    });
    const { server, client } = await setUp(
      {
        misbehave: async ({ imdbId }) => {
          if (imdbId === refused) arrive();
          await arrived;
          if (imdbId === refused) return { kind: 'status', status: 401 };
          if (isTime === 'after') await answered;
          return others;
        },
      },
      { timeoutMs: 60_000 },
    );
    const asked = people(30).map((id) => client.findPerson(id));
    void asked[19]?.catch(() => tellAnswered());
    return { server, client, outcomes: await Promise.allSettled(asked) };
  }

  // Whoever waits for the minute itself runs into vitest's time-out.
  const inAMinute: Misbehaviour = { kind: 'status', status: 429, headers: { 'retry-after': '60' } };
  test.each(['before', 'after'] as const)('end all waits and pauses that began %s', async (isTime) => {
    const { server, client, outcomes } = await setUpRefusal(inAMinute, isTime);
    for (const outcome of outcomes)
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'tmdb-refused' } });
    expect(server.requests).toHaveLength(20);
    await expect(client.findPerson(nolan)).rejects.toThrow('refused');
    expect(server.requests).toHaveLength(20);
  });

  test('let what is in flight come in, even where whoever asked says to stop', async () => {
    const { server, outcomes } = await setUpRefusal(undefined, 'after');
    expect(outcomes.map(({ status }) => status)).toEqual([
      ...Array(19).fill('fulfilled'),
      ...Array(11).fill('rejected'),
    ]);
    expect(server.requests).toHaveLength(20);
  });
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

test('whoever stops the asking ends what waits and what is in flight, and nothing more is sent', async () => {
  const { server, client } = await setUp(always({ kind: 'hang' }), { timeoutMs: 60_000 });
  const asked = Promise.allSettled(people(30).map((id) => client.findPerson(id)));
  while (server.requests.length === 0) await new Promise((next) => setImmediate(next));
  client.stop(new Error('the disk is full'));
  for (const outcome of await asked)
    expect(outcome).toMatchObject({ status: 'rejected', reason: { message: 'the disk is full' } });
  const sent = client.requests;
  await expect(client.findPerson(nolan)).rejects.toThrow('the disk is full');
  expect(client.requests).toBe(sent);
});

test('who waits before another attempt leaves the place in flight to others', async () => {
  const { client } = await setUp(
    { misbehave: ({ imdbId }) => (imdbId === nolan ? { kind: 'status', status: 503 } : undefined) },
    { concurrency: 1, retryBaseMs: 60_000 },
  );
  const waiting = client.findPerson(nolan).catch((error: Error) => error.message);
  // Would wait behind it for half a minute.
  expect(await client.findPerson(person(1))).toMatchObject({ status: 'found' });
  client.stop(new Error('enough'));
  expect(await waiting).toBe('enough');
});
