/** What a ceremony says twice: a nomination of a category, or a credit of a nomination. */
import type { Category, CreditedMovie, Nomination, Nominee } from '../model/ceremony.ts';
import { groupBy } from '../model/group-by.ts';
import { announcedText, fold } from '../model/identity.ts';
import { kindSaid } from '../model/unsaid.ts';

export interface Repeat {
  /** Which nomination of its category stands there once more, or credits somebody twice; from 0. */
  readonly nomination: number;
  /** What is the same as what, each with its path from the category on. */
  readonly text: (path: string) => string;
}

/** Nominations of a category that are there twice, then credits that a nomination has twice. */
export function repeatsIn({ nominations }: Pick<Category, 'nominations'>): Repeat[] {
  return [...repeatedNominations(nominations), ...nominations.flatMap(repeatedCredits)];
}

interface Placed {
  readonly nomination: Nomination;
  readonly at: number;
}

function repeatedNominations(nominations: readonly Nomination[]): Repeat[] {
  const byText = groupBy(
    nominations.map((nomination, at): Placed => ({ nomination, at })),
    ({ nomination }) => announcedText(nomination),
  );
  return [...byText.values()].flatMap(repeatsAmong).sort((a, b) => a.nomination - b.nomination);
}

/** @param alike those that were announced in the same words, in their order */
function repeatsAmong(alike: readonly Placed[]): Repeat[] {
  if (alike.length === 1) return [];
  // Thousands of one title are not each compared with each.
  const byId = groupBy(alike, ({ nomination }) => lastId(nomination));
  return alike.flatMap(({ nomination, at }): Repeat[] => {
    const id = lastId(nomination);
    const near = id === null ? [alike] : [byId.get(id) ?? [], byId.get(null) ?? []];
    const found = near.flatMap((list) => list.find((one) => one.at >= at || areOne(one.nomination, nomination)) ?? []);
    const first = Math.min(...found.map((one) => one.at));
    if (first >= at) return [];
    const text = (of: string) => `${of}.nominations[${at}]: the same nomination as ${of}.nominations[${first}]`;
    return [{ nomination: at, text }];
  });
}

function lastId({ movies, nominees }: Nomination): string | null {
  return (nominees.at(-1) ?? movies.at(-1))?.imdbId ?? null;
}

/**
 * Whether two that were announced in the same words are one nomination: nothing that identifies them differs where both
 * say it. Two movies called Dune have other IDs and years; one without either may be each of them. Who won is no part of
 * it: two that differ in nothing else contradict each other.
 */
function areOne(a: Nomination, b: Nomination): boolean {
  return (
    mayBeSame(a.note && fold(a.note), b.note && fold(b.note)) &&
    a.movies.every((movie, at) => areOneMovie(movie, b.movies[at] ?? movie)) &&
    a.nominees.every((nominee, at) => areOneNominee(nominee, b.nominees[at] ?? nominee))
  );
}

function areOneMovie(a: CreditedMovie, b: CreditedMovie): boolean {
  return mayBeSame(a.imdbId, b.imdbId) && mayBeSame(a.year, b.year);
}

function areOneNominee(a: Nominee, b: Nominee): boolean {
  return mayBeSame(a.imdbId, b.imdbId) && mayBeSame(kindSaid(a), kindSaid(b));
}

/** Null where it is not said. */
function mayBeSame<Value>(a: Value | null, b: Value | null): boolean {
  return a === null || b === null || a === b;
}

/** One person, or one movie, twice on a nomination. A company may be, with two of its departments. */
function repeatedCredits({ movies, nominees }: Nomination, nomination: number): Repeat[] {
  // Most have one of each, and a whole history has thousands.
  if (movies.length < 2 && nominees.length < 2) return [];
  const titles = movies.map(({ imdbId }) => imdbId);
  const people = nominees.map(({ kind, imdbId }) => (kind === 'person' ? imdbId : null));
  return [...repeatedIds(titles, 'movies', 'movie'), ...repeatedIds(people, 'nominees', 'person')].map((text) => ({
    nomination,
    text: (of) => text(`${of}.nominations[${nomination}]`),
  }));
}

function repeatedIds(ids: readonly (string | null)[], list: string, what: string): ((of: string) => string)[] {
  return ids.flatMap((id, at) => {
    const first = ids.indexOf(id);
    if (id === null || first === at) return [];
    return [(of: string) => `${of}.${list}[${at}]: the same ${what} as ${of}.${list}[${first}]`];
  });
}
