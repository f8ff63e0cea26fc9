/** A ceremony as the database holds it: what the planner compares with, and verification reads back. */
import type { CategoryKind, Edition, Nomination } from './ceremony.ts';

export interface StoredCategory {
  readonly name: string;
  readonly canonicalName: string;
  readonly group: string | null;
  readonly kind: CategoryKind;
  /** Place within the ceremony, from 1. */
  readonly position: number;
}

/**
 * Movies and nominees come in credited order. The ID of each is that of the row it is linked to, and null where it is
 * linked to none.
 */
export interface StoredNomination extends Nomination {
  readonly id: string;
  /** False also where no source has said. */
  readonly won: boolean;
  /** Canonical name of its category. */
  readonly category: string;
  /** Place within the category, from 1. */
  readonly position: number;
}

export interface StoredCeremony extends Edition {
  readonly id: string;
  readonly categories: readonly StoredCategory[];
  readonly nominations: readonly StoredNomination[];
}

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

/** Of how many people and movies who has answered. All of them together are those that are stored. */
export interface AnswerCounts {
  /** By TMDb, and young enough to be kept. */
  readonly tmdb: number;
  /** By TMDb, and older than its terms let an answer be kept. */
  readonly old: number;
  /** By the bundled snapshot alone. */
  readonly snapshot: number;
  /** TMDb does not know them. */
  readonly missing: number;
  /** By nobody yet: not asked, or no answer came. */
  readonly waiting: number;
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

/** A category of which not one nomination has won, as usual, but none or several; not one in which all have. */
export interface CategoryWinners {
  readonly organization: string;
  readonly year: number;
  readonly instance: number;
  readonly category: string;
  readonly winners: number;
  /** Categories of its ceremony. */
  readonly categories: number;
}

/** A movie that was released after a ceremony that honoured it. */
export interface LateMovie {
  readonly organization: string;
  readonly year: number;
  readonly instance: number;
  readonly title: string;
  /** ISO date. */
  readonly releaseDate: string;
  /** Movies of its ceremony of which the release is known. */
  readonly dated: number;
}

/** A run that was committed, as the log has it. */
export interface PastRun {
  readonly organization: string;
  readonly year: number;
  readonly instance: number;
  readonly ceremony: string;
  /** ISO time, UTC. */
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly seconds: number;
  readonly outcome: 'complete' | 'incomplete';
  /** Nominations by what became of them. */
  readonly counts: Readonly<Record<string, number>>;
  readonly tmdbRequests: number;
  readonly tmdbRetries: number;
  readonly sourceSha256: string;
  readonly programVersion: string;
}

/** What the removal of a ceremony deletes, in rows. */
export interface RemovedCounts {
  readonly nominations: number;
  /** The ceremony's own; the row of one that another ceremony has too stays. */
  readonly categories: number;
  readonly nominees: number;
  /** Movies as credited: the movies themselves stay. */
  readonly movies: number;
  readonly runs: number;
}
