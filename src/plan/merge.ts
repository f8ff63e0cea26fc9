/** A nomination of a file over its stored row: what the file leaves out stays as it was. */
import type { CreditedMovie, Nomination, Nominee } from '../model/ceremony.ts';
import { fold } from '../model/identity.ts';
import type { StoredNomination } from '../model/stored.ts';

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
    won: nomination.won ?? before.won,
    detail: nomination.detail ?? before.detail,
    credit: nomination.credit ?? before.credit,
    citation: nomination.citation ?? before.citation,
    note: nomination.note ?? before.note,
    movies: mergedCredits(nomination.movies, before.movies, ({ title }) => fold(title), mergedMovie),
    nominees: mergedCredits(nomination.nominees, before.nominees, ({ name }) => fold(name), mergedNominee),
  };
}

/**
 * Each stored credit says what is left out of one of the file's, and of no other: a name that stands there twice, once
 * with its ID and once without, is not linked twice. Who is the same is told by the ID, then by the name, at last without
 * regard to its commas, dots and marks where one side has no ID.
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
  const take = (isPartner: (credit: Credit, other: Credit) => boolean) => {
    for (const credit of credits) {
      const partner = known.has(credit) ? undefined : [...free].find((other) => isPartner(credit, other));
      if (partner === undefined) continue;
      free.delete(partner);
      known.set(credit, partner);
    }
  };
  const couldBeSame = (a: Credit, b: Credit) => a.imdbId === null || b.imdbId === null;
  take((credit, other) => credit.imdbId !== null && credit.imdbId === other.imdbId);
  take((credit, other) => nameOf(credit) === nameOf(other) && credit.imdbId === other.imdbId);
  take((credit, other) => nameOf(credit) === nameOf(other) && couldBeSame(credit, other));
  take((credit, other) => bare(nameOf(credit)) === bare(nameOf(other)) && couldBeSame(credit, other));
  return credits.map((credit) => {
    const partner = known.get(credit);
    return partner === undefined ? credit : merge(credit, partner);
  });
}

/** Letters and digits alone: `B, Jr.` is `bjr`. */
function bare(name: string): string {
  return name.normalize('NFD').replace(/[^\p{L}\p{N}]/gu, '') || name;
}

function mergedMovie({ title, year, imdbId }: CreditedMovie, known: CreditedMovie): CreditedMovie {
  return { title, year: year ?? known.year, imdbId: imdbId ?? known.imdbId };
}

/** Without an ID, a nominee is a person only because nothing else was said, and of unknown kind because nothing was. */
function mergedNominee(nominee: Nominee, known: Nominee): Nominee {
  const saysNothing = nominee.kind === 'unknown' || (nominee.kind === 'person' && known.kind !== 'unknown');
  const isOpen = nominee.imdbId === null && (saysNothing || nominee.kind === known.kind);
  return isOpen ? { ...known, name: nominee.name } : nominee;
}
