/** What becomes of the nominations of one category. */
import type { Category, Nomination } from '../model/ceremony.ts';
import { type Change, compare } from '../model/changes.ts';
import type { StoredNomination } from '../model/stored.ts';
import { tellsNot } from '../model/unsaid.ts';
import type { CategoryPart } from './category-parts.ts';
import { nominationFields } from './fields.ts';
import { pairNominations } from './match.ts';
import { mergeNomination } from './merge.ts';
import { isNothingNew } from './nothing-new.ts';
import { reordered } from './order.ts';
import { rowOf } from './plan-categories.ts';

export interface PlannedNominations {
  readonly category: Category;
  readonly nominations: readonly Change<StoredNomination>[];
  readonly moved: readonly StoredNomination[];
  readonly unclear: readonly Nomination[];
  readonly extra: readonly StoredNomination[];
  /** Whether those that were there come in another order now. */
  readonly isReordered: boolean;
}

/** @param makeId gives an ID to a new nomination of a category's canonical name */
export function planNominations(
  { category, list, said }: CategoryPart,
  makeId: (canonicalName: string, nomination: Nomination) => string,
): PlannedNominations {
  const stored = list?.nominations ?? [];
  const row = rowOf(category, list?.category ?? null);
  const isOtherRow = list !== null && (list.category === null || !areOneRow(row, list.category));
  const hasMoved = (before: StoredNomination, after: StoredNomination) =>
    isOtherRow || before.position !== after.position;
  const pairing = pairNominations(category.nominations, stored, category.kind);
  const partners = new Map<Nomination, StoredNomination>(pairing.pairs);
  const unclear = new Set<Nomination>(pairing.added.filter(isNothingNew(pairing.extra)));
  const nominations: Change<StoredNomination>[] = [];
  const moved: StoredNomination[] = [];
  for (const nomination of category.nominations) {
    if (unclear.has(nomination)) continue;
    const placed = { ...nomination, position: nominations.length + 1 };
    const change = planNomination(placed, partners.get(nomination), row.canonicalName, makeId);
    nominations.push(change);
    const before = partners.get(nomination);
    if (change.action === 'same' && before !== undefined && hasMoved(before, change.after)) moved.push(change.after);
  }
  const own = new Set(category.nominations);
  // What several awards have alike is said once under the name that they share.
  const elsewhere = said.filter((one) => !own.has(one));
  const unsaid = pairNominations(elsewhere, pairing.extra, category.kind).extra;
  // Stryker disable next-line all: for speed alone.
  const isUntold = unsaid.length === 0 ? () => false : tellsNot(said);
  const extra = new Set(unsaid.filter((row) => !isUntold(row)));
  // What the file does not have comes last, so that what is left once that is removed is as if it had never been there.
  const others = [...pairing.extra.filter((row) => !extra.has(row)), ...extra].map((before, at) => ({
    before,
    after: { ...before, category: row.canonicalName, position: nominations.length + at + 1 },
  }));
  for (const { before, after } of others) if (hasMoved(before, after)) moved.push(after);
  return {
    category,
    nominations,
    moved,
    unclear: [...unclear],
    extra: others.filter(({ before }) => extra.has(before)).map(({ after }) => after),
    isReordered:
      reordered(
        stored,
        category.nominations.flatMap((nomination) => partners.get(nomination) ?? []),
      ).size > 0,
  };
}

function planNomination(
  nomination: Nomination & { readonly position: number },
  before: StoredNomination | undefined,
  category: string,
  makeId: (canonicalName: string, nomination: Nomination) => string,
): Change<StoredNomination> {
  if (before !== undefined) return compare(before, mergeNomination(nomination, before, category), nominationFields);
  return {
    action: 'add',
    after: { ...nomination, id: makeId(category, nomination), category, won: nomination.won ?? false },
  };
}

type CategoryRow = Pick<Category, 'name' | 'canonicalName' | 'kind'>;

function areOneRow(a: CategoryRow, b: CategoryRow): boolean {
  return a.name === b.name && a.canonicalName === b.canonicalName && a.kind === b.kind;
}
