/** Which stored ceremony is meant by what names an edition. */
import { type SQL, sql } from 'drizzle-orm';
import type { EditionKey } from '../model/ceremony.ts';
import { type EditionPlace, placeOf, type StoredEdition } from '../model/which-ceremony.ts';
import { bulkColumn, incoming } from './bulk.ts';
import type { Db } from './open.ts';
import { organizationLookups, storedOrganization } from './organization-lookup.ts';
import { ceremonies } from './tables.ts';
import { rowsOf } from './transaction.ts';

/** A ceremony that may be the wanted one, or stand where that would. */
export interface StoredCandidate extends StoredEdition, Record<string, unknown> {
  /** Of the edition among those wanted, from 0. */
  readonly place: number;
  readonly organization_id: string;
}

/** The ceremony as stored, or null where the database does not have it. */
export async function locateCeremony(db: Db, edition: EditionKey): Promise<StoredEdition | null> {
  return (await locatePlace(db, edition, [])).edition;
}

/**
 * Where the ceremony stands or will stand.
 *
 * @param planned what an import will have made by then of ceremonies of the same organization
 */
export async function locatePlace(
  db: Db,
  edition: EditionKey,
  planned: readonly StoredEdition[],
): Promise<EditionPlace> {
  const stored = rowsOf<StoredCandidate>(await db.execute(candidates([edition])));
  const isPlanned = new Set(planned.map(({ id }) => id));
  return placeOf(edition, [...planned, ...stored.filter(({ id }) => !isPlanned.has(id))]);
}

/** The ceremonies that the wanted ones' organizations have of their numbers and in their years. */
export function candidates(wanted: readonly EditionKey[]): SQL {
  const { id, organizationId, year, instance, number } = ceremonies;
  return sql`
    select incoming.place, ${id}, ${organizationId}, ${year}, ${instance}, ${number}
      ${fromCandidates(wanted)}`;
}

/** Locks those that are not surely others, in one order for all importers, and gives their IDs. */
export function lockingOfCandidates(wanted: readonly EditionKey[]): SQL {
  const { id, number } = ceremonies;
  return sql`
    select ${id}
      ${fromCandidates(wanted)} and coalesce(${number} = incoming.number, true)
     order by ${id}
       for no key update of ${sql.identifier('ceremonies')}`;
}

function fromCandidates(wanted: readonly EditionKey[]): SQL {
  const source = incoming(
    wanted.map((edition, place) => ({ ...edition, place })),
    [
      { name: 'place', type: 'integer', of: ({ place }) => place },
      ...organizationLookups(({ organization }: EditionKey) => organization),
      bulkColumn(ceremonies.year, ({ year }) => year),
      bulkColumn(ceremonies.number, ({ number }) => number),
    ],
  );
  return sql`
      from ${source}
      join ${ceremonies} on ${ceremonies.organizationId} = ${sql.raw(storedOrganization)}
     where (${ceremonies.year} = incoming.year or ${ceremonies.number} = incoming.number)`;
}
