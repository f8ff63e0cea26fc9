/** The locks that make importers of one ceremony queue up, and let importers of different ones pass each other. */
import { sql } from 'drizzle-orm';
import type { Ceremony, Edition, Organization } from '../model/ceremony.ts';
import { ceremonyId, organizationId } from '../model/identity.ts';
import { bulkColumn } from './bulk.ts';
import { type LocatedCeremony, locateCeremonies } from './locate-ceremonies.ts';
import type { Db } from './open.ts';
import { ceremonies, organizations } from './tables.ts';
import { executeAll, rowsOf } from './transaction.ts';
import { insertion, type Writing } from './upsert.ts';

/** A ceremony's row, locked. */
export interface LockedCeremony {
  /** Stored IDs; equal to the computed ones unless somebody changed the rows by hand. */
  readonly id: string;
  readonly organizationId: string;
  /** Whether the row was there before. */
  readonly existed: boolean;
}

/**
 * Locks the ceremonies' rows until the transaction ends, inserting those whole that are not there. Row locks and no
 * advisory ones: distributed databases that speak PostgreSQL have them too. All importers lock in one order, so that two
 * of several ceremonies do not wait for each other. `on conflict do nothing` names no index on purpose, see
 * `upsertEntities`.
 *
 * @returns their rows, in the order given
 */
export async function lockCeremonies(tx: Db, wanted: readonly Ceremony[]): Promise<LockedCeremony[]> {
  const givers = [...new Map(wanted.map(({ organization }) => [organization.key, organization])).values()];
  const [, inserted, locked] = await executeAll(tx, [
    sql`${insertion(organizationWriting, givers, ['key'])} on conflict do nothing`,
    sql`${insertion(ceremonyWriting, wanted, ['id'])} on conflict do nothing returning id`,
    sql`${locateCeremonies(wanted)} for no key update of ${sql.identifier('ceremonies')}`,
  ]);
  const isNew = new Set(rowsOf<{ id: string }>(inserted).map(({ id }) => id));
  const rows = new Map(rowsOf<LocatedCeremony>(locked).map((row) => [row.place, row]));
  return wanted.map((ceremony, place) => {
    const row = rows.get(place);
    if (row === undefined) throw new Error(`the row of ${ceremony.name} is neither there nor can it be made`);
    return { id: row.id, organizationId: row.organization_id, existed: !isNew.has(row.id) };
  });
}

export const organizationWriting = {
  table: organizations,
  values: {
    id: ({ key }: Organization) => organizationId(key),
    key: ({ key }: Organization) => key,
    name: ({ name }: Organization) => name,
    abbreviation: ({ abbreviation }: Organization) => abbreviation,
    imdbEventId: ({ imdbEventId }: Organization) => imdbEventId,
  },
} satisfies Writing<typeof organizations, Organization>;

/** What a ceremony says of itself, by column. */
export const editionValues = {
  year: ({ year }: Edition) => year,
  instance: ({ instance }: Edition) => instance,
  number: ({ number }: Edition) => number,
  name: ({ name }: Edition) => name,
  heldOn: ({ date }: Edition) => date,
  expectedCategories: ({ expected }: Edition) => expected?.categories ?? null,
  expectedNominations: ({ expected }: Edition) => expected?.nominations ?? null,
  expectedWinners: ({ expected }: Edition) => expected?.winners ?? null,
  expectedPeopleNominations: ({ expected }: Edition) => expected?.peopleNominations ?? null,
} satisfies Writing<typeof ceremonies, Edition>['values'];

const ceremonyWriting: Writing<typeof ceremonies, Ceremony> = {
  table: ceremonies,
  values: {
    id: ceremonyId,
    organizationId: sql`(select ${organizations.id} from ${organizations} where ${organizations.key} = incoming.organization)`,
    ...editionValues,
  },
  lookups: [bulkColumn(organizations.key, ({ organization }) => organization.key, 'organization')],
};
