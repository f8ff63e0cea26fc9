/** At most so many requests in any window of a second, counted where it matters: when they leave. */

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

/**
 * A server counts arrivals, and a request may take a little longer on its way than one sent later: without this margin
 * the 41st arrives within the first one's second.
 */
const windowMs = 1_000 + 30;

export class RateLimiter {
  readonly #limit: number;
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

  async #next(signal: AbortSignal): Promise<Slot> {
    for (;;) {
      signal.throwIfAborted();
      const now = this.#clock.now();
      while ((this.#departures[0] ?? now) <= now - windowMs) this.#departures.shift();
      const waitMs = Math.max(this.#pausedUntil - now, this.#waitForPlace(now));
      if (waitMs <= 0) return this.#slot();
      await (waitMs === Number.POSITIVE_INFINITY ? this.#departureOf(signal) : this.#clock.sleep(waitMs, signal));
    }
  }

  /** 0 with a place free; otherwise until the oldest departure leaves the window, if any has left yet. */
  #waitForPlace(now: number): number {
    if (this.#departures.length + this.#notYetSent < this.#limit) return 0;
    const [oldest] = this.#departures;
    return oldest === undefined ? Number.POSITIVE_INFINITY : Math.max(1, oldest + windowMs - now);
  }

  /** All places are held by requests that have not left yet: nothing to calculate, only to wait for one of them. */
  async #departureOf(signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const abort = () => reject(signal.reason);
      signal.addEventListener('abort', abort, { once: true });
      this.#wake = () => {
        signal.removeEventListener('abort', abort);
        resolve();
      };
    });
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
