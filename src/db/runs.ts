/** The log of imports: one row for each that was committed, written in the same transaction. */
import { sql } from 'drizzle-orm';
import type { EditionKey } from '../model/ceremony.ts';
import type { PastRun } from '../model/stored.ts';
import { storedCeremonyId } from './lock-ceremony.ts';
import type { Db } from './open.ts';
import { rowsOf } from './transaction.ts';

export interface ImportRun {
  readonly startedAt: Date;
  /** `incomplete` where the database has rows that the file has not, or TMDb gave no answer for some entities. */
  readonly outcome: 'complete' | 'incomplete';
  readonly counts: Readonly<Record<string, number>>;
  readonly tmdbRequests: number;
  readonly tmdbRetries: number;
  readonly sourceSha256: string;
  readonly programVersion: string;
}

/** Adds the run to the log of its ceremony. */
export async function recordRun(tx: Db, ceremony: EditionKey, run: ImportRun): Promise<void> {
  await tx.execute(sql`
    insert into import_runs (ceremony_id, started_at, finished_at, outcome, counts, tmdb_requests, tmdb_retries,
                             source_sha256, program_version)
    values (${storedCeremonyId(ceremony)}, ${run.startedAt.toISOString()}::timestamptz, clock_timestamp(), ${run.outcome},
            ${JSON.stringify(run.counts)}::jsonb, ${run.tmdbRequests}::integer, ${run.tmdbRetries}::integer,
            ${run.sourceSha256}, ${run.programVersion})`);
}

/** All runs, newest first. */
export async function readRuns(db: Db): Promise<PastRun[]> {
  const iso = sql.raw(`'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`);
  return rowsOf(
    await db.execute(sql`
      select o.key as organization, c.year, c.instance, c.name as ceremony,
             to_char(r.started_at at time zone 'UTC', ${iso}) as "startedAt",
             to_char(r.finished_at at time zone 'UTC', ${iso}) as "finishedAt",
             extract(epoch from r.finished_at - r.started_at)::float8 as seconds, r.outcome, r.counts,
             r.tmdb_requests as "tmdbRequests", r.tmdb_retries as "tmdbRetries",
             r.source_sha256 as "sourceSha256", r.program_version as "programVersion"
        from import_runs r
        join ceremonies c on c.id = r.ceremony_id
        join organizations o on o.id = c.organization_id
       order by r.id desc`),
  );
}
