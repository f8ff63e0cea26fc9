import { getEventListeners } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import type { Clock } from '../../src/tmdb/rate-limiter.ts';
import { people, person, setUp, tearDown } from '../support/tmdb-client.ts';
import type { Misbehaviour } from '../support/tmdb-server.ts';

afterEach(tearDown);

test('in windows of the rate, and never more in flight than allowed', async () => {
  const { server, client } = await setUp({ latencyMs: 5 }, { requestsPerSecond: 40, concurrency: 5 });
  const all = await Promise.all(people(90).map((id) => client.findPerson(id)));
  expect(all.every(({ status }) => status === 'found')).toBe(true);
  expect(server.mostInFlight()).toBe(5);
  // Two waits of a second; where the machine is busy, the first request arrives late.
  const [first, last] = [server.requests[0], server.requests.at(-1)];
  expect((last?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThan(1_500);
});

test('waiting for a free connection does not count as waiting for an answer', async () => {
  const { server, client } = await setUp({ latencyMs: 100 }, { concurrency: 1, timeoutMs: 600 });
  const all = await Promise.all(people(8).map((id) => client.findPerson(id)));
  expect(all.every(({ status }) => status === 'found')).toBe(true);
  expect([client.retries, server.mostInFlight()]).toEqual([0, 1]);
});

/** Runs twenty times as fast. */
const fastClock: Clock = {
  now: () => performance.now() * 20,
  sleep: (ms) => new Promise((wake) => setTimeout(wake, ms / 20)),
};

test('who comes back when TMDb says so is not given up after five times', async () => {
  const busy: Misbehaviour = { kind: 'status', status: 429, headers: { 'retry-after': '1' } };
  const { client } = await setUp(
    { misbehave: ({ attempt: count }) => (count < 8 ? busy : undefined) },
    { clock: fastClock },
  );
  const all = await Promise.all(people(20).map((id) => client.findPerson(id)));
  expect(all.every(({ status }) => status === 'found')).toBe(true);
  expect(client.requests).toBe(20 * 8);
});

test('nor who is refused without a time by a TMDb that has answered: others share the limit', async () => {
  const refused: Misbehaviour = { kind: 'status', status: 429 };
  const isRefused = (id: string, attempt: number) => id !== person(1) && attempt < 8;
  const { client } = await setUp(
    { misbehave: ({ imdbId, attempt }) => (isRefused(imdbId, attempt) ? refused : undefined) },
    { clock: fastClock, retryBaseMs: 500 },
  );
  expect(await client.findPerson(person(1))).toMatchObject({ status: 'found' });
  expect(await client.findPerson(person(2))).toMatchObject({ status: 'found' });
  expect(client.requests).toBe(1 + 8);
});

test('many in flight are no leak: Node warns of none, and the signal keeps no listener', async () => {
  const warnings: Error[] = [];
  const notice = (warning: Error) => void warnings.push(warning);
  process.on('warning', notice);
  const { signal } = new AbortController();
  const fault: Misbehaviour = { kind: 'status', status: 503 };
  const { client } = await setUp({ misbehave: ({ attempt: count }) => (count === 1 ? fault : undefined) }, { signal });
  await Promise.all(people(60).map((id) => client.findPerson(id)));
  await new Promise((next) => setImmediate(next));
  process.off('warning', notice);
  expect(warnings).toEqual([]);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
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
