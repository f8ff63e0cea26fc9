/** The locks that make importers of one ceremony queue up, and let importers of different ones pass each other. */
import { sql } from 'drizzle-orm';
import type { Ceremony, Edition } from '../model/ceremony.ts';
import { groupBy } from '../model/group-by.ts';
import { ceremonyId } from '../model/identity.ts';
import { placeOf } from '../model/which-ceremony.ts';
import type { Value } from './literals.ts';
import { candidates, lockingOfCandidates, type StoredCandidate } from './locate-ceremonies.ts';
import type { Connection, Db } from './open.ts';
import { organizationLookups, storedOrganization } from './organization-lookup.ts';
import { insertionOfOrganizations } from './organizations.ts';
import { ceremonies } from './tables.ts';
import { executeAll, rowsOf, withTransaction } from './transaction.ts';
import { insertion, type Writing } from './upsert.ts';

/** A ceremony's row, locked. */
export interface LockedCeremony {
  /** Stored IDs; equal to the computed ones unless it moved to another year, or somebody changed the rows by hand. */
  readonly id: string;
  readonly organizationId: string;
  /** Which one of its year it is to be: others of the year keep their places. */
  readonly instance: number;
  /** Whether the row was there before. */
  readonly existed: boolean;
}

/** A ceremony whose row is not found yet. */
interface OpenCeremony {
  /** Among those wanted, from 0. */
  readonly place: number;
  readonly ceremony: Ceremony;
  /** Which ID of its place it gets when it is new: a ceremony that has moved away keeps the first. */
  readonly repeat: number;
}

/** Each round either finds a row or learns of one more that is in the way. */
const maxRounds = 50;

/**
 * Locks the ceremonies' rows until the transaction ends, inserting those whole that are not there. Row locks and no
 * advisory ones: distributed databases that speak PostgreSQL have them too. All importers lock in one order, so that two
 * of several ceremonies do not wait for each other. `on conflict do nothing` names no index on purpose, see
 * `upsertEntities`.
 *
 * The first round is nearly always the only one. Others follow where a ceremony stands at another place than its file
 * says: two of one year, or one that has moved.
 *
 * @returns their rows, in the order given
 */
export async function lockCeremonies(tx: Db, wanted: readonly Ceremony[]): Promise<LockedCeremony[]> {
  const found = new Map<number, LockedCeremony>();
  const inserted = new Set<string>();
  let open: readonly OpenCeremony[] = wanted.map((ceremony, place) => ({ place, ceremony, repeat: 1 }));
  for (let round = 1; open.length > 0 && round <= maxRounds; round++) open = await lockRound(tx, open, inserted, found);
  return wanted.map((ceremony, place) => {
    const row = found.get(place);
    if (row === undefined) throw new Error(`the row of ${ceremony.name} is neither there nor can it be made`);
    return row;
  });
}

/** What ends a transaction that was only to wait. */
class Waited extends Error {}

/** Waits until nobody else holds the ceremonies' rows, and holds none itself. */
export async function waitForCeremonies(db: Connection, wanted: readonly Ceremony[]): Promise<void> {
  try {
    await withTransaction(db, async (tx) => {
      await lockCeremonies(tx, wanted);
      throw new Waited();
    });
  } catch (error) {
    if (!(error instanceof Waited)) throw error;
  }
}

/** @returns those that are not found yet, with where to look next */
async function lockRound(
  tx: Db,
  open: readonly OpenCeremony[],
  inserted: Set<string>,
  found: Map<number, LockedCeremony>,
): Promise<OpenCeremony[]> {
  const editions = open.map(({ ceremony }) => ceremony);
  const givers = [...new Map(editions.map(({ organization }) => [organization.key, organization])).values()];
  const [, made, locked, there] = await executeAll(tx, [
    insertionOfOrganizations(givers),
    sql`${insertion(ceremonyWriting, open, ['id'])} on conflict do nothing returning id`,
    lockingOfCandidates(editions),
    // Read after the locks were waited for, so that it shows what their holders have committed.
    candidates(editions),
  ]);
  for (const { id } of rowsOf<{ id: string }>(made)) inserted.add(id);
  const lockedIds = new Set(rowsOf<{ id: string }>(locked).map(({ id }) => id));
  const candidatesOf = groupBy(rowsOf<StoredCandidate>(there), ({ place }) => String(place));
  return open.flatMap((one, at) => {
    const rows = candidatesOf.get(String(at)) ?? [];
    const { edition, instance } = placeOf(one.ceremony, rows);
    const row = rows.find(({ id }) => id === edition?.id);
    if (row !== undefined && lockedIds.has(row.id)) {
      found.set(one.place, {
        id: row.id,
        organizationId: row.organization_id,
        instance,
        existed: !inserted.has(row.id),
      });
      return [];
    }
    // A place that is free and yet could not be taken: its ID is in use.
    const isFree = row === undefined && instance === one.ceremony.instance;
    return [{ ...one, ceremony: { ...one.ceremony, instance }, repeat: isFree ? one.repeat + 1 : one.repeat }];
  });
}

/** What a ceremony says of itself, by column. */
export function editionValuesOf<Row>(editionOf: (row: Row) => Edition) {
  const from = (pick: (edition: Edition) => Value) => (row: Row) => pick(editionOf(row));
  return {
    year: from(({ year }) => year),
    instance: from(({ instance }) => instance),
    number: from(({ number }) => number),
    name: from(({ name }) => name),
    heldOn: from(({ date }) => date),
    expectedCategories: from(({ expected }) => expected?.categories ?? null),
    expectedNominations: from(({ expected }) => expected?.nominations ?? null),
    expectedWinners: from(({ expected }) => expected?.winners ?? null),
    expectedPeopleNominations: from(({ expected }) => expected?.peopleNominations ?? null),
  } satisfies Writing<typeof ceremonies, Row>['values'];
}

const ceremonyWriting: Writing<typeof ceremonies, OpenCeremony> = {
  table: ceremonies,
  values: {
    id: ({ ceremony, repeat }) => ceremonyId(ceremony, repeat),
    organizationId: sql.raw(storedOrganization),
    ...editionValuesOf(({ ceremony }: OpenCeremony) => ceremony),
  },
  lookups: organizationLookups(({ ceremony }) => ceremony.organization),
};
