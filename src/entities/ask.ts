/** Asks for every ID once, and hands over the answers while they come in. */
import type { ImdbNameId, ImdbTitleId } from '../model/ceremony.ts';
import type { Answer } from '../model/entity.ts';
import type { TmdbSource } from '../tmdb/source.ts';
import type { Credits } from './collect.ts';

/** An ID to ask for, and the name under which it is credited. */
export type Question =
  | { readonly kind: 'movie'; readonly id: ImdbTitleId; readonly name: string }
  | { readonly kind: 'person'; readonly id: ImdbNameId; readonly name: string };

/** Where questions come from. */
export interface Supply {
  /** Waits until there is one; null when none is left, and once it was stopped. */
  readonly next: () => Promise<Question | null>;
  readonly stop: () => void;
}

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

/** All IDs, one after the other. */
export function supplyOf(credits: Credits): Supply {
  const questions = questionsOf(credits);
  return { next: async () => questions.next().value ?? null, stop: () => {} };
}

export function* questionsOf({ movies, people }: Credits): Generator<Question, undefined> {
  for (const [id, name] of movies) yield { kind: 'movie', id, name };
  for (const [id, name] of people) yield { kind: 'person', id, name };
}

/**
 * Asks all questions, each exactly once. Whatever was answered has been handed over by the time it returns, or throws.
 *
 * @throws what a question threw (TMDb refused the credentials, an interrupt) or `onAnswers` did; the rest is not asked
 */
export async function resolve(supply: Supply, source: TmdbSource, options: AskOptions): Promise<void> {
  const asking = new Asking(supply, source, options);
  while (await asking.room()) {
    const question = await supply.next();
    if (question === null) break;
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
  readonly #supply: Supply;
  readonly #source: TmdbSource;
  readonly #options: AskOptions;

  constructor(supply: Supply, source: TmdbSource, options: AskOptions) {
    this.#supply = supply;
    this.#source = source;
    this.#options = options;
    options.signal.addEventListener('abort', this.#interrupt);
  }

  readonly #interrupt = () => this.#fail(this.#options.signal.reason);

  start(question: Question): void {
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

  async #ask(question: Question): Promise<void> {
    try {
      this.#options.signal.throwIfAborted();
      // Not in one line: `gathered` is another list once the question is answered.
      const answer = await answerTo(question, this.#source);
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
    this.#supply.stop();
    this.#source.stop(error);
  }
}

async function answerTo(question: Question, source: TmdbSource): Promise<Answer> {
  const { kind, id, name } = question;
  return kind === 'movie'
    ? { kind, id, resolution: await source.findMovie(id, name) }
    : { kind, id, resolution: await source.findPerson(id, name) };
}
