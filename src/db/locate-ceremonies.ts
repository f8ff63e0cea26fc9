/** Which stored ceremony is meant by what names an edition. */
import { type SQL, sql } from 'drizzle-orm';
import type { EditionKey } from '../model/ceremony.ts';
import { bulkColumn, incoming } from './bulk.ts';
import { ceremonies, organizations } from './tables.ts';

export interface LocatedCeremony extends Record<string, unknown> {
  /** Of the edition among those wanted, from 0. */
  readonly place: number;
  readonly id: string;
  readonly organization_id: string;
}

/** Finds the rows of the ceremonies that the database has, in one order for all importers. */
export function locateCeremonies(wanted: readonly EditionKey[]): SQL {
  const source = incoming(
    wanted.map((edition, place) => ({ ...edition, place })),
    [
      { name: 'place', type: 'integer', of: ({ place }) => place },
      bulkColumn(organizations.key, ({ organization }) => organization.key, 'organization'),
      bulkColumn(ceremonies.year, ({ year }) => year),
      bulkColumn(ceremonies.instance, ({ instance }) => instance),
    ],
  );
  return sql`
    select incoming.place, ${ceremonies.id}, ${ceremonies.organizationId}
      from ${source}
      join ${organizations} on ${organizations.key} = incoming.organization
      join ${ceremonies} on (${ceremonies.organizationId}, ${ceremonies.year}, ${ceremonies.instance})
                          = (${organizations.id}, incoming.year, incoming.instance)
     order by ${ceremonies.id}`;
}
