import { setMaxListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import { type Clock, RateLimiter, type Slot } from '../../src/tmdb/rate-limiter.ts';

/** A clock that moves only when somebody sleeps: to the next moment that anybody waits for. */
class FakeClock implements Clock {
  time = 0;
  readonly #sleepers: { at: number; wake: () => void }[] = [];

  readonly now = () => this.time;

  readonly sleep = (ms: number, signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const abort = () => reject(signal.reason);
      signal.addEventListener('abort', abort, { once: true });
      const wake = () => {
        signal.removeEventListener('abort', abort);
        resolve();
      };
      this.#sleepers.push({ at: this.time + ms, wake });
    });

  /** Lets everything happen that can, then moves on to the next sleeper; false when nobody sleeps. */
  async advance(): Promise<boolean> {
    await new Promise((done) => setImmediate(done));
    this.#sleepers.sort((a, b) => a.at - b.at);
    const next = this.#sleepers.shift();
    if (next === undefined) return false;
    this.time = Math.max(this.time, next.at);
    next.wake();
    return true;
  }

  async runUntil(promise: Promise<unknown>): Promise<void> {
    let isDone = false;
    void promise.finally(() => {
      isDone = true;
    });
    while (!isDone) if (!(await this.advance()) && !isDone) await new Promise((done) => setImmediate(done));
  }
}

const never = new AbortController().signal;
setMaxListeners(0, never);

function mostInOneSecond(times: readonly number[]): number {
  return Math.max(...times.map((start) => times.filter((time) => time >= start && time < start + 1_000).length));
}

/** Numbers from 0 to 1 that are the same in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

describe('never more than the rate leaves in any one second', () => {
  test.each([1, 2, 3, 4, 5])('however long each request takes to leave (schedule %i)', async (seed) => {
    const clock = new FakeClock();
    const random = seeded(seed);
    const rate = 1 + Math.floor(random() * 40);
    const limiter = new RateLimiter(rate, clock);
    const departures: number[] = [];
    const one = async () => {
      await clock.sleep(random() * 3_000, never);
      const slot = await limiter.take(never);
      // Setting up a connection takes a while, sometimes longer than a second.
      await clock.sleep(random() < 0.8 ? random() * 20 : random() * 1_500, never);
      slot.sent();
      departures.push(clock.time);
      slot.over();
    };
    const all = Promise.all(Array.from({ length: 150 }, one));
    await clock.runUntil(all);
    expect(departures).toHaveLength(150);
    expect(mostInOneSecond(departures)).toBeLessThanOrEqual(rate);
  });

  test('and no fewer than it: a full window takes its second and the margin, no more', async () => {
    const clock = new FakeClock();
    const limiter = new RateLimiter(40, clock);
    const all = (async () => {
      for (let at = 0; at < 258; at++) (await limiter.take(never)).sent();
    })();
    await clock.runUntil(all);
    expect(clock.time).toBe(6 * 1_030);
  });
});

test('permissions are given in the order they were asked for', async () => {
  const clock = new FakeClock();
  const limiter = new RateLimiter(1, clock);
  const order: number[] = [];
  const all = Promise.all(
    [1, 2, 3, 4].map(async (name) => {
      (await limiter.take(never)).sent();
      order.push(name);
    }),
  );
  await clock.runUntil(all);
  expect(order).toEqual([1, 2, 3, 4]);
});

test('a pause holds everybody, and a shorter one does not shorten it', async () => {
  const clock = new FakeClock();
  const limiter = new RateLimiter(40, clock);
  limiter.pause(7_000);
  limiter.pause(1_000);
  const taken = limiter.take(never);
  await clock.runUntil(taken);
  expect(clock.time).toBe(7_000);
});

test('a request that never left gives its place back', async () => {
  const clock = new FakeClock();
  const limiter = new RateLimiter(1, clock);
  const first: Slot = await limiter.take(never);
  const second = limiter.take(never);
  first.over();
  await second;
  expect(clock.time).toBe(0);
});

test('a pause that begins while others wait for the rate holds them too', async () => {
  const clock = new FakeClock();
  const limiter = new RateLimiter(1, clock);
  (await limiter.take(never)).sent();
  const taken = limiter.take(never);
  await new Promise((done) => setImmediate(done));
  limiter.pause(9_000);
  await clock.runUntil(taken);
  expect(clock.time).toBe(9_000);
});

test('a place that a request has taken is free a second after it left, not after it was taken', async () => {
  const clock = new FakeClock();
  const limiter = new RateLimiter(1, clock);
  const slow = await limiter.take(never);
  const next = limiter.take(never);
  await clock.runUntil(clock.sleep(5_000, never));
  slow.sent();
  slow.over();
  await clock.runUntil(next);
  expect(clock.time).toBe(6_030);
});

test.each([
  ['a window to pass', true],
  ['a request to leave', false],
])('an interrupt ends the waiting for %s, at the head of the queue and behind', async (_, hasLeft) => {
  const limiter = new RateLimiter(1, new FakeClock());
  const first = await limiter.take(never);
  if (hasLeft) first.sent();
  const controller = new AbortController();
  const waiting = [limiter.take(controller.signal), limiter.take(controller.signal)];
  await new Promise((done) => setImmediate(done));
  controller.abort(new Error('enough'));
  for (const taken of waiting) await expect(taken).rejects.toThrow('enough');
});
