/** Asks for every ID once, and hands over the answers while they come in. */
import type { Answer } from '../model/entity.ts';
import type { TmdbSource } from '../tmdb/source.ts';
import type { Credits } from './collect.ts';

export interface AskOptions {
  /**
   * Receives answers in batches, never two at once: while one batch is stored, the next gathers. What slows down the
   * storing makes the batches larger, and nothing that was answered waits for longer than one of them.
   */
  readonly onAnswers: (answers: readonly Answer[]) => Promise<void>;
  readonly signal: AbortSignal;
}

/**
 * How many questions wait at the source, at most. It is no limit of what is in flight, which the source has: it only
 * keeps the memory flat where a hundred thousand are asked for.
 */
export const mostWaiting = 500;

/**
 * Resolves all IDs, each exactly once. Whatever was answered has been handed over by the time it returns, or throws.
 *
 * @throws what a question threw (TMDb refused the credentials, an interrupt) or `onAnswers` did; the rest is not asked
 */
export async function resolve(credits: Credits, source: TmdbSource, options: AskOptions): Promise<void> {
  const asking = new Asking(source, options);
  for (const question of questions(credits, source)) {
    if (asking.hasFailed || !(await asking.room())) break;
    asking.start(question);
  }
  await asking.end();
}

class Asking {
  hasFailed = false;
  #failure: unknown;
  #waiting = 0;
  #gathered: Answer[] = [];
  #handingOver: Promise<void> | null = null;
  #onAnswered: () => void = () => {};
  readonly #source: TmdbSource;
  readonly #options: AskOptions;

  constructor(source: TmdbSource, options: AskOptions) {
    this.#source = source;
    this.#options = options;
    options.signal.addEventListener('abort', this.#interrupt, { once: true });
  }

  readonly #interrupt = () => this.#fail(this.#options.signal.reason);

  start(question: () => Promise<Answer>): void {
    this.#waiting++;
    void this.#ask(question).finally(() => {
      this.#waiting--;
      this.#onAnswered();
    });
  }

  /** Waits until another question may be started; false where none may any more. */
  async room(): Promise<boolean> {
    await this.#until(mostWaiting - 1);
    return !this.hasFailed;
  }

  /** Waits for every answer, and until all are handed over. */
  async end(): Promise<void> {
    await this.#until(0);
    await this.#handingOver;
    this.#options.signal.removeEventListener('abort', this.#interrupt);
    if (this.hasFailed) throw this.#failure;
  }

  async #until(waiting: number): Promise<void> {
    while (this.#waiting > waiting) {
      await new Promise<void>((wake) => {
        this.#onAnswered = wake;
      });
    }
  }

  async #ask(question: () => Promise<Answer>): Promise<void> {
    try {
      this.#options.signal.throwIfAborted();
      // Not in one line: `gathered` is another list once the question is answered.
      const answer = await question();
      this.#gathered.push(answer);
      this.#handingOver ??= this.#handOver();
    } catch (error) {
      this.#fail(error);
    }
  }

  async #handOver(): Promise<void> {
    // One turn of the event loop, so that answers that come together go together.
    await new Promise((next) => setImmediate(next));
    while (this.#gathered.length > 0) {
      const batch = this.#gathered;
      this.#gathered = [];
      try {
        await this.#options.onAnswers(batch);
      } catch (error) {
        this.#fail(error);
      }
    }
    this.#handingOver = null;
  }

  /** The first failure is the one that counts; those that follow are of what it ended. */
  #fail(error: unknown): void {
    if (this.hasFailed) return;
    this.hasFailed = true;
    this.#failure = error;
    this.#source.stop(error);
  }
}

function* questions({ movies, people }: Credits, source: TmdbSource): Generator<() => Promise<Answer>> {
  for (const [id, title] of movies)
    yield async () => ({ kind: 'movie', id, resolution: await source.findMovie(id, title) });
  for (const [id, name] of people)
    yield async () => ({ kind: 'person', id, resolution: await source.findPerson(id, name) });
}
