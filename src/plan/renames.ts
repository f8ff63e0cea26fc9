/** How much speaks for a category of the file and a stored one of another name being one. */
import type { Category, CategoryKind, Nomination } from '../model/ceremony.ts';
import { groupBy } from '../model/group-by.ts';
import { isTitleSaid } from '../model/identity.ts';
import { type CategoryNames, isPartOf, tellingWords } from '../model/prize-names.ts';
import { byRank } from '../model/rank.ts';
import { pairNominations } from './match.ts';
import { changesNothing } from './nothing-new.ts';
import type { Shared } from './shared-nominations.ts';
import type { StoredList } from './stored-lists.ts';

export interface Rename extends Shared {
  readonly category: Category;
  readonly list: StoredList;
  /** The one that lost its award, where one's name is the other's without it. */
  readonly bare: Named | null;
  /** How many nominations there are in both together. */
  readonly total: number;
  /** How many of the one without the award say nothing new of the other one. */
  readonly told: number;
}

/** A category of either side. */
export type Named = Category | StoredList;

export function renameOf(category: Category, list: StoredList, shared: Shared): Rename {
  const bare = isPartOf(category, list.category) ? category : isPartOf(list.category, category) ? list : null;
  const shares = bare === null ? [] : sharesOf(bare, [bare === list ? category : list]);
  return {
    ...shared,
    category,
    list,
    bare,
    total: category.nominations.length + list.nominations.length,
    told: shares.flat().filter(({ isTold }) => isTold).length,
  };
}

/** A nomination of a category without its award, as one of a category that has one. */
export interface Share {
  readonly nomination: Nomination;
  readonly as: Nomination;
  /** Whether it says nothing new of it. */
  readonly isTold: boolean;
}

/** What each of several has of one that lost its award: of alike ones the first, and first of all what changes nothing. */
export function sharesOf(bare: Named, wholes: readonly Named[]): Share[][] {
  const all = wholes.flatMap(({ nominations }): readonly Nomination[] => nominations);
  const { pairs } = pairNominations<Nomination, Nomination>(bare.nominations, all, kindOf(bare));
  const partners = new Map(pairs.map(([nomination, as]) => [as, nomination]));
  // Stored, a category in which nobody has won may be one of which nobody said so.
  const isWonSaid = bare.nominations.some(({ won }) => won);
  return wholes.map(({ nominations }) =>
    nominations.flatMap((as: Nomination) => {
      const nomination = partners.get(as);
      if (nomination === undefined) return [];
      return [{ nomination, as, isTold: saysNothingNew({ ...nomination, ...(isWonSaid ? {} : { won: null }) }, as) }];
    }),
  );
}

export function namesOf(one: Named): CategoryNames {
  return 'kind' in one ? one : one.category;
}

function kindOf(one: Named): CategoryKind {
  return 'kind' in one ? one.kind : one.category.kind;
}

function saysNothingNew(nomination: Nomination, known: Nomination): boolean {
  return changesNothing(nomination, { id: '', category: '', position: 1, ...known, won: known.won ?? false });
}

/** Where only one can be meant, on both sides, or it comes to the same which: then the first. */
export function bestOf(renames: readonly Rename[]): Rename[] {
  const [byCategory, byList] = [groupBy(renames, ({ category }) => category), groupBy(renames, ({ list }) => list)];
  const isBest = (one: Rename, rivals: readonly Rename[] = []) =>
    rivals.every((other, at) => {
      const order = other === one ? -1 : compareRenames(one, other);
      return order < 0 || (order === 0 && rivals.indexOf(one) < at && isAllOne(one, rivals));
    });
  return renames.filter((one) => isBest(one, byCategory.get(one.category)) && isBest(one, byList.get(one.list)));
}

/** More in common, then more of it whole, then with less to change; of those of one name, the one that is nothing else. */
export function compareRenames(a: Rename, b: Rename): number {
  const rankOf = (one: Rename) => [commonOf(one), one.strict, one.told, a.bare && b.bare ? -one.total : 0];
  return byRank(rankOf(a), rankOf(b));
}

/**
 * Whether it comes to the same with which of several awards' categories one begins that lost its award: what it says is there
 * already, or is one's alone.
 */
function isAllOne({ bare }: Rename, rivals: readonly Rename[]): boolean {
  if (bare === null || rivals.some((other) => other.bare !== bare)) return false;
  const wholes = rivals.map(({ category, list }) => (bare === list ? category : list));
  const shares = sharesOf(bare, wholes);
  const alone = wholes.flatMap((whole) => sharesOf(bare, [whole])).flat();
  const holders = groupBy(alone, ({ nomination }) => nomination);
  const isSure = ({ nomination, isTold }: Share) => isTold || holders.get(nomination)?.length === 1;
  const isSplit = shares.filter((its) => its.length > 0).length > 1;
  return shares.flat().every(isSure) && (isSplit || shares.flat().length === bare.nominations.length);
}

function commonOf({ bare, loose, strict }: Rename): number {
  return bare ? loose : strict;
}

/**
 * One movie or person easily gets two prizes, and several movies, too, where a source names no people. So either one name
 * is within the other (`Best Film`, `Golden Lion / Best Film`), or the lists are the same, longer the less the names say.
 */
export function mayBeOne(rename: Rename): boolean {
  const { category, list, strict, bare } = rename;
  const isSome = isLargePart(rename);
  if (bare) return isSome && areAlike(rename);
  const [words, storedWords] = [tellingWords(category), tellingWords(list.category)];
  const common = [...words].filter((word) => storedWords.has(word)).length;
  if (common > 0 && common === Math.min(words.size, storedWords.size)) return isSome;
  const [ours, theirs] = [category.nominations, list.nominations];
  if (strict < Math.max(ours.length, theirs.length) || category.kind !== list.category.kind) return false;
  const haveNominees = ours.every(({ nominees }) => nominees.length > 0);
  return haveNominees ? strict >= 2 : common > 0 && strict >= 3;
}

/** Whether they have at least half of the smaller one in common. */
export function isLargePart(rename: Rename): boolean {
  const [ours, theirs] = [rename.category.nominations, rename.list.nominations];
  return commonOf(rename) * 2 >= Math.min(ours.length, theirs.length);
}

/** Of two of which one lost its award, whether what they have in common is more than one movie. */
export function areAlike({ category, list, loose, strict }: Rename): boolean {
  return loose >= 2 || strict >= 1 || [...category.nominations, ...list.nominations].some(isUntitled);
}

/** Its source knows titles alone, and nobody of them. */
function isUntitled({ movies }: Nomination): boolean {
  return movies.length > 0 && !movies.some(isTitleSaid);
}
