/** What a resolution asks the row of a person or a movie to be; how it is merged with the stored one is the database's. */
import {
  answerDays,
  type MovieFacts,
  type PersonFacts,
  type Resolution,
  type ResolutionSource,
  type StandingAnswer,
  type StoredEntity,
} from '../model/entity.ts';

/** A `missing` entity is asked for again after this long: TMDb may know it by then. */
export const missingIsCheckedAgainAfterMs = 7 * 24 * 60 * 60 * 1000;

/**
 * Answers that stand, so that a source need not be asked; as data, since the database looks for the others, too. That of
 * the bundled snapshot stands until TMDb itself can be asked, and TMDb's as long as its terms let it be kept.
 */
export function standingAnswers(source: ResolutionSource): readonly StandingAnswer[] {
  const missing: StandingAnswer = { status: 'missing', wasAsked: true, forMs: missingIsCheckedAgainAfterMs };
  if (source === 'tmdb') return [{ status: 'found', wasAsked: true, forMs: answerDays * 24 * 60 * 60 * 1000 }, missing];
  return [missing, ...[true, false].map((wasAsked) => ({ status: 'found', wasAsked, forMs: null }) as const)];
}

/**
 * Whether a source need not be asked for this row: there is an answer, and it still stands.
 *
 * @param now milliseconds since the epoch
 */
export function isKnown(
  { status, checkedAt }: Pick<StoredEntity, 'status' | 'checkedAt'>,
  source: ResolutionSource,
  now: number,
): boolean {
  return standingAnswers(source).some(
    ({ forMs, ...answer }) =>
      answer.status === status &&
      answer.wasAsked === (checkedAt !== null) &&
      (forMs === null || checkedAt === null || now - checkedAt.getTime() < forMs),
  );
}

/** The row that a movie's resolution asks for; `credited` is the title in the ceremony file. */
export function movieRow(
  imdbId: string,
  credited: string,
  resolution: Resolution<MovieFacts>,
  now: Date,
): StoredEntity {
  const facts = resolution.status === 'found' ? resolution.facts : null;
  return {
    ...commonRow(imdbId, facts?.title ?? credited, facts, resolution, now),
    facts: {
      original_title: facts?.originalTitle ?? null,
      original_language: facts?.originalLanguage ?? null,
      release_date: facts?.releaseDate ?? null,
      overview: facts?.overview ?? null,
      poster_path: facts?.posterPath ?? null,
    },
  };
}

/** The row that a person's resolution asks for; `credited` is the name in the ceremony file. */
export function personRow(
  imdbId: string,
  credited: string,
  resolution: Resolution<PersonFacts>,
  now: Date,
): StoredEntity {
  const facts = resolution.status === 'found' ? resolution.facts : null;
  return {
    ...commonRow(imdbId, facts?.name ?? credited, facts, resolution, now),
    facts: {
      known_for_department: facts?.knownForDepartment ?? null,
      gender: facts?.gender ?? null,
      profile_path: facts?.profilePath ?? null,
    },
  };
}

function commonRow(
  imdbId: string,
  name: string,
  facts: { readonly tmdbId: number } | null,
  resolution: Resolution<unknown>,
  now: Date,
): Omit<StoredEntity, 'facts'> {
  const wasAsked = resolution.status === 'found' ? resolution.source === 'tmdb' : resolution.status !== 'waiting';
  return { imdbId, name, status: resolution.status, tmdbId: facts?.tmdbId ?? null, checkedAt: wasAsked ? now : null };
}
