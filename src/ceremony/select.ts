/** Which ceremonies a user means by `2024`, `2020-2024`, `96th` or `1930/2`. */
import type { Ceremony } from '../model/ceremony.ts';
import { ExpectedError } from '../model/errors.ts';

export type Selector =
  | { readonly by: 'years'; readonly from: number; readonly to: number; readonly instance: number | null }
  | { readonly by: 'number'; readonly number: number };

/**
 * @param text `2024`, `2020-2024`, `96th`, or `1930/2` for the second ceremony of a year
 * @throws ExpectedError `usage` where it is none of these
 */
export function parseSelector(text: string): Selector {
  const numbered = /^(\d{1,5})(?:st|nd|rd|th)$/i.exec(text);
  if (numbered) return { by: 'number', number: Number(numbered[1]) };
  const range = /^(\d{4})-(\d{4})$/.exec(text);
  if (range && Number(range[1]) <= Number(range[2])) {
    return { by: 'years', from: Number(range[1]), to: Number(range[2]), instance: null };
  }
  const year = /^(\d{4})(?:\/(\d))?$/.exec(text);
  if (year) {
    const instance = year[2] === undefined ? null : Number(year[2]);
    return { by: 'years', from: Number(year[1]), to: Number(year[1]), instance };
  }
  throw new ExpectedError('usage', `"${text}" names no ceremony`, {
    hint: 'give the year it was held (2024), a range of years (2020-2024) or its number (96th)',
  });
}

/**
 * Picks the named ceremonies, in the order of `available` and each once; without names, all of them.
 *
 * @throws ExpectedError `usage` when a name matches none, or one year matches two
 */
export function selectCeremonies<T extends { readonly ceremony: NamedEdition }>(
  available: readonly T[],
  names: readonly string[],
): T[] {
  if (names.length === 0) return [...available];
  const chosen = new Set<T>();
  for (const name of names) {
    const matches = matching(available, name);
    for (const match of matches) chosen.add(match);
  }
  return available.filter((loaded) => chosen.has(loaded));
}

/**
 * Years of a range that are not there, in words: `2020-2023`; null where none is missing or no range is named. A range
 * is easily wider than a file.
 */
export function yearsNotThere(
  available: readonly { readonly ceremony: Pick<Ceremony, 'year'> }[],
  names: readonly string[],
): string | null {
  const held = new Set(available.map(({ ceremony }) => ceremony.year));
  const gaps: [from: number, to: number][] = [];
  for (const name of names) {
    const selector = parseSelector(name);
    if (selector.by !== 'years' || selector.from === selector.to) continue;
    for (let year = selector.from; year <= selector.to; year++) {
      if (held.has(year)) continue;
      const last = gaps.at(-1);
      if (last !== undefined && last[1] === year - 1) last[1] = year;
      else gaps.push([year, year]);
    }
  }
  return gaps.length === 0 ? null : gaps.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}

function matching<T extends { readonly ceremony: NamedEdition }>(available: readonly T[], name: string): T[] {
  const selector = parseSelector(name);
  const matches = available.filter(({ ceremony }) => isSelected(ceremony, selector));
  if (matches.length === 0) {
    throw new ExpectedError('usage', `there is no ceremony ${name} to import`, {
      hint: `${listed(available.map(({ ceremony }) => ceremony))}; give another file with --file`,
    });
  }
  if (selector.by === 'years' && selector.from === selector.to && matches.length > 1) {
    throw new ExpectedError('usage', `${name} saw ${matches.length} ceremonies`, {
      hint: `choose ${matches.map(({ ceremony }) => chooseable(ceremony)).join(', or ')}`,
    });
  }
  return matches;
}

/** Whether a selector means this edition. */
export function isSelected(edition: Pick<Ceremony, 'year' | 'instance' | 'number'>, selector: Selector): boolean {
  if (selector.by === 'number') return edition.number === selector.number;
  if (selector.instance !== null && selector.instance !== edition.instance) return false;
  return selector.from <= edition.year && edition.year <= selector.to;
}

function listed(ceremonies: readonly NamedEdition[]): string {
  if (ceremonies.length === 0) return 'there is none';
  return `there ${ceremonies.length <= namedAtMost ? 'is' : 'are'} ${editionsText(ceremonies)}`;
}

type NamedEdition = Pick<Ceremony, 'year' | 'instance' | 'number' | 'name'>;

const namedAtMost = 6;

/** All of a few, the first and the last of many; empty where there is none. */
export function editionsText(editions: readonly NamedEdition[]): string {
  const [first, last] = [editions[0], editions.at(-1)];
  if (first === undefined || last === undefined || editions.length <= namedAtMost)
    return editions.map(described).join(', ');
  return `${editions.length} ceremonies, from ${described(first)} to ${described(last)}`;
}

/** Every way to name one of a year's ceremonies: `1930/2 or 3rd (3rd Academy Awards)`. */
function chooseable({ year, instance, number, name }: NamedEdition): string {
  return `${year}/${instance}${number === null ? '' : ` or ${ordinal(number)}`} (${name})`;
}

function described({ year, instance, name }: NamedEdition): string {
  return `${instance === 1 ? year : `${year}/${instance}`} (${name})`;
}

/** `1st`, `2nd`, `3rd`, `11th`, `96th`. */
export function ordinal(number: number): string {
  const isTeen = Math.floor(number / 10) % 10 === 1;
  const suffix = isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th');
  return `${number}${suffix}`;
}
