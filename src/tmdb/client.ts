/** The TMDb client: never over the rate, patient with faults, and quick to stop where asking is pointless. */
import { setMaxListeners } from 'node:events';
import { setTimeout as sleepFor } from 'node:timers/promises';
import pLimit, { type LimitFunction } from 'p-limit';
import type { Dispatcher } from 'undici';
import type { ImdbNameId, ImdbTitleId } from '../model/ceremony.ts';
import type { Resolution } from '../model/entity.ts';
import { ExpectedError } from '../model/errors.ts';
import type { Proxies } from '../model/proxies.ts';
import type { SharedRate } from '../model/sharing.ts';
import { readMovieAnswer, readPersonAnswer } from './answer.ts';
import { type AttemptOutcome, attempt } from './attempt.ts';
import { findHeaders, findUrl, secretsOf, type TmdbCredentials } from './find-request.ts';
import { openDispatcher } from './proxies.ts';
import { type Clock, RateLimiter } from './rate-limiter.ts';
import { decideRetry, defaultBaseMs, type Failure, maxAttempts, nothingSpent } from './retry-timing.ts';
import { nameOfAllowance, shareLimiter } from './shared-rate.ts';
import type { TmdbSource } from './source.ts';

export interface TmdbClientOptions {
  readonly credentials: TmdbCredentials;
  /** Such as `https://api.themoviedb.org/3`; may hold a user and a password. */
  readonly baseUrl: URL;
  /** None unless given. */
  readonly proxies?: Proxies | null;
  /** At most so many requests leave in any one second. */
  readonly requestsPerSecond: number;
  /** At most so many requests are in flight. */
  readonly concurrency: number;
  readonly signal: AbortSignal;
  readonly userAgent: string;
  /** For one attempt, answer included; 10 seconds. */
  readonly timeoutMs?: number;
  /** Wait after the first failed attempt; half a second. */
  readonly retryBaseMs?: number;
  readonly random?: () => number;
  readonly clock?: Clock;
}

/** When so many IDs in a row were given up without any answer, TMDb is not there. */
const givenUpInARow = 10;
/**
 * Nor is it after as many attempts in a row as these take, for twice as long as an ID waits between its own, in units of the first
 * wait: of thousands of IDs, all would be asked once, and time out, before any is asked for the last time.
 */
const unansweredInARow = givenUpInARow * maxAttempts;
const unansweredFor = 2 * (2 ** (maxAttempts - 1) - 1);
const gone = new Error('TMDb is not there');

const systemClock: Clock = {
  now: () => performance.now(),
  sleep: async (ms, signal) => {
    await sleepFor(ms, undefined, { signal }).catch(() => signal.throwIfAborted());
  },
};

/** Opens a client. Close it: its connections stay open until then. */
export function createTmdbClient(options: TmdbClientOptions): TmdbSource {
  return new TmdbClient(options);
}

class TmdbClient implements TmdbSource {
  readonly name = 'tmdb';
  requests = 0;
  retries = 0;
  readonly #options: TmdbClientOptions;
  readonly #dispatcher: Dispatcher;
  readonly #clock: Clock;
  readonly #limiter: RateLimiter;
  /**
   * The one limit of what is in flight. Permission to leave comes after it, so that whoever waits here uses up neither the
   * rate nor time; and whoever waits before another attempt leaves the place to others.
   */
  readonly #inFlight: LimitFunction;
  /** Ends every wait once TMDb turns out not to be there, or to refuse the credentials. */
  readonly #end = new AbortController();
  /** Cuts what is in flight as well. After a refusal it is let come in: those answers were given, and count. */
  readonly #cut = new AbortController();
  readonly #waiting: AbortSignal;
  readonly #sending: AbortSignal;
  #givenUp = 0;
  /** Attempts that brought nothing at all since TMDb has last answered anything, and when the first of them had failed. */
  #unanswered = { attempts: 0, since: 0 };
  /** Why an attempt brought no answer the last time, of whichever ID. */
  #lastReason = '';
  /** When TMDb has last answered, be it that a request was wrong. */
  #answeredAt = Number.NEGATIVE_INFINITY;
  /** Requests that have not left yet. */
  #unsent = 0;

  constructor(options: TmdbClientOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#limiter = new RateLimiter(options.requestsPerSecond, this.#clock);
    this.#inFlight = pLimit(options.concurrency);
    this.#dispatcher = openDispatcher(options.proxies ?? null);
    this.#sending = AbortSignal.any([options.signal, this.#cut.signal]);
    this.#waiting = AbortSignal.any([this.#sending, this.#end.signal]);
    // Everybody in flight listens; Node takes more than ten for a leak and says so on the terminal.
    setMaxListeners(0, this.#sending, this.#waiting);
  }

  findMovie(id: ImdbTitleId, credited?: string) {
    return this.#find(id, (body) => readMovieAnswer(body, credited));
  }

  findPerson(id: ImdbNameId, credited?: string) {
    return this.#find(id, (body) => readPersonAnswer(body, credited));
  }

  async shareRate(): Promise<SharedRate> {
    const { credentials, baseUrl, requestsPerSecond } = this.#options;
    const credential = nameOfAllowance(credentials, baseUrl);
    const isGone = () => this.#cut.signal.reason === gone;
    return shareLimiter(this.#limiter, { credential, places: requestsPerSecond, unsent: () => this.#unsent, isGone });
  }

  stop(reason: unknown): void {
    if (this.#end.signal.reason !== reason) this.#cut.abort(reason);
  }

  close(): Promise<void> {
    return this.#dispatcher.destroy();
  }

  async #find<Facts>(id: string, read: (body: unknown) => Resolution<Facts>): Promise<Resolution<Facts>> {
    const asked: Asked = { attempts: 0, reason: '' };
    try {
      return await this.#ask(id, read, asked);
    } catch (error) {
      if (error !== gone) throw error;
      const reason = asked.attempts === 0 ? `not asked, as ${gone.message}: ${this.#lastReason}` : askedText(asked);
      return { status: 'failed', reason };
    }
  }

  async #ask<Facts>(id: string, read: (body: unknown) => Resolution<Facts>, asked: Asked): Promise<Resolution<Facts>> {
    let spent = nothingSpent;
    for (let count = 1; ; count++) {
      const outcome = await this.#send(id, count > 1);
      this.#limiter.answered(isRefusal(outcome));
      if (outcome.kind !== 'failure') {
        this.#givenUp = 0;
        this.#unanswered.attempts = 0;
        this.#answeredAt = this.#clock.now();
        if (outcome.kind === 'answer') return read(outcome.body);
        if (outcome.kind === 'not-found') return { status: 'missing', reason: 'TMDb does not know it' };
        return { status: 'failed', reason: outcome.reason };
      }
      Object.assign(asked, { attempts: count, reason: outcome.reason });
      this.#lastReason = outcome.reason;
      this.#notice(outcome.failure);
      const { retryBaseMs: baseMs = defaultBaseMs, random = Math.random } = this.#options;
      const sinceAnswerMs = this.#clock.now() - this.#answeredAt;
      const context = { now: Date.now(), random: random(), baseMs, sinceAnswerMs };
      const decision = decideRetry(outcome.failure, spent, context);
      if (!decision.retry) return this.#giveUp(asked);
      spent = decision.spent;
      if (decision.pausesAll) this.#limiter.pause(decision.waitMs);
      else await this.#clock.sleep(decision.waitMs, this.#waiting);
    }
  }

  #send(id: string, isRetry: boolean): Promise<AttemptOutcome> {
    this.#unsent++;
    return this.#inFlight(async () => {
      const slot = await this.#limiter.take(this.#waiting).finally(() => this.#unsent--);
      this.requests++;
      if (isRetry) this.retries++;
      const { baseUrl, credentials, userAgent, timeoutMs = 10_000 } = this.#options;
      try {
        return await attempt(findUrl(id, baseUrl, credentials), {
          dispatcher: this.#dispatcher,
          headers: findHeaders(userAgent, baseUrl, credentials),
          timeoutMs,
          signal: this.#sending,
          secrets: secretsOf(baseUrl, credentials),
          onSent: slot.sent,
        });
      } catch (error) {
        // Whoever is refused is refused everything: nobody waits for more of it, nor leaves in this one's place.
        if (error instanceof ExpectedError) this.#end.abort(error);
        throw error;
      } finally {
        slot.over();
      }
    });
  }

  /** Ends it all where nothing has come from TMDb, not even that something is wrong there, often and long enough. */
  #notice(failure: Failure): void {
    const now = this.#clock.now();
    const { attempts, since } = this.#unanswered;
    if (failure.kind !== 'no-answer') this.#unanswered.attempts = 0;
    else this.#unanswered = attempts === 0 ? { attempts: 1, since: now } : { attempts: attempts + 1, since };
    const isLong = now - this.#unanswered.since >= unansweredFor * (this.#options.retryBaseMs ?? defaultBaseMs);
    if (this.#unanswered.attempts >= unansweredInARow && isLong) this.#cut.abort(gone);
  }

  #giveUp(asked: Asked): Resolution<never> {
    this.#givenUp++;
    if (this.#givenUp >= givenUpInARow) this.#cut.abort(gone);
    return { status: 'failed', reason: askedText(asked) };
  }
}

/** How often an ID was asked for without an answer, and why there was none the last time. */
interface Asked {
  attempts: number;
  reason: string;
}

function askedText({ attempts, reason }: Asked): string {
  return `${reason}, ${attempts === 1 ? 'once' : `${attempts} times`}`;
}

/** Whether too many requests were sent, by whomever. */
function isRefusal(outcome: AttemptOutcome): boolean {
  return outcome.kind === 'failure' && outcome.failure.kind === 'status' && outcome.failure.status === 429;
}
