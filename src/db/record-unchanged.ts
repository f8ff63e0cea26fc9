/** An import that has nothing to do: found out, and recorded, by one question to the database. */
import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { EditionKey } from '../model/ceremony.ts';
import type { StandingAnswer } from '../model/entity.ts';
import { bulkColumn, incoming, list } from './bulk.ts';
import { faultOf } from './faults.ts';
import { migrationsTable, newestMigration } from './migrate.ts';
import type { Connection } from './open.ts';
import { organizationLookups, storedOrganization } from './organizations.ts';
import type { ImportRun } from './runs.ts';
import { storedSha256 } from './stored-sha256.ts';
import {
  ceremonies,
  importRuns,
  movies,
  nominatedMovies,
  nominations,
  nominees,
  organizations,
  people,
} from './tables.ts';
import { inOneRoundTrip } from './transaction.ts';
import { identifier } from './upsert.ts';

/** A run that may have nothing to do. */
export interface PossibleRun extends Omit<ImportRun, 'ceremonyId' | 'outcome' | 'done'> {
  readonly edition: EditionKey;
  /** Of all that the import starts from beside the database. */
  readonly basisSha256: string;
}

export interface UnchangedRuns {
  /** What an earlier run said of the same rows, in the order of the runs. */
  readonly verifications: readonly unknown[];
  /** People and movies among them that wait for TMDb. */
  readonly waiting: number;
}

/**
 * Records the runs if each of them has nothing to do: an earlier one that began from the same and left nothing undone has
 * left the very rows that are there now, and nobody is to be asked for. Neither is remembered: PostgreSQL hashes the rows,
 * and looks for who is to be asked for, in the statement that records the runs.
 *
 * @param standing answers that are not asked for again
 * @returns null where there may be something to do, or no such database yet; then nothing was written
 */
export async function recordUnchanged(
  db: Connection,
  runs: readonly PossibleRun[],
  standing: readonly StandingAnswer[],
  now: Date,
  migrationsFolder: string,
): Promise<UnchangedRuns | null> {
  const statement = recordingStatement(runs, standing, now, newestMigration(migrationsFolder));
  try {
    const rows = await inOneRoundTrip<RecordedRow>(db, statement);
    if (rows.length === 0) return null;
    return { verifications: rows.map(({ verification }) => verification), waiting: rows[0]?.waiting ?? 0 };
  } catch (error) {
    // There are no such tables yet, or they cannot be read or written, or a text cannot be stored: whoever does it step by
    // step is told why.
    if (error instanceof RangeError || /^(0A|22|23|25|3F|40|42)/.test(faultOf(error)?.code ?? '')) return null;
    throw error;
  }
}

interface RecordedRow extends Record<string, unknown> {
  readonly verification: unknown;
  readonly waiting: number;
}

function recordingStatement(
  runs: readonly PossibleRun[],
  standing: readonly StandingAnswer[],
  now: Date,
  newest: number,
): SQL {
  const source = incoming(
    runs.map((run, place) => ({ ...run, place })),
    [
      { name: 'place', type: 'integer', of: ({ place }) => place },
      ...organizationLookups<PossibleRun>(({ edition }) => edition.organization),
      bulkColumn(ceremonies.year, ({ edition }) => edition.year),
      bulkColumn(ceremonies.instance, ({ edition }) => edition.instance),
      bulkColumn(ceremonies.number, ({ edition }) => edition.number),
      bulkColumn(importRuns.startedAt, ({ startedAt }) => startedAt.toISOString()),
      bulkColumn(importRuns.counts, ({ counts }) => JSON.stringify(counts)),
      bulkColumn(importRuns.tmdbRequests, (run) => run.tmdbRequests),
      bulkColumn(importRuns.tmdbRetries, (run) => run.tmdbRetries),
      bulkColumn(importRuns.source, (run) => run.source),
      bulkColumn(importRuns.sourceSha256, (run) => run.sourceSha256),
      bulkColumn(importRuns.programVersion, (run) => run.programVersion),
      bulkColumn(importRuns.basisSha256, (run) => run.basisSha256),
    ],
  );
  const meant = sql`case when incoming.number is null then ${ceremonies.instance} = incoming.instance
                         else ${ceremonies.number} = incoming.number end`;
  const waiting = (of: Entities) =>
    sql`select entity.id from unchanged
          cross join lateral (${entitiesWhere(of, sql`unchanged.ceremony_id`, sql`${of.entities.tmdbStatus} = 'waiting'`)}) entity`;
  return sql`
    with incoming as (select * from ${source}),
         unchanged as (
           select incoming.*, ${ceremonies.id} as ceremony_id, earlier.verification
             from incoming
             join ${organizations} on ${organizations.id} = ${storedOrganization}
             join ${ceremonies} on ${ceremonies.organizationId} = ${organizations.id}
              and ${ceremonies.year} = incoming.year and ${meant}
            cross join lateral (
                  select ${importRuns.verification}, ${importRuns.storedSha256} from ${importRuns}
                   where ${importRuns.ceremonyId} = ${ceremonies.id} and ${importRuns.outcome} = 'complete'
                     and ${importRuns.basisSha256} = incoming.basis_sha256
                   order by ${importRuns.id} desc limit 1) earlier
            where earlier.stored_sha256 = ${storedSha256}
              and not exists (${openEntities(ofMovies, standing, now)})
              and not exists (${openEntities(ofPeople, standing, now)})),
         recorded as (
           insert into ${importRuns} (${list(written.map(identifier))}, finished_at, outcome)
           select ${list(written.map(identifier))}, clock_timestamp(), 'complete' from unchanged
            where (select count(distinct ceremony_id) from unchanged) = ${runs.length}::integer
              and (select max(created_at) from ${sql.identifier(migrationsTable)}) = ${newest}::bigint
            order by place
           returning ceremony_id)
    select unchanged.verification,
           (select count(*) from (${waiting(ofMovies)} union ${waiting(ofPeople)}) one)::integer as waiting
      from unchanged join recorded on recorded.ceremony_id = unchanged.ceremony_id
     order by place`;
}

const written = [
  importRuns.ceremonyId,
  importRuns.startedAt,
  importRuns.counts,
  importRuns.tmdbRequests,
  importRuns.tmdbRetries,
  importRuns.source,
  importRuns.sourceSha256,
  importRuns.programVersion,
];

/** People or movies, by way of the credits that link to them. */
type Entities =
  | { readonly entities: typeof movies; readonly credits: typeof nominatedMovies; readonly link: PgColumn }
  | { readonly entities: typeof people; readonly credits: typeof nominees; readonly link: PgColumn };

const ofMovies: Entities = { entities: movies, credits: nominatedMovies, link: nominatedMovies.movieId };
const ofPeople: Entities = { entities: people, credits: nominees, link: nominees.personId };

/** Those that a ceremony credits and of which the condition holds. */
function entitiesWhere({ entities, credits, link }: Entities, ceremonyId: SQLWrapper, condition: SQL): SQL {
  return sql`
    select ${entities.id} from ${nominations}
      join ${credits} on ${credits.nominationId} = ${nominations.id}
      join ${entities} on ${entities.id} = ${link}
     where ${nominations.ceremonyId} = ${ceremonyId} and ${condition}`;
}

/** Those that somebody is to be asked for. */
function openEntities(of: Entities, standing: readonly StandingAnswer[], now: Date): SQL {
  const { tmdbStatus, tmdbCheckedAt } = of.entities;
  const conditions = standing.map(({ status, wasAsked, forMs }) => {
    const since =
      forMs === null
        ? sql`true`
        : sql`${tmdbCheckedAt} > ${new Date(now.getTime() - forMs).toISOString()}::timestamptz`;
    return sql`(${tmdbStatus} = ${status} and (${tmdbCheckedAt} is not null) = ${wasAsked}::boolean and ${since})`;
  });
  return entitiesWhere(of, ceremonies.id, sql`(${sql.join(conditions, sql` or `)}) is not true`);
}
