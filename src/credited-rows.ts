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
  readonly #byKey = new Map<string, CreditedRow[]>();

  constructor(nominations: readonly StoredNomination[]) {
    this.#rows = nominations.map((row) => ({ row, isTaken: false }));
    for (const credited of this.#rows) {
      const { row } = credited;
      // What a nomination does not name may be anything.
      for (const key of new Set(allKeys.map((what) => keyOf(what, row.category, row))))
        groupUnder(this.#byKey, key, credited);
    }
  }

  /** A row with just the credits of the nomination. */
  takeSame(category: Category, nomination: Nomination, isWanted: IsWanted): StoredNomination | null {
    return this.#take(keyOf('both', category.canonicalName, nomination), isWanted);
  }

  /** A row with the credits that the nomination names, and perhaps with movies or nominees where it names none. */
  takeFuller(category: Category, nomination: Nomination, isWanted: IsWanted): StoredNomination | null {
    const { movies, nominees } = nomination;
    const named =
      movies.length > 0 ? (nominees.length > 0 ? 'both' : 'movies') : nominees.length > 0 ? 'nominees' : 'none';
    return this.#take(keyOf(named, category.canonicalName, nomination), isWanted);
  }

  left(): StoredNomination[] {
    return this.#rows.filter(({ isTaken }) => !isTaken).map(({ row }) => row);
  }

  #take(key: string, isWanted: IsWanted): StoredNomination | null {
    const found = this.#byKey.get(key)?.find(({ row, isTaken }) => !isTaken && isWanted(row));
    if (found === undefined) return null;
    found.isTaken = true;
    return found.row;
  }
}

type IsWanted = (row: StoredNomination) => boolean;

/** Which credits a key is made of. */
const allKeys = ['both', 'movies', 'nominees', 'none'] as const;

function keyOf(
  what: (typeof allKeys)[number],
  category: string,
  { movies, nominees }: Pick<Nomination, 'movies' | 'nominees'>,
): string {
  const titles = what === 'both' || what === 'movies' ? movies.map(({ title }) => title) : null;
  const names = what === 'both' || what === 'nominees' ? nominees.map(({ name }) => name) : null;
  return JSON.stringify([fold(category), titles, names]);
}

function groupUnder<Item>(groups: Map<string, Item[]>, key: string, item: Item): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [item]);
  else group.push(item);
}
