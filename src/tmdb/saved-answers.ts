/** Answers that are kept beside a plan, so that applying it asks nobody and writes what was looked at. */
import type { Answer } from '../model/entity.ts';
import { ExpectedError } from '../model/errors.ts';
import type { TmdbSource } from './source.ts';

/** The same source, which adds every answer that it gives to `answers`. */
export function recordAnswers(source: TmdbSource, answers: Answer[]): TmdbSource {
  return {
    get name() {
      return source.name;
    },
    findMovie: async (id, credited) => {
      const resolution = await source.findMovie(id, credited);
      answers.push({ kind: 'movie', id, resolution });
      return resolution;
    },
    findPerson: async (id, credited) => {
      const resolution = await source.findPerson(id, credited);
      answers.push({ kind: 'person', id, resolution });
      return resolution;
    },
    get requests() {
      return source.requests;
    },
    get retries() {
      return source.retries;
    },
    shareRate: () => source.shareRate(),
    stop: (reason) => source.stop(reason),
    close: () => source.close(),
  };
}

/**
 * A source that gives the answers once more.
 *
 * @param name who gave them
 */
export function savedAnswers(answers: readonly Answer[], name: TmdbSource['name']): TmdbSource {
  const movies = new Map(
    answers.flatMap((answer) => (answer.kind === 'movie' ? [[answer.id, answer.resolution]] : [])),
  );
  const people = new Map(
    answers.flatMap((answer) => (answer.kind === 'person' ? [[answer.id, answer.resolution]] : [])),
  );
  const answerOf = <T>(found: T | undefined, id: string): T => {
    if (found !== undefined) return found;
    throw new ExpectedError('stale-plan', 'the database has changed since the plan was made; nothing was written', {
      problems: [`${id} was known then, and is not now`],
      hint: 'make the plan again, and look at it',
    });
  };
  return {
    name,
    findMovie: async (id) => answerOf(movies.get(id), id),
    findPerson: async (id) => answerOf(people.get(id), id),
    requests: 0,
    retries: 0,
    shareRate: async () => null,
    stop: () => {},
    close: async () => {},
  };
}
