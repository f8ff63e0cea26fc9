/** Whether and when a request is sent again: a pure function of what happened. */

/** What became of one attempt. */
export type Failure =
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter: string | null }
  /** Time-out, refused or dropped connection: no answer at all. */
  | { readonly kind: 'no-answer' };

/** The patience that one ID has used up. */
export interface Spent {
  /** Failed attempts; without those that TMDb answered with when to come back, or while it answered at all. */
  readonly attempts: number;
  /** How long TMDb has asked to wait, all in all; where it did not say, while it answers, a second. */
  readonly askedMs: number;
}

export const nothingSpent: Spent = { attempts: 0, askedMs: 0 };

export type RetryDecision =
  /** Wait, and where `pausesAll` let every other request wait too. */
  | { readonly retry: true; readonly waitMs: number; readonly pausesAll: boolean; readonly spent: Spent }
  | { readonly retry: false };

export interface RetryContext {
  /** Milliseconds since the epoch, for a `Retry-After` that is a date. */
  readonly now: number;
  /** From 0 to 1, so that clients that failed together do not come back together. */
  readonly random: number;
  /** Wait after the first failure; it doubles with each attempt. */
  readonly baseMs: number;
  /** How long ago TMDb has answered anything; without end where it never has. */
  readonly sinceAnswerMs: number;
}

export const maxAttempts = 5;
export const defaultBaseMs = 500;
const maxBackoffMs = 30_000;
/** A real 429 came without `Retry-After`, and elsewhere with 0: at least a second, growing. */
const minPauseMs = 1_000;
/** Nobody wants a command that sleeps for longer; better to report who waits. */
const maxPauseMs = 5 * 60_000;
/** Several importers that share TMDb's limit refuse each other for long; with five attempts most IDs would be given up. */
const maxAskedMs = 60_000;

/**
 * Decides after a failed attempt. 5xx and missing answers back off; 429 pauses everybody; all else is final.
 *
 * @param spent what this ID has used up before this failure
 */
export function decideRetry(failure: Failure, spent: Spent, context: RetryContext): RetryDecision {
  if (failure.kind === 'no-answer' || failure.status >= 500) {
    return anotherAttempt(spent, backoffMs(spent, context), false);
  }
  if (failure.status !== 429) return { retry: false };
  const askedMs = askedFor(failure.retryAfter, context.now);
  if (askedMs > 0) return pauseAsAsked(askedMs, spent, context);
  if (context.sinceAnswerMs < maxAskedMs) return pauseAmongOthers(spent, context);
  return anotherAttempt(spent, pauseMs(spent, context), true);
}

function anotherAttempt(spent: Spent, waitMs: number, pausesAll: boolean): RetryDecision {
  const attempts = spent.attempts + 1;
  return attempts >= maxAttempts ? { retry: false } : { retry: true, waitMs, pausesAll, spent: { ...spent, attempts } };
}

/**
 * Exactly as long as asked. Longer only where the same ID is refused again: then somebody shares the limit, and was asked
 * the same at the same time.
 */
function pauseAsAsked(askedMs: number, spent: Spent, { random }: RetryContext): RetryDecision {
  if (askedMs > maxPauseMs || spent.askedMs >= maxAskedMs) return { retry: false };
  const waitMs = askedMs + (spent.askedMs === 0 ? 0 : random * Math.min(minPauseMs, askedMs / 4));
  return { retry: true, waitMs, pausesAll: true, spent: { ...spent, askedMs: spent.askedMs + askedMs } };
}

/** Somebody shares the limit, and was sooner. That is no fault, and happens the more often the more they are. */
function pauseAmongOthers(spent: Spent, context: RetryContext): RetryDecision {
  if (spent.askedMs >= maxAskedMs) return { retry: false };
  const waitMs = pauseMs(nothingSpent, context);
  return { retry: true, waitMs, pausesAll: true, spent: { ...spent, askedMs: spent.askedMs + minPauseMs } };
}

/** Full jitter over the upper half: between 50 % and 100 % of a wait that doubles with each attempt. */
function backoffMs({ attempts }: Spent, { random, baseMs }: RetryContext): number {
  return Math.min(maxBackoffMs, baseMs * 2 ** attempts) * (0.5 + random / 2);
}

function pauseMs({ attempts }: Spent, { random, baseMs }: RetryContext): number {
  const scale = baseMs / defaultBaseMs;
  return Math.min(maxBackoffMs, minPauseMs * 2 ** attempts) * (1 + random / 4) * scale;
}

/** What `Retry-After` asks for, in seconds or as an HTTP date; 0 where it asks for nothing that can be read. */
function askedFor(retryAfter: string | null, now: number): number {
  if (retryAfter === null) return 0;
  if (/^\s*\d+\s*$/.test(retryAfter)) return Number(retryAfter) * 1_000;
  // `Date.parse` finds a date in almost anything: `in 5 minutes` is a day in May.
  const date = /^\s*[A-Z][a-z]+, .* GMT\s*$/.test(retryAfter) ? Date.parse(retryAfter) : Number.NaN;
  return Number.isNaN(date) ? 0 : Math.max(0, date - now);
}
