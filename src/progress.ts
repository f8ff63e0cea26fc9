/** What a run tells while it works. */
import type { ChangeCounts } from './changes.ts';
import type { ResolveSummary } from './resolve-entities.ts';

export type ProgressEvent =
  | { readonly stage: 'resolving'; readonly done: number; readonly total: number; readonly retries: number }
  | { readonly stage: 'resolved'; readonly summary: ResolveSummary }
  | { readonly stage: 'writing'; readonly ceremony: string }
  | { readonly stage: 'wrote'; readonly ceremony: string; readonly counts: ChangeCounts & { readonly removed: number } }
  | { readonly stage: 'repeating'; readonly failedAttempts: number };

export type OnProgress = (event: ProgressEvent) => void;
