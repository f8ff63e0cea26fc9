/** The first stage: every IMDb ID of the ceremonies, once, before anything is asked or written. */
import type { Ceremony, ImdbNameId, ImdbTitleId, LooseIds } from '../model/ceremony.ts';
import type { EntityIds } from '../model/entity.ts';

/**
 * Unique IMDb IDs, each with the name under which it is credited first, which is empty where an ID is
 * perhaps nobody's who is credited.
 */
export interface Credits {
  readonly movies: ReadonlyMap<ImdbTitleId, string>;
  readonly people: ReadonlyMap<ImdbNameId, string>;
}

/** What IDs are collected of. */
export interface Credited {
  readonly ceremony: Ceremony;
  readonly looseIds?: readonly Pick<LooseIds, 'ids'>[];
}

/**
 * Collects the unique movies and people of all ceremonies, by ascending ID: one order everywhere means that importers at work
 * at once lock rows in the same order and never deadlock.
 */
export function collect(credited: readonly Credited[]): Credits {
  const { movies, people } = creditsIn(credited);
  return { movies: sorted(movies), people: sorted(people) };
}

/** The same in the order of the ceremonies, to be counted. Companies, countries and names without an ID are not looked up. */
export function creditsIn(credited: readonly Credited[]): Credits {
  const movies = new Map<ImdbTitleId, string>();
  const people = new Map<ImdbNameId, string>();
  for (const { ceremony } of credited) {
    for (const nomination of ceremony.categories.flatMap((category) => category.nominations)) {
      for (const { imdbId, title } of nomination.movies) {
        if (imdbId !== null && !movies.has(imdbId)) movies.set(imdbId, title);
      }
      for (const nominee of nomination.nominees) {
        if (nominee.kind !== 'person' || nominee.imdbId === null || people.has(nominee.imdbId)) continue;
        people.set(nominee.imdbId, nominee.name);
      }
    }
  }
  // Also an ID that contradicts what the file says: TMDb may know whose it is.
  for (const id of loosePeople(credited)) if (!people.has(id)) people.set(id, '');
  return { movies, people };
}

function isOfPerson(id: LooseIds['ids'][number]): id is ImdbNameId {
  return id.startsWith('nm');
}

/** People whose IDs a source lists without saying whose each is. */
export function loosePeople(credited: readonly Credited[]): ImdbNameId[] {
  return credited.flatMap(({ looseIds = [] }) => looseIds.flatMap(({ ids }) => ids.filter(isOfPerson)));
}

/** The IDs alone. */
export function idsOf(credits: Credits): EntityIds {
  return { movies: [...credits.movies.keys()], people: [...credits.people.keys()] };
}

function sorted<Id extends string>(names: ReadonlyMap<Id, string>): Map<Id, string> {
  return new Map([...names].sort(([a], [b]) => (a < b ? -1 : 1)));
}
