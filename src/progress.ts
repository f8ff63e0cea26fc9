/** What a run tells while it works. */

import type { ResolveSummary } from './entities/resolve.ts';
import type { ChangeCounts } from './model/changes.ts';

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
  | { readonly stage: 'wrote'; readonly transactions: number; readonly counts: WriteCounts }
  | { readonly stage: 'repeating'; readonly failedAttempts: number };

export type OnProgress = (event: ProgressEvent) => void;
