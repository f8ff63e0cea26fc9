/**
 * What TMDb's `/find/{imdb_id}` answers, parsed. Facts of the shape: https://developer.themoviedb.org/reference/find-by-id
 * and recorded answers: five arrays always, unknown keys come and go, older answers lack some.
 */
import * as z from 'zod';
import type { MovieFacts, PersonFacts, Resolution } from '../model/entity.ts';
import { fold } from '../model/identity.ts';

/** PostgreSQL stores neither NUL nor half a surrogate pair; an empty text is as good as none. */
const text = z
  .string()
  .nullish()
  .transform((value) => value?.replaceAll('\0', '').toWellFormed().trim() || null);

const tmdbId = z
  .int()
  .min(1)
  .max(2 ** 31 - 1);

/** PostgreSQL knows no year 0. */
const storableDate = z.iso.date().refine((value) => !value.startsWith('0000'));

/** An empty string stands for an unknown date; an impossible one is treated the same. */
const date = z
  .string()
  .nullish()
  .transform((value) => storableDate.safeParse(value).data ?? null);

const movieResult = z.object({
  id: tmdbId,
  title: text,
  original_title: text,
  original_language: text,
  release_date: date,
  overview: text,
  poster_path: text,
});

const personResult = z.object({
  id: tmdbId,
  name: text,
  original_name: text,
  known_for_department: text,
  gender: z.int().min(0).max(9).nullish(),
  profile_path: text,
});

const others = z.array(z.unknown());

const movieAnswer = z.object({ movie_results: z.array(movieResult), person_results: others, tv_results: others });
const personAnswer = z.object({ movie_results: others, person_results: z.array(personResult), tv_results: others });

/**
 * Reads an answer for a `tt` ID. Only `movie_results` count: one ID can stand among movies and series at once.
 *
 * @param credited the title in the ceremony file, which of several results is the one meant
 */
export function readMovieAnswer(body: unknown, credited = ''): Resolution<MovieFacts> {
  const parsed = movieAnswer.safeParse(body);
  if (!parsed.success) return oddShape(parsed.error);
  const movie = creditedOf(parsed.data.movie_results, credited, (one) => [one.title, one.original_title]);
  if (movie === undefined) return missing(parsed.data.tv_results.length > 0, 'series');
  if (movie.title === null) return { status: 'failed', reason: 'TMDb answered without a title' };
  return {
    status: 'found',
    source: 'tmdb',
    facts: {
      tmdbId: movie.id,
      title: movie.title,
      originalTitle: movie.original_title,
      originalLanguage: movie.original_language,
      releaseDate: movie.release_date,
      overview: movie.overview,
      posterPath: movie.poster_path,
    },
  };
}

/**
 * Reads an answer for an `nm` ID. The movies a person is known for have IDs of their own, which are never the person's.
 *
 * @param credited the name in the ceremony file, which of several results is the one meant
 */
export function readPersonAnswer(body: unknown, credited = ''): Resolution<PersonFacts> {
  const parsed = personAnswer.safeParse(body);
  if (!parsed.success) return oddShape(parsed.error);
  const person = creditedOf(parsed.data.person_results, credited, (one) => [one.name, one.original_name]);
  if (person === undefined)
    return missing(parsed.data.movie_results.length + parsed.data.tv_results.length > 0, 'work');
  if (person.name === null) return { status: 'failed', reason: 'TMDb answered without a name' };
  return {
    status: 'found',
    source: 'tmdb',
    facts: {
      tmdbId: person.id,
      name: person.name,
      knownForDepartment: person.known_for_department,
      gender: person.gender ?? null,
      profilePath: person.profile_path,
    },
  };
}

/** The result with the credited name; the first where none has it, as other spellings are real. */
function creditedOf<Result>(
  results: readonly Result[],
  credited: string,
  namesOf: (result: Result) => readonly (string | null)[],
): Result | undefined {
  const meant = lettersOf(credited);
  return results.find((one) => namesOf(one).some((name) => name !== null && lettersOf(name) === meant)) ?? results[0];
}

/** Without marks, dots, commas, apostrophes and white space; the whole of a name that has nothing else. */
function lettersOf(name: string): string {
  return fold(name.normalize('NFD').replace(/[^\p{L}\p{N}]/gu, '') || name);
}

function missing(isOfOtherKind: boolean, otherKind: string): Resolution<never> {
  return { status: 'missing', reason: isOfOtherKind ? `TMDb files it as a ${otherKind}` : 'TMDb does not know it' };
}

function oddShape(error: z.ZodError): Resolution<never> {
  const [issue] = error.issues;
  return {
    status: 'failed',
    reason: `TMDb answered in an unknown shape (${issue?.path.join('.') || 'all of it'}: ${issue?.message})`,
  };
}
