/** What `status` and `show` read: the view that people query too, and the editions there are. */
import { asc, eq, sql } from 'drizzle-orm';
import type { CeremonyStatus } from '../status.ts';
import type { Db } from './database.ts';
import { ceremonies, organizations } from './tables.ts';
import { importStatus } from './views.ts';

/** A line a ceremony, oldest first. */
export async function readStatus(db: Db): Promise<CeremonyStatus[]> {
  const rows = await db
    .select({
      organization: sql<string>`${importStatus.organization}`,
      year: sql<number>`${importStatus.year}`,
      instance: sql<number>`${importStatus.instance}`,
      number: importStatus.number,
      ceremony: sql<string>`${importStatus.ceremony}`,
      expectedNominations: importStatus.expectedNominations,
      nominations: sql<number>`${importStatus.nominations}`,
      winners: sql<number>`${importStatus.winners}`,
      expectedPeopleNominations: importStatus.expectedPeopleNominations,
      peopleNominations: sql<number>`${importStatus.peopleNominations}`,
      linkedPeopleNominations: sql<number>`${importStatus.linkedPeopleNominations}`,
      pending: sql<number>`${importStatus.pending}`,
      waiting: sql<number>`${importStatus.waiting}`,
      lastOutcome: importStatus.lastOutcome,
      lastFinishedAt: sql<
        string | null
      >`to_char(${importStatus.lastFinishedAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`,
    })
    .from(importStatus)
    .orderBy(asc(importStatus.year), asc(importStatus.instance), asc(importStatus.organization));
  return rows;
}

/** What names each stored ceremony, oldest first. */
export async function readEditions(db: Db) {
  return db
    .select({
      organization: { key: organizations.key, name: organizations.name, abbreviation: organizations.abbreviation },
      year: ceremonies.year,
      instance: ceremonies.instance,
      number: ceremonies.number,
      name: ceremonies.name,
    })
    .from(ceremonies)
    .innerJoin(organizations, eq(organizations.id, ceremonies.organizationId))
    .orderBy(asc(ceremonies.year), asc(ceremonies.instance), asc(organizations.key));
}
