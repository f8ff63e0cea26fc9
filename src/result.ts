/** What a run came to, as plain data: all that the renderers know. */
import type { Edition, Heading, LoadedCeremony, RefusedCeremony } from './model/ceremony.ts';
import { type Change, type ChangeCounts, countChanges } from './model/changes.ts';
import type { ResolveSummary, StoredEntity } from './model/entity.ts';
import type { ExpectedError } from './model/errors.ts';
import type { CeremonyPlan } from './plan/plan.ts';

import type { Verification } from './verify/verification.ts';

/** What names a ceremony in a report. */
export interface CeremonyHeading extends Omit<Edition, 'organization'> {
  /** Its key. */
  readonly organization: string;
  /** The file it was read from. */
  readonly source: string;
}

export function headingOf({ ceremony, source }: LoadedCeremony): CeremonyHeading {
  const { organization, year, instance, number, name, date, expected } = ceremony;
  return { organization: organization.key, year, instance, number, name, date, expected, source };
}

/** Committed and verified. */
export interface ImportedCeremony {
  readonly status: 'imported';
  readonly heading: CeremonyHeading;
  readonly changes: CeremonyChanges;
  readonly verification: Verification;
  /** What was left aside, as it was not clear what it means. */
  readonly remarks: readonly string[];
}

/** What became of the rows of a ceremony. */
export interface CeremonyChanges {
  readonly ceremony: Change<unknown>['action'];
  readonly categories: ChangeCounts;
  readonly nominations: ChangeCounts & { readonly removed: number };
}

/** Rolled back, or not read: nothing of this ceremony's nominations changed. */
export interface FailedCeremony {
  readonly status: 'failed';
  readonly heading: CeremonyHeading | FailedHeading;
  readonly error: ExpectedError;
}

/** What names a ceremony that could not be read. */
export interface FailedHeading extends Heading {
  readonly date: null;
  readonly source: string;
}

/** What became of a ceremony that could not be read. */
export function failureOf({ heading, source, error }: RefusedCeremony): FailedCeremony {
  return { status: 'failed', heading: { ...heading, date: null, source }, error };
}

export type CeremonyOutcome = ImportedCeremony | FailedCeremony;

export interface ImportResult {
  readonly command: 'import';
  readonly database: string;
  readonly entities: ResolveSummary;
  readonly ceremonies: readonly CeremonyOutcome[];
  /** What could not be told of the file for certain, told with all that the database knows. */
  readonly remarks: readonly string[];
}

/** How many ceremonies were committed, and what became of their nominations. */
export function writeTotals(outcomes: readonly CeremonyOutcome[]): { ceremonies: number; counts: WriteCounts } {
  const imported = outcomes.filter((outcome) => outcome.status === 'imported');
  const known = imported.map(({ changes }) => changes).filter(({ ceremony }) => ceremony !== 'add');
  const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
  const count = (what: keyof CeremonyChanges['nominations']) =>
    sum(imported.map(({ changes }) => changes.nominations[what]));
  return {
    ceremonies: imported.length,
    counts: {
      added: count('added'),
      changed: count('changed'),
      unchanged: count('unchanged'),
      removed: count('removed'),
      ceremoniesChanged: known.filter(({ ceremony }) => ceremony !== 'same').length,
      categoriesChanged: sum(known.map(({ categories }) => categories.added + categories.changed)),
    },
  };
}

export interface DryRunResult {
  readonly command: 'dry-run';
  readonly database: string;
  /** Whether the import that is previewed would delete what the file does not have. */
  readonly prune: boolean;
  readonly entities: ResolveSummary;
  /** What could not be told of the file for certain, told with all that the database knows. */
  readonly remarks: readonly string[];
  readonly movies: readonly Change<StoredEntity>[];
  readonly people: readonly Change<StoredEntity>[];
  readonly ceremonies: readonly {
    readonly heading: CeremonyHeading;
    readonly plan: CeremonyPlan;
    /** Why the import would refuse this plan, or null. */
    readonly refusal: ExpectedError | null;
  }[];
  /** Those that could not be read. */
  readonly failed: readonly FailedCeremony[];
}

export interface PlanTotals extends ChangeCounts {
  readonly removed: number;
  /** Rows that the files do not have, and that would stay. */
  readonly extra: number;
}

/** Rows of every table that the previewed import would add, change, delete or leave. */
export function planTotals({ movies, people, ceremonies, entities, prune }: DryRunResult): PlanTotals {
  const changes: Change<unknown>[] = [...movies, ...people];
  for (const { plan } of ceremonies) changes.push(plan.edition, ...plan.categories, ...plan.nominations);
  const counts = countChanges(changes);
  const extra = ceremonies.reduce((sum, { plan }) => sum + plan.extra.length, 0);
  return {
    ...counts,
    unchanged: counts.unchanged + entities.known,
    removed: prune ? extra : 0,
    extra: prune ? 0 : extra,
  };
}

export interface VerifyResult {
  readonly command: 'verify';
  readonly database: string;
  readonly ceremonies: readonly { readonly heading: CeremonyHeading; readonly verification: Verification }[];
  /** Those that could not be read. */
  readonly failed: readonly FailedCeremony[];
}

/** What became of the nominations of a run, and of what they stand in where that was there before. */
export interface WriteCounts extends ChangeCounts {
  readonly removed: number;
  /** Ceremonies and categories, of those that were there before, with other facts or in another order now. */
  readonly ceremoniesChanged: number;
  readonly categoriesChanged: number;
}

export type ProgressEvent =
  | { readonly stage: 'resolving'; readonly done: number; readonly total: number; readonly retries: number }
  | { readonly stage: 'resolved'; readonly summary: ResolveSummary }
  | { readonly stage: 'writing'; readonly ceremony: string; readonly done: number; readonly total: number }
  | { readonly stage: 'wrote'; readonly ceremonies: number; readonly counts: WriteCounts }
  /** Another run holds what this one needs. */
  | { readonly stage: 'waiting' }
  | { readonly stage: 'repeating'; readonly failedAttempts: number };

export type OnProgress = (event: ProgressEvent) => void;
