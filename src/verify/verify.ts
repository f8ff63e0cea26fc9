/**
 * Verification: what was read back from the database, held against the ceremony file. It does not use the planner's
 * matching: a row counts only when it says exactly what the file says.
 */
import type { Category, Ceremony, Nomination } from '../model/ceremony.ts';
import { groupBy } from '../model/group-by.ts';
import { fold } from '../model/identity.ts';
import type { StoredCeremony, StoredNomination } from '../model/stored.ts';
import { CreditedRows } from './credited-rows.ts';

/** So many of so many. */
export interface Tally {
  readonly present: number;
  readonly expected: number;
}

export interface GroupTally {
  readonly label: string;
  /** Nominations that are there as the file says. */
  readonly nominations: Tally;
  /** Persons credited on them that are linked to a person row. */
  readonly people: Tally;
  /** Persons credited on them without an ID: there, and not linked yet. */
  readonly pendingPeople: number;
}

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
  /** Nominations that the database has and the file has not. */
  readonly extra: readonly StoredNomination[];
}

/** One nomination of the file with the row that says the same, if there is one. */
interface Checked {
  readonly category: Category;
  readonly nomination: Nomination;
  /** Place within the category, from 1. */
  readonly position: number;
  row: StoredNomination | null;
}

/**
 * Holds the stored ceremony against the file.
 *
 * @param stored null where the database does not have the ceremony
 */
export function verify(ceremony: Ceremony, stored: StoredCeremony | null): Verification {
  const problems = stored === null ? ['the ceremony is not in the database'] : categoryProblems(ceremony, stored);
  const rows = new CreditedRows(stored?.nominations ?? []);
  const checked = ceremony.categories.flatMap((category) =>
    category.nominations.map(
      (nomination, index): Checked => ({ category, nomination, position: index + 1, row: null }),
    ),
  );
  // In turns, as a row that would do for one nomination may be exactly another.
  for (const one of checked) one.row = rows.takeSame(one.category, one.nomination, isOf(one));
  for (const one of checked) one.row ??= rows.takeFuller(one.category, one.nomination, isOf(one));
  for (const { category, nomination, position, row } of stored === null ? [] : checked) {
    if (row !== null) continue;
    const similar = rows.takeSame(category, nomination, any) ?? rows.takeFuller(category, nomination, any);
    problems.push(`${placeOf(category, nomination)}: ${whatIsWrong(nomination, position, similar)}`);
  }
  const inPersonCategories = checked.filter(({ category }) => category.kind === 'person');
  return {
    groups: tallyGroups(inPersonCategories),
    peopleNominations: tally('People nominations', inPersonCategories),
    all: tally(`All ${ceremony.categories.length} categories`, checked),
    winners: {
      present: checked.filter(({ nomination, row }) => nomination.won && row?.won).length,
      expected: checked.filter(({ nomination }) => nomination.won).length,
    },
    movies: {
      present: checked.flatMap(({ row }) => row?.movies.filter((movie) => movie.imdbId !== null) ?? []).length,
      expected: checked.flatMap(({ nomination }) => nomination.movies).length,
    },
    pending: checked.flatMap(pendingNames),
    problems,
    extra: rows.left(),
  };
}

const any = () => true;

function isOf({ nomination, position }: Checked): (row: StoredNomination) => boolean {
  return (row) => differences(nomination, position, row).length === 0;
}

/** True when the database holds what the file says, and nothing else. */
export function isExact(verification: Verification): boolean {
  return verification.problems.length === 0 && verification.extra.length === 0;
}

/** In which respects a row with the same credits is not what the file says. What the file leaves out may be anything. */
function differences(nomination: Nomination, position: number, row: StoredNomination): string[] {
  const isLinked = (wanted: string | null, linked: string | null | undefined) => wanted === null || wanted === linked;
  const checks: [string, boolean][] = [
    ['won', nomination.won === null || nomination.won === row.won],
    ...(['detail', 'credit', 'citation', 'note'] as const).map((field): [string, boolean] => [
      field,
      nomination[field] === null || nomination[field] === row[field],
    ]),
    ['position', position === row.position],
    ['movie year', nomination.movies.every((movie, at) => movie.year === null || movie.year === row.movies[at]?.year)],
    ['movie not linked', nomination.movies.every((movie, at) => isLinked(movie.imdbId, row.movies[at]?.imdbId))],
    // Without an ID, a nominee is a person only because nothing else was said, and of unknown kind because nothing was.
    [
      'nominee of another kind',
      nomination.nominees.every(
        ({ kind, imdbId }, at) =>
          kind === row.nominees[at]?.kind || kind === 'unknown' || (kind === 'person' && imdbId === null),
      ),
    ],
    ['nominee not linked', nomination.nominees.every((n, at) => isLinked(n.imdbId, row.nominees[at]?.imdbId))],
  ];
  return checks.filter(([, holds]) => !holds).map(([what]) => what);
}

function whatIsWrong(nomination: Nomination, position: number, similar: StoredNomination | null): string {
  return similar === null ? 'missing' : `differs (${differences(nomination, position, similar).join(', ')})`;
}

function categoryProblems(ceremony: Ceremony, stored: StoredCeremony): string[] {
  const rows = new Map(stored.categories.map((category) => [fold(category.canonicalName), category]));
  return ceremony.categories.flatMap((category, index) => {
    const row = rows.get(fold(category.canonicalName));
    if (row === undefined) return [`${category.name}: the category is missing`];
    if (row.kind !== category.kind)
      return [`${category.name}: the category is of kind ${row.kind}, not ${category.kind}`];
    const knowsName = category.name !== category.canonicalName;
    if (knowsName && row.name !== category.name) return [`${category.name}: the category is named ${row.name}`];
    return row.position === index + 1
      ? []
      : [`${category.name}: the category has position ${row.position}, not ${index + 1}`];
  });
}

function tallyGroups(checked: readonly Checked[]): GroupTally[] {
  const groups = groupBy(checked, ({ category }) => category.group ?? category.name);
  return [...groups].map(([label, members]) => tally(label, members));
}

function tally(label: string, checked: readonly Checked[]): GroupTally {
  const persons = (nomination: Pick<Nomination, 'nominees'> | null) =>
    nomination?.nominees.filter((nominee) => nominee.kind === 'person') ?? [];
  const stored = checked.flatMap(({ row }) => persons(row));
  const linked = stored.filter((nominee) => nominee.imdbId !== null).length;
  return {
    label,
    nominations: { present: checked.filter(({ row }) => row !== null).length, expected: checked.length },
    people: {
      present: linked,
      // A row may know better than the file that somebody is a company.
      expected: checked.flatMap(({ nomination, row }) => persons(row ?? nomination)).length,
    },
    pendingPeople: stored.length - linked,
  };
}

function pendingNames({ category, row }: Checked): string[] {
  if (row === null) return [];
  const movies = row.movies.filter((movie) => movie.imdbId === null).map((movie) => movie.title);
  const people = row.nominees.filter((n) => n.kind === 'person' && n.imdbId === null).map((nominee) => nominee.name);
  return [...movies, ...people].map((name) => `${category.name}: ${name}`);
}

function placeOf(category: Category, { movies, nominees, detail }: Nomination): string {
  const about = [movies.map((m) => m.title).join(' + '), nominees.map((n) => n.name).join(', '), detail ?? ''];
  return [category.name, ...about.filter((part) => part !== '')].join(' · ');
}
