/** The lock that makes importers of one ceremony queue up, and lets importers of different ones pass each other. */
import { type SQL, sql } from 'drizzle-orm';
import type { Ceremony, EditionKey } from '../model/ceremony.ts';
import { ceremonyId, organizationId } from '../model/identity.ts';
import type { Db } from './open.ts';
import { rowsOf } from './transaction.ts';

/**
 * Locks the ceremony's row until the transaction ends, inserting it whole where there is none. A row lock and no advisory
 * one: distributed databases that speak PostgreSQL have it too. `on conflict do nothing` names no index on purpose, see
 * `upsertEntities`.
 *
 * @returns whether the row was there before
 */
export async function lockCeremony(tx: Db, ceremony: Ceremony): Promise<{ existed: boolean }> {
  const { organization, year, instance, number, name, date, expected } = ceremony;
  await tx.execute(sql`
    insert into organizations (id, key, name, abbreviation, imdb_event_id)
    values (${organizationId(organization.key)}, ${organization.key}, ${organization.name}, ${organization.abbreviation},
            ${organization.imdbEventId})
        on conflict do nothing`);
  const inserted = await tx.execute(sql`
    insert into ceremonies (id, organization_id, year, instance, number, name, held_on, expected_categories,
                            expected_nominations, expected_winners, expected_people_nominations)
    select ${ceremonyId(ceremony)}::uuid, id, ${year}::integer, ${instance}::smallint, ${number}::integer, ${name},
           ${date}::date, ${expected?.categories ?? null}::integer, ${expected?.nominations ?? null}::integer,
           ${expected?.winners ?? null}::integer, ${expected?.peopleNominations ?? null}::integer
      from organizations where key = ${organization.key}
        on conflict do nothing
    returning id`);
  // A row that this transaction has inserted is locked by that.
  if (rowsOf(inserted).length > 0) return { existed: false };
  await tx.execute(sql`select id from ceremonies where id = ${storedCeremonyId(ceremony)} for no key update`);
  return { existed: true };
}

/** The stored ID of the ceremony; equal to the computed one unless somebody changed the row by hand. */
export function storedCeremonyId({ organization, year, instance }: EditionKey): SQL {
  return sql`(select c.id from ceremonies c join organizations o on o.id = c.organization_id
               where o.key = ${organization.key} and c.year = ${year}::integer and c.instance = ${instance}::smallint)`;
}
