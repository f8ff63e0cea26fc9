/** Categories belong to the organization and are shared by its ceremonies; which ones a ceremony has is kept beside. */
import { type SQL, sql } from 'drizzle-orm';
import type { Category } from '../model/ceremony.ts';
import type { PlannedCategory } from '../plan/plan-categories.ts';
import { type BulkColumn, bulkColumn, incoming, isOneOf } from './bulk.ts';
import type { LockedCeremony } from './lock-ceremony.ts';
import { categories, ceremonyCategories, nominations } from './tables.ts';
import { insertion, upsert, type Writing } from './upsert.ts';

/** What makes a category, within its organization. */
export type CategoryKey = Pick<Category, 'name' | 'canonicalName' | 'kind'>;

/** A category with the ceremony that has it. */
export interface CategoryToWrite {
  readonly category: PlannedCategory;
  readonly ceremony: LockedCeremony;
}

/** By what a row of `incoming` names its category. */
export function categoryLookups<Row>(
  keyOf: (row: Row) => CategoryKey & { readonly organizationId: string },
): BulkColumn<Row>[] {
  return [
    bulkColumn(categories.organizationId, (row) => keyOf(row).organizationId),
    bulkColumn(categories.name, (row) => keyOf(row).name, 'category_name'),
    bulkColumn(categories.canonicalName, (row) => keyOf(row).canonicalName),
    bulkColumn(categories.kind, (row) => keyOf(row).kind),
  ];
}

export const storedCategoryId: SQL = sql`(
  select ${categories.id} from ${categories}
   where (${categories.organizationId}, ${categories.name}, ${categories.canonicalName}, ${categories.kind})
       = (incoming.organization_id, incoming.category_name, incoming.canonical_name, incoming.kind))`;

const categoryWriting: Writing<typeof categories, CategoryToWrite> = {
  table: categories,
  values: {
    id: (row) => row.category.id,
    organizationId: (row) => row.ceremony.organizationId,
    name: (row) => row.category.name,
    canonicalName: (row) => row.category.canonicalName,
    kind: (row) => row.category.kind,
    groupName: (row) => row.category.group,
  },
};

const placeWriting: Writing<typeof ceremonyCategories, CategoryToWrite> = {
  table: ceremonyCategories,
  values: {
    ceremonyId: (row) => row.ceremony.id,
    categoryId: storedCategoryId,
    position: (row) => row.category.position,
  },
  lookups: categoryLookups(({ ceremony, category }) => ({ ...category, organizationId: ceremony.organizationId })),
};

/** Writes categories, and which of them the ceremonies have, at which places. */
export function categoryStatements(rows: readonly CategoryToWrite[]): SQL[] {
  // What several ceremonies of one batch share is written once, as the last of them has it.
  const shared = [...new Map(rows.map((row) => [row.category.id, row])).values()];
  return [
    // First those that are new, whichever importer makes them; see `upsertEntities`. In one order for all importers, so
    // that two first imports of different ceremonies do not deadlock on the categories they share.
    sql`${insertion(categoryWriting, shared, ['id'])} on conflict do nothing`,
    upsert(categoryWriting, shared, {
      key: ['organizationId', 'name', 'canonicalName', 'kind'],
      fixed: ['id'],
      guard: sql`excluded.group_name is not null`,
    }),
    upsert(placeWriting, rows, { key: ['ceremonyId', 'categoryId'] }),
  ];
}

/** A category stays with a ceremony while its file has it or a nomination still stands in it. */
export function unusedCategoryStatement(kept: readonly CategoryToWrite[]): SQL {
  const { ceremonyId, categoryId } = ceremonyCategories;
  const source = incoming(kept, [
    bulkColumn(ceremonyId, (row) => row.ceremony.id),
    ...categoryLookups<CategoryToWrite>(({ ceremony, category }) => ({
      ...category,
      organizationId: ceremony.organizationId,
    })),
  ]);
  return sql`
    delete from ${ceremonyCategories}
     where ${isOneOf(ceremonyId, [...new Set(kept.map((row) => row.ceremony.id))])}
       and (${ceremonyId}, ${categoryId}) not in (select incoming.ceremony_id, ${storedCategoryId} from ${source})
       and not exists (select from ${nominations}
                        where ${nominations.ceremonyId} = ${ceremonyId} and ${nominations.categoryId} = ${categoryId})`;
}
