/** Finding the row of a nomination by what it credits. */
import type { Category, Nomination } from '../model/ceremony.ts';
import { groupBy } from '../model/group-by.ts';
import { fold } from '../model/identity.ts';
import type { StoredNomination } from '../model/stored.ts';

interface CreditedRow {
  readonly row: StoredNomination;
  isTaken: boolean;
}

/** The stored nominations, found by what they credit, each taken once. */
export class CreditedRows {
  readonly #rows: readonly CreditedRow[];
  /** Made when they come up: nearly every nomination names both. */
  readonly #indexes = new Map<What, Map<string, CreditedRow[]>>();

  constructor(nominations: readonly StoredNomination[]) {
    this.#rows = nominations.map((row) => ({ row, isTaken: false }));
  }

  /** A row with just the credits of the nomination. */
  takeSame(category: Category, nomination: Nomination, isWanted: IsWanted): StoredNomination | null {
    return this.#take('both', category, nomination, isWanted);
  }

  /** A row with the credits that the nomination names, and perhaps with movies or nominees where it names none. */
  takeFuller(category: Category, nomination: Nomination, isWanted: IsWanted): StoredNomination | null {
    const { movies, nominees } = nomination;
    const named =
      movies.length > 0 ? (nominees.length > 0 ? 'both' : 'movies') : nominees.length > 0 ? 'nominees' : 'none';
    return this.#take(named, category, nomination, isWanted);
  }

  left(): StoredNomination[] {
    return this.#rows.filter(({ isTaken }) => !isTaken).map(({ row }) => row);
  }

  #take(what: What, { canonicalName }: Category, nomination: Nomination, isWanted: IsWanted): StoredNomination | null {
    const candidates = this.#indexOf(what).get(keyOf(what, canonicalName, nomination));
    const found = candidates?.find(({ row, isTaken }) => !isTaken && isWanted(row));
    if (found === undefined) return null;
    found.isTaken = true;
    return found.row;
  }

  #indexOf(what: What): Map<string, CreditedRow[]> {
    const index = this.#indexes.get(what) ?? groupBy(this.#rows, ({ row }) => keyOf(what, row.category, row));
    this.#indexes.set(what, index);
    return index;
  }
}

type IsWanted = (row: StoredNomination) => boolean;

/** Which credits a key is made of. */
type What = 'both' | 'movies' | 'nominees' | 'none';

function keyOf(what: What, category: string, { movies, nominees }: Pick<Nomination, 'movies' | 'nominees'>): string {
  const titles = what === 'both' || what === 'movies' ? movies.map(({ title }) => title) : null;
  const names = what === 'both' || what === 'nominees' ? nominees.map(({ name }) => name) : null;
  return JSON.stringify([fold(category), titles, names]);
}
