/** What a category is held against, where a source without awards has several awards' of one name as one. */
import type { Category, Nomination } from '../model/ceremony.ts';
import { groupBy } from '../model/group-by.ts';
import type { StoredCategory, StoredNomination } from '../model/stored.ts';
import type { CategoryPair } from './category-shares.ts';
import type { StoredList } from './stored-lists.ts';

/** A category of the file, or what it says of one award's. */
export interface CategoryPart {
  readonly category: Category;
  /** Null where it is new. */
  readonly list: PartList | null;
  /** All that the file says under that name, of whatever award's. */
  readonly said: readonly Nomination[];
}

export interface PartList {
  /** Null where its nominations come out of a category that is another one. */
  readonly category: StoredCategory | null;
  readonly nominations: readonly StoredNomination[];
}

/**
 * @param pairs those of one category in the order of how much they have in common
 * @param named the stored category of the canonical name of each of the file's
 * @returns also the pairs of those of which something is left that is none of theirs: it stays under the name that they share
 */
export function partsOf(
  categories: readonly Category[],
  pairs: readonly CategoryPair[],
  named: ReadonlyMap<Category, StoredList>,
): { parts: CategoryPart[]; apart: CategoryPair[] } {
  let apart: CategoryPair[] = [];
  const [byCategory, byList] = [groupBy(pairs, ({ category }) => category), groupBy(pairs, ({ list }) => list)];
  const namesake = new Map([...named].map(([category, list]) => [list, category]));
  const lists = new Map<CategoryPair | Category, PartList>();
  for (const [list, its] of byList) {
    const [own, home] = [namesake.get(list), its.findIndex(({ category }) => named.get(category) === list)];
    const { shares, rest } = divided<StoredNomination>(
      list.nominations,
      its.map(({ theirs }) => theirs),
      home,
    );
    const isKept = home < 0 && rest.length > 0;
    if (isKept && own !== undefined && !byCategory.has(own)) lists.set(own, { ...list, nominations: rest });
    else if (isKept) apart = [...apart, ...its];
    const heir = isKept ? -1 : Math.max(home, 0);
    for (const [at, pair] of its.entries()) {
      lists.set(pair, { category: at === heir ? list.category : null, nominations: shares[at] ?? [] });
    }
  }
  const parts = categories.flatMap((category): CategoryPart[] => {
    const said = category.nominations;
    const its = byCategory.get(category) ?? [];
    if (its.length === 0) return [{ category, list: lists.get(category) ?? null, said }];
    const home = its.findIndex(({ list }) => named.get(category) === list);
    const { shares, rest } = divided<Nomination>(
      said,
      its.map(({ ours }) => ours),
      home,
    );
    const found = its.flatMap((pair, at) => {
      const nominations = shares[at] ?? [];
      // Of a category that has nothing of it, it says nothing.
      if (nominations.length === 0 && said.length > 0) return [];
      return [{ category: { ...category, nominations }, list: lists.get(pair) ?? null, said }];
    });
    if (home >= 0 || rest.length === 0) return found;
    const own = named.get(category);
    const list = own === undefined || byList.has(own) ? null : own;
    if (list === null) apart = [...apart, ...its];
    // Where it stands once it has its name in the database.
    return [{ category: { ...category, nominations: rest }, list, said }, ...found];
  });
  return { parts, apart };
}

/**
 * Which nominations each of several has; one alone, all.
 *
 * @param home the place of the one that has what no other one has; below 0 where none does
 */
function divided<One extends Nomination>(
  all: readonly One[],
  shares: readonly (ReadonlySet<Nomination> | null)[],
  home: number,
): { shares: (readonly One[])[]; rest: readonly One[] } {
  if (shares.length === 1) return { shares: [all], rest: [] };
  const rest = all.filter((one) => !shares.some((its, at) => at !== home && its?.has(one)));
  return { shares: shares.map((its, at) => (at === home ? rest : all.filter((one) => its?.has(one)))), rest };
}
