/** Which ceremonies an organization had and the database has not, by their numbers and by what sources hold. */
import type { Heading } from '../model/ceremony.ts';
import { groupBy } from '../model/group-by.ts';
import { keyInRegistry } from '../model/organizations.ts';
import type { CeremonyStatus } from '../model/stored.ts';

/** A source whose ceremonies are known without asking anybody. */
export interface KnownSource {
  /** The option of an import that takes it, such as `--from` with `oscar_data`. */
  readonly option: readonly [flag: string, value: string];
  readonly editions: readonly SourceEdition[];
}

export type SourceEdition = Pick<Heading, 'organization' | 'instance' | 'number'> & {
  readonly organization: string;
  readonly year: number;
};

export interface MissingEdition {
  readonly organization: string;
  /** Null where only its number is known. */
  readonly year: number | null;
  readonly instance: number | null;
  readonly number: number | null;
  /** Place of the source that holds it among those that were given; null where none does. */
  readonly source: number | null;
}

type Stored = Pick<CeremonyStatus, 'organization' | 'year' | 'instance' | 'number'>;

/** All that is missing, by organization, oldest first. What stands under another key of an organization is not missing. */
export function missingEditions(stored: readonly Stored[], sources: readonly KnownSource[]): MissingEdition[] {
  const histories = groupBy(stored, ({ organization }) => keyInRegistry(organization));
  return [...histories].flatMap(([organization, history]) => {
    const held = sources.flatMap(({ editions }, source) =>
      editions
        .filter((edition) => keyInRegistry(edition.organization) === organization && !isIn(history, edition))
        .map(({ year, instance, number }) => ({ organization, year, instance, number, source })),
    );
    const once = held.filter((edition, at) => !isIn(held.slice(0, at), edition));
    const numbers = new Set(once.map(({ number }) => number));
    const unheld = numberGaps(history)
      .filter((number) => !numbers.has(number))
      .map((number) => ({ organization, year: null, instance: null, number, source: null }));
    return [...once, ...unheld].sort((a, b) => (a.number ?? a.year ?? 0) - (b.number ?? b.year ?? 0));
  });
}

/** By its number where both sides know it, else by its place: as an import would find it. */
function isIn(history: readonly Pick<Stored, 'year' | 'instance' | 'number'>[], edition: Omit<Stored, 'organization'>) {
  return history.some(({ year, instance, number }) =>
    number !== null && edition.number !== null
      ? number === edition.number
      : year === edition.year && instance === edition.instance,
  );
}

/**
 * Numbers between the first and the last one. A ceremony of which nobody said the number, held between two that have
 * one, is what the years say it is.
 */
function numberGaps(history: readonly Stored[]): number[] {
  const inOrder = history
    .filter((one): one is Stored & { readonly number: number } => one.number !== null)
    .sort((a, b) => a.number - b.number);
  const unnumbered = history.filter(({ number }) => number === null);
  return inOrder.slice(1).flatMap((after, at) => {
    const before = inOrder[at] ?? after;
    const gaps = Array.from({ length: after.number - before.number - 1 }, (_, step) => before.number + 1 + step);
    const between = unnumbered.filter(({ year }) => before.year <= year && year <= after.year);
    const taken = new Set(between.map(({ year }) => before.number + year - before.year));
    return between.length >= gaps.length ? [] : gaps.filter((number) => !taken.has(number));
  });
}
