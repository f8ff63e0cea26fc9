/** What a user names ceremonies by: `2024`, `2020-2024`, `2020-`, `96`, `96th`, `94th-96th`, `1930/2`, `latest`. */
import type { Heading } from '../model/ceremony.ts';
import { ExpectedError } from '../model/errors.ts';
import { ordinal } from '../model/ordinal.ts';

export type Selector =
  /** `to` is null where the range is open: all from that year on. */
  | { readonly by: 'years'; readonly from: number; readonly to: number | null; readonly instance: number | null }
  | { readonly by: 'numbers'; readonly from: number; readonly to: number | null }
  | { readonly by: 'latest' };

/** The names that were given, of which each may be a list: `1994,1995`. */
export function parseSelectors(names: readonly string[]): NamedSelector[] {
  return names.flatMap((given) => {
    const items = given.split(',');
    const empty = items.findIndex((item) => item.trim() === '');
    if (empty >= 0 && items.length > 1) throw emptyItem(given, items, empty);
    return items.map((name) => ({ name, selector: parseSelector(name) }));
  });
}

function emptyItem(given: string, items: readonly string[], at: number): ExpectedError {
  const meant = items.map((item) => item.trim()).filter((item) => item !== '');
  const hint = meant.length === 0 ? ways : `did you mean ${meant.join(',')}?`;
  return new ExpectedError('usage', `the ${ordinal(at + 1)} of the names in "${given}" is empty`, { hint });
}

/** A selector as it was typed. */
export interface NamedSelector {
  readonly name: string;
  readonly selector: Selector;
}

/**
 * @param text one name. Four digits are a year, fewer a number; either may be the end of a range
 * @throws ExpectedError `usage` where it is none
 */
export function parseSelector(text: string): Selector {
  const name = text.trim().toLowerCase().replaceAll(/[‐-―]/g, '-');
  if (name === 'latest') return { by: 'latest' };
  const instance = /^(\d{4})\/([1-9])$/.exec(name);
  if (instance) {
    return { by: 'years', from: Number(instance[1]), to: Number(instance[1]), instance: Number(instance[2]) };
  }
  const [from, to, ...more] = name.split('-').map(parseEnd);
  const isOpen = name.endsWith('-') && from != null;
  if (!from || more.length > 0) throw namesNone(text);
  if (isOpen) return selectorOf(from, null);
  if (to === undefined) return selectorOf(from, from);
  if (to === null || to.by !== from.by || to.at < from.at) throw namesNone(text, meantRange(from, to, name));
  return selectorOf(from, to);
}

/** One end of a range, or both. */
interface End {
  readonly by: 'years' | 'numbers';
  readonly at: number;
}

function parseEnd(text: string): End | null {
  if (/^\d{4}$/.test(text)) return { by: 'years', at: Number(text) };
  const number = /^(\d{1,3}|\d{1,5}(?=st|nd|rd|th))(?:st|nd|rd|th)?$/.exec(text)?.[1];
  return number === undefined ? null : { by: 'numbers', at: Number(number) };
}

function selectorOf({ by, at }: End, to: End | null): Selector {
  const range = { from: at, to: to?.at ?? null };
  return by === 'years' ? { by, ...range, instance: null } : { by, ...range };
}

/** `2024-2020` is turned round, and `2020-24` is short for `2020-2024`. */
function meantRange(from: End, to: End | null, text: string): string | undefined {
  if (to?.by === from.by) return `${to.at}-${from.at}`;
  const [, century, first = '', last = ''] = /^(\d\d)(\d\d)-(\d\d)$/.exec(text) ?? [];
  return first < last ? `${from.at}-${century}${last}` : undefined;
}

const ways = 'give the year it was held (2024), its number (96th), a range (2020-2024, 94th-96th, 2020-) or latest';

function namesNone(text: string, meant?: string): ExpectedError {
  return new ExpectedError('usage', `"${text}" names no ceremony`, {
    hint: meant === undefined ? ways : `did you mean ${meant}?`,
  });
}

/**
 * Whether a selector means this edition.
 *
 * @param all the editions that there are, which decide what `latest` is
 */
export function isSelected(edition: NamedEdition, selector: Selector, all: readonly NamedEdition[]): boolean {
  switch (selector.by) {
    case 'latest':
      return latestOf(all.filter(({ organization }) => organization === edition.organization)) === edition;
    case 'numbers':
      return edition.number !== null && isWithin(edition.number, selector);
    case 'years':
      if (selector.instance !== null && selector.instance !== edition.instance) return false;
      return edition.year !== null && isWithin(edition.year, selector);
    default:
      return selector satisfies never;
  }
}

export type NamedEdition = Pick<Heading, 'organization' | 'year' | 'instance' | 'number'>;

function isWithin(at: number, { from, to }: { readonly from: number; readonly to: number | null }): boolean {
  return from <= at && at <= (to ?? at);
}

/** Whether it names several on purpose. */
export function isRange(selector: Selector): boolean {
  return selector.by !== 'latest' && selector.from !== selector.to;
}

function latestOf(editions: readonly NamedEdition[]): NamedEdition | undefined {
  return inOrder(editions).at(-1);
}

/** Editions whose year is known, oldest first. */
export function inOrder<T extends NamedEdition>(editions: readonly T[]): (T & { readonly year: number })[] {
  return editions
    .filter((edition): edition is T & { readonly year: number } => edition.year !== null)
    .sort((a, b) => a.year - b.year || a.instance - b.instance);
}
