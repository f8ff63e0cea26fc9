/**
 * Which stored organization is meant: by the event ID, else by the key, else by a key that it had in other sources, else by the ID
 * that its row was given: somebody may have changed the key by hand, and the ID outlives that.
 */
import { type SQL, sql } from 'drizzle-orm';
import type { Organization } from '../model/ceremony.ts';
import { organizationId } from '../model/identity.ts';
import { keysOf } from '../model/organizations.ts';
import { type BulkColumn, bulkColumn } from './bulk.ts';
import { organizations } from './tables.ts';
import { insertion, type UpsertOptions, type Writing } from './upsert.ts';

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

/** What a stored organization is read by. */
export const organizationColumns = {
  key: organizations.key,
  name: organizations.name,
  abbreviation: organizations.abbreviation,
  imdbEventId: organizations.imdbEventId,
};

/** What `storedOrganization` looks for, as columns of `incoming`. */
export function organizationLookups<Row>(of: (row: Row) => Organization): BulkColumn<Row>[] {
  return [
    // No key has a space.
    { name: 'organization_keys', type: 'text', of: (row) => keysOf(of(row).key).join(' ') },
    bulkColumn(organizations.imdbEventId, (row: Row) => of(row).imdbEventId, 'organization_event'),
    bulkColumn(organizations.id, (row: Row) => organizationId(of(row).key), 'organization_made_as'),
  ];
}

/** ID of the stored organization that `incoming` means; null where there is none. */
export const storedOrganization: SQL = sql`(
  select known.id from ${organizations} known, string_to_array(incoming.organization_keys, ' ') as given(keys)
   where known.imdb_event_id = incoming.organization_event or known.key = any(given.keys)
      or known.id = incoming.organization_made_as
   order by known.imdb_event_id is not distinct from incoming.organization_event desc, array_position(given.keys, known.key) nulls last
   limit 1)`;

/** Inserts those that are not stored under any of their names. */
export function insertionOfOrganizations(givers: readonly Organization[]): SQL {
  return sql`${insertion(
    { ...organizationWriting, lookups: organizationLookups((giver: Organization) => giver) },
    givers,
    ['key'],
    sql`${storedOrganization} is null`,
  )} on conflict do nothing`;
}

/** A stored organization, whatever key it is stored under, and what a file says of it. */
export interface OrganizationToWrite {
  readonly id: string;
  readonly given: Organization;
}

export const knownOrganizationWriting: Writing<typeof organizations, OrganizationToWrite> = {
  table: organizations,
  values: {
    id: ({ id }) => id,
    key: ({ given }) => given.key,
    name: ({ given }) => given.name,
    abbreviation: ({ given }) => given.abbreviation,
    imdbEventId: ({ given }) => given.imdbEventId,
  },
};

export const organizationOptions: UpsertOptions<typeof organizations> = {
  key: ['id'],
  fixed: ['key'],
  merge: {
    abbreviation: (stored, given) => sql`coalesce(${given.abbreviation}, ${stored.abbreviation})`,
    imdbEventId: (stored, given) => sql`coalesce(${given.imdbEventId}, ${stored.imdbEventId})`,
  },
};
