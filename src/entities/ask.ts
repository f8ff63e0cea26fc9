/** Asks for every ID once, and hands over the answers while they come in. */
import type { Answer, EntityIds } from '../model/entity.ts';
import type { TmdbSource } from '../tmdb/source.ts';

export interface AskOptions {
  /** How many IDs are asked for at once. */
  readonly concurrency: number;
  /**
   * Receives answers in batches, never two at once: while one batch is stored, the next gathers. What slows down the
   * storing makes the batches larger, and nothing that was answered waits for longer than one of them.
   */
  readonly onAnswers: (answers: readonly Answer[]) => Promise<void>;
  readonly signal: AbortSignal;
}

/**
 * Resolves all IDs, each exactly once. Whatever was answered has been handed over by the time it returns, or throws.
 *
 * @throws what a question threw (TMDb refused the credentials, an interrupt) or `onAnswers` did; the rest is not asked
 */
export async function resolve(ids: EntityIds, source: TmdbSource, options: AskOptions): Promise<void> {
  const { concurrency, onAnswers, signal } = options;
  const failures: unknown[] = [];
  let gathered: Answer[] = [];
  let handingOver: Promise<void> | null = null;

  const fail = (error: unknown) => void failures.push(error);
  const handOver = async () => {
    // One turn of the event loop, so that answers that come together go together.
    await new Promise((next) => setImmediate(next));
    while (gathered.length > 0) {
      const batch = gathered;
      gathered = [];
      try {
        await onAnswers(batch);
      } catch (error) {
        fail(error);
      }
    }
    handingOver = null;
  };
  const ask = async (question: () => Promise<Answer>) => {
    try {
      signal.throwIfAborted();
      // Not in one line: `gathered` is another list once the question is answered.
      const answer = await question();
      gathered.push(answer);
      handingOver ??= handOver();
    } catch (error) {
      fail(error);
    }
  };
  const waiting = questions(ids, source);
  const askInTurn = async () => {
    for (let next = waiting.next(); !next.done && failures.length === 0; next = waiting.next()) await ask(next.value);
  };

  await Promise.all(Array.from({ length: concurrency }, askInTurn));
  await handingOver;
  if (failures.length > 0) throw failures[0];
}

function* questions({ movies, people }: EntityIds, source: TmdbSource): Generator<() => Promise<Answer>> {
  for (const id of movies) yield async () => ({ kind: 'movie', id, resolution: await source.findMovie(id) });
  for (const id of people) yield async () => ({ kind: 'person', id, resolution: await source.findPerson(id) });
}
