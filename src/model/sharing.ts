/** What importers at work on one database share: TMDb's rate where they have the same credential, and who asks for what. */
import type { EntityStatus } from './entity.ts';

/**
 * How long a place in the rate is taken by one request. A server counts arrivals, and a request may take a little longer
 * on its way than one sent later: without this margin the 41st arrives within the first one's second.
 */
export const windowMs = 1_000 + 30;

/** The same among several processes, of which each has delays of its own. */
export const sharedWindowMs = windowMs + 50;

/** The same where the request before was another process's. */
export const handoverMs = windowMs + 150;

/** How long an importer that gives no sign counts as alive: its places and its claims are others' after it. */
export const leaseMs = 5_000;

/** Places go to importers in blocks of so many at least: many that have one each would spend their time on telling each other. */
export const leastShare = 10;

/** A place in a second: one of as many as requests may leave in it. */
export interface Place {
  readonly place: number;
  /** Until it may be used: who had it before sent a request less than a window ago. */
  readonly waitMs: number;
}

/** What may be sent. */
export interface Grant {
  /** In so many places: those of before, and others. */
  readonly places: number;
  /** After how many milliseconds each of the others is free. */
  readonly waitsMs: readonly number[];
  /** For how long one request takes a place. */
  readonly windowMs: number;
  readonly until: number;
}

/** Whoever sends requests in places that are granted, and in no others. */
export interface SharedRate {
  /** Tells credentials apart, and does not tell what they are. */
  readonly credential: string;
  /** How many places a second the credential has. */
  readonly places: number;
  /** Requests that wait to leave. */
  readonly unsent: () => number;
  /** Whether nothing is asked any more, as TMDb is not there: each question is answered at once, by that. */
  readonly isGone: () => boolean;
  /** Milliseconds for which TMDb has asked to send nothing. */
  readonly pausedMs: () => number;
  /** Gives up all places but so many. Of each, how many milliseconds it is until its last request no longer counts. */
  readonly giveUp: (allBut: number) => readonly number[];
  /** Milliseconds, never going back. */
  readonly now: () => number;
  readonly grant: (grant: Grant) => void;
  /** Sends nothing for so many milliseconds, as another importer was asked to. */
  readonly pause: (ms: number) => void;
}

/** What an importer tells the others, and wants of them. */
export interface Exchange {
  readonly credential: string;
  /** Of how many places a second the credential has. */
  readonly rate: number;
  /** Whether the importer has not been heard of before. */
  readonly isFirst: boolean;
  /** How many places can be used. */
  readonly wanted: number;
  /** Given back. All others that are held are kept. */
  readonly back: readonly Place[];
  /** For how long TMDb has asked to send nothing, as far as this importer knows. */
  readonly pausedMs: number;
  /** IDs to claim: the first ones that nobody has claimed, as many as the places held take in so many seconds. */
  readonly open: readonly string[];
  readonly aheadSeconds: number;
  /** Requests that are claimed and have not left; so many fewer are claimed. */
  readonly unsent: number;
  /** IDs that others had claimed. */
  readonly watched: readonly string[];
  /** Claims that are not needed. */
  readonly givenUp: readonly string[];
}

export interface Exchanged {
  /** Numbers of all places that are held now. */
  readonly held: readonly number[];
  /** Those of them that were not held before. */
  readonly taken: readonly Place[];
  /** How many may be kept, others being at work. */
  readonly share: number;
  /** Importers at work, this one included. */
  readonly importers: number;
  /** For how long nobody may send anything, as far as any importer knows. */
  readonly pausedMs: number;
  /** IDs that are claimed by this importer now, and were not before. */
  readonly mine: ReadonlySet<string>;
  /** Those of `open` and `watched` that others have claimed. */
  readonly others: ReadonlySet<string>;
  /** What is stored of them. */
  readonly stored: ReadonlyMap<string, StoredAnswer>;
}

/** What is known of an ID, without the facts. */
export interface StoredAnswer {
  readonly status: EntityStatus;
  readonly checkedAt: Date | null;
}

/** The importers at work on a database, as one of them. */
export interface Importers {
  /**
   * @param tell called when the database is about to be asked: what is told counts from then
   * @returns what was told, and the answer
   */
  readonly exchange: (tell: () => Exchange) => Promise<readonly [Exchange, Exchanged]>;
  /** Says goodbye: what is held or claimed is others' at once. */
  readonly leave: (goodbye: Pick<Exchange, 'credential' | 'back'>) => Promise<void>;
}
