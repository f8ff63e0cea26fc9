/** A nomination of a file over its stored row: what the file leaves out stays as it was. */
import { fold } from './identity.ts';
import type { CreditedMovie, Nomination, Nominee } from './model.ts';
import type { StoredNomination } from './stored.ts';

/** @param category canonical name */
export function merged(
  nomination: Nomination & { readonly position: number },
  before: StoredNomination,
  category: string,
): StoredNomination {
  return {
    id: before.id,
    category,
    position: nomination.position,
    won: nomination.won,
    detail: nomination.detail ?? before.detail,
    credit: nomination.credit ?? before.credit,
    citation: nomination.citation ?? before.citation,
    note: nomination.note ?? before.note,
    movies: mergedCredits(nomination.movies, before.movies, ({ title }) => fold(title), mergedMovie),
    nominees: mergedCredits(nomination.nominees, before.nominees, nomineeKey, mergedNominee),
  };
}

/**
 * Each stored credit says what is left out of one of the file's, and of no other: a name that stands there twice, once
 * with its ID and once without, is not linked twice.
 */
function mergedCredits<Credit extends { readonly imdbId: string | null }>(
  credits: readonly Credit[],
  stored: readonly Credit[],
  keyOf: (credit: Credit) => string,
  merge: (credit: Credit, known: Credit) => Credit,
): readonly Credit[] {
  if (credits.length === 0) return stored;
  const free = new Set(stored);
  const known = new Map<Credit, Credit>();
  const take = (credit: Credit, isPartner: (other: Credit) => boolean) => {
    if (known.has(credit)) return;
    const partner = [...free].find((other) => keyOf(other) === keyOf(credit) && isPartner(other));
    if (partner === undefined) return;
    free.delete(partner);
    known.set(credit, partner);
  };
  for (const credit of credits) take(credit, ({ imdbId }) => imdbId === credit.imdbId);
  for (const credit of credits) take(credit, ({ imdbId }) => imdbId === null || credit.imdbId === null);
  return credits.map((credit) => {
    const partner = known.get(credit);
    return partner === undefined ? credit : merge(credit, partner);
  });
}

function mergedMovie({ title, year, imdbId }: CreditedMovie, known: CreditedMovie): CreditedMovie {
  return { title, year: year ?? known.year, imdbId: imdbId ?? known.imdbId };
}

function nomineeKey({ kind, name }: Nominee): string {
  return `${kind} ${fold(name)}`;
}

function mergedNominee(nominee: Nominee, known: Nominee): Nominee {
  return nominee.imdbId === null ? { ...known, name: nominee.name } : nominee;
}
