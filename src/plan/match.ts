/**
 * Pairs the nominations of a file with those of the database, the way git finds renames: by the announced text first,
 * then, among those left over, by what they are about. So a corrected spelling is an update of the same row, not a
 * removal and an addition.
 */
import type { Nomination } from '../model/ceremony.ts';
import { announcedText, fold } from '../model/identity.ts';

export interface Pairing<Desired, Existing> {
  readonly pairs: readonly (readonly [Desired, Existing])[];
  readonly added: readonly Desired[];
  readonly extra: readonly Existing[];
}

type Announced = Pick<Nomination, 'movies' | 'nominees' | 'detail' | 'citation'>;

/**
 * Pairs the nominations of one category. Rounds, each over what the earlier ones left: the same announced text; the
 * same movies with the most nominees in common; and where nothing else is meant, one that a source gives without its
 * nominees or without its movie. Among equals, those go together whose details and citations agree best.
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
  take(pairsByCommonNominee(added, extra));
  take(pairsAlone(added, extra, (d, e) => isSilent(d, e, 'nominees') && d.movies.length > 0 && haveSameMovies(d, e)));
  take(pairsAlone(added, extra, (d, e) => isSilent(d, e, 'nominees') && likeness(d.citation, e.citation) === same));
  take(pairsAlone(added, extra, (d, e) => isSilent(d, e, 'movies') && haveSameNominees(d, e)));
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

function pairsByCommonNominee<D extends Announced, E extends Announced>(
  desired: readonly D[],
  existing: readonly E[],
): [D, E][] {
  const byCredit = new Map<string, Set<E>>();
  for (const e of existing) for (const key of creditKeys(e)) byCredit.set(key, (byCredit.get(key) ?? new Set()).add(e));
  const candidates = desired.flatMap((d, at) =>
    [...new Set(creditKeys(d).flatMap((key) => [...(byCredit.get(key) ?? [])]))]
      .filter((e) => haveSameMovies(d, e) && couldBeSame(d, e))
      .map((e) => ({ d, e, at, common: inCommon(d, e), likeness: likenessOf(d, e) }))
      .filter(({ common }) => common > 0),
  );
  candidates.sort((a, b) => b.common - a.common || b.likeness - a.likeness || a.at - b.at);
  const pairs: [D, E][] = [];
  const taken = new Set<unknown>();
  for (const { d, e } of candidates) {
    if (taken.has(d) || taken.has(e)) continue;
    taken.add(d).add(e);
    pairs.push([d, e]);
  }
  return pairs;
}

/** Nominees that both name; a movie that stands alone on both sides counts as much as one. */
function inCommon(a: Announced, b: Announced): number {
  const isMovieAlone = a.movies.length > 0 && a.nominees.length === 0 && b.nominees.length === 0;
  return isMovieAlone ? 1 : commonNominees(a, b);
}

/** One of these is the same for two that have a nominee, or a movie alone, in common. */
function creditKeys({ movies, nominees }: Announced): string[] {
  const credits = nominees.length > 0 ? nominees : movies;
  return credits.flatMap((credit) => {
    const name = fold('title' in credit ? credit.title : credit.name);
    return credit.imdbId === null ? [name] : [name, credit.imdbId];
  });
}

/** Pairs two that may go together, where neither may go with another one. */
function pairsAlone<D extends Announced, E extends Announced>(
  desired: readonly D[],
  existing: readonly E[],
  mayPair: (d: D, e: E) => boolean,
): [D, E][] {
  return desired.flatMap((d): [D, E][] => {
    const [e, ...others] = existing.filter((one) => mayPair(d, one));
    if (e === undefined || others.length > 0 || desired.filter((one) => mayPair(one, e)).length > 1) return [];
    return likeness(d.detail, e.detail) < 0 || likeness(d.citation, e.citation) < 0 ? [] : [[d, e]];
  });
}

/** A source may leave nominees out altogether, such as the country of an international feature; another, movies. */
function isSilent(a: Announced, b: Announced, what: 'movies' | 'nominees'): boolean {
  return (a[what].length === 0) !== (b[what].length === 0);
}

function haveSameNominees(a: Announced, b: Announced): boolean {
  return a.nominees.length > 0 && a.nominees.length === b.nominees.length && commonNominees(a, b) === a.nominees.length;
}

/** Awards without a movie are told apart by what they are for: another citation is another award. */
function couldBeSame(a: Announced, b: Announced): boolean {
  return a.movies.length > 0 || likeness(a.citation, b.citation) >= 0;
}

function likenessOf(a: Announced, b: Announced): number {
  return likeness(a.detail, b.detail) + likeness(a.citation, b.citation);
}

const same = 2;

/** From 2, the same, down to -1, nothing in common; 0 where one side says nothing. */
function likeness(a: string | null | undefined, b: string | null | undefined): number {
  if (!a || !b) return 0;
  if (fold(a) === fold(b)) return same;
  const [wordsA, wordsB] = [wordsOf(a), wordsOf(b)];
  const common = [...wordsA].filter((word) => wordsB.has(word)).length;
  const share = common / Math.max(1, Math.min(wordsA.size, wordsB.size));
  return share >= 0.5 ? share : -1;
}

function wordsOf(text: string): Set<string> {
  return new Set(fold(text).match(/[\p{L}\p{N}]+/gu) ?? []);
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
