/** The log of imports: one row for each that was committed, written in the same transaction. */
import { sql } from 'drizzle-orm';
import type { PastRun } from '../model/stored.ts';
import type { Db } from './open.ts';
import { importRuns, type runOutcomes } from './tables.ts';
import { rowsOf } from './transaction.ts';
import { insertion, type Writing } from './upsert.ts';

export interface ImportRun {
  /** Stored ID. */
  readonly ceremonyId: string;
  readonly startedAt: Date;
  readonly outcome: (typeof runOutcomes)[number];
  readonly counts: Readonly<Record<string, number>>;
  readonly tmdbRequests: number;
  readonly tmdbRetries: number;
  /** Path or address. */
  readonly source: string;
  readonly sourceSha256: string;
  readonly programVersion: string;
  /** Where nothing was left to do: what the same import will be known by, over the same rows. */
  readonly done: DoneRun | null;
}

export interface DoneRun {
  /** Of all that the import started from beside the database. */
  readonly basisSha256: string;
  /** Of all rows of the ceremony, as they were when they were verified. */
  readonly storedSha256: string;
  /** What was said of them. */
  readonly verification: object;
}

const runWriting: Writing<typeof importRuns, ImportRun> = {
  table: importRuns,
  values: {
    ceremonyId: (run) => run.ceremonyId,
    startedAt: (run) => run.startedAt.toISOString(),
    finishedAt: sql`clock_timestamp()`,
    outcome: (run) => run.outcome,
    counts: (run) => JSON.stringify(run.counts),
    tmdbRequests: (run) => run.tmdbRequests,
    tmdbRetries: (run) => run.tmdbRetries,
    source: (run) => run.source,
    sourceSha256: (run) => run.sourceSha256,
    programVersion: (run) => run.programVersion,
    basisSha256: ({ done }) => done?.basisSha256 ?? null,
    storedSha256: ({ done }) => done?.storedSha256 ?? null,
    verification: ({ done }) => (done === null ? null : JSON.stringify(done.verification)),
  },
};

/** Adds runs to the log of their ceremonies. */
export async function recordRuns(tx: Db, runs: readonly ImportRun[]): Promise<void> {
  await tx.execute(insertion(runWriting, runs, ['ceremonyId']));
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
