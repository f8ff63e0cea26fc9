/**
 * Pairs the nominations of a file with those of the database, the way git finds renames: by the announced text first,
 * then, among those left over, by what they are about. So a corrected spelling is an update of the same row, not a
 * removal and an addition.
 */
import { announcedText, fold } from './identity.ts';
import type { Nomination } from './model.ts';

export interface Pairing<Desired, Existing> {
  readonly pairs: readonly (readonly [Desired, Existing])[];
  readonly added: readonly Desired[];
  readonly extra: readonly Existing[];
}

type Announced = Pick<Nomination, 'movies' | 'nominees' | 'detail' | 'citation'>;

/**
 * Pairs the nominations of one category. Rounds, each over what the earlier ones left: the same announced text; the
 * same movie and nominee IDs; the same movies with the most nominees in common, and at least one; the same movies, where
 * one side names nobody and nothing else is about these movies.
 */
export function pairNominations<D extends Announced, E extends Announced>(
  desired: readonly D[],
  existing: readonly E[],
): Pairing<D, E> {
  const pairs: [D, E][] = [];
  let added: readonly D[] = desired;
  let extra: readonly E[] = existing;
  const take = (found: readonly (readonly [D, E])[]) => {
    for (const [d, e] of found) pairs.push([d, e]);
    const taken = new Set<unknown>(found.flat());
    added = added.filter((d) => !taken.has(d));
    extra = extra.filter((e) => !taken.has(e));
  };
  take(pairsByKey(added, extra, announcedText));
  take(pairsByKey(added, extra, idText));
  take(pairsByCommonNominee(added, extra));
  take(pairsByMoviesAlone(added, extra));
  return { pairs, added, extra };
}

/** Pairs equal keys in order; a null key pairs with nothing. */
function pairsByKey<D extends Announced, E extends Announced>(
  desired: readonly D[],
  existing: readonly E[],
  keyOf: (nomination: Announced) => string | null,
): [D, E][] {
  const free = new Map<string, E[]>();
  for (const e of existing) {
    const key = keyOf(e);
    if (key !== null) free.set(key, [...(free.get(key) ?? []), e]);
  }
  const pairs: [D, E][] = [];
  for (const d of desired) {
    const key = keyOf(d);
    const partner = key === null ? undefined : free.get(key)?.shift();
    if (partner !== undefined) pairs.push([d, partner]);
  }
  return pairs;
}

/** The linked IDs without regard to order, or null where a name has none: half an identity is none. */
function idText({ movies, nominees }: Announced): string | null {
  const movieIds = movies.map((movie) => movie.imdbId);
  const nomineeIds = nominees.map((nominee) => (nominee.kind === 'country' ? fold(nominee.name) : nominee.imdbId));
  if (movieIds.length === 0 || movieIds.includes(null) || nomineeIds.includes(null)) return null;
  return JSON.stringify([movieIds.sort(), nomineeIds.sort()]);
}

function pairsByCommonNominee<D extends Announced, E extends Announced>(
  desired: readonly D[],
  existing: readonly E[],
): [D, E][] {
  const candidates = desired.flatMap((d, at) =>
    existing
      .filter((e) => haveSameMovies(d, e))
      .map((e) => ({ d, e, at, common: commonNominees(d, e) }))
      .filter(({ common }) => common > 0),
  );
  candidates.sort((a, b) => b.common - a.common || a.at - b.at);
  const pairs: [D, E][] = [];
  const taken = new Set<unknown>();
  for (const { d, e } of candidates) {
    if (taken.has(d) || taken.has(e)) continue;
    taken.add(d).add(e);
    pairs.push([d, e]);
  }
  return pairs;
}

/** A source may leave nominees out altogether, such as the country of an international feature. */
function pairsByMoviesAlone<D extends Announced, E extends Announced>(
  desired: readonly D[],
  existing: readonly E[],
): [D, E][] {
  const about = <N extends Announced>(other: Announced, all: readonly N[]) =>
    other.movies.length === 0 ? [] : all.filter((nomination) => haveSameMovies(other, nomination));
  return desired.flatMap((d): [D, E][] => {
    const [e, ...others] = about(d, existing);
    if (e === undefined || others.length > 0 || about(e, desired).length > 1) return [];
    const isNamedOnce = d.nominees.length === 0 || e.nominees.length === 0;
    return isNamedOnce && agree(d.detail, e.detail) && agree(d.citation, e.citation) ? [[d, e]] : [];
  });
}

/** Whoever says nothing does not object. */
function agree(a: string | null, b: string | null): boolean {
  return a === null || b === null || fold(a) === fold(b);
}

function haveSameMovies(a: Announced, b: Announced): boolean {
  if (a.movies.length !== b.movies.length) return false;
  return a.movies.every((movie) => b.movies.some((other) => isSame(movie, other, (m) => m.title)));
}

function commonNominees(a: Announced, b: Announced): number {
  return a.nominees.filter((nominee) => b.nominees.some((other) => isSame(nominee, other, (n) => n.name))).length;
}

/** The same ID; or the same name, where not both have an ID that could tell them apart. */
function isSame<T extends { readonly imdbId: string | null }>(a: T, b: T, nameOf: (entity: T) => string): boolean {
  if (a.imdbId !== null && b.imdbId !== null) return a.imdbId === b.imdbId;
  return fold(nameOf(a)) === fold(nameOf(b));
}
