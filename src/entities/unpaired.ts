/** A nomination whose names and IDs its source does not pair. */
import { basename } from 'node:path';
import type { LoadedCeremony, Nominee, NomineeId } from '../model/ceremony.ts';
import { fold } from '../model/identity.ts';

export interface Unpaired {
  readonly place: string;
  /** Which nomination of its ceremony. */
  readonly entry: Entry;
  /** The same for nominations of one category. */
  readonly category: string;
  /** The same for nominations of one movie in one category, where nobody is twice. */
  readonly rivalry: string;
  readonly nominees: readonly Nominee[];
  readonly ids: readonly NomineeId[];
  /** The ID of each nominee, as far as it was given one. */
  readonly paired: Map<Nominee, NomineeId>;
}

/** The place of a nomination within its ceremony. */
export type Entry = `${number} ${number}`;

export const entryAt = (category: number, nomination: number): Entry => `${category} ${nomination}`;

export function unpairedIn({ ceremony, looseIds, source }: LoadedCeremony): Unpaired[] {
  return looseIds.map(({ category, nomination, nominees, ids, place }) => {
    const { canonicalName, nominations = [] } = ceremony.categories[category] ?? {};
    const movies = (nominations[nomination]?.movies ?? []).map(({ title, imdbId }) => imdbId ?? fold(title));
    const inCategory = JSON.stringify([ceremony.year, ceremony.instance, canonicalName]);
    const rivalry = JSON.stringify([inCategory, movies.length === 0 ? nomination : movies]);
    return {
      entry: entryAt(category, nomination),
      place: `${basename(source)}: ${place}`,
      category: inCategory,
      rivalry,
      nominees,
      ids: [...new Set(ids)],
      paired: new Map(),
    };
  });
}
