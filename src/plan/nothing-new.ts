/** Nominations that are there already, without it being clear as which row. */
import type { Nomination } from '../model/ceremony.ts';
import { compare } from '../model/changes.ts';
import { groupBy } from '../model/group-by.ts';
import type { StoredNomination } from '../model/stored.ts';
import { keyWithin, saidKeyOf } from '../model/unsaid.ts';
import { nominationFields } from './fields.ts';
import { mergeNomination } from './merge.ts';

/** How many rows with the same credits are looked at. */
const lookedAt = 50;

/**
 * Whether a nomination says nothing that one of the rows does not say already. Several of them do, or it would have been
 * paired with the one: it stands for one of them, or for all.
 */
export function isNothingNew(rows: readonly StoredNomination[]): (nomination: Nomination) => boolean {
  // Stryker disable next-line all: for speed alone.
  if (rows.length === 0) return () => false;
  const indexes = new Map<number, Map<string, StoredNomination[]>>();
  const indexOf = (mask: number) => {
    const index = indexes.get(mask) ?? groupBy(rows, (row) => keyWithin(row, mask));
    indexes.set(mask, index);
    return index;
  };
  return (nomination) => {
    const { mask, key } = saidKeyOf(nomination);
    const alike = indexOf(mask).get(key) ?? [];
    return alike.slice(0, lookedAt).some((row) => changesNothing(nomination, row));
  };
}

/** Whether the row says already all that the nomination says. */
export function changesNothing(nomination: Nomination, row: StoredNomination): boolean {
  const after = mergeNomination({ ...nomination, position: row.position }, row, row.category);
  return compare(row, after, nominationFields).action === 'same';
}
