/** Which stored category is one of the file's: the one of its canonical name, else one with which it shares nominations. */
import type { Category, Nomination } from '../model/ceremony.ts';
import { compare } from '../model/changes.ts';
import { groupBy } from '../model/group-by.ts';
import { isTitleSaid } from '../model/identity.ts';
import { isPartOf, pairByNames, tellingWords } from '../model/prize-names.ts';
import { isAbove } from '../model/rank.ts';
import type { StoredCeremony, StoredNomination } from '../model/stored.ts';
import { nominationFields } from './fields.ts';
import { pairNominations } from './match.ts';
import { mergeNomination } from './merge.ts';
import { countShared, type Shared } from './shared-nominations.ts';
import { listsOf, type StoredList } from './stored-lists.ts';

export interface CategoryPairing {
  /** The stored category of each of the file's, by the file's; those that are new are absent. Each is taken once. */
  readonly lists: ReadonlyMap<Category, StoredList>;
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
    return { lists: named, apart: [] };
  const sharedWith = countShared(lists);
  const shared = new Map(categories.map((category) => [category, sharedWith(category)]));
  const doubtful = new Map([...named].filter(([category, list]) => !shared.get(category)?.has(list)));
  const pairs = new Map([...named].filter(([category]) => !doubtful.has(category)));
  const settled = new Set<unknown>([...pairs].flat());
  const isDoubtful = new Set<unknown>([...doubtful].flat());
  const renames = [...shared]
    .flatMap(([category, counts]) => inOrder(counts).map(([list, count]) => renameOf(category, list, count)))
    .filter(({ category, list }) => !settled.has(category) && !settled.has(list))
    // What has the same name and nothing else in common may be another award's category, where one side lost the award.
    .filter(({ category, list, isPart }) => isPart || !(isDoubtful.has(category) || isDoubtful.has(list)))
    .filter(mayBeOne);
  for (const { category, list } of bestOf(renames)) pairs.set(category, list);
  const taken = new Set(pairs.values());
  for (const [category, list] of doubtful) if (!pairs.has(category) && !taken.has(list)) pairs.set(category, list);
  return { lists: pairs, apart: apartAmong(renames, pairs) };
}

interface Rename extends Shared {
  readonly category: Category;
  readonly list: StoredList;
  /** Whether one's name is the other's without the award. */
  readonly isPart: boolean;
  /** How many nominations there are in both together. */
  readonly total: number;
  /** Of the one without the award, which nominations the other one has, and whether they say nothing new there. */
  readonly held: ReadonlyMap<Nomination, boolean>;
  /** How many of them say nothing new. */
  readonly told: number;
}

function inOrder(counts: ReadonlyMap<StoredList, Shared>): [StoredList, Shared][] {
  return [...counts].sort(([a], [b]) => a.category.position - b.category.position);
}

function renameOf(category: Category, list: StoredList, shared: Shared): Rename {
  const isPart = isPartOf(category, list.category) || isPartOf(list.category, category);
  const held = isPart ? heldBy(category, list) : new Map<Nomination, boolean>();
  return {
    ...shared,
    category,
    list,
    isPart,
    total: category.nominations.length + list.nominations.length,
    held,
    told: [...held.values()].filter(Boolean).length,
  };
}

function heldBy(category: Category, list: StoredList): Map<Nomination, boolean> {
  const { pairs } = pairNominations(category.nominations, list.nominations, list.category.kind);
  if (isPartOf(category, list.category)) {
    return new Map(pairs.map(([ours, row]) => [ours, isNothingNew(ours, row)]));
  }
  // Stored, a category in which nobody has won may be one of which nobody said so.
  const isWonSaid = list.nominations.some(({ won }) => won);
  return new Map(
    pairs.map(([ours, row]) => {
      const said = isWonSaid ? row : { ...row, won: null };
      return [row, isNothingNew(said, { ...row, ...ours, won: ours.won ?? false })];
    }),
  );
}

function isNothingNew(nomination: Nomination, row: StoredNomination): boolean {
  const after = mergeNomination({ ...nomination, position: row.position }, row, row.category);
  return compare(row, after, nominationFields).action === 'same';
}

/** Where only one can be meant, on both sides, or it comes to the same which: then the first. */
function bestOf(renames: readonly Rename[]): Rename[] {
  const [byCategory, byList] = [groupBy(renames, ({ category }) => category), groupBy(renames, ({ list }) => list)];
  const isBest = (one: Rename, rivals: readonly Rename[] = []) =>
    rivals.every((other, at) => {
      if (other === one || isBetter(one, other)) return true;
      return !isBetter(other, one) && rivals.indexOf(one) < at && isAllOne(one, other);
    });
  return renames.filter((one) => isBest(one, byCategory.get(one.category)) && isBest(one, byList.get(one.list)));
}

/** More in common, then more of it whole, then with less to change; of those of one name, the one that is nothing else. */
function isBetter(a: Rename, b: Rename): boolean {
  const rankOf = (one: Rename) => [commonOf(one), one.strict, one.told, a.isPart && b.isPart ? -one.total : 0];
  return isAbove(rankOf(a), rankOf(b));
}

/** Whether it comes to the same which of two awards' categories one is that lost its award: both have all that it says. */
function isAllOne(a: Rename, b: Rename): boolean {
  const bare = bareOf(a);
  if (bare === null || bare !== bareOf(b)) return false;
  return bare.nominations.every((one) => a.held.get(one) && b.held.get(one));
}

/** The one that lost its award. */
function bareOf({ category, list }: Rename): Category | StoredList | null {
  if (isPartOf(category, list.category)) return category;
  return isPartOf(list.category, category) ? list : null;
}

function commonOf({ isPart, loose, strict }: Rename): number {
  return isPart ? loose : strict;
}

/**
 * One movie or person easily gets two prizes, and several movies, too, where a source names no people. So either one name
 * is within the other (`Best Film`, `Golden Lion / Best Film`), or the lists are the same, longer the less the names say.
 */
function mayBeOne(rename: Rename): boolean {
  const { category, list, strict, isPart } = rename;
  const [ours, theirs] = [category.nominations, list.nominations];
  const [fewer, more] = [Math.min(ours.length, theirs.length), Math.max(ours.length, theirs.length)];
  const isSome = commonOf(rename) * 2 >= fewer;
  if (isPart) return isSome && (rename.loose >= 2 || strict >= 1 || [...ours, ...theirs].some(isUntitled));
  const [words, storedWords] = [tellingWords(category), tellingWords(list.category)];
  const common = [...words].filter((word) => storedWords.has(word)).length;
  if (common > 0 && common === Math.min(words.size, storedWords.size)) return isSome;
  if (strict < more || category.kind !== list.category.kind) return false;
  const haveNominees = ours.every(({ nominees }) => nominees.length > 0);
  return haveNominees ? strict >= 2 : common > 0 && strict >= 3;
}

/** Its source knows titles alone, and nobody of them. */
function isUntitled({ movies }: Nomination): boolean {
  return movies.length > 0 && !movies.some(isTitleSaid);
}

/** What is left over although it may be one of several, equally well. */
function apartAmong(renames: readonly Rename[], pairs: ReadonlyMap<Category, StoredList>): ApartCategory[] {
  const taken = new Set(pairs.values());
  const left = renames.filter(({ category, list, isPart }) => isPart && !pairs.has(category) && !taken.has(list));
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
