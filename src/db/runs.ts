/** The log of imports: one row for each that was committed, written in the same transaction. */
import { sql } from 'drizzle-orm';
import type { EditionKey } from '../model/ceremony.ts';
import { storedCeremonyId } from './lock-ceremony.ts';
import type { Db } from './open.ts';

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
