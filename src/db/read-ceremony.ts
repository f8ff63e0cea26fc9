/** Reading a ceremony back: what the planner compares with, and what verification counts. */
import { and, asc, eq } from 'drizzle-orm';
import type { Baseline, CreditedMovie, EditionKey, Nominee } from '../model/ceremony.ts';
import type { StoredCategory, StoredCeremony, StoredNomination } from '../model/stored.ts';
import { isOneOf } from './bulk.ts';
import { locateCeremony } from './locate-ceremonies.ts';
import type { Db } from './open.ts';
import * as tables from './tables.ts';

const {
  organizations,
  ceremonies,
  categories,
  ceremonyCategories,
  nominations,
  nominatedMovies,
  nominees,
  movies,
  people,
} = tables;

/** The ceremony as stored, or null where the database does not have it. Six statements, however many rows. */
export async function readCeremony(db: Db, edition: EditionKey): Promise<StoredCeremony | null> {
  const found = await locateCeremony(db, edition);
  if (found === null) return null;
  return (await readCeremonies(db, [found.id])).get(found.id) ?? null;
}

/** Ceremonies by their stored IDs; five statements, sent together. */
export async function readCeremonies(db: Db, ids: readonly string[]): Promise<Map<string, StoredCeremony>> {
  const [editions, categoriesOf, nominationsOf] = await Promise.all([
    db
      .select({ ceremony: ceremonies, organization: organizations })
      .from(ceremonies)
      .innerJoin(organizations, eq(organizations.id, ceremonies.organizationId))
      .where(isOneOf(ceremonies.id, ids)),
    readCategories(db, ids),
    readNominations(db, ids),
  ]);
  return new Map(
    editions.map(({ ceremony, organization }) => {
      const { id, year, instance, number, name, heldOn } = ceremony;
      const { key, name: organizationName, abbreviation, imdbEventId } = organization;
      const stored: StoredCeremony = {
        id,
        organization: { key, name: organizationName, abbreviation, imdbEventId },
        year,
        instance,
        number,
        name,
        date: heldOn,
        expected: baselineOf(ceremony),
        categories: categoriesOf.get(id) ?? [],
        nominations: nominationsOf.get(id) ?? [],
      };
      return [id, stored];
    }),
  );
}

function baselineOf(row: typeof ceremonies.$inferSelect): Baseline | null {
  const { expectedCategories, expectedNominations, expectedWinners, expectedPeopleNominations } = row;
  if (expectedCategories === null || expectedNominations === null) return null;
  return {
    categories: expectedCategories,
    nominations: expectedNominations,
    winners: expectedWinners ?? 0,
    peopleNominations: expectedPeopleNominations ?? 0,
  };
}

async function readCategories(db: Db, ids: readonly string[]): Promise<Map<string, StoredCategory[]>> {
  const rows = await db
    .select({
      owner: ceremonyCategories.ceremonyId,
      name: categories.name,
      canonicalName: categories.canonicalName,
      group: categories.groupName,
      kind: categories.kind,
      position: ceremonyCategories.position,
    })
    .from(ceremonyCategories)
    .innerJoin(categories, eq(categories.id, ceremonyCategories.categoryId))
    .where(isOneOf(ceremonyCategories.ceremonyId, ids))
    .orderBy(asc(ceremonyCategories.position), asc(categories.name));
  return groupByOwner(rows, ({ owner: _, ...category }) => category);
}

async function readNominations(db: Db, ids: readonly string[]): Promise<Map<string, StoredNomination[]>> {
  const query = db
    .select({
      owner: nominations.ceremonyId,
      id: nominations.id,
      category: categories.canonicalName,
      position: nominations.position,
      won: nominations.won,
      detail: nominations.detail,
      credit: nominations.credit,
      citation: nominations.citation,
      note: nominations.note,
    })
    .from(nominations)
    .innerJoin(categories, eq(categories.id, nominations.categoryId))
    .innerJoin(
      ceremonyCategories,
      and(eq(ceremonyCategories.ceremonyId, nominations.ceremonyId), eq(ceremonyCategories.categoryId, categories.id)),
    )
    .where(isOneOf(nominations.ceremonyId, ids))
    .orderBy(asc(ceremonyCategories.position), asc(nominations.position), asc(nominations.id));
  const [rows, moviesOf, nomineesOf] = await Promise.all([query, readMovies(db, ids), readNominees(db, ids)]);
  return groupByOwner(rows, ({ owner: _, ...row }) => ({
    ...row,
    movies: moviesOf.get(row.id) ?? [],
    nominees: nomineesOf.get(row.id) ?? [],
  }));
}

async function readMovies(db: Db, ids: readonly string[]): Promise<Map<string, CreditedMovie[]>> {
  const rows = await db
    .select({
      owner: nominatedMovies.nominationId,
      title: nominatedMovies.title,
      year: nominatedMovies.year,
      imdbId: movies.imdbId,
    })
    .from(nominatedMovies)
    .innerJoin(nominations, eq(nominations.id, nominatedMovies.nominationId))
    .leftJoin(movies, eq(movies.id, nominatedMovies.movieId))
    .where(isOneOf(nominations.ceremonyId, ids))
    .orderBy(asc(nominatedMovies.position));
  return groupByOwner(rows, ({ title, year, imdbId }): CreditedMovie => ({ title, year, imdbId }));
}

async function readNominees(db: Db, ids: readonly string[]): Promise<Map<string, Nominee[]>> {
  const rows = await db
    .select({
      owner: nominees.nominationId,
      kind: nominees.kind,
      name: nominees.name,
      personImdbId: people.imdbId,
      companyImdbId: nominees.companyImdbId,
    })
    .from(nominees)
    .innerJoin(nominations, eq(nominations.id, nominees.nominationId))
    .leftJoin(people, eq(people.id, nominees.personId))
    .where(isOneOf(nominations.ceremonyId, ids))
    .orderBy(asc(nominees.position));
  return groupByOwner(rows, ({ kind, name, personImdbId, companyImdbId }): Nominee => {
    if (kind === 'person') return { kind, name, imdbId: personImdbId };
    return kind === 'company' ? { kind, name, imdbId: companyImdbId } : { kind, name, imdbId: null };
  });
}

function groupByOwner<Row extends { readonly owner: string }, Item>(
  rows: readonly Row[],
  itemOf: (row: Row) => Item,
): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const row of rows) {
    const group = groups.get(row.owner);
    if (group === undefined) groups.set(row.owner, [itemOf(row)]);
    else group.push(itemOf(row));
  }
  return groups;
}
