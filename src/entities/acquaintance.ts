/** By which names an ID is known: told for certain, or as likely as the lists of a file make it. */
import type { LoadedCeremony, NomineeId } from '../model/ceremony.ts';
import type { StoredEntity } from '../model/entity.ts';
import { likenesses, type NameLikeness, nameLikeness } from './name-likeness.ts';
import { entryAt, type Unpaired } from './unpaired.ts';

/** Names by IMDb ID. */
export interface KnownNames {
  /** Of TMDb and its snapshot. */
  readonly sure: ReadonlyMap<string, string>;
  /** As an earlier file credited them, perhaps by a guess. */
  readonly credited: ReadonlyMap<string, string>;
}

export const noKnownNames: KnownNames = { sure: new Map(), credited: new Map() };

export function knownNamesIn(people: Iterable<StoredEntity>): KnownNames {
  const [sure, credited] = [new Map<string, string>(), new Map<string, string>()];
  for (const { imdbId, name, status } of people) (status === 'found' ? sure : credited).set(imdbId, name);
  return { sure, credited };
}

export interface Acquaintance {
  /** How much speaks for a name, comparable with that for another; null where the ID is known as somebody else's. */
  readonly evidence: (id: NomineeId, name: string) => number | null;
  /** The names that an ID is known by for certain. */
  readonly sureNames: (id: NomineeId) => readonly string[];
}

/** What is sure outweighs what the file's other rows say, and that what an earlier file credited. */
const weights = { sure: 1e9, row: 1000, credited: 1 } as const;

export function acquaintanceOf(
  unpaired: readonly Unpaired[],
  loaded: readonly LoadedCeremony[],
  known: KnownNames,
): Acquaintance {
  const paired = pairedNames(loaded);
  const rows = rowsOf(unpaired);
  const sureNames = (id: NomineeId) => {
    const name = known.sure.get(id);
    return [...(name === undefined ? [] : [name]), ...(paired.get(id) ?? [])];
  };
  const evidence = (id: NomineeId, name: string) => {
    const sure = greatestLikeness(sureNames(id), name);
    if (sure === likenesses.different) return null;
    const credited = nameLikeness(known.credited.get(id) ?? '', name) ?? 0;
    return weights.sure * (sure ?? 0) + Math.round(weights.row * rows(id, name)) + weights.credited * credited;
  };
  return { sureNames, evidence };
}

/** Null where there is none that can be compared. */
export function greatestLikeness(names: readonly string[], name: string): NameLikeness | null {
  const found = names.flatMap((one) => nameLikeness(one, name) ?? []);
  return found.length === 0 ? null : (Math.max(...found) as NameLikeness);
}

/** The names under which sources themselves pair an ID, in other nominations. */
function pairedNames(loaded: readonly LoadedCeremony[]): Map<string, Set<string>> {
  const names = new Map<string, Set<string>>();
  for (const { ceremony, looseIds } of loaded) {
    const loose = new Set(looseIds.map(({ category, nomination }) => entryAt(category, nomination)));
    const nominees = ceremony.categories.flatMap(({ nominations }, category) =>
      nominations.flatMap((nomination, at) => (loose.has(entryAt(category, at)) ? [] : nomination.nominees)),
    );
    for (const { imdbId, name } of nominees)
      if (imdbId !== null) names.set(imdbId, (names.get(imdbId) ?? new Set()).add(name));
  }
  return names;
}

/** In how many rows an ID stands beside a name; a row of several names counts for its share. */
function rowsOf(unpaired: readonly Unpaired[]): (id: NomineeId, name: string) => number {
  const shares = new Map<string, Map<string, number>>();
  for (const { ids, nominees } of unpaired) {
    for (const id of ids) {
      const ofId = shares.get(id) ?? new Map<string, number>();
      shares.set(id, ofId);
      for (const { name } of nominees) ofId.set(name, (ofId.get(name) ?? 0) + 1 / nominees.length);
    }
  }
  return (id, name) =>
    [...(shares.get(id) ?? [])]
      .filter(([other]) => (nameLikeness(other, name) ?? 0) >= likenesses.variant)
      .reduce((sum, [, share]) => sum + share, 0);
}
