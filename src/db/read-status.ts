/** What `status` and `show` read: the view that people query too, and the editions there are. */
import { asc, eq, sql } from 'drizzle-orm';
import type { CeremonyStatus, PendingCredit } from '../model/stored.ts';
import type { Db } from './open.ts';
import { organizationColumns } from './organizations.ts';
import { ceremonies, organizations } from './tables.ts';
import { rowsOf } from './transaction.ts';
import { importStatus } from './views.ts';

/** A line a ceremony, oldest first. */
export async function readStatus(db: Db): Promise<CeremonyStatus[]> {
  const rows = await db
    .select({
      organization: importStatus.organization,
      year: importStatus.year,
      instance: importStatus.instance,
      number: importStatus.number,
      ceremony: importStatus.ceremony,
      expectedNominations: importStatus.expectedNominations,
      nominations: importStatus.nominations,
      winners: importStatus.winners,
      expectedPeopleNominations: importStatus.expectedPeopleNominations,
      peopleNominations: importStatus.peopleNominations,
      linkedPeopleNominations: importStatus.linkedPeopleNominations,
      pending: importStatus.pending,
      waiting: importStatus.waiting,
      lastOutcome: importStatus.lastOutcome,
      lastFinishedAt: sql<
        string | null
      >`to_char(${importStatus.lastFinishedAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`,
    })
    .from(importStatus)
    .orderBy(asc(importStatus.year), asc(importStatus.instance), asc(importStatus.organization));
  return rows;
}

/** Everybody who is pending, and every such movie, in the order of announcement. */
export async function readPending(db: Db): Promise<PendingCredit[]> {
  return rowsOf(
    await db.execute(sql`
      select o.key as organization, c.year, c.instance, c.name as ceremony, k.name as category,
             credited.kind, credited.name, n.id as "nominationId"
        from (select nomination_id, 1 as rank, position, 'movie' as kind, title as name
                from nominated_movies where movie_id is null
               union all
              select nomination_id, 2, position, kind, name
                from nominees where kind = 'person' and person_id is null) credited
        join nominations n on n.id = credited.nomination_id
        join ceremonies c on c.id = n.ceremony_id
        join organizations o on o.id = c.organization_id
        join categories k on k.id = n.category_id
        join ceremony_categories place on place.ceremony_id = n.ceremony_id and place.category_id = n.category_id
       order by c.year, c.instance, o.key, place.position, n.position, credited.rank, credited.position`),
  );
}

/** What names each stored ceremony, oldest first. */
export async function readEditions(db: Db) {
  return db
    .select({
      organization: organizationColumns,
      year: ceremonies.year,
      instance: ceremonies.instance,
      number: ceremonies.number,
      name: ceremonies.name,
    })
    .from(ceremonies)
    .innerJoin(organizations, eq(organizations.id, ceremonies.organizationId))
    .orderBy(asc(ceremonies.year), asc(ceremonies.instance), asc(organizations.key));
}
