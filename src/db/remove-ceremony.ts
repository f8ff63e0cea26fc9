/** Takes a ceremony out again, whole. People and movies stay: others may refer to them. */
import { type SQL, sql } from 'drizzle-orm';
import type { RemovedCounts } from '../model/stored.ts';
import type { Db } from './open.ts';
import {
  categories,
  ceremonies,
  ceremonyCategories,
  importRuns,
  nominatedMovies,
  nominations,
  nominees,
  organizations,
} from './tables.ts';
import { executeAll, rowsOf } from './transaction.ts';

/** What a removal of that ceremony deletes. */
export async function countOfCeremony(db: Db, ceremonyId: string): Promise<RemovedCounts> {
  const credits = (table: typeof nominees | typeof nominatedMovies) => sql`
    (select count(*)::int from ${table} join ${nominations} on ${nominations.id} = ${table.nominationId}
      where ${nominations.ceremonyId} = ${ceremonyId})`;
  const own = (table: typeof nominations | typeof ceremonyCategories | typeof importRuns) =>
    sql`(select count(*)::int from ${table} where ${table.ceremonyId} = ${ceremonyId})`;
  const [counts] = rowsOf<RemovedCounts>(
    await db.execute(sql`
      select ${own(nominations)} as nominations, ${own(ceremonyCategories)} as categories, ${credits(nominees)} as nominees,
             ${credits(nominatedMovies)} as movies, ${own(importRuns)} as runs`),
  );
  if (counts === undefined) throw new Error('a count without a row');
  return counts;
}

/**
 * Deletes it within the caller's transaction, with the categories of its organization that no ceremony has any more, and
 * the organization if it was the last. Importers of the ceremony wait, or are waited for.
 *
 * @returns what was deleted; null where it was not there any more
 */
export async function removeCeremony(tx: Db, ceremonyId: string): Promise<RemovedCounts | null> {
  const [ceremony] = rowsOf<{ organization_id: string }>(
    await tx.execute(sql`
      select ${ceremonies.organizationId} from ${ceremonies} where ${ceremonies.id} = ${ceremonyId} for update`),
  );
  if (ceremony === undefined) return null;
  const counts = await countOfCeremony(tx, ceremonyId);
  await executeAll(tx, [...deletions(ceremonyId), ...leftovers(ceremony.organization_id)]);
  return counts;
}

/** Credits go with their nomination, the rest by itself. */
function deletions(ceremonyId: string): SQL[] {
  return [nominations, ceremonyCategories, importRuns]
    .map((table) => sql`delete from ${table} where ${table.ceremonyId} = ${ceremonyId}`)
    .concat(sql`delete from ${ceremonies} where ${ceremonies.id} = ${ceremonyId}`);
}

function leftovers(organizationId: string): SQL[] {
  return [
    sql`delete from ${categories} where ${categories.organizationId} = ${organizationId}
         and not exists (select 1 from ${ceremonyCategories} where ${ceremonyCategories.categoryId} = ${categories.id})`,
    sql`delete from ${organizations} where ${organizations.id} = ${organizationId}
         and not exists (select 1 from ${ceremonies} where ${ceremonies.organizationId} = ${organizationId})
         and not exists (select 1 from ${categories} where ${categories.organizationId} = ${organizationId})`,
  ];
}
