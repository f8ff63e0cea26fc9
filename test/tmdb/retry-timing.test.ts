import { describe, expect, test } from 'vitest';
import { decideRetry, type Failure, nothingSpent, type RetryContext, type Spent } from '../../src/tmdb/retry-timing.ts';

const now = Date.UTC(2024, 2, 10, 12, 0, 0);
const context: RetryContext = { now, random: 0, baseMs: 500, sinceAnswerMs: Number.POSITIVE_INFINITY };
const noAnswer: Failure = { kind: 'no-answer' };
const status = (code: number, retryAfter: string | null = null): Failure => ({
  kind: 'status',
  status: code,
  retryAfter,
});
const wait = (waitMs: number) => ({ retry: true, waitMs, pausesAll: false });
const pause = (waitMs: number) => ({ retry: true, waitMs, pausesAll: true });
const giveUp = { retry: false };
/** What is spent before the attempt of this number fails, where all before it failed in the same way. */
const before = (attempt: number): Spent => ({ ...nothingSpent, attempts: attempt - 1 });

describe('what comes of a failure', () => {
  test.each<[string, Failure, number, object]>([
    ['no answer', noAnswer, 1, wait(250)],
    ['no answer for the fourth time', noAnswer, 4, wait(2_000)],
    ['no answer for the fifth time', noAnswer, 5, giveUp],
    ['500', status(500), 1, wait(250)],
    ['502', status(502), 2, wait(500)],
    ['503, whatever it asks', status(503, '60'), 3, wait(1_000)],
    ['504 for the fifth time', status(504), 5, giveUp],
    ['429 that asks for 7 seconds', status(429, '7'), 1, pause(7_000)],
    ['429 that asks for a date', status(429, 'Sun, 10 Mar 2024 12:00:03 GMT'), 1, pause(3_000)],
    ['429 with a date gone by', status(429, 'Sun, 10 Mar 2024 11:59:00 GMT'), 1, pause(1_000)],
    ['429 that asks for nothing', status(429), 1, pause(1_000)],
    ['429 that asks for nothing, again', status(429), 3, pause(4_000)],
    ['429 that asks for nothing, for the fifth time', status(429), 5, giveUp],
    ['429 that asks for 0', status(429, '0'), 2, pause(2_000)],
    ['429 that asks for 0 for the fifth time', status(429, '0'), 5, giveUp],
    ['429 that asks for rubbish', status(429, 'soon'), 1, pause(1_000)],
    ['429 that asks for rubbish with a year in it', status(429, 'not before 2099'), 1, pause(1_000)],
    ['429 that asks for seconds with blanks around', status(429, ' 7 '), 1, pause(7_000)],
    ['429 with a date with blanks around', status(429, ' Sun, 10 Mar 2024 12:00:03 GMT '), 1, pause(3_000)],
    ['429 with a date within words', status(429, 'not before Sun, 10 Mar 2024 12:00:03 GMT'), 1, pause(1_000)],
    ['429 with a date of another zone', status(429, 'Sun, 10 Mar 2024 12:00:03 GMT-0100'), 1, pause(1_000)],
    ['429 that asks for less than nothing', status(429, '-5'), 1, pause(1_000)],
    ['429 that asks for five minutes', status(429, '300'), 1, pause(300_000)],
    ['429 that asks for longer', status(429, '301'), 1, giveUp],
    ['429 that asks for longer by a date', status(429, 'Sun, 10 Mar 2024 12:05:01 GMT'), 1, giveUp],
    ['429 that asks for ever', status(429, '9'.repeat(400)), 1, giveUp],
    ['400', status(400), 1, giveUp],
    ['403', status(403), 1, giveUp],
    ['422', status(422), 1, giveUp],
  ])('%s', (_, failure, attempt, decision) => {
    expect(decideRetry(failure, before(attempt), context)).toMatchObject(decision);
  });
});

/** Fails in the same way until it is given up; what was waited for in between. */
function waits(failure: Failure, sinceAnswerMs = Number.POSITIVE_INFINITY): number[] {
  const all: number[] = [];
  let spent = nothingSpent;
  for (;;) {
    const decision = decideRetry(failure, spent, { ...context, sinceAnswerMs });
    if (!decision.retry) return all;
    all.push(decision.waitMs);
    spent = decision.spent;
  }
}

describe('patience', () => {
  test('ends after five attempts without an answer', () => {
    expect(waits(noAnswer)).toEqual([250, 500, 1_000, 2_000]);
    expect(waits(status(429))).toEqual([1_000, 2_000, 4_000, 8_000]);
  });

  test.each([
    ['1', 60],
    ['7', 9],
    ['60', 1],
    ['300', 1],
  ])('lasts for a minute with a TMDb that says to come back in %s s', (retryAfter, times) => {
    expect(waits(status(429, retryAfter))).toEqual(Array(times).fill(Number(retryAfter) * 1_000));
  });

  test.each([null, '0', 'soon'])('lasts as long with one that has answered, and asks this one for %s', (retryAfter) => {
    expect(waits(status(429, retryAfter), 59_999)).toEqual(Array(60).fill(1_000));
    expect(waits(status(429, retryAfter), 60_000)).toHaveLength(4);
  });

  test('is no longer for a fault where others were answered', () => {
    expect(waits(noAnswer, 0)).toEqual([250, 500, 1_000, 2_000]);
    expect(waits(status(429, '7'), 0)).toHaveLength(9);
  });

  test('is as much shorter as the first wait is, where TMDb asks for nothing', () => {
    expect(decideRetry(status(429), nothingSpent, { ...context, baseMs: 50 })).toMatchObject(pause(100));
  });

  test('a wait that was asked for uses up no attempt, and an attempt no such wait', () => {
    const spent = { attempts: 3, askedMs: 20_000 };
    expect(decideRetry(status(429, '2'), spent, context)).toMatchObject({ spent: { attempts: 3, askedMs: 22_000 } });
    expect(decideRetry(noAnswer, spent, context)).toMatchObject({ spent: { attempts: 4, askedMs: 20_000 } });
  });
});

describe('jitter', () => {
  const at = (random: number, failure: Failure) => decideRetry(failure, nothingSpent, { ...context, random });

  test('spreads a wait between half of it and all of it, a pause over a quarter more', () => {
    expect(at(1, noAnswer)).toMatchObject(wait(500));
    expect(at(1, status(429))).toMatchObject(pause(1_250));
    const answered = { ...context, random: 1, sinceAnswerMs: 0 };
    expect(decideRetry(status(429), nothingSpent, answered)).toMatchObject(pause(1_250));
    expect(decideRetry(status(429), nothingSpent, { ...answered, baseMs: 50 })).toMatchObject(pause(125));
  });

  test('leaves a pause that was asked for as it is, so that nobody waits for longer than TMDb wants', () => {
    for (const random of [0, 1]) expect(at(random, status(429, '2'))).toMatchObject(pause(2_000));
  });

  test('spreads it where the same ID is refused again: others share the limit, and were asked the same', () => {
    const again = (random: number, retryAfter: string) =>
      decideRetry(status(429, retryAfter), { attempts: 0, askedMs: 1_000 }, { ...context, random });
    expect(again(0, '2')).toMatchObject(pause(2_000));
    expect(again(1, '2')).toMatchObject(pause(2_500));
    expect(again(1, '100')).toMatchObject(pause(101_000));
  });
});
