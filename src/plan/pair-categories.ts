/**
 * Which stored category is one of the file's: the one of its canonical name, else one with which it shares nominations. What a
 * source without awards has under one name may be several awards': then each nomination is held against those of that name.
 */
import type { Category } from '../model/ceremony.ts';
import { groupBy } from '../model/group-by.ts';
import { pairByNames } from '../model/prize-names.ts';
import type { StoredCeremony } from '../model/stored.ts';
import { type CategoryPart, partsOf } from './category-parts.ts';
import { type CategoryPair, sharedPairs } from './category-shares.ts';
import { bestOf, mayBeOne, type Rename, renameOf } from './renames.ts';
import { countShared, type Shared } from './shared-nominations.ts';
import { listsOf, type StoredList } from './stored-lists.ts';

export interface CategoryPairing {
  /** Those of the file in its order. No stored category is two of them. */
  readonly parts: readonly CategoryPart[];
  /** Those that may be several, on either side, and are none. */
  readonly apart: readonly ApartCategory[];
}

/** A category that one source names without its award, and which of several others' it is nobody can say. */
export interface ApartCategory {
  readonly name: string;
  readonly mayBe: readonly string[];
}

export function pairCategories(categories: readonly Category[], existing: StoredCeremony | null): CategoryPairing {
  const lists = listsOf(existing);
  const named = pairByNames(categories, lists, ({ category }) => category.canonicalName);
  // Stryker disable next-line all: for speed alone.
  if (lists.length === 0 || Math.max(lists.length, categories.length) === named.size)
    return { parts: partsOf(categories, [...named].map(wholePair), named).parts, apart: [] };
  const sharedWith = countShared(lists);
  const shared = new Map(categories.map((category) => [category, sharedWith(category)]));
  const doubtful = new Map([...named].filter(([category, list]) => !shared.get(category)?.has(list)));
  const pairs = [...named].filter(([category]) => !doubtful.has(category)).map(wholePair);
  const settled = new Set<unknown>(pairs.flatMap(({ category, list }) => [category, list]));
  const isDoubtful = new Set<unknown>([...doubtful].flat());
  const renames = [...shared]
    .filter(([category]) => !settled.has(category))
    .flatMap(([category, counts]) => inOrder(counts).map(([list, count]) => renameOf(category, list, count)))
    .filter(({ list }) => !settled.has(list))
    // What has the same name and nothing else in common may be another award's category, if it is the side that lost the award:
    // it takes the other one's name, which is not free where a namesake has it.
    .filter(({ category, list, bare }) => [category, list].every((one) => one === bare || !isDoubtful.has(one)))
    .filter(mayBeOne);
  for (const { category, list } of bestOf(renames)) pairs.push(wholePair([category, list]));
  const isSure = (one: unknown) => !isDoubtful.has(one);
  const all = sharedPairs(pairs, categories.filter(isSure), lists.filter(isSure));
  const taken = new Set<unknown>(all.flatMap(({ category, list }) => [category, list]));
  const isFree = ([category, list]: readonly [Category, StoredList]) => !taken.has(category) && !taken.has(list);
  const { parts, apart } = partsOf(categories, [...all, ...[...doubtful].filter(isFree).map(wholePair)], named);
  const open = renames.filter(({ category, list, bare }) => bare && isFree([category, list]));
  return { parts, apart: apartAmong([...open, ...apart]) };
}

function wholePair([category, list]: readonly [Category, StoredList]): CategoryPair {
  return { category, list, ours: null, theirs: null };
}

function inOrder(counts: ReadonlyMap<StoredList, Shared>): [StoredList, Shared][] {
  return [...counts].sort(([a], [b]) => a.category.position - b.category.position);
}

/** What is left over although it may be one of several, equally well. */
function apartAmong(left: readonly Pick<Rename, 'category' | 'list'>[]): ApartCategory[] {
  const ofFile = [...groupBy(left, ({ category }) => category)].map(([{ name }, rivals]) => ({
    name,
    mayBe: rivals.map(({ list }) => list.category.name),
  }));
  const stored = [...groupBy(left, ({ list }) => list)].map(([{ category }, rivals]) => ({
    name: category.name,
    mayBe: rivals.map((rival) => rival.category.name),
  }));
  return [...ofFile, ...stored].filter(({ mayBe }) => mayBe.length > 1);
}
