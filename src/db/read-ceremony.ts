/** Reading a ceremony back: what the planner compares with, and what verification counts. */
import { and, asc, eq, sql } from 'drizzle-orm';
import type {
  Baseline,
  CategoryKind,
  CreditedMovie,
  EditionKey,
  ImdbEventId,
  Nominee,
  NomineeKind,
} from '../model/ceremony.ts';
import type { StoredCategory, StoredCeremony, StoredNomination } from '../model/stored.ts';
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

/** The ceremony as stored, or null where the database does not have it. Five statements, however many rows. */
export async function readCeremony(
  db: Db,
  { organization, year, instance }: EditionKey,
): Promise<StoredCeremony | null> {
  const [edition] = await db
    .select({ ceremony: ceremonies, organization: organizations })
    .from(ceremonies)
    .innerJoin(organizations, eq(organizations.id, ceremonies.organizationId))
    .where(and(eq(organizations.key, organization.key), eq(ceremonies.year, year), eq(ceremonies.instance, instance)));
  if (edition === undefined) return null;
  const { id, number, name, heldOn } = edition.ceremony;
  const { key, name: organizationName, abbreviation, imdbEventId } = edition.organization;
  // Sent together: one wait for the server instead of one each.
  const [categoryRows, nominationRows] = await Promise.all([readCategories(db, id), readNominations(db, id)]);
  return {
    id,
    organization: { key, name: organizationName, abbreviation, imdbEventId: imdbEventId as ImdbEventId | null },
    year,
    instance,
    number,
    name,
    date: heldOn,
    expected: baselineOf(edition.ceremony),
    categories: categoryRows,
    nominations: nominationRows,
  };
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

async function readCategories(db: Db, ceremonyId: string): Promise<StoredCategory[]> {
  const rows = await db
    .select({
      name: categories.name,
      canonicalName: categories.canonicalName,
      group: categories.groupName,
      kind: categories.kind,
      position: ceremonyCategories.position,
    })
    .from(ceremonyCategories)
    .innerJoin(categories, eq(categories.id, ceremonyCategories.categoryId))
    .where(eq(ceremonyCategories.ceremonyId, ceremonyId))
    .orderBy(asc(ceremonyCategories.position), asc(categories.name));
  return rows.map((row) => ({ ...row, kind: row.kind as CategoryKind }));
}

async function readNominations(db: Db, ceremonyId: string): Promise<StoredNomination[]> {
  const query = db
    .select({
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
    .where(eq(nominations.ceremonyId, ceremonyId))
    .orderBy(asc(ceremonyCategories.position), asc(nominations.position), asc(nominations.id));
  const [rows, moviesOf, nomineesOf] = await Promise.all([
    query,
    readMovies(db, ceremonyId),
    readNominees(db, ceremonyId),
  ]);
  return rows.map((row) => ({ ...row, movies: moviesOf.get(row.id) ?? [], nominees: nomineesOf.get(row.id) ?? [] }));
}

async function readMovies(db: Db, ceremonyId: string): Promise<Map<string, CreditedMovie[]>> {
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
    .where(eq(nominations.ceremonyId, ceremonyId))
    .orderBy(asc(nominatedMovies.position));
  return groupByOwner(rows, ({ title, year, imdbId }) => ({ title, year, imdbId }) as CreditedMovie);
}

async function readNominees(db: Db, ceremonyId: string): Promise<Map<string, Nominee[]>> {
  const rows = await db
    .select({
      owner: nominees.nominationId,
      kind: sql<NomineeKind>`${nominees.kind}`,
      name: nominees.name,
      imdbId: sql<string | null>`coalesce(${people.imdbId}, ${nominees.companyImdbId})`,
    })
    .from(nominees)
    .innerJoin(nominations, eq(nominations.id, nominees.nominationId))
    .leftJoin(people, eq(people.id, nominees.personId))
    .where(eq(nominations.ceremonyId, ceremonyId))
    .orderBy(asc(nominees.position));
  return groupByOwner(rows, ({ kind, name, imdbId }) => ({ kind, name, imdbId }) as Nominee);
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
