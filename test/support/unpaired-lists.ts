/** Ceremonies of one category, of whose nominations a source lists names and IDs without pairing them. */
import { knownNamesIn, noKnownNames } from '../../src/entities/acquaintance.ts';
import { type Pairing, pairIds } from '../../src/entities/pairing.ts';
import type { ImdbNameId, LoadedCeremony, Nominee } from '../../src/model/ceremony.ts';
import type { StoredEntity } from '../../src/model/entity.ts';
import { ceremonyOf, type NominationFile } from './ceremonies.ts';

export type Row = readonly [names: readonly string[], ids: readonly string[], movie?: string];

export function listed(rows: readonly Row[], paired: readonly NominationFile[] = [], year = 2020): LoadedCeremony {
  const nominees = (names: readonly string[]): Nominee[] =>
    names.map((name) => ({ kind: 'person', name, imdbId: null }));
  const nominations = rows.map(([names, , movie]) => ({
    ...(movie && { movies: [{ title: movie }] }),
    nominees: names.map((name) => ({ name })),
  }));
  const looseIds = rows.map(([names, ids], at) => ({
    category: 0,
    nomination: paired.length + at,
    nominees: nominees(names),
    ids: ids as ImdbNameId[],
    place: `row ${at}`,
  }));
  const { categories, ...rest } = ceremonyOf([]);
  // The own format takes two of the same credits for one.
  const all = [...paired, ...nominations].flatMap((one) => ceremonyOf([one]).categories[0]?.nominations ?? []);
  const ceremony = { ...rest, year, categories: categories.map((category) => ({ ...category, nominations: all })) };
  return { ceremony, looseIds, source: '/somewhere/list.json', sha256: '' };
}

export function named(imdbId: string, name: string, status: StoredEntity['status'] = 'found'): StoredEntity {
  return { imdbId, name, status, tmdbId: null, facts: {}, checkedAt: null };
}

export const [n1, n2, n3] = ['nm0000001', 'nm0000002', 'nm0000003'] as const;

/** `Ann One 1` for each nominee, `-` for one who is pending. */
export const linked = (ceremonies: readonly LoadedCeremony[]) =>
  ceremonies.flatMap(({ ceremony }) =>
    ceremony.categories.flatMap(({ nominations }) =>
      nominations.flatMap(({ nominees }) => nominees.map(({ name, imdbId }) => `${name} ${imdbId?.at(-1) ?? '-'}`)),
    ),
  );

export function pairs(
  rows: readonly Row[],
  people: readonly StoredEntity[] = [],
  paired: readonly NominationFile[] = [],
): Pairing {
  return pairIds([listed(rows, paired)], people.length === 0 ? noKnownNames : knownNamesIn(people));
}
