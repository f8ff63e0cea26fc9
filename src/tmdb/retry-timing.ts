/** Whether and when a request is sent again: a pure function of what happened. */

/** What became of one attempt. */
export type Failure =
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter: string | null }
  /** Time-out, refused or dropped connection: no answer at all. */
  | { readonly kind: 'no-answer' };

export type RetryDecision =
  /** Wait, and where `pausesAll` let every other request wait too. */
  { readonly retry: true; readonly waitMs: number; readonly pausesAll: boolean } | { readonly retry: false };

export interface RetryContext {
  /** How many attempts were made, this one included. */
  readonly attempt: number;
  /** Milliseconds since the epoch, for a `Retry-After` that is a date. */
  readonly now: number;
  /** From 0 to 1, so that clients that failed together do not come back together. */
  readonly random: number;
  /** Wait after the first failure; it doubles with each attempt. */
  readonly baseMs: number;
}

export const maxAttempts = 5;
export const defaultBaseMs = 500;
const maxBackoffMs = 30_000;
/** A real 429 came without `Retry-After`, and elsewhere with 0: at least a second, growing. */
const minPauseMs = 1_000;
/** Nobody wants a command that sleeps for longer; better to report who waits. */
const maxPauseMs = 5 * 60_000;

/** Decides after a failed attempt. 5xx and missing answers back off; 429 pauses everybody; all else is final. */
export function decideRetry(failure: Failure, context: RetryContext): RetryDecision {
  if (context.attempt >= maxAttempts) return { retry: false };
  if (failure.kind === 'no-answer' || failure.status >= 500) {
    return { retry: true, waitMs: backoffMs(context), pausesAll: false };
  }
  if (failure.status !== 429) return { retry: false };
  const waitMs = pauseMs(failure.retryAfter, context);
  return waitMs > maxPauseMs ? { retry: false } : { retry: true, waitMs, pausesAll: true };
}

/** Full jitter over the upper half: between 50 % and 100 % of a wait that doubles with each attempt. */
function backoffMs({ attempt, random, baseMs }: RetryContext): number {
  return Math.min(maxBackoffMs, baseMs * 2 ** (attempt - 1)) * (0.5 + random / 2);
}

function pauseMs(retryAfter: string | null, { attempt, now, random, baseMs }: RetryContext): number {
  const asked = askedMs(retryAfter, now);
  if (asked > 0) return asked;
  const scale = baseMs / defaultBaseMs;
  return Math.min(maxBackoffMs, minPauseMs * 2 ** (attempt - 1)) * (1 + random / 4) * scale;
}

/** What `Retry-After` asks for, in seconds or as an HTTP date; 0 where it asks for nothing that can be read. */
function askedMs(retryAfter: string | null, now: number): number {
  if (retryAfter === null) return 0;
  if (/^\s*\d+\s*$/.test(retryAfter)) return Number(retryAfter) * 1_000;
  const date = Date.parse(retryAfter);
  return Number.isNaN(date) ? 0 : Math.max(0, date - now);
}
