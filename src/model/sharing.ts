/** What importers at work on one database share: TMDb's rate where they have the same credential, and who asks for what. */
import type { EntityKind, StoredEntity } from './entity.ts';

/**
 * How long a place in the rate is taken by one request. A server counts arrivals, and a request may take a little longer
 * on its way than one sent later: without this margin the 41st arrives within the first one's second.
 */
export const windowMs = 1_000 + 30;

/** How long a place that is not renewed is kept. That of a dead process comes back after it. */
export const placeLeaseMs = 3_000;

/** How long an importer that gives no sign counts as alive: its claims are others' after it. */
export const importerLeaseMs = 10_000;

/** A place in a second: one of as many as requests may leave in it. */
export interface Place {
  readonly place: number;
  /** Until it may be used: who had it before sent a request less than a window ago. */
  readonly waitMs: number;
}

export interface PlacesRequest {
  /** Tells credentials apart, and does not tell what they are. */
  readonly credential: string;
  /** Of how many places a second the credential has. */
  readonly rate: number;
  /** How many can be used; those held beyond a fair share are to be given back. */
  readonly wanted: number;
  /** Given back. All others that are held are kept for another lease. */
  readonly back: readonly Place[];
  /** For how long TMDb has asked to send nothing, as far as this importer knows. */
  readonly pausedMs: number;
}

export interface PlacesGrant {
  /** All that are held now. The wait is that of those that were not held before. */
  readonly places: readonly Place[];
  /** How many may be kept, others being at work. */
  readonly share: number;
  /** For how long nobody may send anything, as far as any importer knows. */
  readonly pausedMs: number;
}

/** The places of all importers. */
export interface SharedAllowance {
  readonly exchange: (request: PlacesRequest) => Promise<PlacesGrant>;
}

/** Who asks for which ID. */
export interface Claims {
  /**
   * Claims the IDs that nobody else asks for.
   *
   * @returns those that are claimed by this importer now, and the rows that are stored by now, of all of them
   */
  readonly claim: (ids: Readonly<Record<EntityKind, readonly string[]>>) => Promise<ClaimOutcome>;
}

export interface ClaimOutcome {
  readonly mine: ReadonlySet<string>;
  readonly stored: ReadonlyMap<string, StoredEntity>;
}

/** All that is shared; for importers on a server. */
export interface Sharing {
  readonly allowance: SharedAllowance;
  readonly claims: Claims;
  /** Says goodbye: what is held or claimed is others' at once. */
  readonly leave: () => Promise<void>;
}
