/** Organizations: reading and writing them. */
import { type SQL, sql } from 'drizzle-orm';
import type { Organization } from '../model/ceremony.ts';
import { organizationId } from '../model/identity.ts';
import { organizationLookups, storedOrganization } from './organization-lookup.ts';
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

/** Inserts those that are not stored under any of their names. */
export function insertionOfOrganizations(givers: readonly Organization[]): SQL {
  return sql`${insertion(
    { ...organizationWriting, lookups: organizationLookups((giver: Organization) => giver) },
    givers,
    ['key'],
    sql.raw(`${storedOrganization} is null`),
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
