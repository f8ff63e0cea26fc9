/** The import, from collected IDs to a verified commit. Prints nothing. */
import { batchesOf, nominationsIn } from './batches.ts';
import { upsertEntities } from './db/entities.ts';
import { explainDatabaseError } from './db/faults.ts';
import { waitForCeremonies } from './db/lock-ceremony.ts';
import type { Connection, Database } from './db/open.ts';
import { readerOn } from './db/reader.ts';
import { type RepeatOptions, repeatTransient, sayWhenWaiting, withTransaction } from './db/transaction.ts';
import { collect } from './entities/collect.ts';
import { pairWithKnown } from './entities/pairing.ts';
import { type EntityRows, resolveEntities } from './entities/resolve.ts';
import { type Colleagues, importersOn, oneAtATime } from './importers.ts';
import type { LoadedCeremony } from './model/ceremony.ts';
import type { ResolveSummary } from './model/entity.ts';
import { ExpectedError } from './model/errors.ts';
import { packageFiles } from './package-files.ts';
import type { CeremonyPlan } from './plan/plan.ts';
import { type CeremonyOutcome, headingOf, type ImportResult, type OnProgress, writeTotals } from './result.ts';
import type { TmdbSource } from './tmdb/source.ts';
import { writeUnchanged } from './unchanged.ts';
import { writeBatch } from './write-batch.ts';

export interface ImportOptions {
  /** Deletes nominations that the file does not have. */
  readonly prune: boolean;
  /** Lets `prune` delete more than 30 % of a ceremony. */
  readonly force: boolean;
  readonly refresh: boolean;
  /** Looks at what is about to be written of a ceremony, and throws where that is not to be. */
  readonly approve?: (plan: CeremonyPlan) => void;
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
  /** Differs where the program's code does. */
  readonly programBuild: string;
}

/**
 * Imports ceremonies: resolves the IMDb IDs of all of them once, then writes them in batches. One that
 * fails does not stop the others; its error is in its outcome.
 *
 * @throws ExpectedError when TMDb refuses the credentials, or the database fails before the first ceremony is written
 */
export async function importCeremonies(
  loaded: readonly LoadedCeremony[],
  options: ImportOptions,
  services: ImportServices,
): Promise<ImportResult> {
  const credits = collect(loaded);
  const { database, source } = services;
  const onConnection = oneAtATime((work) => repeated(services, work));
  const importers = database.isShared && source.name === 'tmdb' ? importersOn(database, onConnection) : null;
  const entities = await resolveEntities(
    readerOn(database.db),
    credits,
    { ...resolveOptions(options, services), importers },
    (rows) => onConnection((db) => store(db, rows, importers)),
  );
  services.onProgress({ stage: 'resolved', summary: entities });
  const ceremonies: CeremonyOutcome[] = [];
  const { ceremonies: paired, remarks } = await pairWithKnown(loaded, readerOn(services.database.db));
  for (const batch of batchesOf(paired, nominationsIn, nominationsPerBatch)) {
    const name = batch[0]?.ceremony.name ?? '';
    services.onProgress({ stage: 'writing', ceremony: name, done: ceremonies.length, total: loaded.length });
    const isPerhapsWritten = importers?.wereOthers() && entities.failed === 0 && options.approve === undefined;
    const outcomes =
      (isPerhapsWritten ? await writtenByOthers(batch, entities, services) : null) ??
      (await importBatch(batch, entities, options, services));
    for (const outcome of outcomes) ceremonies.push(outcome);
  }
  services.onProgress({ stage: 'wrote', ...writeTotals(ceremonies) });
  const unclear = ceremonies.flatMap((outcome) => (outcome.status === 'imported' ? outcome.remarks : []));
  const { label } = services.database;
  return { command: 'import', database: label, entities, ceremonies, remarks: [...remarks, ...unclear] };
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

function store(
  db: Connection,
  { movies, people, ids }: EntityRows,
  importers: Colleagues | null,
): Promise<{ added: number; changed: number }> {
  return withTransaction(db, async (tx) => {
    const a = await upsertEntities(tx, 'movie', movies);
    const b = await upsertEntities(tx, 'person', people);
    await importers?.onStored(tx, ids);
    return { added: a.added + b.added, changed: a.changed + b.changed };
  });
}

/** Nominations a transaction: beyond some thousands the statements get no faster, and memory and locks only grow. */
const nominationsPerBatch = 2_000;

/**
 * Who imports together with others mostly imports what they do, and all are told of the last answer at the same time: only
 * one then has to write. The others need not read it back, one after the other; they wait for the one that is at it.
 *
 * @returns null where it is not all there, or that could not be found out: whoever writes meets the same fault, and tells it
 */
async function writtenByOthers(
  batch: readonly LoadedCeremony[],
  entities: ResolveSummary,
  services: ImportServices,
): Promise<readonly CeremonyOutcome[] | null> {
  const { db } = services.database;
  const ask = () => writeUnchanged(batch, entities, services, db, packageFiles.migrations);
  const ceremonies = batch.map(({ ceremony }) => ceremony);
  try {
    const written = await ask();
    if (written !== null) return written.ceremonies;
    await sayWhenWaiting(waitForCeremonies(db, ceremonies), () => services.onProgress({ stage: 'waiting' }));
    return (await ask())?.ceremonies ?? null;
  } catch {
    return null;
  }
}

/**
 * Each ceremony is written whole or not at all, and one that fails stops no other: a batch that fails is done again, one
 * ceremony at a time.
 */
async function importBatch(
  batch: readonly LoadedCeremony[],
  entities: ResolveSummary,
  options: ImportOptions,
  services: ImportServices,
): Promise<CeremonyOutcome[]> {
  const onWait = () => services.onProgress({ stage: 'waiting' });
  const writeOptions = { ...options, ...services, entities, onWait };
  const write = (ceremonies: readonly LoadedCeremony[]) =>
    repeated(services, (db) => withTransaction(db, (tx) => writeBatch(tx, ceremonies, writeOptions)));
  const outcomes: CeremonyOutcome[] = [];
  try {
    return await write(batch);
  } catch (error) {
    if (services.signal.aborted) throw error;
    if (batch.length === 1) return [failureFrom(error, batch[0] as LoadedCeremony, services)];
  }
  for (const one of batch) {
    const [outcome] = await importBatch([one], entities, options, services);
    if (outcome !== undefined) outcomes.push(outcome);
  }
  return outcomes;
}

/** @throws what is no error that was to be expected */
function failureFrom(error: unknown, loaded: LoadedCeremony, { database }: ImportServices): CeremonyOutcome {
  const heading = headingOf(loaded);
  const explained = explainDatabaseError(error, `write the nominations of ${heading.name}`, database.label);
  if (!(explained instanceof ExpectedError)) throw error;
  return { status: 'failed', heading, error: explained };
}

function repeated<T>(services: ImportServices, work: (db: Connection) => Promise<T>): Promise<T> {
  return repeatTransient(services.database, repeatOptions(services), work);
}

/** How work on the database is done again; a dry run does it in the same way. */
export function repeatOptions({ signal, sleep, onProgress }: Omit<ImportServices, 'database'>): RepeatOptions {
  return { signal, sleep, onRepeat: (failedAttempts) => onProgress({ stage: 'repeating', failedAttempts }) };
}
