import { setMaxListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import { type Clock, RateLimiter, type Slot } from '../../src/tmdb/rate-limiter.ts';

/** A clock that moves only when somebody sleeps: to the next moment that anybody waits for. */
class FakeClock implements Clock {
  time = 0;
  #sleepers: { at: number; wake: () => void }[] = [];

  readonly now = () => this.time;

  readonly sleep = (ms: number, signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const abort = () => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        reject(signal.reason);
      };
      signal.addEventListener('abort', abort, { once: true });
      const wake = () => {
        signal.removeEventListener('abort', abort);
        resolve();
      };
      const sleeper = { at: this.time + ms, wake };
      this.#sleepers.push(sleeper);
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

describe('in places that are granted', () => {
  const until = Number.POSITIVE_INFINITY;
  const grant = { places: 0, waitsMs: [], windowMs: 1_000, until };

  test('nothing leaves without one, nor after the grant has ended', async () => {
    const clock = new FakeClock();
    const limiter = new RateLimiter(40, clock);
    limiter.grant(grant);
    const taken = limiter.take(never);
    await clock.runUntil(clock.sleep(10_000, never));
    limiter.grant({ ...grant, places: 1, until: 9_000 });
    await clock.runUntil(clock.sleep(10_000, never));
    limiter.grant({ ...grant, places: 1, until: 21_000 });
    (await taken).sent();
    expect(clock.time).toBe(20_000);
    // Free again at the very moment at which the grant ends.
    const next = limiter.take(never);
    await clock.runUntil(clock.sleep(5_000, never));
    limiter.grant({ ...grant, places: 1 });
    await next;
    expect(clock.time).toBe(25_000);
  });

  test('one of another process is waited for until its request no longer counts; whoever waits is woken by a grant', async () => {
    const clock = new FakeClock();
    const limiter = new RateLimiter(40, clock);
    limiter.grant({ ...grant, places: 2, waitsMs: [700] });
    (await limiter.take(never)).sent();
    const taken = limiter.take(never);
    await clock.runUntil(clock.sleep(100, never));
    limiter.grant({ ...grant, places: 3, waitsMs: [200] });
    await clock.runUntil(taken);
    expect(clock.time).toBe(300);
  });

  test('those are given up first that are free the latest, and none in which a request is about to leave', async () => {
    const clock = new FakeClock();
    const limiter = new RateLimiter(40, clock);
    limiter.grant({ ...grant, places: 4 });
    const slow = await limiter.take(never);
    (await limiter.take(never)).sent();
    await clock.runUntil(clock.sleep(400, never));
    (await limiter.take(never)).sent();
    expect(limiter.giveUp(2)).toEqual([1_180, 780]);
    expect(limiter.giveUp(0)).toEqual([0]);
    slow.sent();
    const next = limiter.take(never);
    await clock.runUntil(next);
    expect(clock.time).toBe(1_400);
  });

  test.each([1, 2, 3, 4, 5])(
    'that wander between processes, no more leaves than there are places (schedule %i)',
    async (seed) => {
      const clock = new FakeClock();
      const random = seeded(seed);
      const limiters = [1, 2, 3].map(() => new RateLimiter(40, clock));
      const held = [12, 0, 0];
      for (const [at, limiter] of limiters.entries()) limiter.grant({ ...grant, places: held[at] ?? 0 });
      const departures: number[] = [];
      let open = 300;
      const ask = async (limiter: RateLimiter) => {
        while (open > 0) {
          open--;
          const slot = await limiter.take(never);
          await clock.sleep(random() * 50, never);
          slot.sent();
          departures.push(clock.time);
          slot.over();
        }
      };
      const handOver = async () => {
        while (open > 0) {
          await clock.sleep(random() * 400, never);
          const [from, to] = random() < 0.5 ? [0, 1 + Math.floor(random() * 2)] : [1 + Math.floor(random() * 2), 0];
          const waitsMs = limiters[from]?.giveUp(Math.floor(random() * ((held[from] ?? 0) + 1))) ?? [];
          held[from] = (held[from] ?? 0) - waitsMs.length;
          held[to] = (held[to] ?? 0) + waitsMs.length;
          limiters[to]?.grant({ ...grant, places: held[to] ?? 0, waitsMs });
        }
        // Whoever waits without a place would wait for ever.
        for (const limiter of limiters) limiter.grant({ ...grant, places: 4, waitsMs: [2_000, 2_000, 2_000, 2_000] });
      };
      await clock.runUntil(
        Promise.all([
          handOver(),
          ...limiters.flatMap((one) => [ask(one), ask(one), ask(one), ask(one), ask(one), ask(one)]),
        ]),
      );
      expect(departures).toHaveLength(300);
      expect(mostInOneSecond(departures)).toBeLessThanOrEqual(12);
    },
  );
});

test('while most of a window are refused half as many leave, and a quarter more when none is', async () => {
  const clock = new FakeClock();
  const limiter = new RateLimiter(40, clock);
  const leftInAWindow = async (isRefused: (at: number) => boolean) => {
    const start = clock.time;
    const left: number[] = [];
    const asked = Array.from({ length: 60 }, async () => {
      (await limiter.take(never)).sent();
      left.push(clock.time);
    });
    await clock.runUntil(Promise.all(asked));
    const count = left.filter((at) => at < start + 1_000).length;
    for (let at = 0; at < count; at++) limiter.answered(isRefused(at));
    await clock.runUntil(clock.sleep(2_000, never));
    return count;
  };
  const counts: number[] = [];
  const all = () => true;
  const few = (at: number) => at === 0;
  const none = () => false;
  for (const isRefused of [few, all, all, all, few, none, none, none]) counts.push(await leftInAWindow(isRefused));
  // What came of a window counts from the next one but one.
  expect(counts).toEqual([40, 40, 40, 20, 10, 5, 5, 7]);
});

test('a pause is told as long as it lasts: importers that share the rate are told how long is left', () => {
  const clock = new FakeClock();
  const limiter = new RateLimiter(1, clock);
  expect([limiter.now(), limiter.pausedMs]).toEqual([0, 0]);
  clock.time = 500;
  limiter.pause(1_000);
  clock.time = 900;
  expect([limiter.now(), limiter.pausedMs]).toEqual([900, 600]);
  clock.time = 2_000;
  expect(limiter.pausedMs).toBe(0);
});
