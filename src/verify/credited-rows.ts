/** Finding the row of a nomination by what it credits: from just the same words to what is only likely to be meant. */
import type { CreditedMovie, Nomination, Nominee } from '../model/ceremony.ts';
import { groupBy } from '../model/group-by.ts';
import { bare } from '../model/identity.ts';
import { type NominationText, nominationTexts } from '../model/nomination-texts.ts';
import type { StoredNomination } from '../model/stored.ts';

type Credits = Pick<Nomination, 'movies' | 'nominees' | 'won' | NominationText>;

/** What a row is looked up by; null where a nomination cannot be looked up so. */
type View = (credits: Credits) => readonly unknown[] | null;

const titles = ({ movies }: Credits) => movies.map(({ title }) => title);
const names = ({ nominees }: Credits) => nominees.map(({ name }) => name);
const looseTitles = (credits: Credits) => titles(credits).map(bare).sort();
const looseNames = (credits: Credits) => names(credits).map(bare).sort();

/** How a nomination is looked up, and how a row is found by it. */
interface LookUp {
  readonly of: View;
  readonly inRow: View;
}

function both(view: View): LookUp {
  return { of: view, inRow: view };
}

const spelled: View = (credits) => [titles(credits), names(credits)];
const spelledWithDetail: View = (credits) => [titles(credits), names(credits), credits.detail];

/** Where a nomination names only a part of what it is for, the row may have the other part from elsewhere. */
const parts: readonly LookUp[] = [
  {
    of: (credits) => (credits.nominees.length === 0 ? [titles(credits)] : null),
    inRow: (row) => [titles(row)],
  },
  {
    of: ({ movies, nominees }) => (nominees.length === 0 ? idsOf(movies) : null),
    inRow: ({ movies }) => idsOf(movies),
  },
  {
    of: (credits) => (credits.movies.length === 0 ? [names(credits)] : null),
    inRow: (row) => [names(row)],
  },
  { of: (credits) => (credits.movies.length + credits.nominees.length === 0 ? [] : null), inRow: () => [] },
];

/** What tells nominations of the same credits apart, the most telling first. */
const tellingFields = ['citation', 'detail', 'note', 'credit'] as const;

/** The same look-up by what the nomination says besides, so that rows that say something else are not looked at. */
function byTellingField({ of, inRow }: LookUp): LookUp[] {
  const isTold = (credits: Credits) => tellingFields.find((field) => credits[field] !== null);
  const withField = (view: View, field: (typeof tellingFields)[number]): View => {
    return (credits) => {
      const key = view(credits);
      return key && [...key, credits[field]];
    };
  };
  return [
    ...tellingFields.map((field) => ({
      of: (credits: Credits) => (isTold(credits) === field ? withField(of, field)(credits) : null),
      inRow: withField(inRow, field),
    })),
    { of: (credits) => (isTold(credits) === undefined ? of(credits) : null), inRow },
  ];
}

/** Each finds all rows that may say what a nomination says, and the first ones few others. */
const sure: readonly LookUp[] = [
  both((credits) => [titles(credits), names(credits), credits.detail, credits.citation, credits.note]),
  ...[both(spelled), ...parts].flatMap(byTellingField),
];

/** For what is left, from likely to less so: to say in what the row differs that was meant. */
const likely: readonly LookUp[] = [
  both(spelledWithDetail),
  both(spelled),
  both((credits) => [looseTitles(credits), looseNames(credits)]),
  both(({ movies, nominees }) => {
    const [movieIds, nomineeIds] = [idsOf(movies), idsOf(nominees)];
    return movieIds && nomineeIds && [movieIds, nomineeIds];
  }),
  ...parts,
];

/** So many rows of the same credits are looked at for one that differs in nothing. */
const mostCandidates = 500;

interface Candidate<Row> {
  readonly row: Row;
  isTaken: boolean;
}

/** The stored nominations of one category, each taken once. */
export class CreditedRows<Row extends Credits = StoredNomination> {
  readonly #candidates: readonly Candidate<Row>[];
  readonly #indexes = new Map<View, Map<string, Candidate<Row>[]>>();

  constructor(rows: readonly Row[]) {
    this.#candidates = rows.map((row) => ({ row, isTaken: false }));
  }

  /**
   * Takes a row for each nomination, in turns: a row that would do for one may be exactly another.
   *
   * @param isSame whether the row says all that the nomination says
   * @returns the row of each nomination that has one
   */
  takeAll<T extends Credits>(nominations: readonly T[], isSame: (nomination: T, row: Row) => boolean): Map<T, Row> {
    const found = new Map<T, Row>();
    // Who says less, such as not who won, would do with a row that is the only one for another.
    const inTurn = nominations.toSorted((a, b) => saidCount(b) - saidCount(a));
    const round = ({ of, inRow }: LookUp, isWanted: typeof isSame) => {
      for (const nomination of inTurn) {
        const key = found.has(nomination) ? null : of(nomination);
        const row = key && this.#take(inRow, JSON.stringify(key), (one) => isWanted(nomination, one));
        if (row) found.set(nomination, row);
      }
    };
    for (const lookUp of sure) round(lookUp, isSame);
    for (const lookUp of likely) round(lookUp, () => true);
    return found;
  }

  /** Those that no nomination took. */
  left(): Row[] {
    return this.#candidates.filter(({ isTaken }) => !isTaken).map(({ row }) => row);
  }

  #take(view: View, key: string, isWanted: (row: Row) => boolean): Row | null {
    const bucket = this.#indexOf(view).get(key);
    if (bucket === undefined) return null;
    // Stryker disable next-line ConditionalExpression: for speed alone.
    while (bucket[0]?.isTaken) bucket.shift();
    // Stryker disable next-line MethodExpression: for speed alone.
    const free = bucket.slice(0, mostCandidates).find(({ row, isTaken }) => !isTaken && isWanted(row));
    if (free === undefined) return null;
    free.isTaken = true;
    return free.row;
  }

  #indexOf(view: View): Map<string, Candidate<Row>[]> {
    const index = this.#indexes.get(view) ?? groupBy(this.#candidates, ({ row }) => JSON.stringify(view(row)));
    this.#indexes.set(view, index);
    return index;
  }
}

/** How many facts a nomination says of which another one may say nothing. */
function saidCount({ won, movies, nominees, ...texts }: Credits): number {
  const facts = [
    won,
    ...nominationTexts.map((text) => texts[text]),
    ...movies.flatMap(({ year, imdbId }) => [year, imdbId]),
    ...nominees.map(({ imdbId }) => imdbId),
  ];
  return facts.filter((fact) => fact !== null).length;
}

/** Null where one of them has no ID. */
function idsOf(credits: readonly (CreditedMovie | Nominee)[]): string[] | null {
  const ids = credits.flatMap(({ imdbId }) => imdbId ?? []);
  return ids.length === credits.length ? ids.sort() : null;
}
