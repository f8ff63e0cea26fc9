/** Which of the ceremonies that there are a user means, and what was asked for and is not there. */
import type { Heading } from '../model/ceremony.ts';
import { type ErrorDetails, ExpectedError } from '../model/errors.ts';
import { groupBy } from '../model/group-by.ts';
import { ordinal } from '../model/ordinal.ts';
import { rangesText } from '../model/ranges.ts';
import { gapsOf } from './gaps.ts';
import { isRange, isSelected, type NamedSelector, parseSelectors } from './selector.ts';

export interface Selection<T> {
  /** In the order of what there is, each once. */
  readonly chosen: readonly T[];
  /** Years of a range in which there was no ceremony, in words: `1933`; null where there is none. */
  readonly without: string | null;
}

/**
 * Picks the named ceremonies; without names, all of them.
 *
 * @param headingOf what a ceremony is known by
 * @param elsewhere where there are others
 * @throws ExpectedError `usage` when anything that was named is not there, or when one name means two ceremonies
 */
export function selectCeremonies<T>(
  available: readonly T[],
  headingOf: (one: T) => Heading,
  names: readonly string[],
  elsewhere: ErrorDetails = { hint: 'give another file with --file' },
): Selection<T> {
  if (names.length === 0) return { chosen: available, without: null };
  const headings = available.map(headingOf);
  const named = parseSelectors(names).map((one) => ({ ...one, gaps: gapsOf(headings, one.selector) }));
  const missing = named.flatMap(({ name, selector, gaps }) =>
    gaps.missing.length > 0
      ? [isRange(selector) ? rangesText(gaps.missing, selector.by === 'numbers' ? ordinal : String) : name]
      : [],
  );
  if (missing.length > 0) {
    throw new ExpectedError('usage', `there is no ceremony ${missing.join(', ')} to import`, {
      ...elsewhere,
      hint: `${listed(headings)}; ${elsewhere.hint}`,
    });
  }
  for (const one of named) refuseAmbiguous(headings, one);
  const chosen = available.filter((_, at) => {
    const heading = headings[at];
    return heading !== undefined && named.some(({ selector }) => isSelected(heading, selector, headings));
  });
  const without = [...new Set(named.flatMap(({ gaps }) => gaps.without))].sort((a, b) => a - b);
  return { chosen, without: without.length === 0 ? null : rangesText(without) };
}

/** One year of one organization that saw two ceremonies has to be said more exactly. */
function refuseAmbiguous(headings: readonly Heading[], { name, selector }: NamedSelector): void {
  if (isRange(selector)) return;
  const matches = headings.filter((heading) => isSelected(heading, selector, headings));
  for (const group of groupBy(matches, ({ organization }) => organization ?? '').values()) {
    // A file may have one and the same twice.
    const ways = new Set(group.map(chooseable));
    if (ways.size < 2) continue;
    throw new ExpectedError('usage', `${name} saw ${ways.size} ceremonies`, {
      hint: `choose ${[...ways].join(', or ')}`,
    });
  }
}

function listed(ceremonies: readonly NamedEdition[]): string {
  if (ceremonies.length === 0) return 'there is none';
  return `there ${ceremonies.length <= namedAtMost ? 'is' : 'are'} ${editionsText(ceremonies)}`;
}

type NamedEdition = Pick<Heading, 'year' | 'instance' | 'number' | 'name'>;

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
  if (year === null) return `${name}, without a year`;
  return `${instance === 1 ? year : `${year}/${instance}`} (${name})`;
}
