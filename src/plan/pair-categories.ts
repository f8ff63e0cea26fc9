/** Which stored category is one of the file's: the one of its canonical name, else one with which it shares nominations. */
import type { Category } from '../model/ceremony.ts';
import { groupBy } from '../model/group-by.ts';
import { fold } from '../model/identity.ts';
import type { StoredCategory, StoredCeremony, StoredNomination } from '../model/stored.ts';
import { Wording } from './likeness.ts';
import { type Announced, creditText } from './profile.ts';

/** A stored category with what stands in it. */
export interface StoredList {
  readonly category: StoredCategory;
  readonly nominations: readonly StoredNomination[];
}

/** The stored category of each of the file's, by the file's; those that are new are absent. Each is taken once. */
export function pairCategories(
  categories: readonly Category[],
  existing: StoredCeremony | null,
): Map<Category, StoredList> {
  const nominations = groupBy(existing?.nominations ?? [], ({ category }) => fold(category));
  const lists = new Map(
    (existing?.categories ?? []).map((category): [string, StoredList] => {
      const key = fold(category.canonicalName);
      return [key, { category, nominations: nominations.get(key) ?? [] }];
    }),
  );
  const pairs = new Map<Category, StoredList>();
  for (const category of categories) {
    const list = lists.get(fold(category.canonicalName));
    if (list !== undefined) pairs.set(category, list);
  }
  const taken = new Set(pairs.values());
  const left = [...lists.values()].filter((list) => !taken.has(list));
  for (const [category, list] of renamed(
    categories.filter((category) => !pairs.has(category)),
    left,
  )) {
    pairs.set(category, list);
  }
  return pairs;
}

interface Rename {
  readonly category: Category;
  readonly list: StoredList;
  readonly shared: number;
}

/** Where only one can be meant, on both sides. */
function renamed(categories: readonly Category[], lists: readonly StoredList[]): [Category, StoredList][] {
  const renames = sharing(categories, lists).filter(mayBeOne);
  const [byCategory, byList] = [groupBy(renames, ({ category }) => category), groupBy(renames, ({ list }) => list)];
  const isBest = (one: Rename, others: readonly Rename[] = []) =>
    others.every((other) => other === one || other.shared < one.shared);
  return renames
    .filter((one) => isBest(one, byCategory.get(one.category)) && isBest(one, byList.get(one.list)))
    .map(({ category, list }) => [category, list]);
}

/** Pairs that have nominations of the same credits, and how many. */
function sharing(categories: readonly Category[], lists: readonly StoredList[]): Rename[] {
  const listsOf = new Map<string, StoredList[]>();
  for (const list of lists) {
    for (const key of creditsIn(list.nominations)) listsOf.set(key, [...(listsOf.get(key) ?? []), list]);
  }
  return categories.flatMap((category) => {
    const shared = new Map<StoredList, number>();
    for (const key of creditsIn(category.nominations)) {
      for (const list of listsOf.get(key) ?? []) shared.set(list, (shared.get(list) ?? 0) + 1);
    }
    return [...shared].map(([list, count]) => ({ category, list, shared: count }));
  });
}

function creditsIn(nominations: readonly Announced[]): Set<string> {
  return new Set(nominations.map(creditText));
}

/**
 * One movie or person easily gets two prizes, and several movies, too, where a source names no people. So either one name
 * is within the other (`Best Film`, `Golden Lion – Best Film`), or the lists are the same, longer the less the names say.
 */
function mayBeOne({ category, list, shared }: Rename): boolean {
  const [ours, theirs] = [category.nominations, list.nominations];
  const [fewer, more] = [Math.min(ours.length, theirs.length), Math.max(ours.length, theirs.length)];
  const [name, storedName] = [wordsOf(category), wordsOf(list.category)];
  const common = [...name].filter((word) => storedName.has(word)).length;
  if (common > 0 && common === Math.min(name.size, storedName.size)) return shared * 2 >= fewer;
  if (shared < more || category.kind !== list.category.kind) return false;
  const haveNominees = ours.every(({ nominees }) => nominees.length > 0);
  return haveNominees ? shared >= 2 : common > 0 && shared >= 3;
}

/** They stand in the name of any category. */
const emptyWords = new Set('achievement award awards best by for in of outstanding prize the a an and or'.split(' '));

function wordsOf({ name, canonicalName }: Pick<Category, 'name' | 'canonicalName'>): Set<string> {
  const { words } = new Wording(`${name} ${canonicalName}`);
  return new Set([...words].filter((word) => !emptyWords.has(word)));
}
