/** What a resolution asks the row of a person or a movie to be; how it is merged with the stored one is the database's. */
import {
  answerDays,
  type MovieFacts,
  type PersonFacts,
  type Resolution,
  type ResolutionSource,
  type StandingAnswer,
  type StoredEntity,
  unknownMovie,
  unknownPerson,
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
  const nothing = { tmdbId: null, title: credited, ...unknownMovie };
  const { tmdbId, title, ...facts } = resolution.status === 'found' ? resolution.facts : nothing;
  return { ...commonRow(imdbId, title, tmdbId, resolution, now), facts };
}

/** The row that a person's resolution asks for; `credited` is the name in the ceremony file. */
export function personRow(
  imdbId: string,
  credited: string,
  resolution: Resolution<PersonFacts>,
  now: Date,
): StoredEntity {
  const nothing = { tmdbId: null, name: credited, ...unknownPerson };
  const { tmdbId, name, ...facts } = resolution.status === 'found' ? resolution.facts : nothing;
  return { ...commonRow(imdbId, name, tmdbId, resolution, now), facts };
}

function commonRow(
  imdbId: string,
  name: string,
  tmdbId: number | null,
  resolution: Resolution<unknown>,
  now: Date,
): Omit<StoredEntity, 'facts'> {
  const wasAsked = resolution.status === 'found' ? resolution.source === 'tmdb' : resolution.status !== 'waiting';
  return { imdbId, name, status: resolution.status, tmdbId, checkedAt: wasAsked ? now : null };
}
