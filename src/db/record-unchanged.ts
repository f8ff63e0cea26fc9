/**
 * An import that has nothing to do: found out, and recorded, by one question to the database. Its statement is plain text:
 * loading the tables, and what makes statements of them, would take a tenth of such an import.
 */
import type { EditionKey } from '../model/ceremony.ts';
import type { StandingAnswer } from '../model/entity.ts';
import type { BulkColumn } from './bulk.ts';
import { faultOf } from './faults.ts';
import { arrayLiteral, literal } from './literals.ts';
import { migrationsTable, newestMigration } from './newest-migration.ts';
import type { Connection } from './open.ts';
import { organizationLookups, storedOrganization } from './organization-lookup.ts';
import type { ImportRun } from './runs.ts';
import { storedSha256 } from './stored-sha256.ts';
import { inOneRoundTrip } from './transaction.ts';

/** A run that may have nothing to do. */
export interface PossibleRun extends Omit<ImportRun, 'ceremonyId' | 'outcome' | 'done'> {
  readonly edition: EditionKey;
  /** Of all that the import starts from beside the database. */
  readonly basisSha256: string;
}

export interface UnchangedRuns {
  /** What an earlier run said of the same rows, in the order of the runs. */
  readonly verifications: readonly unknown[];
  /** IMDb IDs of people and movies that the stored ceremonies credit and that wait for TMDb. */
  readonly waiting: ReadonlySet<string>;
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
    return {
      verifications: rows.map(({ verification }) => verification),
      waiting: new Set(rows.flatMap(({ waiting }) => waiting?.split(' ') ?? [])),
    };
  } catch (error) {
    // There are no such tables yet, or they cannot be read or written, or a text cannot be stored: whoever does it step by
    // step is told why.
    if (error instanceof RangeError || /^(0A|22|23|25|3F|40|42)/.test(faultOf(error)?.code ?? '')) return null;
    throw error;
  }
}

interface RecordedRow extends Record<string, unknown> {
  readonly verification: unknown;
  readonly waiting: string | null;
}

function recordingStatement(
  runs: readonly PossibleRun[],
  standing: readonly StandingAnswer[],
  now: Date,
  newest: number,
): string {
  return `
    with incoming as (select * from ${incoming(runs)}),
         unchanged as (
           select incoming.*, ceremonies.id as ceremony_id, earlier.verification, credited.waiting
             from incoming
             join organizations on organizations.id = ${storedOrganization}
             join ceremonies on ceremonies.organization_id = organizations.id and ceremonies.year = incoming.year
              and case when incoming.number is null then ceremonies.instance = incoming.instance
                       else ceremonies.number = incoming.number end
            cross join lateral (
                  select import_runs.verification, import_runs.stored_sha256 from import_runs
                   where import_runs.ceremony_id = ceremonies.id and import_runs.outcome = 'complete'
                     and import_runs.basis_sha256 = incoming.basis_sha256
                   order by import_runs.id desc limit 1) earlier
            cross join lateral (
                  select string_agg(imdb_id, ' ') filter (where tmdb_status = 'waiting') as waiting,
                         bool_or(${isOpen(standing, now)}) as is_any_open
                    from (${credited('movies', 'nominated_movies', 'movie_id')} union all
                          ${credited('people', 'nominees', 'person_id')}) entities) credited
            where credited.is_any_open is not true and earlier.stored_sha256 = ${storedSha256}),
         recorded as (
           insert into import_runs (ceremony_id, ${written}, finished_at, outcome)
           select ceremony_id, ${written}, clock_timestamp(), 'complete' from unchanged
            where (select count(distinct ceremony_id) from unchanged) = ${literal(runs.length)}
              and (select max(created_at) from ${migrationsTable}) = ${literal(newest)}
            order by place
           returning ceremony_id)
    select unchanged.verification, unchanged.waiting
      from unchanged join recorded on recorded.ceremony_id = unchanged.ceremony_id
     order by place`;
}

/** What is recorded of a run as it is given. */
const written = 'started_at, counts, tmdb_requests, tmdb_retries, source, source_sha256, program_version';

/** The runs as a relation, with all that is looked up by. */
function incoming(runs: readonly PossibleRun[]): string {
  const rows = runs.map((run, place) => ({ ...run, place }));
  const columns: readonly BulkColumn<(typeof rows)[number]>[] = [
    { name: 'place', type: 'integer', of: ({ place }) => place },
    ...organizationLookups<PossibleRun>(({ edition }) => edition.organization),
    { name: 'year', type: 'integer', of: ({ edition }) => edition.year },
    { name: 'instance', type: 'integer', of: ({ edition }) => edition.instance },
    { name: 'number', type: 'integer', of: ({ edition }) => edition.number },
    { name: 'started_at', type: 'timestamptz', of: ({ startedAt }) => startedAt.toISOString() },
    { name: 'counts', type: 'jsonb', of: ({ counts }) => JSON.stringify(counts) },
    { name: 'tmdb_requests', type: 'integer', of: (run) => run.tmdbRequests },
    { name: 'tmdb_retries', type: 'integer', of: (run) => run.tmdbRetries },
    { name: 'source', type: 'text', of: (run) => run.source },
    { name: 'source_sha256', type: 'text', of: (run) => run.sourceSha256 },
    { name: 'program_version', type: 'text', of: (run) => run.programVersion },
    { name: 'basis_sha256', type: 'text', of: (run) => run.basisSha256 },
  ];
  const arrays = columns.map(({ type, of }) => `${literal(arrayLiteral(rows.map(of)))}::${type}[]`);
  return `unnest(${arrays.join(', ')}) as incoming(${columns.map(({ name }) => name).join(', ')})`;
}

/** People or movies, by way of the credits of a row of `ceremonies` that link to them. */
function credited(entities: string, credits: string, link: string): string {
  return `select ${entities}.imdb_id, ${entities}.tmdb_status, ${entities}.tmdb_checked_at from nominations
      join ${credits} on ${credits}.nomination_id = nominations.id
      join ${entities} on ${entities}.id = ${credits}.${link}
     where nominations.ceremony_id = ceremonies.id`;
}

/** Whether somebody is to be asked for. */
function isOpen(standing: readonly StandingAnswer[], now: Date): string {
  const conditions = standing.map(({ status, wasAsked, forMs }) => {
    const since = forMs === null ? null : new Date(now.getTime() - forMs).toISOString();
    const isRecent = since === null ? 'true' : `tmdb_checked_at > ${literal(since)}::timestamptz`;
    return `(tmdb_status = ${literal(status)} and (tmdb_checked_at is not null) = ${literal(wasAsked)} and ${isRecent})`;
  });
  return `(${conditions.join(' or ')}) is not true`;
}
