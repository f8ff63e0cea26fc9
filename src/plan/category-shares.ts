/** Whose the nominations of a category are that lost its award, where it is several awards' of one name. */
import type { Category, Nomination } from '../model/ceremony.ts';
import { isPartOf } from '../model/prize-names.ts';
import {
  areAlike,
  compareRenames,
  isLargePart,
  type Named,
  namesOf,
  type Rename,
  renameOf,
  type Share,
  sharesOf,
} from './renames.ts';
import { countShared } from './shared-nominations.ts';
import type { StoredList } from './stored-lists.ts';

export interface CategoryPair {
  readonly category: Category;
  readonly list: StoredList;
  /** Which nominations of the file's are the stored one's, where others are another one's; null where all are. */
  readonly ours: ReadonlySet<Nomination> | null;
  /** The same of the stored one's. */
  readonly theirs: ReadonlySet<Nomination> | null;
}

/** @returns the pairs, with others of those that are in none and have a share of one that is */
export function sharedPairs(
  pairs: readonly CategoryPair[],
  categories: readonly Category[],
  lists: readonly StoredList[],
): CategoryPair[] {
  const taken = new Set<Named>(pairs.flatMap(({ category, list }) => [category, list]));
  const free = <One extends Named>(all: readonly One[]) => all.filter((one) => !taken.has(one));
  const found: CategoryPair[] = [];
  for (const pair of pairs) {
    const { category, list } = pair;
    const byLists = sharesAmong(category, list, free(lists), renameBetween);
    const byCategories = sharesAmong(list, category, free(categories), (rest, one) => renameBetween(one, rest));
    const [ours, theirs] = [byLists.get(list) ?? null, byCategories.get(category) ?? null];
    byLists.delete(list);
    byCategories.delete(category);
    found.push({ category, list, ours, theirs });
    for (const [one, shared] of byLists) found.push({ category, list: one, ours: shared, theirs: null });
    for (const [one, shared] of byCategories) found.push({ category: one, list, ours: null, theirs: shared });
    for (const one of [...byLists.keys(), ...byCategories.keys()]) taken.add(one);
  }
  return found;
}

function renameBetween(category: Category, list: StoredList): Rename[] {
  const shared = countShared([list])(category).get(list);
  return shared === undefined ? [] : [renameOf(category, list, shared)];
}

/**
 * @param partner the one with which it has most in common
 * @param free others, of which those share it that may be one with what says something new of the partner
 * @returns what each has; nothing where all is the partner's
 */
function sharesAmong<Bare extends Named, Whole extends Named>(
  bare: Bare,
  partner: Whole,
  free: readonly Whole[],
  renamesOf: (some: Bare, whole: Whole) => Rename[],
): Map<Whole, Set<Nomination>> {
  const mayBe = free.filter((one) => isPartOf(namesOf(bare), namesOf(one)));
  if (mayBe.length === 0) return new Map();
  const [known = []] = sharesOf(bare, [partner]);
  const told = new Set(known.filter(({ isTold }) => isTold).map(({ nomination }) => nomination));
  const rest = { ...bare, nominations: bare.nominations.filter((one) => !told.has(one)) };
  // What the partner has by now, and this import may have changed, speaks for another one as it did before.
  const isOne = (whole: Whole) => renamesOf(bare, whole).some(areAlike);
  const others = mayBe.flatMap((whole) =>
    renamesOf(rest, whole)
      .filter((rename) => isLargePart(rename) && isOne(whole))
      .map((rename) => ({ whole, rename })),
  );
  const ranked = others.sort((a, b) => compareRenames(a.rename, b.rename)).map(({ whole }) => whole);
  const [own = [], ...more] = sharesOf(bare, [partner, ...ranked]);
  const shares = ranked.flatMap((whole, at): [Whole, Share[]][] => (more[at]?.length ? [[whole, more[at]]] : []));
  if (shares.length === 0) return new Map();
  const all: [Whole, Share[]][] = [[partner, own], ...shares];
  return new Map(all.map(([whole, its]) => [whole, new Set(its.map(({ nomination }) => nomination))]));
}
