/** The import, from collected IDs to a verified commit. Prints nothing. */
import { applyPlans } from './db/apply-plan.ts';
import { upsertEntities } from './db/entities.ts';
import { explainDatabaseError } from './db/faults.ts';
import { lockCeremonies } from './db/lock-ceremony.ts';
import type { Connection, Database, Db } from './db/open.ts';
import { readCeremonies } from './db/read-ceremony.ts';
import { readerOn } from './db/reader.ts';
import { recordRuns } from './db/runs.ts';
import { type RepeatOptions, repeatTransient, withTransaction } from './db/transaction.ts';
import { collect } from './entities/collect.ts';
import { type EntityRows, resolveEntities } from './entities/resolve.ts';
import type { LoadedCeremony } from './model/ceremony.ts';
import { countChanges } from './model/changes.ts';
import type { ResolveSummary } from './model/entity.ts';
import { ExpectedError } from './model/errors.ts';
import { type CeremonyPlan, isEmpty, largeRemoval, plan } from './plan/plan.ts';
import { type CeremonyOutcome, headingOf, type ImportResult, type OnProgress, writeTotals } from './result.ts';
import type { TmdbSource } from './tmdb/source.ts';
import { isExact, type Verification, verify } from './verify/verify.ts';

export interface ImportOptions {
  /** Deletes nominations that the file does not have. */
  readonly prune: boolean;
  /** Lets `prune` delete more than 30 % of a ceremony. */
  readonly force: boolean;
  readonly refresh: boolean;
}

/** What the import works with; everything that is not plain data comes from outside. */
export interface ImportServices {
  readonly database: Database;
  readonly source: TmdbSource;
  readonly signal: AbortSignal;
  readonly now: () => Date;
  readonly sleep: (ms: number) => Promise<void>;
  readonly onProgress: OnProgress;
  readonly programVersion: string;
}

/**
 * Imports ceremonies: resolves the IMDb IDs of all of them once, then writes each in a transaction of its own. One that
 * fails does not stop the others; its error is in its outcome.
 *
 * @throws ExpectedError when TMDb refuses the credentials, or the database fails before the first ceremony is written
 */
export async function importCeremonies(
  loaded: readonly LoadedCeremony[],
  options: ImportOptions,
  services: ImportServices,
): Promise<ImportResult> {
  const credits = collect(loaded.map(({ ceremony }) => ceremony));
  const entities = await resolveEntities(
    readerOn(services.database.db),
    credits,
    resolveOptions(options, services),
    (rows) => store(rows, services),
  );
  services.onProgress({ stage: 'resolved', summary: entities });
  const ceremonies: CeremonyOutcome[] = [];
  for (const one of loaded) {
    const { name } = one.ceremony;
    services.onProgress({ stage: 'writing', ceremony: name, done: ceremonies.length, total: loaded.length });
    ceremonies.push(await importOne(one, entities, options, services));
  }
  services.onProgress({ stage: 'wrote', ...writeTotals(ceremonies) });
  return { command: 'import', database: services.database.label, entities, ceremonies };
}

/** What resolving needs of the services; a dry run resolves in the same way. */
export function resolveOptions(
  { refresh }: ImportOptions,
  { source, signal, now, onProgress }: Omit<ImportServices, 'database'>,
) {
  const report = (done: number, total: number) =>
    onProgress({ stage: 'resolving', done, total, retries: source.retries });
  return { source, signal, now, refresh, onProgress: report };
}

async function store(
  { movies, people }: EntityRows,
  services: ImportServices,
): Promise<{ added: number; changed: number }> {
  return repeated(services, (db) =>
    withTransaction(db, async (tx) => {
      const a = await upsertEntities(tx, 'movie', movies);
      const b = await upsertEntities(tx, 'person', people);
      return { added: a.added + b.added, changed: a.changed + b.changed };
    }),
  );
}

async function importOne(
  loaded: LoadedCeremony,
  entities: ResolveSummary,
  options: ImportOptions,
  services: ImportServices,
): Promise<CeremonyOutcome> {
  const heading = headingOf(loaded);
  try {
    const written = await repeated(services, (db) =>
      withTransaction(db, (tx) => writeCeremony(tx, loaded, entities, options, services)),
    );
    return { status: 'imported', heading, ...written };
  } catch (error) {
    const explained = explainDatabaseError(error, `write the nominations of ${heading.name}`, services.database.label);
    if (services.signal.aborted || !(explained instanceof ExpectedError)) throw error;
    return { status: 'failed', heading, error: explained };
  }
}

/** The transaction: lock, read, plan, apply, verify, record. Whoever throws here rolls all of it back. */
async function writeCeremony(
  tx: Db,
  { ceremony, sha256 }: LoadedCeremony,
  entities: ResolveSummary,
  options: ImportOptions,
  { signal, now, programVersion }: ImportServices,
): Promise<{ plan: CeremonyPlan; removed: number; verification: Verification }> {
  const startedAt = now();
  const [locked] = await lockCeremonies(tx, [ceremony]);
  if (locked === undefined) throw new Error('no row was locked');
  const readBack = async () => (await readCeremonies(tx, [locked.id])).get(locked.id) ?? null;
  const existing = locked.existed ? await readBack() : null;
  const planned = plan({ ...ceremony, instance: locked.instance }, existing, locked.id);
  const removed = options.prune ? planned.extra.length : 0;
  const refusal = options.prune && !options.force ? largeRemoval(planned) : null;
  if (refusal !== null) throw refusal;
  signal.throwIfAborted();
  const isUpToDate = isEmpty(planned) && removed === 0;
  if (!isUpToDate) await applyPlans(tx, [{ plan: planned, ceremony: locked }], options.prune);
  const verification = verify(ceremony, isUpToDate ? existing : await readBack());
  refuseInexact(verification, ceremony.name);
  const outcome = isExact(verification) && entities.failed === 0 ? 'complete' : 'incomplete';
  const counts = { ...countChanges(planned.nominations), removed, extra: verification.extra.length };
  const { requests, retries } = entities;
  const run = { startedAt, outcome, counts, tmdbRequests: requests, tmdbRetries: retries } as const;
  await recordRuns(tx, [{ ceremonyId: locked.id, ...run, sourceSha256: sha256, programVersion }]);
  signal.throwIfAborted();
  return { plan: planned, removed, verification };
}

function refuseInexact({ problems }: Verification, name: string): void {
  if (problems.length === 0) return;
  throw new ExpectedError('verification', `${name} was not written: what was read back is not what the file says`, {
    problems,
    hint: 'everything was rolled back; does a trigger or a rule of the database change what is written?',
  });
}

function repeated<T>(services: ImportServices, work: (db: Connection) => Promise<T>): Promise<T> {
  return repeatTransient(services.database, repeatOptions(services), work);
}

/** How work on the database is done again; a dry run does it in the same way. */
export function repeatOptions({ signal, sleep, onProgress }: Omit<ImportServices, 'database'>): RepeatOptions {
  return { signal, sleep, onRepeat: (failedAttempts) => onProgress({ stage: 'repeating', failedAttempts }) };
}
