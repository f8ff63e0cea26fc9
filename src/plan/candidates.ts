/** Which nominations of a file are worth comparing with which of the database: not each with each. */
import type { CategoryKind } from '../model/ceremony.ts';
import { evidence } from './evidence.ts';
import type { Announced, Credit, Profile } from './profile.ts';

export interface Candidate<D extends Announced, E extends Announced> {
  readonly d: Profile<D>;
  readonly e: Profile<E>;
  /** How sure it is that they are one. */
  readonly strength: number;
}

/**
 * A mark that so many have on both sides tells nobody apart: what they are is told by others that they have. Bounds the
 * work for a category of thousands of one movie or one nominee.
 */
const comparisonsPerMark = 1_024;

/** Pairs of those that have a movie, a nominee or a word in common and for which something speaks. */
export function candidatePairs<D extends Announced, E extends Announced>(
  desired: readonly Profile<D>[],
  existing: readonly Profile<E>[],
  kind: CategoryKind,
): Candidate<D, E>[] {
  // Stryker disable next-line all: for speed alone.
  if (desired.length === 0 || existing.length === 0) return [];
  const [counts, stored] = [byMark(desired), byMark(existing)];
  const near = (d: Profile<D>) =>
    [...marksOf(d)].flatMap((mark) => {
      const es = stored.get(mark) ?? [];
      return (counts.get(mark) ?? []).length * es.length > comparisonsPerMark ? [] : es;
    });
  return desired.flatMap((d) =>
    [...new Set(near(d))].map((e) => ({ d, e, strength: evidence(d, e, kind) })).filter(({ strength }) => strength > 0),
  );
}

function byMark<N extends Announced>(profiles: readonly Profile<N>[]): Map<string, Profile<N>[]> {
  const index = new Map<string, Profile<N>[]>();
  for (const profile of profiles) {
    for (const mark of marksOf(profile)) {
      const list = index.get(mark);
      if (list === undefined) index.set(mark, [profile]);
      else list.push(profile);
    }
  }
  return index;
}

function marksOf({ movies, nominees, detail, citation }: Profile<Announced>): Set<string> {
  const creditMarks = (credits: readonly Credit[]) =>
    credits.flatMap(({ id, name }) => [...(id === null ? [] : [id]), name.bare, ...name.words]);
  return new Set([
    ...creditMarks(movies),
    ...creditMarks(nominees),
    detail.bare,
    ...detail.words,
    citation.bare,
    ...citation.words,
  ]);
}
