/** The import that has nothing to do: one question to the database, which also records the run. */
import { createHash } from 'node:crypto';
import { nominationsIn } from './batches.ts';
import type { Connection } from './db/open.ts';
import { type PossibleRun, recordUnchanged } from './db/record-unchanged.ts';
import { noKnownNames } from './entities/acquaintance.ts';
import { creditsIn } from './entities/collect.ts';
import { pairIds } from './entities/pairing.ts';
import { standingAnswers } from './entities/rows.ts';
import type { LoadedCeremony } from './model/ceremony.ts';
import type { ResolveSummary, StandingAnswer } from './model/entity.ts';
import { headingOf, type ImportedCeremony, type ImportResult, type OnProgress, writeTotals } from './result.ts';
import type { Verification } from './verify/verification.ts';

export interface UnchangedServices {
  /** Who answers for IMDb IDs. */
  readonly source: { readonly name: ResolveSummary['source'] };
  readonly now: () => Date;
  readonly programVersion: string;
  /** Differs where the program's code does. */
  readonly programBuild: string;
  readonly onProgress: OnProgress;
}

/**
 * A hash of all that an import of a ceremony starts from beside the database: the bytes of its file, what was read there,
 * the program, and who answers for IMDb IDs.
 */
export function basisOf(
  { sha256, ceremony }: LoadedCeremony,
  { source, programBuild }: Pick<UnchangedServices, 'source' | 'programBuild'>,
): string {
  const basis = JSON.stringify([sha256, ceremony, programBuild, source.name]);
  return createHash('sha256').update(basis).digest('hex');
}

/**
 * Imports ceremonies of which each has nothing to do.
 *
 * @returns null where one may have something to do; then nothing was done
 */
export async function importUnchanged(
  loaded: readonly LoadedCeremony[],
  services: UnchangedServices,
  db: Connection,
  migrationsFolder: string,
): Promise<Omit<ImportResult, 'database'> | null> {
  const { source, onProgress } = services;
  const unchanged = await writeUnchanged(loaded, { requests: 0, retries: 0 }, services, db, migrationsFolder);
  if (unchanged === null) return null;
  const { ceremonies, waiting } = unchanged;
  const entities = summaryOf(loaded, source.name, waiting);
  onProgress({ stage: 'resolved', summary: entities });
  onProgress({ stage: 'wrote', ...writeTotals(ceremonies) });
  const { remarks } = pairIds(loaded, noKnownNames);
  return { command: 'import', entities, ceremonies, remarks };
}

export interface UnchangedCeremonies {
  readonly ceremonies: readonly ImportedCeremony[];
  /** IMDb IDs of people and movies that they credit and that wait for TMDb, of other files' credits too. */
  readonly waiting: ReadonlySet<string>;
}

/**
 * Records the runs of ceremonies of which each has nothing to do.
 *
 * @param asked what TMDb was asked on the way
 * @returns null where one may have something to do; then nothing was written
 */
export async function writeUnchanged(
  loaded: readonly LoadedCeremony[],
  asked: Pick<ResolveSummary, 'requests' | 'retries'>,
  services: Omit<UnchangedServices, 'onProgress'>,
  db: Connection,
  migrationsFolder: string,
): Promise<UnchangedCeremonies | null> {
  const { source, now } = services;
  const startedAt = now();
  const runs = loaded.map((one) => possibleRun(one, asked, startedAt, services));
  const found = await recordUnchanged(db, runs, standingFor(source.name), startedAt, migrationsFolder);
  if (found === null) return null;
  const ceremonies = loaded.map(
    (one, at): ImportedCeremony => ({
      status: 'imported',
      heading: headingOf(one),
      changes: sameOf(one),
      verification: found.verifications[at] as Verification,
      remarks: [],
    }),
  );
  return { ceremonies, waiting: found.waiting };
}

/** The snapshot that ships with the program has said already that it does not know whoever waits. */
function standingFor(source: ResolveSummary['source']): readonly StandingAnswer[] {
  const waiting = [true, false].map((wasAsked) => ({ status: 'waiting', wasAsked, forMs: null }) as const);
  return source === 'snapshot' ? [...standingAnswers(source), ...waiting] : standingAnswers(source);
}

function possibleRun(
  loaded: LoadedCeremony,
  { requests, retries }: Pick<ResolveSummary, 'requests' | 'retries'>,
  startedAt: Date,
  services: Omit<UnchangedServices, 'onProgress'>,
): PossibleRun {
  const { source, sha256, ceremony } = loaded;
  return {
    edition: ceremony,
    startedAt,
    counts: { ...sameOf(loaded).nominations, extra: 0 },
    tmdbRequests: requests,
    tmdbRetries: retries,
    source,
    sourceSha256: sha256,
    programVersion: services.programVersion,
    basisSha256: basisOf(loaded, services),
  };
}

function sameOf(loaded: LoadedCeremony) {
  const none = { added: 0, changed: 0 };
  return {
    ceremony: 'same',
    categories: { ...none, unchanged: loaded.ceremony.categories.length },
    nominations: { ...none, unchanged: nominationsIn(loaded), removed: 0 },
  } as const;
}

function summaryOf(
  loaded: readonly LoadedCeremony[],
  source: ResolveSummary['source'],
  waiting: ReadonlySet<string>,
): ResolveSummary {
  const { movies, people } = creditsIn(loaded);
  const ids = [...movies.keys(), ...people.keys()];
  const total = ids.length;
  const open = ids.filter((id) => waiting.has(id)).length;
  const nothing = { found: 0, missing: 0, failed: 0, added: 0, changed: 0, requests: 0, retries: 0 };
  return { source, total, known: total - open, waiting: open, ...nothing, failures: [] };
}
