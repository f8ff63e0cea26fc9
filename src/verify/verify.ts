/**
 * Verification: what was read back from the database, held against the ceremony file. It does not use the planner's
 * matching: a row counts only when it says exactly what the file says.
 */
import type { Ceremony } from '../model/ceremony.ts';
import { groupBy } from '../model/group-by.ts';
import type { StoredCeremony, StoredNomination } from '../model/stored.ts';
import { checkCategories } from './check-categories.ts';
import { categoryProblems, editionProblems } from './differences.ts';
import { type Checked, type GroupTally, movieTally, type Tally, tally, winnerTally } from './tally.ts';

export type { GroupTally, Tally } from './tally.ts';

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

/**
 * Holds the stored ceremony against the file.
 *
 * @param stored null where the database does not have the ceremony
 */
export function verify(ceremony: Ceremony, stored: StoredCeremony | null): Verification {
  const found = checkCategories(ceremony.categories, stored);
  const checked = found.flatMap((one) => one.checked);
  const inPersonCategories = checked.filter(({ category }) => category.kind === 'person');
  const missing = checked.flatMap(({ problem }) => (problem === null ? [] : [problem]));
  return {
    groups: tallyGroups(inPersonCategories),
    peopleNominations: tally('People nominations', inPersonCategories),
    all: tally(`All ${ceremony.categories.length} categories`, checked),
    winners: winnerTally(checked),
    movies: movieTally(checked),
    pending: checked.flatMap(pendingNames),
    problems:
      stored === null
        ? ['the ceremony is not in the database']
        : [...editionProblems(ceremony, stored), ...found.flatMap(categoryProblems), ...missing],
    extra: found.flatMap(({ extra }) => extra),
  };
}

/** True when the database holds what the file says, and nothing else. */
export function isExact(verification: Verification): boolean {
  return verification.problems.length === 0 && verification.extra.length === 0;
}

function tallyGroups(checked: readonly Checked[]): GroupTally[] {
  const groups = groupBy(checked, ({ category }) => category.group ?? category.name);
  return [...groups].map(([label, members]) => tally(label, members));
}

function pendingNames({ category, row }: Checked): string[] {
  if (row === null) return [];
  const movies = row.movies.filter((movie) => movie.imdbId === null).map((movie) => movie.title);
  const people = row.nominees.filter((n) => n.kind === 'person' && n.imdbId === null).map((nominee) => nominee.name);
  return [...movies, ...people].map((name) => `${category.name}: ${name}`);
}
