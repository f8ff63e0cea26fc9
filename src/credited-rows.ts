/** Finding the row of a nomination by what it credits. */
import { fold } from './identity.ts';
import type { Category, Nomination } from './model.ts';
import type { StoredNomination } from './stored.ts';

interface CreditedRow {
  readonly row: StoredNomination;
  isTaken: boolean;
}

/** The stored nominations, found by what they credit, each taken once. */
export class CreditedRows {
  readonly #rows: readonly CreditedRow[];
  readonly #byCredits = new Map<string, CreditedRow[]>();
  readonly #byMovies = new Map<string, CreditedRow[]>();

  constructor(nominations: readonly StoredNomination[]) {
    this.#rows = nominations.map((row) => ({ row, isTaken: false }));
    for (const credited of this.#rows) {
      const { row } = credited;
      groupUnder(this.#byCredits, creditsText(row.category, row), credited);
      groupUnder(this.#byMovies, moviesText(row.category, row), credited);
    }
  }

  /** A row with the credits of the nomination. One that names nobody may be any with its movies. */
  take(
    { canonicalName }: Category,
    nomination: Nomination,
    isWanted: (row: StoredNomination) => boolean,
  ): StoredNomination | null {
    const candidates =
      nomination.nominees.length > 0
        ? this.#byCredits.get(creditsText(canonicalName, nomination))
        : this.#byMovies.get(moviesText(canonicalName, nomination));
    const found = candidates?.find(({ row, isTaken }) => !isTaken && isWanted(row));
    if (found === undefined) return null;
    found.isTaken = true;
    return found.row;
  }

  left(): StoredNomination[] {
    return this.#rows.filter(({ isTaken }) => !isTaken).map(({ row }) => row);
  }
}

function groupUnder<Item>(groups: Map<string, Item[]>, key: string, item: Item): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [item]);
  else group.push(item);
}

function creditsText(category: string, { movies, nominees }: Pick<Nomination, 'movies' | 'nominees'>): string {
  return JSON.stringify([fold(category), movies.map((m) => m.title), nominees.map(({ name }) => name)]);
}

function moviesText(category: string, { movies }: Pick<Nomination, 'movies'>): string {
  return JSON.stringify([fold(category), movies.map((m) => m.title)]);
}
