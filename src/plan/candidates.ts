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
  if (desired.length === 0 || existing.length === 0) return [];
  const [marked, storedMarked] = [byMark(desired), byMark(existing)];
  const compared = new Map<Profile<D>, Set<Profile<E>>>(desired.map((d) => [d, new Set()]));
  const candidates: Candidate<D, E>[] = [];
  for (const [mark, ds] of marked) {
    const es = storedMarked.get(mark) ?? [];
    if (ds.length * es.length > comparisonsPerMark) continue;
    for (const d of ds) {
      const before = compared.get(d);
      for (const e of es) {
        if (before?.has(e)) continue;
        before?.add(e);
        const strength = evidence(d, e, kind);
        if (strength > 0) candidates.push({ d, e, strength });
      }
    }
  }
  return candidates;
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
