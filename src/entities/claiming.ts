/**
 * Asking as one of several importers: each ID is asked for by the one that has claimed it, in the places of the common rate
 * that it holds, and whoever has not waits for the answer to be stored.
 */
import {
  type Exchange,
  type Exchanged,
  handoverMs,
  type Importers,
  leaseMs,
  type Place,
  type SharedRate,
  type StoredAnswer,
  sharedWindowMs,
  windowMs,
} from '../model/sharing.ts';
import type { Question, Supply } from './ask.ts';

export interface ClaimingOptions {
  readonly rate: SharedRate;
  readonly importers: Importers;
  /** Whether what is stored is an answer that need not be asked for. */
  readonly isAnswered: (stored: StoredAnswer) => boolean;
  /** Told of those that others have asked for. */
  readonly onKnown: (count: number) => void;
}

/**
 * Between two exchanges: of an importer that is alone, and among others; of many that wait, each asks the database less
 * often. Towards the end of the wait it is less for all of them.
 */
const periodMs = { alone: 1_000, amongOthers: 250, ofEach: 15 } as const;
const periodAtTheEndMs = { amongOthers: 60, ofEach: 8 } as const;
/**
 * How many seconds of requests are claimed ahead, so that none is waited for between two exchanges. What one has claimed no
 * other asks for, though it may have nothing else to do.
 */
const aheadSeconds = { alone: 2, amongOthers: 1.0 } as const;
/** Where another exchange brings more at once. */
const atOnceMs = 20;
/** Nothing leaves in the last part of a lease: what has been let through may take a while to connect. */
const marginMs = 1_000;
/** IDs that are looked at in one exchange, at least. */
const leastSeen = 500;

/** Claims questions, and supplies those that it has got. */
export class Claiming implements Supply {
  readonly #options: ClaimingOptions;
  /** Nobody asks for them, as far as is known. */
  readonly #open: Map<string, Question>;
  /** Others ask for them. */
  readonly #watched = new Map<string, Question>();
  /** Claimed, and not supplied yet. */
  readonly #ready: Question[] = [];
  readonly #failure = new AbortController();
  #givenUp: string[] = [];
  #held: readonly number[] = [];
  #share = Number.POSITIVE_INFINITY;
  /** As far as is known. */
  #isAlone = true;
  #isStopped = false;
  #hasEnded = false;
  #onSupply: () => void = () => {};
  #endRest: () => void = () => {};
  readonly #exchanging: Promise<void>;

  /** Begins to exchange with the others. */
  constructor(questions: Iterable<Question>, options: ClaimingOptions) {
    this.#options = options;
    this.#open = new Map([...questions].map((question) => [question.id, question]));
    this.#exchanging = this.#exchangeUntilEnd();
  }

  /** Aborts when the exchange fails. */
  get failed(): AbortSignal {
    return this.#failure.signal;
  }

  async next(): Promise<Question | null> {
    while (!this.#isStopped) {
      const question = this.#ready.shift() ?? this.#unclaimed();
      if (question !== undefined) return question;
      if (this.#open.size + this.#watched.size === 0) return null;
      await new Promise<void>((wake) => {
        this.#onSupply = wake;
      });
    }
    return null;
  }

  /** What nobody else asks for need not be claimed where it is not asked for either. */
  #unclaimed(): Question | undefined {
    if (!this.#options.rate.isGone()) return undefined;
    const [question] = this.#open.values();
    if (question !== undefined) this.#open.delete(question.id);
    return question;
  }

  stop(): void {
    this.#isStopped = true;
    this.#onSupply();
  }

  /** Ends the exchange, and says goodbye; to be called on every way out. */
  async end(): Promise<void> {
    this.stop();
    this.#hasEnded = true;
    this.#endRest();
    await this.#exchanging;
    const { rate, importers } = this.#options;
    const back = this.#placesOf(rate.giveUp(0));
    // Whoever does not get to say it is missed after a while.
    await importers.leave({ credential: rate.credential, back }).catch(() => {});
  }

  async #exchangeUntilEnd(): Promise<void> {
    try {
      for (let isFirst = true; !this.#hasEnded; isFirst = false) {
        const ms = await this.#exchange(isFirst);
        if (!this.#hasEnded) await this.#rest(ms);
      }
    } catch (error) {
      this.stop();
      this.#failure.abort(error);
    }
  }

  /** @returns after how many milliseconds the next one is due */
  async #exchange(isFirst: boolean): Promise<number> {
    const { rate, importers } = this.#options;
    let toldAt = 0;
    const [told, exchanged] = await importers.exchange(() => {
      toldAt = rate.now();
      return this.#tell(isFirst);
    });
    this.#take(exchanged, toldAt + leaseMs - marginMs);
    const isNews = this.#sort(told, exchanged);
    this.#onSupply();
    return this.#restMs(exchanged.importers, isNews, told.back.length > 0);
  }

  #tell(isFirst: boolean): Exchange {
    const { rate } = this.#options;
    const givenUp = this.#givenUp;
    this.#givenUp = [];
    const seen = Math.max(leastSeen, aheadSeconds.alone * rate.places);
    return {
      credential: rate.credential,
      rate: rate.places,
      isFirst,
      wanted: this.#wanted(),
      back: this.#placesOf(rate.giveUp(this.#most())),
      pausedMs: rate.pausedMs(),
      open: firstOf(this.#open.keys(), seen),
      aheadSeconds: this.#isAlone ? aheadSeconds.alone : aheadSeconds.amongOthers,
      unsent: this.#unsent(),
      watched: firstOf(this.#watched.keys(), seen),
      givenUp,
    };
  }

  /** Claimed, and not sent. */
  #unsent(): number {
    return this.#options.rate.unsent() + this.#ready.length;
  }

  #wanted(): number {
    return Math.min(this.#options.rate.places, this.#unsent() + this.#open.size);
  }

  /** So many places are held at most. */
  #most(): number {
    return Math.min(this.#wanted(), this.#share);
  }

  /** Takes as many of the places held as there are waits: which ones is all the same. */
  #placesOf(waitsMs: readonly number[]): Place[] {
    const places = this.#held.slice(0, waitsMs.length);
    this.#held = this.#held.slice(waitsMs.length);
    return places.map((place, at) => ({ place, waitMs: waitsMs[at] ?? handoverMs }));
  }

  #take({ held, taken, share, importers, pausedMs }: Exchanged, until: number): void {
    const { rate } = this.#options;
    const before = new Set(this.#held);
    const waits = new Map(taken.map(({ place, waitMs }) => [place, waitMs]));
    // One that is neither was taken in an exchange of which the answer was lost.
    const waitsMs = held.filter((place) => !before.has(place)).map((place) => waits.get(place) ?? handoverMs);
    this.#held = held;
    this.#share = share;
    this.#isAlone = importers === 1;
    if (pausedMs > 0) rate.pause(pausedMs);
    rate.grant({ places: held.length, waitsMs, windowMs: this.#isAlone ? windowMs : sharedWindowMs, until });
  }

  /** @returns whether anything is to be asked for now, or not any more */
  #sort({ open, watched }: Exchange, { mine, others, stored }: Exchanged): boolean {
    const { isAnswered, onKnown } = this.#options;
    const known = [...open, ...watched].filter((id) => {
      const answer = stored.get(id);
      // One that was told as open may be no longer: it was supplied without a claim.
      const isAwaited = this.#open.has(id) || this.#watched.has(id);
      return isAwaited && answer !== undefined && isAnswered(answer);
    });
    for (const id of known) {
      this.#open.delete(id);
      this.#watched.delete(id);
      if (mine.has(id)) this.#givenUp.push(id);
    }
    for (const id of open) {
      if (mine.has(id)) move(id, this.#open, (question) => this.#ready.push(question));
      else if (others.has(id)) move(id, this.#open, (question) => this.#watched.set(id, question));
    }
    for (const id of watched) if (!others.has(id)) move(id, this.#watched, (question) => this.#open.set(id, question));
    if (known.length > 0) onKnown(known.length);
    return known.length + mine.size > 0;
  }

  #restMs(importers: number, isNews: boolean, hasGivenBack: boolean): number {
    const held = this.#held.length;
    const isOver = held > this.#most() && !hasGivenBack;
    const isIdle = isNews && this.#open.size > 0 && this.#unsent() < held;
    if (isOver || isIdle) return atOnceMs;
    const isAlone = this.#share >= this.#options.rate.places && this.#watched.size === 0 && held >= this.#most();
    if (isAlone) return periodMs.alone;
    if (held > 0) return periodMs.amongOthers;
    const { amongOthers, ofEach } = this.#isNearTheEnd() ? periodAtTheEndMs : periodMs;
    return Math.min(periodMs.alone, Math.max(amongOthers, ofEach * importers));
  }

  /** Whether others ask for all that is left, and for no more than leaves within the next exchange or two. */
  #isNearTheEnd(): boolean {
    return this.#open.size === 0 && this.#watched.size <= this.#options.rate.places / 4;
  }

  /** Rests for so long, or until the end. */
  async #rest(ms: number): Promise<void> {
    await new Promise<void>((wake) => {
      const timer = setTimeout(wake, ms);
      this.#endRest = () => {
        clearTimeout(timer);
        wake();
      };
    });
  }
}

function move(id: string, from: Map<string, Question>, to: (question: Question) => unknown): void {
  const question = from.get(id);
  if (question === undefined) return;
  from.delete(id);
  to(question);
}

function firstOf(ids: Iterable<string>, count: number): string[] {
  const found: string[] = [];
  for (const id of ids) {
    if (found.length === count) break;
    found.push(id);
  }
  return found;
}
