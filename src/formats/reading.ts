/** What every reader makes of a foreign file: ceremonies in the ceremony file's own format, still to be checked. */
import type { MadeCeremony, ReadCeremony } from '../ceremony/parse.ts';
import type { CeremonyFile } from '../ceremony/schema.ts';
import type { Heading, NomineeId } from '../model/ceremony.ts';

export type { CeremonyFile };
export type CategoryFile = CeremonyFile['categories'][number];
export type NominationFile = CategoryFile['nominations'][number];
export type NomineeFile = NonNullable<NominationFile['nominees']>[number];
export type MovieFile = NonNullable<NominationFile['movies']>[number];

export interface Reading {
  readonly ceremonies: readonly ReadCeremony[];
  /** What keeps the whole file from being read, such as a column that is not there. */
  readonly problems: readonly string[];
  /** What the reader left aside of the whole file. */
  readonly remarks: readonly string[];
}

/** Reads a text; `name` is that of its file. */
export type TextReader = (text: string, name: string) => Reading;
/** Reads one JSON value, `at` being its path within its file: empty for the whole. */
export type JsonReader = (value: unknown, at: string) => Reading;

interface Collected {
  readonly category: CategoryFile;
  readonly places: string[];
  /** Of the nominations with IDs that nobody paired, by their place. */
  readonly looseIds: Map<number, readonly NomineeId[]>;
}

/** Collects categories and their nominations in the order in which a source names them. */
export class CategoryCollector {
  readonly #categories = new Map<string, Collected>();
  readonly #remarks: string[] = [];

  /**
   * Adds a nomination to the category of that key, which is made by its first nomination.
   *
   * @param leftOut what the entry mentions and does not name; if nothing is left of it, it is left out whole
   * @param looseIds IDs that stand beside its names, of which the source does not say whose each is
   */
  add(
    key: string,
    category: Omit<CategoryFile, 'nominations'>,
    nomination: NominationFile,
    place: string,
    leftOut: readonly string[] = [],
    looseIds: readonly NomineeId[] = [],
  ): void {
    if (leftOut.length > 0) this.#remarks.push(`${place}: left out ${leftOut.join(', ')}`);
    const { movies = [], nominees = [], citation } = nomination;
    if (leftOut.length > 0 && movies.length + nominees.length === 0 && citation === undefined) return;
    const found = this.#categories.get(key) ?? newCollected(category);
    found.category.nominations.push(nomination);
    found.places.push(place);
    if (looseIds.length > 0) found.looseIds.set(found.places.length - 1, looseIds);
    this.#categories.set(key, found);
  }

  /** Says something about an entry that is not added. */
  remark(text: string): void {
    this.#remarks.push(text);
  }

  /** The ceremony of that head with the categories collected. */
  made(head: Omit<CeremonyFile, 'categories'>): MadeCeremony {
    const collected = [...this.#categories.values()];
    return {
      content: { ...head, categories: collected.map(({ category }) => category) },
      places: collected.map(({ places }) => places),
      remarks: this.#remarks,
      looseIds: collected.flatMap(({ looseIds }, category) =>
        [...looseIds].map(([nomination, ids]) => ({ category, nomination, ids })),
      ),
    };
  }
}

function newCollected(category: Omit<CategoryFile, 'nominations'>): Collected {
  return { category: { ...category, nominations: [] }, places: [], looseIds: new Map() };
}

/** The record without what says nothing: empty text, empty lists, `false` and undefined. */
export function withoutEmpty<T extends object>(record: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(record).filter(([, value]) => {
    if (Array.isArray(value)) return value.length > 0;
    return value !== undefined && value !== null && value !== '' && value !== false;
  });
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

/** The reading of one ceremony. */
export function readingOf(ceremony: ReadCeremony): Reading {
  return { ceremonies: [ceremony], problems: [], remarks: [] };
}

/** The reading of one ceremony that could not be placed. */
export function refusedReading(heading: Heading, at: string, problems: readonly string[]): Reading {
  const make = () => ({ content: null, places: [], remarks: [] });
  return readingOf({ heading, at, problems, make });
}

/** The reading of a file that holds no ceremony. */
export function refusal(problems: readonly string[], remarks: readonly string[] = []): Reading {
  return { ceremonies: [], problems, remarks };
}
