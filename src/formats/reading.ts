/** What every reader makes of a foreign file: ceremonies in the ceremony file's own format, still to be checked. */
import type * as z from 'zod';
import type { ReadCeremony } from '../ceremony/parse.ts';
import type { ceremonySchema } from '../ceremony/schema.ts';

/** A ceremony as it would stand in a file of its own. */
export type CeremonyFile = z.input<typeof ceremonySchema>;
export type CategoryFile = CeremonyFile['categories'][number];
export type NominationFile = CategoryFile['nominations'][number];
export type NomineeFile = NonNullable<NominationFile['nominees']>[number];
export type MovieFile = NonNullable<NominationFile['movies']>[number];

export interface Reading {
  readonly ceremonies: readonly ReadCeremony[];
  /** What could not be placed, each with its line or path. Any of them refuses the file. */
  readonly problems: readonly string[];
  /** What the reader left aside, for the user to know. */
  readonly remarks: readonly string[];
}

/** Reads a text; `name` is that of its file. */
export type TextReader = (text: string, name: string) => Reading;
/** Reads one JSON value, `at` being its path within its file: empty for the whole. */
export type JsonReader = (value: unknown, at: string) => Reading;

/** Collects categories and their nominations in the order in which a source names them. */
export class CategoryCollector {
  readonly #categories = new Map<string, { category: CategoryFile; places: string[] }>();

  /** Adds a nomination to the category of that key, which is made by its first nomination. */
  add(key: string, category: Omit<CategoryFile, 'nominations'>, nomination: NominationFile, place: string): void {
    const found = this.#categories.get(key) ?? { category: { ...category, nominations: [] }, places: [] };
    found.category.nominations.push(nomination);
    found.places.push(place);
    this.#categories.set(key, found);
  }

  get categories(): CategoryFile[] {
    return [...this.#categories.values()].map(({ category }) => category);
  }

  get places(): string[][] {
    return [...this.#categories.values()].map(({ places }) => places);
  }
}

/** The record without what says nothing: empty text, empty lists, `false` and undefined. */
export function withoutEmpty<T extends object>(record: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const entries = Object.entries(record).filter(([, value]) => {
    if (Array.isArray(value)) return value.length > 0;
    return value !== undefined && value !== null && value !== '' && value !== false;
  });
  return Object.fromEntries(entries) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

/** The reading of what could not be placed. */
export function refusal(problems: readonly string[], remarks: readonly string[] = []): Reading {
  return { ceremonies: [], problems, remarks };
}
