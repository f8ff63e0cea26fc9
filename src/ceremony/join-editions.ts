/** What a file says twice of one edition: whole, corrected, or in parts. */
import type { Ceremony, LoadedCeremony } from '../model/ceremony.ts';
import { fold } from '../model/identity.ts';

type Parts = Pick<LoadedCeremony, 'ceremony' | 'looseIds'>;

/** Whether two ceremonies are one edition of one organization, by what both say of it. */
export function areOneEdition(a: Ceremony, b: Ceremony): boolean {
  if (a.organization.key !== b.organization.key) return false;
  if (a.number !== null && b.number !== null) return a.number === b.number;
  return a.year === b.year && a.instance === b.instance;
}

/**
 * One ceremony of two that are one edition. Of a category that both have, and of the edition itself, the later one counts;
 * the other categories of the earlier one stand before its own.
 */
export function joinEditions(earlier: Parts, later: Parts): Parts {
  const said = new Set(later.ceremony.categories.map(({ canonicalName }) => fold(canonicalName)));
  const kept = earlier.ceremony.categories.filter(({ canonicalName }) => !said.has(fold(canonicalName)));
  const categories = [...kept, ...later.ceremony.categories];
  const movedFrom = ({ ceremony, looseIds }: Parts) =>
    looseIds.flatMap((loose) => {
      const category = categories.indexOf(ceremony.categories[loose.category] as (typeof categories)[number]);
      return category < 0 ? [] : [{ ...loose, category }];
    });
  return {
    ceremony: {
      ...later.ceremony,
      number: later.ceremony.number ?? earlier.ceremony.number,
      date: later.ceremony.date ?? earlier.ceremony.date,
      // Neither tells the totals of both.
      expected: kept.length === 0 ? later.ceremony.expected : null,
      categories,
    },
    looseIds: [...movedFrom(earlier), ...movedFrom(later)],
  };
}
