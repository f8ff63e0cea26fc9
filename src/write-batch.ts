/** One transaction: lock, read, plan, apply, verify, record, for one ceremony or many. */
import { batchesOf, nominationsIn } from './batches.ts';
import { type ApplyOptions, applyPlans, type PlanToApply } from './db/apply-plan.ts';
import { type LockedCeremony, lockCeremonies } from './db/lock-ceremony.ts';
import type { Db } from './db/open.ts';
import { type HashedCeremony, readCeremonies } from './db/read-ceremony.ts';
import { type ImportRun, recordRuns } from './db/runs.ts';
import { sayWhenWaiting, together } from './db/transaction.ts';
import type { LoadedCeremony } from './model/ceremony.ts';
import { countChanges } from './model/changes.ts';
import type { ResolveSummary } from './model/entity.ts';
import { ExpectedError } from './model/errors.ts';
import type { StoredCeremony } from './model/stored.ts';
import { type CeremonyPlan, isEmpty, largeRemoval, plan } from './plan/plan.ts';
import { unclearRemarks } from './plan/unclear.ts';
import { headingOf, type ImportedCeremony } from './result.ts';
import { basisOf } from './unchanged.ts';
import { isExact, type Verification } from './verify/verification.ts';
import { verify } from './verify/verify.ts';

export interface WriteOptions {
  /** Deletes nominations that the file does not have. */
  readonly prune: boolean;
  /** Lets `prune` delete more than 30 % of a ceremony. */
  readonly force: boolean;
  /** Looks at what is about to be written of a ceremony, and throws where that is not to be. */
  readonly approve?: (plan: CeremonyPlan) => void;
  /** Called when another run holds the ceremonies and this one waits. */
  readonly onWait?: () => void;
  readonly entities: ResolveSummary;
  readonly signal: AbortSignal;
  readonly source: { readonly name: ResolveSummary['source'] };
  readonly now: () => Date;
  readonly programVersion: string;
  readonly programBuild: string;
}

/** A ceremony of the batch on its way. */
interface Step {
  readonly loaded: LoadedCeremony;
  readonly ceremony: LockedCeremony;
  readonly plan: CeremonyPlan;
  readonly removed: number;
}

/**
 * Writes ceremonies within the caller's transaction. Whoever throws here rolls all of it back.
 *
 * @throws ExpectedError `verification` or `too-many-removals`; `NotTogether` where they have to be written one by one
 */
export async function writeBatch(
  tx: Db,
  batch: readonly LoadedCeremony[],
  options: WriteOptions,
): Promise<ImportedCeremony[]> {
  const startedAt = options.now();
  const locking = lockCeremonies(
    tx,
    batch.map(({ ceremony }) => ceremony),
  );
  const locked = await sayWhenWaiting(locking, () => options.onWait?.());
  const known = locked.filter(({ existed }) => existed).map(({ id }) => id);
  const existing = known.length > 0 ? await readCeremonies(tx, known) : new Map<string, HashedCeremony>();
  if (batch.length > 1) refuseDependence(batch, locked, existing);
  const parts: Part[] = [];
  const asked = batch.map((loaded, at) => ({ loaded, ceremony: locked[at] as LockedCeremony }));
  for (const group of batchesOf(asked, ({ loaded }) => nominationsIn(loaded), nominationsAtOnce)) {
    const steps = group.map(({ loaded, ceremony }) => stepOf(loaded, ceremony, existing, options));
    options.signal.throwIfAborted();
    const changing = steps.filter(({ plan: planned, removed }) => !isEmpty(planned) || removed > 0);
    const isFirst = parts.every(({ written }) => written === null);
    const applying = { removeExtra: options.prune, isFirst };
    const written = changing.length > 0 ? applyAndReadBack(tx, changing, applying) : null;
    // Told below, where each is waited for in turn.
    written?.catch(() => {});
    parts.push({ steps, written });
    // The database is at work on these while the next ones are planned, and on those while these are verified.
    await nextTurn();
  }
  const outcomes: ImportedCeremony[] = [];
  const runs: ImportRun[] = [];
  for (const { steps, written } of parts) {
    const readBack = await written;
    for (const step of steps) {
      const { id } = step.ceremony;
      const row = readBack?.get(id) ?? existing.get(id);
      const outcome = outcomeOf(step, row?.stored ?? null);
      outcomes.push(outcome);
      runs.push(runOf(step, outcome, row as HashedCeremony, { ...options, startedAt }));
    }
  }
  await recordRuns(tx, runs);
  options.signal.throwIfAborted();
  return outcomes;
}

/** Ceremonies of the batch whose statements are sent together. */
interface Part {
  readonly steps: readonly Step[];
  /** Null where nothing is to be written. */
  readonly written: Promise<ReadonlyMap<string, HashedCeremony>> | null;
}

/** Few enough that the database and the program are at work at the same time, and enough for the statements not to count. */
const nominationsAtOnce = 500;

/** Lets the connection send what was given to it. */
function nextTurn(): Promise<void> {
  return new Promise((next) => setImmediate(next));
}

/** What becomes of one of them depends on what becomes of another, so that they cannot be planned together. */
export class NotTogether extends Error {}

function refuseDependence(
  batch: readonly LoadedCeremony[],
  locked: readonly LockedCeremony[],
  existing: ReadonlyMap<string, HashedCeremony>,
): void {
  const rows = new Set(locked.map(({ id }) => id));
  if (rows.size < batch.length) throw new NotTogether('two are the same ceremony');
  const isMoving = (id: string, { ceremony }: LoadedCeremony) =>
    (existing.get(id)?.stored.year ?? ceremony.year) !== ceremony.year;
  if (locked.some(({ id }, at) => isMoving(id, batch[at] as LoadedCeremony)))
    throw new NotTogether('one takes a place in another year');
}

function stepOf(
  loaded: LoadedCeremony,
  ceremony: LockedCeremony,
  existing: ReadonlyMap<string, HashedCeremony>,
  { prune, force, approve }: WriteOptions,
): Step {
  const file = { ...loaded.ceremony, instance: ceremony.instance };
  const planned = plan(file, existing.get(ceremony.id)?.stored ?? null, ceremony.id);
  const refusal = prune && !force ? largeRemoval(planned) : null;
  if (refusal !== null) throw refusal;
  approve?.(planned);
  return { loaded, ceremony, plan: planned, removed: prune ? planned.extra.length : 0 };
}

/** Together: what is read back is read after all that is written, without waiting for it. */
async function applyAndReadBack(
  tx: Db,
  steps: readonly PlanToApply[],
  applying: ApplyOptions,
): Promise<Map<string, HashedCeremony>> {
  const ids = steps.map(({ ceremony }) => ceremony.id);
  const [, written] = await together([applyPlans(tx, steps, applying), readCeremonies(tx, ids)]);
  return written;
}

/** @throws ExpectedError `verification` where the database is not what the file says */
function outcomeOf({ loaded, plan: planned, removed }: Step, stored: StoredCeremony | null): ImportedCeremony {
  const verification = verify(loaded.ceremony, stored);
  refuseInexact(verification, loaded.ceremony.name);
  return {
    status: 'imported',
    heading: headingOf(loaded),
    changes: {
      ceremony: planned.edition.action,
      categories: countChanges(planned.categories),
      nominations: { ...countChanges(planned.nominations), removed },
    },
    verification,
    remarks: unclearRemarks(planned, loaded.ceremony.name),
  };
}

function refuseInexact({ problems }: Verification, name: string): void {
  if (problems.length === 0) return;
  throw new ExpectedError('verification', `${name} was not written: what was read back is not what the file says`, {
    problems,
    hint: 'everything was rolled back; does a trigger or a rule of the database change what is written?',
  });
}

function runOf(
  { loaded, ceremony }: Step,
  { changes, verification, remarks }: ImportedCeremony,
  { sha256 }: HashedCeremony,
  options: WriteOptions & { readonly startedAt: Date },
): ImportRun {
  const { entities, programVersion, startedAt } = options;
  const isDone = isExact(verification) && entities.failed === 0;
  return {
    ceremonyId: ceremony.id,
    startedAt,
    outcome: isDone ? 'complete' : 'incomplete',
    counts: { ...changes.nominations, extra: verification.extra.length },
    tmdbRequests: entities.requests,
    tmdbRetries: entities.retries,
    source: loaded.source,
    sourceSha256: loaded.sha256,
    programVersion,
    // What was left aside is to be told by the next run, too.
    done:
      isDone && remarks.length === 0
        ? { basisSha256: basisOf(loaded, options), storedSha256: sha256, verification }
        : null,
  };
}
