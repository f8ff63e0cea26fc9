/** What of a range is not there, and whether it ever was. */
import { groupBy } from '../model/group-by.ts';
import { inOrder, isRange, isSelected, type NamedEdition, type Selector } from './selector.ts';

export interface Gaps {
  /** Years or numbers that are asked for and not there. */
  readonly missing: readonly number[];
  /** Years that saw no ceremony. */
  readonly without: readonly number[];
}

/** What a selector asks for that is not there: the one, or of a range each. */
export function gapsOf(editions: readonly NamedEdition[], selector: Selector): Gaps {
  const matches = editions.filter((edition) => isSelected(edition, selector, editions));
  if (selector.by === 'latest' || !isRange(selector))
    return { missing: matches.length === 0 ? [selector.by === 'latest' ? 0 : selector.from] : [], without: [] };
  const held = new Set(matches.map(({ year, number }) => (selector.by === 'years' ? year : number) ?? 0));
  const to = selector.to ?? Math.max(selector.from, ...held);
  const gaps = Array.from({ length: to - selector.from + 1 }, (_, at) => selector.from + at).filter(
    (at) => !held.has(at),
  );
  if (selector.by === 'numbers' || matches.length === 0) return { missing: gaps, without: [] };
  const histories = [...groupBy(editions, ({ organization }) => organization ?? '').values()].map(inOrder);
  const sawNone = (year: number) => histories.some((history) => hadNone(year, history));
  return { missing: gaps.filter((year) => !sawNone(year)), without: gaps.filter(sawNone) };
}

/** A source of so many ceremonies is a history: the years that it passes over had none. */
const historyLength = 10;

/** Whether there was no ceremony in a year that one organization's editions lack, by the ones before and after it. */
function hadNone(year: number, editions: readonly (NamedEdition & { readonly year: number })[]): boolean {
  const before = editions.filter((edition) => edition.year < year).at(-1);
  const after = editions.find((edition) => edition.year > year);
  if (after === undefined) return false;
  if (before === undefined) return after.number === 1;
  if (before.number !== null && after.number !== null) return after.number === before.number + 1;
  return editions.length >= historyLength;
}
