/** From what speaks for each pair to one partner for each: the surest first, and none where two would do equally well. */
import { groupBy } from '../model/group-by.ts';
import type { Candidate } from './candidates.ts';
import type { Announced, Profile } from './profile.ts';

/** One to one. */
export function settle<D extends Announced, E extends Announced>(
  candidates: readonly Candidate<D, E>[],
): [Profile<D>, Profile<E>][] {
  const pairs: [Profile<D>, Profile<E>][] = [];
  // Who has a partner, and who has two that would do: neither gets one that is less sure.
  const settled = new Set<unknown>();
  const byStrength = groupBy(candidates, ({ strength }) => strength);
  for (const [, equals] of [...byStrength].sort(([a], [b]) => b - a)) {
    for (const { ds, es } of groupsOf(equals.filter(({ d, e }) => !settled.has(d) && !settled.has(e)))) {
      for (const member of [...ds, ...es]) settled.add(member);
      for (const pair of pairsOf([...ds], [...es])) pairs.push(pair);
    }
  }
  return pairs;
}

interface Group<D extends Announced, E extends Announced> {
  readonly ds: Set<Profile<D>>;
  readonly es: Set<Profile<E>>;
}

/** Those that are linked by a pair, at once or through others. */
function groupsOf<D extends Announced, E extends Announced>(pairs: readonly Candidate<D, E>[]): Group<D, E>[] {
  const groupOf = new Map<unknown, Group<D, E>>();
  for (const { d, e } of pairs) {
    const one = groupOf.get(d) ?? { ds: new Set([d]), es: new Set() };
    const other = groupOf.get(e) ?? { ds: new Set(), es: new Set([e]) };
    // The smaller one joins the larger one, so that a long chain of pairs is not copied over and over.
    // Stryker disable next-line EqualityOperator: either way round they come to the same.
    const [large, small] = sizeOf(one) < sizeOf(other) ? [other, one] : [one, other];
    for (const member of small.ds) large.ds.add(member);
    for (const member of small.es) large.es.add(member);
    for (const member of [d, e, ...small.ds, ...small.es]) groupOf.set(member, large);
  }
  return [...new Set(groupOf.values())];
}

function sizeOf<D extends Announced, E extends Announced>({ ds, es }: Group<D, E>): number {
  return ds.size + es.size;
}

function pairsOf<D extends Announced, E extends Announced>(
  ds: readonly Profile<D>[],
  es: readonly Profile<E>[],
): [Profile<D>, Profile<E>][] {
  if (!isClear(ds, es)) return [];
  return ds.flatMap((d, at): [Profile<D>, Profile<E>][] => {
    const e = es[at];
    return e === undefined ? [] : [[d, e]];
  });
}

/**
 * Among those that say the very same it does not matter which one gets which partner, so long as no row is left that
 * might have been meant instead. A row without what tells the file's apart is any of them.
 */
function isClear(ds: readonly Profile<Announced>[], es: readonly Profile<Announced>[]): boolean {
  if (areRepeats(ds)) return areRepeats(es) || es.length <= ds.length;
  return areRepeats(es) && (ds.length <= es.length || es[0]?.detail.bare === '');
}

function areRepeats(profiles: readonly Profile<Announced>[]): boolean {
  return new Set(profiles.map(({ fullText }) => fullText)).size === 1;
}
