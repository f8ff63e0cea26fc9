/** What every reader makes of a foreign file: ceremonies in the ceremony file's own format, still to be checked. */
import { beside, quoted } from '../ceremony/issue-text.ts';
import { headingIn, type MadeCeremony, type ReadCeremony } from '../ceremony/parse.ts';
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
    const { movies = [], nominees = [], citation } = nomination;
    const isAboutNothing = movies.length + nominees.length === 0 && citation === undefined;
    if (leftOut.length > 0) this.leaveOut(place, leftOut.join(', '));
    else if (isAboutNothing) this.leaveOut(place, 'an entry that names neither a movie nor a nominee');
    if (isAboutNothing) return;
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

  /** Tells of something that the source has and that says nothing. */
  leaveOut(place: string, what: string): void {
    this.#remarks.push(`${place}: left out ${what}`);
  }

  /** The reading of the one ceremony of that head; one of which nothing is left is left out itself, by its name. */
  reading(head: Omit<CeremonyFile, 'categories'>, at: string, problems: readonly string[] = []): Reading {
    if (problems.length === 0 && this.#categories.size === 0) {
      const why = this.#remarks.length === 0 ? 'no awards in it' : 'none of its entries names a movie or a nominee';
      const { ceremonies, remarks } = leftAside(`${head.name}`, why, at);
      return { ceremonies, problems: [], remarks: [...this.#remarks, ...remarks] };
    }
    return readingOf({ heading: headingIn(head, at), at, problems, make: () => this.made(head) });
  }

  /** The ceremony of that head with the categories collected. */
  made(head: Omit<CeremonyFile, 'categories'>): MadeCeremony {
    const collected = [...this.#categories.values()];
    const nominations = collected.flatMap(({ category }) => category.nominations);
    const saysNoWinner = nominations.length > 0 && nominations.every(({ won }) => won === null || won === undefined);
    return {
      content: { ...head, categories: collected.map(({ category }) => category) },
      places: collected.map(({ places }) => places),
      remarks: [
        ...this.#remarks,
        ...(saysNoWinner ? [`${head.name} says of no nomination whether it won: winners that are stored stay`] : []),
      ],
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

/**
 * Whether it won, by a mark of the source. Null says that it is not known. One that is missing is, as in a ceremony file, no
 * win beside those that won: many programs write no false.
 */
export function wonBy(mark: boolean | null | undefined): Pick<NominationFile, 'won'> {
  return mark === undefined ? {} : { won: mark };
}

/** The reading of a ceremony that is there by name and holds nothing to import. */
export function leftAside(name: string, why: string, at: string): Reading {
  const remark = `${name === '' ? 'a ceremony' : quoted(name).slice(1, -1)} was left out: ${why}`;
  return { ceremonies: [], problems: [], remarks: [beside(at, remark)] };
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
