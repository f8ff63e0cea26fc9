/** The first stage: every IMDb ID of the ceremonies, once, before anything is asked or written. */
import type { Ceremony, ImdbNameId, ImdbTitleId } from '../model/ceremony.ts';
import type { EntityIds } from '../model/entity.ts';

/** Unique IMDb IDs in ascending order, each with the name under which it is credited first. */
export interface Credits {
  readonly movies: ReadonlyMap<ImdbTitleId, string>;
  readonly people: ReadonlyMap<ImdbNameId, string>;
}

/** Collects the unique movies and people of all ceremonies. Companies, countries and names without an ID are not looked up. */
export function collect(ceremonies: readonly Ceremony[]): Credits {
  const movies = new Map<ImdbTitleId, string>();
  const people = new Map<ImdbNameId, string>();
  for (const ceremony of ceremonies) {
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
  return { movies: sorted(movies), people: sorted(people) };
}

/** The IDs alone. */
export function idsOf(credits: Credits): EntityIds {
  return { movies: [...credits.movies.keys()], people: [...credits.people.keys()] };
}

/** One order everywhere means that importers at work at once lock rows in the same order and never deadlock. */
function sorted<Id extends string>(names: Map<Id, string>): Map<Id, string> {
  return new Map([...names].sort(([a], [b]) => (a < b ? -1 : 1)));
}
