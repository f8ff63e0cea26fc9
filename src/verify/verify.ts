/**
 * Verification: what was read back from the database, held against the ceremony file. It does not use the planner's
 * matching: a row counts only when it says exactly what the file says.
 */
import type { Ceremony } from '../model/ceremony.ts';
import { groupBy } from '../model/group-by.ts';
import type { StoredCeremony } from '../model/stored.ts';
import { checkCategories } from './check-categories.ts';
import { categoryProblems, editionProblems } from './differences.ts';
import { type Checked, type GroupTally, movieTally, tally, winnerTally } from './tally.ts';
import type { Verification } from './verification.ts';

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
