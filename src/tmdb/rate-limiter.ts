/** At most so many requests in any window of a second, counted where it matters: when they leave. */
import { type Grant, handoverMs, windowMs } from '../model/sharing.ts';

export interface Clock {
  /** Milliseconds, never going back. */
  readonly now: () => number;
  /** Rejects with the signal's reason when it aborts. */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Permission for one request. It counts from when it is given until a window after the request left. */
export interface Slot {
  /** The request leaves now. */
  readonly sent: () => void;
  /** The request is over; one that never left gives its place back. */
  readonly over: () => void;
}

export class RateLimiter {
  #limit: number;
  #windowMs = windowMs;
  /** Fewer than may be, while somebody else uses up the rate. */
  #cautious = Number.POSITIVE_INFINITY;
  #answers = { since: Number.NEGATIVE_INFINITY, all: 0, refused: 0 };
  /** Nothing is let through from then on. */
  #until = Number.POSITIVE_INFINITY;
  readonly #clock: Clock;
  /** When the requests of the current window left, oldest first. */
  readonly #departures: number[] = [];
  #notYetSent = 0;
  #pausedUntil = 0;
  #queue: Promise<unknown> = Promise.resolve();
  #wake: () => void = () => {};

  constructor(requestsPerSecond: number, clock: Clock) {
    this.#limit = requestsPerSecond;
    this.#clock = clock;
  }

  /** Waits for permission, first come first served. */
  take(signal: AbortSignal): Promise<Slot> {
    const turn = this.#queue.then(() => this.#next(signal));
    this.#queue = turn.catch(() => {});
    return turn;
  }

  /** Lets nobody through for so many milliseconds from now; never shortens a pause. */
  pause(ms: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, this.#clock.now() + ms);
  }

  now(): number {
    return this.#clock.now();
  }

  /** Milliseconds until the pause ends. */
  get pausedMs(): number {
    return Math.max(0, this.#pausedUntil - this.#clock.now());
  }

  /**
   * Told of each answer. While most requests of a window are refused, somebody unknown uses up the rate, and half as many
   * leave; with none refused, a quarter more.
   */
  answered(isRefused: boolean): void {
    const now = this.#clock.now();
    const { since, all, refused } = this.#answers;
    if (now - since >= windowMs) {
      const used = Math.min(this.#limit, this.#cautious);
      if (refused * 2 > all) this.#cautious = Math.max(1, Math.floor(used / 2));
      else if (refused === 0 && all > 0) this.#cautious = Math.ceil(this.#cautious * 1.25);
      this.#answers = { since: now, all: 0, refused: 0 };
    }
    this.#answers.all++;
    if (isRefused) this.#answers.refused++;
  }

  /** From now on lets through what is granted, and nothing else. */
  grant({ places, waitsMs, windowMs, until }: Grant): void {
    const now = this.#clock.now();
    // As if a request had left in each of them.
    for (const waitMs of waitsMs) if (waitMs > 0) this.#departures.push(now + waitMs - windowMs);
    this.#departures.sort((a, b) => a - b);
    this.#limit = places;
    this.#windowMs = windowMs;
    this.#until = until;
    this.#wake();
  }

  /**
   * Gives up all places but so many, those first that are free the latest; not one in which a request is about to leave.
   *
   * @returns of each, after how many milliseconds another process may use it
   */
  giveUp(allBut: number): number[] {
    const now = this.#clock.now();
    this.#forget(now);
    const waitsMs: number[] = [];
    for (; this.#limit > Math.max(allBut, this.#notYetSent); this.#limit--) {
      const last = this.#departures.pop();
      waitsMs.push(last === undefined ? 0 : last + handoverMs - now);
    }
    return waitsMs;
  }

  async #next(signal: AbortSignal): Promise<Slot> {
    for (;;) {
      signal.throwIfAborted();
      const now = this.#clock.now();
      this.#forget(now);
      const waitMs = Math.max(this.#pausedUntil - now, this.#waitForPlace(now));
      if (waitMs <= 0) return this.#slot();
      await this.#rest(waitMs, signal);
    }
  }

  #forget(now: number): void {
    while ((this.#departures[0] ?? now) <= now - this.#windowMs) this.#departures.shift();
  }

  /**
   * 0 with a place free; otherwise until the oldest departure leaves the window. Where none has left there is nothing to
   * calculate, only to wait for one that is about to, or for places to be granted.
   */
  #waitForPlace(now: number): number {
    if (now >= this.#until) return Number.POSITIVE_INFINITY;
    if (this.#departures.length + this.#notYetSent < Math.min(this.#limit, this.#cautious)) return 0;
    const [oldest] = this.#departures;
    return oldest === undefined ? Number.POSITIVE_INFINITY : Math.max(1, oldest + this.#windowMs - now);
  }

  /** Waits for so long, or until something has changed. */
  async #rest(ms: number, signal: AbortSignal): Promise<void> {
    const nap = new AbortController();
    const end = () => nap.abort();
    const ended = new Promise<void>((resolve) => nap.signal.addEventListener('abort', () => resolve(), { once: true }));
    this.#wake = end;
    signal.addEventListener('abort', end, { once: true });
    // Nobody minds that it was woken.
    await (ms === Number.POSITIVE_INFINITY ? ended : this.#clock.sleep(ms, nap.signal).catch(() => {}));
    signal.removeEventListener('abort', end);
  }

  #slot(): Slot {
    this.#notYetSent++;
    let isWaiting = true;
    const leave = (departure: number | null) => {
      if (!isWaiting) return;
      isWaiting = false;
      this.#notYetSent--;
      if (departure !== null) this.#departures.push(departure);
      this.#wake();
    };
    const sent = () => {
      // A connection that broke before anything was answered can make the same request leave a second time.
      if (isWaiting) leave(this.#clock.now());
      else this.#departures.push(this.#clock.now());
    };
    return { sent, over: () => leave(null) };
  }
}
