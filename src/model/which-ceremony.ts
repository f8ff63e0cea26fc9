/**
 * Which stored ceremony a source means: the one of its number where both sides know it, wherever the year moved to; else
 * the one of its year and instance. A ceremony with another number in the same year is another one.
 */
import type { EditionKey } from './ceremony.ts';

/** A stored ceremony, as far as it is told apart from others of its organization. */
export interface StoredEdition {
  readonly id: string;
  readonly year: number;
  readonly instance: number;
  readonly number: number | null;
}

export interface EditionPlace {
  /** The ceremony that is meant, or null where the organization has none such. */
  readonly edition: StoredEdition | null;
  /** What it is, or will be, among the ceremonies of the wanted year. */
  readonly instance: number;
}

/**
 * Finds a ceremony among those that its organization has of its number and in its year.
 *
 * @param stored of that organization; others than those of the number or the year do not matter
 */
export function placeOf(
  wanted: Pick<EditionKey, 'year' | 'instance' | 'number'>,
  stored: readonly StoredEdition[],
): EditionPlace {
  const inYear = new Map(stored.filter(({ year }) => year === wanted.year).map((one) => [one.instance, one]));
  const numbered = wanted.number === null ? undefined : stored.find(({ number }) => number === wanted.number);
  // Given once: a file that counts the ceremonies of its year otherwise changes nothing.
  if (numbered?.year === wanted.year) return { edition: numbered, instance: numbered.instance };
  for (let { instance } = wanted; ; instance++) {
    const there = inYear.get(instance);
    if (there === undefined) return { edition: numbered ?? null, instance };
    if (numbered === undefined && !areTwo(wanted.number, there.number)) return { edition: there, instance };
  }
}

function areTwo(one: number | null, other: number | null): boolean {
  return one !== null && other !== null && one !== other;
}
