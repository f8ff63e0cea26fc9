/** What is counted of a verification. */
import type { Category, Nomination, Nominee } from '../model/ceremony.ts';
import type { StoredNomination } from '../model/stored.ts';

/** One nomination of the file with the row that says the same, if there is one. */
export interface Checked {
  readonly category: Category;
  readonly nomination: Nomination;
  readonly row: StoredNomination | null;
  /** Why there is no such row; null where there is one. */
  readonly problem: string | null;
}

/** So many of so many. */
export interface Tally {
  readonly present: number;
  readonly expected: number;
}

export interface GroupTally {
  readonly label: string;
  /** Nominations that are there as the file says. */
  readonly nominations: Tally;
  /** Persons credited on them that are linked to a person row, each once on a nomination. */
  readonly people: Tally;
  /** Persons credited on them without an ID: there, and not linked yet. */
  readonly pendingPeople: number;
}

export function tally(label: string, checked: readonly Checked[]): GroupTally {
  const stored = checked.flatMap(({ row }) => personsOf(row));
  const linked = stored.filter((nominee) => nominee.imdbId !== null).length;
  return {
    label,
    nominations: { present: checked.filter(({ row }) => row !== null).length, expected: checked.length },
    people: {
      present: linked,
      // A row may know better than the file that somebody is a company.
      expected: checked.flatMap(({ nomination, row }) => personsOf(row ?? nomination)).length,
    },
    pendingPeople: stored.length - linked,
  };
}

export function winnerTally(checked: readonly Checked[]): Tally {
  const winners = checked.filter(({ nomination }) => nomination.won);
  return { present: winners.filter(({ row }) => row?.won).length, expected: winners.length };
}

export function movieTally(checked: readonly Checked[]): Tally {
  return {
    present: checked.flatMap(({ row }) => row?.movies.filter((movie) => movie.imdbId !== null) ?? []).length,
    expected: checked.flatMap(({ nomination, row }) => (row ?? nomination).movies).length,
  };
}

/** A person counts once on a nomination, however often the name stands there. */
function personsOf(nomination: Pick<Nomination, 'nominees'> | null): Nominee[] {
  const persons = nomination?.nominees.filter(({ kind }) => kind === 'person') ?? [];
  const seen = new Set<string>();
  return persons.filter(({ imdbId }) => {
    if (imdbId === null) return true;
    const isNew = !seen.has(imdbId);
    seen.add(imdbId);
    return isNew;
  });
}
