/** The lock that makes importers of one ceremony queue up, and lets importers of different ones pass each other. */
import { type SQL, sql } from 'drizzle-orm';
import { ceremonyId, organizationId } from '../identity.ts';
import type { Ceremony, EditionKey } from '../model.ts';
import type { Db } from './database.ts';
import { rowsOf } from './transaction.ts';

/**
 * Locks the ceremony's row until the transaction ends, inserting it where there is none. An upsert whose update changes
 * nothing still locks the row, also on distributed databases that speak PostgreSQL and have no advisory locks.
 *
 * @returns whether the row was there before
 */
export async function lockCeremony(tx: Db, ceremony: Ceremony): Promise<{ existed: boolean }> {
  const { organization, year, instance, name } = ceremony;
  await tx.execute(sql`
    insert into organizations (id, key, name, abbreviation)
    values (${organizationId(organization.key)}, ${organization.key}, ${organization.name}, ${organization.abbreviation})
        on conflict (key) do nothing`);
  const inserted = await tx.execute(sql`
    insert into ceremonies (id, organization_id, year, instance, name)
    select ${ceremonyId(ceremony)}::uuid, id, ${year}::integer, ${instance}::smallint, ${name}
      from organizations where key = ${organization.key}
        on conflict (organization_id, year, instance) do update set name = excluded.name where false
    returning id`);
  return { existed: rowsOf(inserted).length === 0 };
}

/** The stored ID of the ceremony; equal to the computed one unless somebody changed the row by hand. */
export function storedCeremonyId({ organization, year, instance }: EditionKey): SQL {
  return sql`(select c.id from ceremonies c join organizations o on o.id = c.organization_id
               where o.key = ${organization.key} and c.year = ${year}::integer and c.instance = ${instance}::smallint)`;
}
