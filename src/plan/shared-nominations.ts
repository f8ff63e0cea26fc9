/** How many nominations of a file's category stand in each of many stored lists. */
import type { Category } from '../model/ceremony.ts';
import { bareCredits } from '../model/credits-text.ts';
import { bare } from '../model/identity.ts';
import type { Announced } from './profile.ts';
import type { StoredList } from './stored-lists.ts';

export interface Shared {
  /** Of the same movies and the same nominees. */
  strict: number;
  /** Of the same movies, with a nominee in common, or none where one side names nobody. */
  loose: number;
}

/** For each list that has any of them. */
export type SharedCounter = (category: Category) => Map<StoredList, Shared>;

export function countShared(lists: readonly StoredList[]): SharedCounter {
  const index = new Map<string, Set<StoredList>>();
  for (const list of lists) {
    for (const key of list.nominations.flatMap(keysOf)) {
      const holders = index.get(key);
      if (holders === undefined) index.set(key, new Set([list]));
      else holders.add(list);
    }
  }
  const holdersOf = (keys: readonly string[]) => new Set(keys.flatMap((key) => [...(index.get(key) ?? [])]));
  return ({ nominations }) => {
    const counts = new Map<StoredList, Shared>();
    const distinct = new Map(nominations.map((nomination) => [bareCredits(nomination), nomination]));
    for (const nomination of distinct.values()) {
      const strict = holdersOf(strictKeys(nomination));
      for (const list of new Set([...strict, ...holdersOf(looseKeys(nomination))])) {
        const count = counts.get(list) ?? { strict: 0, loose: 0 };
        if (strict.has(list)) count.strict++;
        count.loose++;
        counts.set(list, count);
      }
    }
    return counts;
  };
}

/** Its movies by their titles and, where all have one, by their IDs: a source of titles alone and one of IDs mean the same. */
function moviesOf({ movies }: Announced): string[] {
  const ids = movies.flatMap(({ imdbId }) => imdbId ?? []);
  const keyOf = (texts: readonly string[]) => JSON.stringify([...texts].sort());
  const titles = keyOf(movies.map(({ title }) => bare(title)));
  return movies.length > 0 && ids.length === movies.length ? [titles, keyOf(ids)] : [titles];
}

function namesOf({ nominees }: Announced): string[] {
  return nominees.map(({ name }) => bare(name)).sort();
}

function strictKeys(nomination: Announced): string[] {
  return moviesOf(nomination).map((movies) => `all ${movies} ${namesOf(nomination).join('|')}`);
}

function withSomebody(nomination: Announced): string[] {
  return moviesOf(nomination).flatMap((movies) => namesOf(nomination).map((name) => `with ${movies} ${name}`));
}

/** By what others find a nomination. */
function keysOf(nomination: Announced): string[] {
  const { movies, nominees } = nomination;
  if (movies.length === 0) return strictKeys(nomination);
  const marks = nominees.length === 0 ? ['any', 'nobody'] : ['any'];
  return [
    ...strictKeys(nomination),
    ...withSomebody(nomination),
    ...moviesOf(nomination).flatMap((key) => marks.map((mark) => `${mark} ${key}`)),
  ];
}

/** By what it finds others. */
function looseKeys(nomination: Announced): string[] {
  const { movies, nominees } = nomination;
  if (movies.length === 0) return [];
  const mark = nominees.length === 0 ? 'any' : 'nobody';
  return [...withSomebody(nomination), ...moviesOf(nomination).map((key) => `${mark} ${key}`)];
}
