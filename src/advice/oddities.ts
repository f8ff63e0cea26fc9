/** What looks wrong with stored ceremonies. All of it may be right (ties are real): it is advice, a line each and few of them. */
import { groupBy } from '../model/group-by.ts';
import { keyInRegistry } from '../model/organizations.ts';
import type { CategoryWinners, CeremonyStatus, LateMovie } from '../model/stored.ts';

export const oddityKinds = ['few-nominations', 'no-winner', 'several-winners', 'released-after'] as const;
export type OddityKind = (typeof oddityKinds)[number];

export interface Oddity {
  readonly organization: string;
  readonly year: number;
  readonly instance: number;
  readonly ceremony: string;
  readonly kind: OddityKind;
  /** Categories, or movies with the day of their release; empty where it is the ceremony as a whole. */
  readonly subjects: readonly string[];
  /** Nominations, of as many as are usual; else categories or movies, of all that the ceremony has. */
  readonly present: number;
  readonly of: number;
}

/** By ceremony, in the order in which they are given. */
export function findOddities(
  ceremonies: readonly CeremonyStatus[],
  categories: readonly CategoryWinners[],
  movies: readonly LateMovie[],
): Oddity[] {
  const histories = groupBy(ceremonies, ({ organization }) => keyInRegistry(organization));
  const categoriesOf = groupBy(categories, editionOf);
  const moviesOf = groupBy(movies, editionOf);
  return ceremonies.flatMap((one) => [
    ...fewNominations(one, histories.get(keyInRegistry(one.organization)) ?? []),
    ...oddWinners(one, categoriesOf.get(editionOf(one)) ?? []),
    ...releasedAfter(one, moviesOf.get(editionOf(one)) ?? []),
  ]);
}

type EditionName = Pick<CeremonyStatus, 'organization' | 'year' | 'instance'>;

function editionOf({ organization, year, instance }: EditionName): string {
  return JSON.stringify([organization, year, instance]);
}

function oddity(one: CeremonyStatus, kind: OddityKind, subjects: readonly string[], present: number, of: number) {
  const { organization, year, instance, ceremony } = one;
  return { organization, year, instance, ceremony, kind, subjects, present, of };
}

/** So many ceremonies before one and after it say what is usual: the first ones of an award are smaller than those of today. */
const neighboursEachSide = 5;
/** One other ceremony says nothing of what is usual. */
const fewestNeighbours = 2;

function fewNominations(one: CeremonyStatus, history: readonly CeremonyStatus[]): Oddity[] {
  const at = history.indexOf(one);
  const neighbours = [
    ...history.slice(Math.max(0, at - neighboursEachSide), at),
    ...history.slice(at + 1, at + 1 + neighboursEachSide),
  ];
  if (neighbours.length < fewestNeighbours) return [];
  const usual = medianOf(neighbours.map(({ nominations }) => nominations));
  return one.nominations * 2 < usual ? [oddity(one, 'few-nominations', [], one.nominations, usual)] : [];
}

/** The lower one of two in the middle. */
function medianOf(counts: readonly number[]): number {
  return [...counts].sort((a, b) => a - b)[Math.floor((counts.length - 1) / 2)] ?? 0;
}

/** A ceremony before its night is one line, not one a category. */
function oddWinners(one: CeremonyStatus, categories: readonly CategoryWinners[]): Oddity[] {
  if (one.nominations === 0) return [];
  if (one.winners === 0) return [oddity(one, 'no-winner', [], 0, one.nominations)];
  const odd = (kind: OddityKind, found: readonly CategoryWinners[]) => {
    const names = found.map(({ category }) => category);
    return found[0] === undefined ? [] : [oddity(one, kind, names, found.length, found[0].categories)];
  };
  return [
    ...odd(
      'no-winner',
      categories.filter(({ winners }) => winners === 0),
    ),
    ...odd(
      'several-winners',
      categories.filter(({ winners }) => winners > 1),
    ),
  ];
}

function releasedAfter(one: CeremonyStatus, movies: readonly LateMovie[]): Oddity[] {
  const [first] = movies;
  if (first === undefined) return [];
  const named = movies.map(({ title, releaseDate }) => `${title} (${releaseDate})`);
  return [oddity(one, 'released-after', named, movies.length, first.dated)];
}
