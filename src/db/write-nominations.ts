/**
 * Nominations and their credits, each table in one statement: inserted where they are new, updated where they differ.
 *
 * IDs of movies and people are subselects and no joins: a join may read the whole table of people for each ceremony.
 */
import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { CreditedMovie, Nominee } from '../model/ceremony.ts';
import { forEachText } from '../model/nomination-texts.ts';
import type { StoredNomination } from '../model/stored.ts';
import { bulkColumn, incoming } from './bulk.ts';
import type { LockedCeremony } from './lock-ceremony.ts';
import { movies, nominatedMovies, nominations, nominees, people } from './tables.ts';
import { upsert, type Writing } from './upsert.ts';
import { type CategoryKey, categoryLookups, storedCategoryId } from './write-categories.ts';

/** A nomination with where it is written. */
export interface NominationToWrite {
  readonly nomination: StoredNomination;
  readonly category: CategoryKey;
  readonly ceremony: LockedCeremony;
}

/** Writes nominations and their credits. Categories, people and movies have to be there already. */
export function nominationStatements(rows: readonly NominationToWrite[]): SQL[] {
  return [
    upsert(nominationWriting, rows, nominationOptions),
    upsert(movieWriting, creditsOf(rows, 'movies'), creditOptions),
    upsert(nomineeWriting, creditsOf(rows, 'nominees'), creditOptions),
  ];
}

const nominationWriting: Writing<typeof nominations, NominationToWrite> = {
  table: nominations,
  values: {
    id: (row) => row.nomination.id,
    ceremonyId: (row) => row.ceremony.id,
    categoryId: storedCategoryId,
    position: (row) => row.nomination.position,
    won: (row) => row.nomination.won,
    ...forEachText((text) => (row: NominationToWrite) => row.nomination[text]),
  },
  lookups: categoryLookups(({ ceremony, category }) => ({ ...category, organizationId: ceremony.organizationId })),
};

/** A nomination stays with its ceremony, whatever another one's file says. */
const nominationOptions = {
  key: ['id'],
  fixed: ['ceremonyId'],
  guard: sql`stored.ceremony_id = excluded.ceremony_id`,
} as const;

/** A credit at its place, from 1. */
interface CreditRow<Credit> {
  readonly owner: string;
  readonly position: number;
  readonly credit: Credit;
}

const creditOptions = { key: ['nominationId', 'position'] } as const;

const movieWriting: Writing<typeof nominatedMovies, CreditRow<CreditedMovie>> = {
  table: nominatedMovies,
  values: {
    nominationId: (row) => row.owner,
    position: (row) => row.position,
    movieId: sql`(select ${movies.id} from ${movies} where ${movies.imdbId} = incoming.imdb_id)`,
    title: (row) => row.credit.title,
    year: (row) => row.credit.year,
  },
  lookups: [bulkColumn(movies.imdbId, (row) => row.credit.imdbId)],
};

const nomineeWriting: Writing<typeof nominees, CreditRow<Nominee>> = {
  table: nominees,
  values: {
    nominationId: (row) => row.owner,
    position: (row) => row.position,
    kind: (row) => row.credit.kind,
    personId: sql`(select ${people.id} from ${people} where ${people.imdbId} = incoming.imdb_id)`,
    name: (row) => row.credit.name,
    companyImdbId: ({ credit }) => (credit.kind === 'company' ? credit.imdbId : null),
  },
  lookups: [bulkColumn(people.imdbId, ({ credit }) => (credit.kind === 'person' ? credit.imdbId : null))],
};

function creditsOf<What extends 'movies' | 'nominees'>(
  rows: readonly NominationToWrite[],
  what: What,
): CreditRow<StoredNomination[What][number]>[] {
  return rows.flatMap(({ nomination }) =>
    nomination[what].map((credit, at) => ({ owner: nomination.id, position: at + 1, credit })),
  );
}

/** Removes credits of nominations that have fewer than before: those in places beyond the last one. */
export function surplusStatements(rows: readonly StoredNomination[]): SQL[] {
  return [
    beyondLast(nominatedMovies, rows, ({ movies }) => movies.length),
    beyondLast(nominees, rows, ({ nominees }) => nominees.length),
  ];
}

function beyondLast(
  table: typeof nominatedMovies | typeof nominees,
  rows: readonly StoredNomination[],
  lengthOf: (nomination: StoredNomination) => number,
): SQL {
  const { nominationId, position } = getTableColumns(table);
  const source = incoming(rows, [
    bulkColumn(nominations.id, (row) => row.id),
    bulkColumn(position, lengthOf, 'length'),
  ]);
  return sql`delete from ${table} using ${source} where ${nominationId} = incoming.id and ${position} > incoming.length`;
}
