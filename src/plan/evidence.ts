/** What speaks for two nominations being one, from sure to likely. */
import type { CategoryKind } from '../model/ceremony.ts';
import { areSpellings, likeness, same } from './likeness.ts';
import type { Announced, Credit, Profile } from './profile.ts';

/**
 * - `same`: each is one of the other's, by its ID, or by its name where not both have an ID;
 * - `alike`: the names are the same and the IDs are not (corrected, or merged), or they are spellings of one;
 * - `some`: a part is the same;
 * - `unsaid`: neither side says any; `silent`: one side does not.
 */
type Relation = 'same' | 'alike' | 'some' | 'other' | 'unsaid' | 'silent';

interface Compared {
  readonly movies: Relation;
  readonly nominees: Relation;
  /** Nominees that are the same. */
  readonly common: number;
  readonly detail: number;
  readonly citation: number;
}

type Rule = (compared: Compared, a: Profile<Announced>, b: Profile<Announced>, kind: CategoryKind) => boolean;

/** From the surest to the least sure; what speaks for a pair is the first of them that holds. */
const rules: readonly Rule[] = [
  // The same movies with nominees in common, or a movie that stands alone on both sides.
  ({ movies, nominees, common }) => movies === 'same' && (common > 0 || nominees === 'unsaid'),
  // Awards without a movie are told apart by what they are for: another citation is another award.
  ({ movies, common, citation }) => movies === 'unsaid' && common > 0 && citation >= 0,
  // A corrected title or ID of a movie.
  ({ movies, nominees, detail }) => movies === 'alike' && (nominees === 'same' || nominees === 'unsaid') && detail >= 0,
  // One source leaves out the nominees, such as the country of an international feature; another one, the movies.
  (compared) => compared.movies === 'same' && compared.nominees === 'silent' && agree(compared),
  (compared) => compared.nominees === 'silent' && compared.citation === same && compared.detail >= 0,
  (compared) => compared.movies === 'silent' && compared.nominees === 'same' && agree(compared),
  // A corrected spelling, with another ID or without one.
  (compared) => compared.movies === 'same' && compared.nominees === 'alike' && agree(compared),
  ({ movies, nominees, citation }) => movies === 'unsaid' && nominees === 'alike' && citation > 0,
  // Movies that one source lists and another one does not.
  (compared) => compared.movies === 'some' && compared.nominees === 'same' && agree(compared),
  // Replaced: the producers of a movie, or a name that was none.
  (compared, a, b, kind) => compared.movies === 'same' && agree(compared) && mayBeReplaced(a, b, kind),
  // A title that was none, or that of another country.
  (compared, a, b) => compared.nominees === 'same' && agree(compared) && mayBeRenamed(a, b),
];

/**
 * How sure it is that two are one: the more, the surer; 0 where nothing speaks for it. Among equally sure ones those go
 * together that have more in common.
 *
 * @param kind of the category they stand in
 */
export function evidence(a: Profile<Announced>, b: Profile<Announced>, kind: CategoryKind): number {
  const compared = compare(a, b);
  const rule = rules.findIndex((holds) => holds(compared, a, b, kind));
  if (rule < 0) return 0;
  const { common, detail, citation } = compared;
  const surplus = Math.abs(a.nominees.length - b.nominees.length);
  const agreement = Number(a.nomination.won === b.nomination.won) + Number(a.note === b.note);
  return (rules.length - rule) * 1e6 + common * 1e3 - surplus * 20 + (detail + citation) * 4 + agreement;
}

function compare(a: Profile<Announced>, b: Profile<Announced>): Compared {
  return {
    movies: relationOf(a.movies, b.movies),
    nominees: relationOf(a.nominees, b.nominees),
    common: commonCredits(a.nominees, b.nominees, isSame),
    detail: likeness(a.detail, b.detail),
    citation: likeness(a.citation, b.citation),
  };
}

function relationOf(a: readonly Credit[], b: readonly Credit[]): Relation {
  if (a.length === 0 || b.length === 0) return a.length === b.length ? 'unsaid' : 'silent';
  const common = commonCredits(a, b, isSame);
  if (a.length === b.length && common === a.length) return 'same';
  if (a.length === b.length && commonCredits(a, b, isAlike) === a.length) return 'alike';
  return common > 0 ? 'some' : 'other';
}

/** Each counts once, however often the other side names it. */
function commonCredits(
  a: readonly Credit[],
  b: readonly Credit[],
  areOne: (one: Credit, other: Credit) => boolean,
): number {
  const free = new Set(b);
  let common = 0;
  for (const credit of a) {
    for (const other of free) {
      if (!areOne(credit, other)) continue;
      free.delete(other);
      common++;
      break;
    }
  }
  return common;
}

/** The same ID; or the same name, where not both have an ID that could tell them apart. */
function isSame(a: Credit, b: Credit): boolean {
  return a.id !== null && b.id !== null ? a.id === b.id : a.name.bare === b.name.bare;
}

function isAlike(a: Credit, b: Credit): boolean {
  return isSame(a, b) || areSpellings(a.name, b.name);
}

/** Neither detail nor citation speaks against it. */
function agree({ detail, citation }: Compared): boolean {
  return detail >= 0 && citation >= 0;
}

/** Only one of a movie's nominees for acting is this one; its producers are all of them. */
function mayBeReplaced(a: Profile<Announced>, b: Profile<Announced>, kind: CategoryKind): boolean {
  const isOneSided = (a.detail.bare === '') !== (b.detail.bare === '');
  return !isOneSided && kind !== 'person' && (kind === 'movie' || !a.isSomebody || !b.isSomebody);
}

function mayBeRenamed(a: Profile<Announced>, b: Profile<Announced>): boolean {
  return a.movies.length === 1 && b.movies.length === 1 && [...a.movies, ...b.movies].some(({ id }) => id === null);
}
