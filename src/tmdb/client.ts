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
import { decideRetry, defaultBaseMs, nothingSpent } from './retry-timing.ts';
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
const gone = new Error(`not asked: TMDb gave no answer to ${givenUpInARow} IDs in a row`);

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
    return shareLimiter(this.#limiter, { credential, places: requestsPerSecond, unsent: () => this.#unsent });
  }

  stop(reason: unknown): void {
    if (this.#end.signal.reason !== reason) this.#cut.abort(reason);
  }

  close(): Promise<void> {
    return this.#dispatcher.destroy();
  }

  async #find<Facts>(id: string, read: (body: unknown) => Resolution<Facts>): Promise<Resolution<Facts>> {
    try {
      return await this.#ask(id, read);
    } catch (error) {
      if (error === gone) return { status: 'failed', reason: gone.message };
      throw error;
    }
  }

  async #ask<Facts>(id: string, read: (body: unknown) => Resolution<Facts>): Promise<Resolution<Facts>> {
    let spent = nothingSpent;
    for (let count = 1; ; count++) {
      const outcome = await this.#send(id, count > 1);
      this.#limiter.answered(isRefusal(outcome));
      if (outcome.kind !== 'failure') {
        this.#givenUp = 0;
        this.#answeredAt = this.#clock.now();
        if (outcome.kind === 'answer') return read(outcome.body);
        if (outcome.kind === 'not-found') return { status: 'missing', reason: 'TMDb does not know it' };
        return { status: 'failed', reason: outcome.reason };
      }
      const { retryBaseMs: baseMs = defaultBaseMs, random = Math.random } = this.#options;
      const sinceAnswerMs = this.#clock.now() - this.#answeredAt;
      const context = { now: Date.now(), random: random(), baseMs, sinceAnswerMs };
      const decision = decideRetry(outcome.failure, spent, context);
      if (!decision.retry) return this.#giveUp(outcome.reason, count);
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

  #giveUp(reason: string, attempts: number): Resolution<never> {
    this.#givenUp++;
    if (this.#givenUp >= givenUpInARow) this.#cut.abort(gone);
    return { status: 'failed', reason: `${reason}, ${attempts === 1 ? 'once' : `${attempts} times`}` };
  }
}

/** Whether too many requests were sent, by whomever. */
function isRefusal(outcome: AttemptOutcome): boolean {
  return outcome.kind === 'failure' && outcome.failure.kind === 'status' && outcome.failure.status === 429;
}
