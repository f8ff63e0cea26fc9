/** Each category of the file held against a stored one: that of its name, or one that says more of the same prize. */
import type { Category, Nomination } from '../model/ceremony.ts';
import { creditsText } from '../model/credits-text.ts';
import { groupBy } from '../model/group-by.ts';
import { fold } from '../model/identity.ts';
import { isPartOf, pairByNames } from '../model/prize-names.ts';
import { isAbove } from '../model/rank.ts';
import type { StoredCategory, StoredCeremony, StoredNomination } from '../model/stored.ts';
import { tellsNot } from '../model/unsaid.ts';
import { CreditedRows } from './credited-rows.ts';
import { nominationDifferences } from './differences.ts';
import type { Checked } from './tally.ts';

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

/** In the order of the file. No stored category is two of the file's. */
export function checkCategories(categories: readonly Category[], stored: StoredCeremony | null): CheckedCategory[] {
  const rows = groupBy(stored?.nominations ?? [], ({ category }) => fold(category));
  const named = pairByNames(categories, stored?.categories ?? [], ({ canonicalName }) => canonicalName);
  const taken = new Set(named.values());
  const free = new Set((stored?.categories ?? []).filter((one) => !taken.has(one)));
  return categories.map((category) => {
    const check = (row: StoredCategory | null) =>
      checkCategory(category, row, rows.get(fold((row ?? category).canonicalName)) ?? []);
    const own = check(named.get(category) ?? null);
    if (own.met > 0) return own;
    // A source that lost the award has a name that says less, and perhaps is another award's.
    const others = [...free].filter((one) => isPartOf(category, one)).map(check);
    const best = others.reduce((most, one) => (isBetter(one, most) ? one : most), own);
    if (best.row !== null) free.delete(best.row);
    return best;
  });
}

/** More rows met, then more of them as the file has them; where two awards gave the same prize, the one that is nothing else. */
function isBetter(a: CheckedCategory, b: CheckedCategory): boolean {
  return a.met > 0 && isAbove(rankOf(a), rankOf(b));
}

function rankOf({ met, checked, extra }: CheckedCategory): number[] {
  return [met, checked.filter(({ problem }) => problem === null).length, -extra.length];
}

function checkCategory(
  category: Category,
  row: StoredCategory | null,
  stored: readonly StoredNomination[],
): CheckedCategory {
  const rows = new CreditedRows(stored);
  const { nominations } = category;
  const found = rows.takeAll(nominations, (nomination, one) => nominationDifferences(nomination, one).length === 0);
  const checked = nominations.map((nomination) =>
    checkedNomination(category, nomination, found.get(nomination) ?? null),
  );
  return { category, row, checked, extra: extraOf(rows.left(), nominations), met: found.size };
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
