import { describe, expect, test } from 'vitest';
import { decideRetry, type Failure } from '../../src/tmdb/retry-timing.ts';

const now = Date.UTC(2024, 2, 10, 12, 0, 0);
const context = { attempt: 1, now, random: 0, baseMs: 500 };
const status = (code: number, retryAfter: string | null = null): Failure => ({
  kind: 'status',
  status: code,
  retryAfter,
});
const wait = (waitMs: number) => ({ retry: true, waitMs, pausesAll: false });
const pause = (waitMs: number) => ({ retry: true, waitMs, pausesAll: true });
const giveUp = { retry: false };

describe('what comes of a failure', () => {
  test.each<[string, Failure, number, object]>([
    ['no answer', { kind: 'no-answer' }, 1, wait(250)],
    ['no answer for the fourth time', { kind: 'no-answer' }, 4, wait(2_000)],
    ['no answer for the fifth time', { kind: 'no-answer' }, 5, giveUp],
    ['500', status(500), 1, wait(250)],
    ['502', status(502), 2, wait(500)],
    ['503, whatever it asks', status(503, '60'), 3, wait(1_000)],
    ['504 for the fifth time', status(504), 5, giveUp],
    ['429 that asks for 7 seconds', status(429, '7'), 1, pause(7_000)],
    ['429 that asks for a date', status(429, 'Sun, 10 Mar 2024 12:00:03 GMT'), 1, pause(3_000)],
    ['429 with a date gone by', status(429, 'Sun, 10 Mar 2024 11:59:00 GMT'), 1, pause(1_000)],
    ['429 that asks for nothing', status(429), 1, pause(1_000)],
    ['429 that asks for nothing, again', status(429), 3, pause(4_000)],
    ['429 that asks for 0', status(429, '0'), 2, pause(2_000)],
    ['429 that asks for rubbish', status(429, 'soon'), 1, pause(1_000)],
    ['429 that asks for five minutes', status(429, '300'), 1, pause(300_000)],
    ['429 that asks for longer', status(429, '301'), 1, giveUp],
    ['429 for the fifth time', status(429, '1'), 5, giveUp],
    ['400', status(400), 1, giveUp],
    ['403', status(403), 1, giveUp],
    ['422', status(422), 1, giveUp],
  ])('%s', (_, failure, attempt, decision) => {
    expect(decideRetry(failure, { ...context, attempt })).toEqual(decision);
  });
});

test('jitter spreads a wait between half of it and all of it, a pause over a quarter more', () => {
  expect(decideRetry({ kind: 'no-answer' }, { ...context, random: 1 })).toEqual(wait(500));
  expect(decideRetry(status(429), { ...context, random: 1 })).toEqual(pause(1_250));
});

test('a pause that was asked for is kept to the millisecond: jitter must not shorten it', () => {
  for (const random of [0, 0.5, 1]) expect(decideRetry(status(429, '2'), { ...context, random })).toEqual(pause(2_000));
});
