/** The stored categories of a ceremony, each with its nominations. */
import { groupBy } from '../model/group-by.ts';
import { fold } from '../model/identity.ts';
import type { StoredCategory, StoredCeremony, StoredNomination } from '../model/stored.ts';

export interface StoredList {
  readonly category: StoredCategory;
  readonly nominations: readonly StoredNomination[];
}

/** @param existing null where the database does not have the ceremony */
export function listsOf(existing: StoredCeremony | null): StoredList[] {
  const nominations = groupBy(existing?.nominations ?? [], ({ category }) => fold(category));
  return (existing?.categories ?? []).map((category) => ({
    category,
    nominations: nominations.get(fold(category.canonicalName)) ?? [],
  }));
}
