/**
 * Pairs the nominations of a file with those of the database, the way git finds renames: by the announced text first,
 * then, among those left over, by what speaks for a pair, from sure to likely. So a corrected spelling is an update of
 * the same row, not a removal and an addition. Where two might be meant, nothing is guessed.
 */
import type { CategoryKind } from '../model/ceremony.ts';
import { groupBy } from '../model/group-by.ts';
import { candidatePairs } from './candidates.ts';
import { type Announced, bareText, idText, type Profile, profileOf } from './profile.ts';
import { settle } from './settle.ts';

export interface NominationPairing<Desired, Existing> {
  readonly pairs: readonly (readonly [Desired, Existing])[];
  readonly added: readonly Desired[];
  readonly extra: readonly Existing[];
}

/** What two have to have equal, from all that is said to the words alone. */
const keys: readonly ((profile: Profile<Announced>) => string | null)[] = [
  ({ fullText }) => fullText,
  ({ text, ids, years }) => JSON.stringify([text, ids, years]),
  ({ text, ids }) => JSON.stringify([text, ids]),
  idText,
  ({ text, years }) => (years.every((year) => year !== null) ? JSON.stringify([text, years]) : null),
  ({ text, note, nomination }) => JSON.stringify([text, note, nomination.won]),
  ({ text }) => text,
  (profile) => JSON.stringify([bareText(profile), profile.ids.toSorted()]),
  bareText,
];

/** Pairs the nominations of one category, each at most once. Takes time and memory in proportion to their number. */
export function pairNominations<D extends Announced, E extends Announced>(
  desired: readonly D[],
  existing: readonly E[],
  kind: CategoryKind,
): NominationPairing<D, E> {
  const pairs: (readonly [Profile<D>, Profile<E>])[] = [];
  let added = desired.map(profileOf);
  let extra = existing.map(profileOf);
  const take = (found: readonly (readonly [Profile<D>, Profile<E>])[]) => {
    for (const pair of found) pairs.push(pair);
    const taken = new Set<unknown>(found.flat());
    added = added.filter((d) => !taken.has(d));
    extra = extra.filter((e) => !taken.has(e));
  };
  for (const keyOf of keys) take(pairsByKey(added, extra, keyOf));
  take(settle(candidatePairs(added, extra, kind)));
  return {
    pairs: inTurn(pairs, desired, existing).map(([d, e]) => [d.nomination, e.nomination]),
    added: added.map(({ nomination }) => nomination),
    extra: extra.map(({ nomination }) => nomination),
  };
}

/**
 * The same with the partners of those that are one in all that is said in their stored order: one of the partners may be the
 * surer one, and it comes to the same which of them has it, but for the order.
 */
function inTurn<D extends Announced, E extends Announced>(
  pairs: readonly (readonly [Profile<D>, Profile<E>])[],
  desired: readonly D[],
  existing: readonly E[],
): (readonly [Profile<D>, Profile<E>])[] {
  const alike = [...groupBy(pairs, ([{ fullText }]) => fullText).values()];
  // Stryker disable next-line all: for speed alone.
  if (alike.length === pairs.length) return [...pairs];
  const places = new Map<Announced, number>(
    [...desired.entries(), ...existing.entries()].map(([at, one]) => [one, at]),
  );
  const placeOf = ({ nomination }: Profile<Announced>) => places.get(nomination) ?? 0;
  return alike.flatMap((group) => {
    const [ours, theirs] = [group.map(([d]) => d), group.map(([, e]) => e)];
    for (const profiles of [ours, theirs]) profiles.sort((a, b) => placeOf(a) - placeOf(b));
    return ours.map((d, at) => [d, theirs[at] as Profile<E>] as const);
  });
}

/** Pairs equal keys in order; what has none pairs with nothing. */
function pairsByKey<D extends Announced, E extends Announced>(
  desired: readonly Profile<D>[],
  existing: readonly Profile<E>[],
  keyOf: (profile: Profile<Announced>) => string | null,
): [Profile<D>, Profile<E>][] {
  // Stryker disable next-line all: for speed alone.
  if (desired.length === 0 || existing.length === 0) return [];
  const free = new Map<string | null, Profile<E>[]>();
  // From the last to the first, so that the first of each key is at the end of its list.
  for (const e of existing.toReversed()) {
    const key = keyOf(e);
    if (key === null) continue;
    const list = free.get(key);
    if (list === undefined) free.set(key, [e]);
    else list.push(e);
  }
  return desired.flatMap((d): [Profile<D>, Profile<E>][] => {
    const partner = free.get(keyOf(d))?.pop();
    return partner === undefined ? [] : [[d, partner]];
  });
}
