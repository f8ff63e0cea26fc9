/** A nomination of a file over its stored row: what the file leaves out stays as it was. */
import type { CreditedMovie, Nomination, Nominee } from '../model/ceremony.ts';
import { groupBy } from '../model/group-by.ts';
import { bare, fold, isTitleSaid } from '../model/identity.ts';
import { forEachText } from '../model/nomination-texts.ts';
import type { StoredNomination } from '../model/stored.ts';
import { areSpellings, Wording } from './likeness.ts';

/** @param category canonical name */
export function mergeNomination(
  nomination: Nomination & { readonly position: number },
  before: StoredNomination,
  category: string,
): StoredNomination {
  return {
    id: before.id,
    category,
    position: nomination.position,
    won: nomination.won ?? before.won,
    ...forEachText((text) => nomination[text] ?? before[text]),
    movies: mergedCredits(nomination.movies, before.movies, ({ title }) => title, mergedMovie),
    nominees: mergedCredits(nomination.nominees, before.nominees, ({ name }) => name, mergedNominee),
  };
}

/**
 * Each stored credit says what is left out of one of the file's, and of no other: a name that stands there twice, once
 * with its ID and once without, is not linked twice. Who is the same is told by name and ID, then by the ID, then by the name, then, where one
 * side has no ID, by the name without its marks, commas, dots and apostrophes, and at last by there being nobody else.
 */
function mergedCredits<Credit extends { readonly imdbId: string | null }>(
  credits: readonly Credit[],
  stored: readonly Credit[],
  nameOf: (credit: Credit) => string,
  merge: (credit: Credit, known: Credit) => Credit,
): readonly Credit[] {
  if (credits.length === 0) return stored;
  const free = new Set(stored);
  const known = new Map<Credit, Credit>();
  const pair = (credit: Credit, partner: Credit) => {
    free.delete(partner);
    known.set(credit, partner);
  };
  const take = (keyOf: (credit: Credit) => string | null, mayBeSame: (a: Credit, b: Credit) => boolean) => {
    const byKey = groupBy([...free], (credit) => keyOf(credit) ?? '');
    for (const credit of credits) {
      const key = known.has(credit) ? null : keyOf(credit);
      const partner = key === null ? undefined : byKey.get(key)?.find((one) => free.has(one) && mayBeSame(credit, one));
      if (partner !== undefined) pair(credit, partner);
    }
  };
  take((credit) => fold(nameOf(credit)), haveOneId);
  take(({ imdbId }) => imdbId, haveOneId);
  take((credit) => fold(nameOf(credit)), isOneOpen);
  take((credit) => bare(nameOf(credit)), isOneOpen);
  const [[credit, ...others], [partner, ...more]] = [credits.filter((one) => !known.has(one)), [...free]];
  const isAlone = others.length === 0 && more.length === 0;
  if (credit !== undefined && partner !== undefined && isAlone && isOneOpen(credit, partner)) {
    if (areSpellings(new Wording(nameOf(credit)), new Wording(nameOf(partner)))) pair(credit, partner);
  }
  return credits.map((credit) => {
    const partner = known.get(credit);
    return partner === undefined ? credit : merge(credit, partner);
  });
}

interface Identified {
  readonly imdbId: string | null;
}

function haveOneId(a: Identified, b: Identified): boolean {
  return a.imdbId === b.imdbId;
}

/** Nothing says that they are two. */
function isOneOpen(a: Identified, b: Identified): boolean {
  return a.imdbId === null || b.imdbId === null;
}

function mergedMovie({ title, year, imdbId }: CreditedMovie, known: CreditedMovie): CreditedMovie {
  return {
    title: isTitleSaid({ title, imdbId }) ? title : known.title,
    year: year ?? known.year,
    imdbId: imdbId ?? known.imdbId,
  };
}

/** Without an ID, a nominee is a person only because nothing else was said, and of unknown kind because nothing was. */
function mergedNominee(nominee: Nominee, known: Nominee): Nominee {
  const saysNothing = nominee.kind === 'unknown' || (nominee.kind === 'person' && known.kind !== 'unknown');
  const isOpen = nominee.imdbId === null && (saysNothing || nominee.kind === known.kind);
  return isOpen ? { ...known, name: nominee.name } : nominee;
}
