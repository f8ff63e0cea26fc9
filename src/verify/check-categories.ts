/** Each category of the file held against a stored one: that of its name, or one that says more of the same prize. */
import type { Category, Nomination } from '../model/ceremony.ts';
import { bareCredits, creditsText } from '../model/credits-text.ts';
import { groupBy } from '../model/group-by.ts';
import { fold } from '../model/identity.ts';
import { isPartOf, pairByNames } from '../model/prize-names.ts';
import { byRank } from '../model/rank.ts';
import type { StoredCategory, StoredCeremony, StoredNomination } from '../model/stored.ts';
import { tellsNot } from '../model/unsaid.ts';
import { CreditedRows } from './credited-rows.ts';
import { nominationDifferences } from './differences.ts';
import type { Checked } from './tally.ts';

/** A category of the file, or what it says of one award's where it has several awards' of one name as one. */
export interface CheckedCategory {
  readonly category: Category;
  /** Null where there is none. */
  readonly row: StoredCategory | null;
  readonly checked: readonly Checked[];
  /** Nominations of that row that the file does not have. */
  readonly extra: readonly StoredNomination[];
  /** How many of the file's nominations have a row, be it one that differs. */
  readonly met: number;
}

/** A stored category, or null where there is none. */
interface Held {
  readonly row: StoredCategory | null;
  readonly nominations: readonly StoredNomination[];
}

/** In the order of the file. No stored category is two of the file's. */
export function checkCategories(categories: readonly Category[], stored: StoredCeremony | null): CheckedCategory[] {
  const rows = groupBy(stored?.nominations ?? [], ({ category }) => fold(category));
  const named = pairByNames(categories, stored?.categories ?? [], ({ canonicalName }) => canonicalName);
  const taken = new Set(named.values());
  const free = new Set((stored?.categories ?? []).filter((one) => !taken.has(one)));
  return categories.flatMap((category) => {
    const held = (row: StoredCategory | null): Held => {
      return { row, nominations: rows.get(fold((row ?? category).canonicalName)) ?? [] };
    };
    const own = held(named.get(category) ?? null);
    const ofOwn = checkCategory(category, [own]);
    if (ofOwn.every(isWhole)) return ofOwn;
    // A source that lost the award has a name that says less, and perhaps is another award's, or several awards'.
    const others = [...free]
      .filter((one) => isPartOf(category, one))
      .map((one) => ({ one: held(one), found: checkCategory(category, [held(one)]) }))
      .filter(({ found }) => metIn(found) > 0)
      .sort((a, b) => byRank(rankOf(a.found), rankOf(b.found)));
    const ranked = metIn(ofOwn) > 0 ? [{ one: own, found: ofOwn }, ...others] : others;
    const [best = { one: own, found: ofOwn }, ...more] = ranked;
    const parts = best.found.every(isWhole)
      ? best.found
      : checkCategory(category, [best.one, ...more.map(({ one }) => one)]);
    for (const { row } of parts) if (row !== null) free.delete(row);
    return parts;
  });
}

function isWhole({ checked }: CheckedCategory): boolean {
  return checked.length > 0 && checked.every(({ problem }) => problem === null);
}

function metIn(found: readonly CheckedCategory[]): number {
  return found.reduce((sum, { met }) => sum + met, 0);
}

/**
 * As an import chooses: more rows met, then more of them that credit the very same, then more as the file has them; where two
 * awards gave the same prize, the one that is nothing else.
 */
function rankOf(found: readonly CheckedCategory[]): number[] {
  const same = found.flatMap(({ checked }) => checked).filter(({ problem }) => problem === null);
  const alike = same.filter(({ nomination, row }) => row !== null && bareCredits(nomination) === bareCredits(row));
  return [metIn(found), alike.length, same.length, -found.flatMap(({ extra }) => extra).length];
}

/** @param lists those that it may be, the likeliest first, of which each has what is there, and the first one what is missing */
function checkCategory(category: Category, lists: readonly Held[]): CheckedCategory[] {
  const { nominations } = category;
  const rows = new CreditedRows(lists.flatMap((one) => one.nominations));
  const found = rows.takeAll(nominations, isSame);
  const [met, free] = [new Set(found.values()), rows.left()];
  const holders = lists.filter((one) => one.nominations.some((row) => met.has(row)));
  const parts = holders.length > 0 ? holders : lists.slice(0, 1);
  return parts.map(({ row, nominations: stored }, at) => {
    const inRow = new Set(stored);
    const isHere = (nomination: Nomination) => {
      const one = found.get(nomination);
      return one === undefined ? at === 0 : inRow.has(one);
    };
    const here = nominations.filter(isHere);
    // What several awards have alike is said once under the name that they share, by the file perhaps with more than the row says.
    const elsewhere = nominations.filter((one) => !isHere(one));
    const left = new CreditedRows(free.filter((one) => inRow.has(one)));
    left.takeAll(elsewhere, isSame);
    const fuller = new CreditedRows<Nomination>(elsewhere).takeAll(left.left(), () => true);
    return {
      category,
      row,
      checked: here.map((nomination) => checkedNomination(category, nomination, found.get(nomination) ?? null)),
      extra: extraOf(
        left.left().filter((one) => !fuller.has(one)),
        nominations,
      ),
      met: here.filter((nomination) => found.has(nomination)).length,
    };
  });
}

function isSame(nomination: Nomination, row: StoredNomination): boolean {
  return nominationDifferences(nomination, row).length === 0;
}

function extraOf(left: readonly StoredNomination[], nominations: readonly Nomination[]): readonly StoredNomination[] {
  // Stryker disable next-line all: for speed alone.
  if (left.length === 0) return left;
  const isUntold = tellsNot(nominations);
  return left.filter((one) => !isUntold(one));
}

function checkedNomination(category: Category, nomination: Nomination, row: StoredNomination | null): Checked {
  const place = placeOf(category, nomination);
  if (row === null) return { category, nomination, row, problem: `${place}: missing` };
  const differences = nominationDifferences(nomination, row);
  if (differences.length === 0) return { category, nomination, row, problem: null };
  return { category, nomination, row: null, problem: `${place}: differs (${differences.join('; ')})` };
}

function placeOf(category: Category, nomination: Nomination): string {
  return [category.name, creditsText(nomination)].filter((part) => part !== '').join(' · ');
}
