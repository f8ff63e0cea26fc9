/** What a verification came to. */
import type { StoredNomination } from '../model/stored.ts';
import type { GroupTally, Tally } from './tally.ts';

export interface Verification {
  /** Categories of kind `person`, by their heading, in the order of the file. */
  readonly groups: readonly GroupTally[];
  readonly peopleNominations: GroupTally;
  readonly all: GroupTally;
  readonly winners: Tally;
  /** Credited movies that are linked to a movie row. */
  readonly movies: Tally;
  /** Credited without an IMDb ID, so not linked yet, as `category: name`. */
  readonly pending: readonly string[];
  /** What the file says and the database does not, each with its place. Empty when the database is exact. */
  readonly problems: readonly string[];
  /** Nominations that the database has and the file has not, in categories that the file has. */
  readonly extra: readonly StoredNomination[];
}

/** True when the database holds what the file says, and nothing else. */
export function isExact(verification: Verification): boolean {
  return verification.problems.length === 0 && verification.extra.length === 0;
}
