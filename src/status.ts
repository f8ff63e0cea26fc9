/** What `status` prints: a line a ceremony, and who is pending. */

/** One line of `status`. */
export interface CeremonyStatus {
  readonly organization: string;
  readonly year: number;
  readonly instance: number;
  readonly number: number | null;
  readonly ceremony: string;
  readonly expectedNominations: number | null;
  readonly nominations: number;
  readonly winners: number;
  readonly expectedPeopleNominations: number | null;
  readonly peopleNominations: number;
  readonly linkedPeopleNominations: number;
  /** Credited names without an IMDb ID. */
  readonly pending: number;
  /** People and movies that TMDb has not answered for yet. */
  readonly waiting: number;
  readonly lastOutcome: string | null;
  /** ISO time, UTC. */
  readonly lastFinishedAt: string | null;
}

/** Somebody, or a movie, that is credited without an IMDb ID. */
export interface PendingCredit {
  readonly organization: string;
  readonly year: number;
  readonly instance: number;
  readonly ceremony: string;
  readonly category: string;
  readonly kind: 'person' | 'movie';
  /** As credited: a name or a title. */
  readonly name: string;
  readonly nominationId: string;
}
