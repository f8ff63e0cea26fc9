/**
 * Reading a ceremony back: what the planner compares with, and what verification counts. One statement, so that all of it
 * is of one moment; its inner queries look rows up by an index, however many other ceremonies there are.
 */
import { type SQL, sql } from 'drizzle-orm';
import type { EditionKey } from '../model/ceremony.ts';
import { forEachText } from '../model/nomination-texts.ts';
import type { StoredCeremony } from '../model/stored.ts';
import { isOneOf } from './bulk.ts';
import { jsonList, jsonObject } from './json-rows.ts';
import { locateCeremony } from './locate-ceremonies.ts';
import type { Db } from './open.ts';
import { organizationColumns } from './organizations.ts';
import { storedSha256 } from './stored-sha256.ts';
import * as tables from './tables.ts';
import { rowsOf } from './transaction.ts';

const { organizations, ceremonies, categories, ceremonyCategories: places } = tables;
const { nominations, nominatedMovies, nominees, movies, people } = tables;

/** A ceremony with the hash of all that it consists of at the same moment. */
export interface HashedCeremony {
  readonly stored: StoredCeremony;
  readonly sha256: string;
}

/** The ceremony as stored, or null where the database does not have it. */
export async function readCeremony(db: Db, edition: EditionKey): Promise<StoredCeremony | null> {
  const found = await locateCeremony(db, edition);
  if (found === null) return null;
  return readCeremonyOf(db, found.id);
}

/** The ceremony of that stored ID, or null. */
export async function readCeremonyOf(db: Db, id: string): Promise<StoredCeremony | null> {
  return (await readCeremonies(db, [id])).get(id)?.stored ?? null;
}

/** Ceremonies by their stored IDs. */
export async function readCeremonies(db: Db, ids: readonly string[]): Promise<Map<string, HashedCeremony>> {
  const rows = await db.execute(sql`
    select ${ceremonyJson} as stored, ${sql.raw(storedSha256)} as sha256
      from ${ceremonies} join ${organizations} on ${organizations.id} = ${ceremonies.organizationId}
     where ${isOneOf(ceremonies.id, ids)}`);
  return new Map(rowsOf<HashedCeremony & Record<string, unknown>>(rows).map((row) => [row.stored.id, row]));
}

const categoriesJson = jsonList(
  jsonObject({
    name: categories.name,
    canonicalName: categories.canonicalName,
    group: categories.groupName,
    kind: categories.kind,
    position: places.position,
  }),
  sql`${places.position}, ${categories.name}`,
  sql`from ${places} join ${categories} on ${categories.id} = ${places.categoryId}
     where ${places.ceremonyId} = ${ceremonies.id}`,
);

const moviesJson = jsonList(
  jsonObject({
    title: nominatedMovies.title,
    year: nominatedMovies.year,
    imdbId: sql`(select ${movies.imdbId} from ${movies} where ${movies.id} = ${nominatedMovies.movieId})`,
  }),
  sql`${nominatedMovies.position}`,
  sql`from ${nominatedMovies} where ${nominatedMovies.nominationId} = ${nominations.id}`,
);

const nomineesJson = jsonList(
  jsonObject({
    kind: nominees.kind,
    name: nominees.name,
    imdbId: sql`case when ${nominees.kind} = 'company' then ${nominees.companyImdbId}
      else (select ${people.imdbId} from ${people} where ${people.id} = ${nominees.personId}) end`,
  }),
  sql`${nominees.position}`,
  sql`from ${nominees} where ${nominees.nominationId} = ${nominations.id}`,
);

const placeOfNomination = sql`(select ${places.position} from ${places}
  where (${places.ceremonyId}, ${places.categoryId}) = (${nominations.ceremonyId}, ${nominations.categoryId}))`;

const nominationsJson = jsonList(
  jsonObject({
    id: nominations.id,
    category: sql`(select ${categories.canonicalName} from ${categories} where ${categories.id} = ${nominations.categoryId})`,
    position: nominations.position,
    won: nominations.won,
    ...forEachText((text) => nominations[text]),
    movies: moviesJson,
    nominees: nomineesJson,
  }),
  sql`${placeOfNomination}, ${nominations.position}, ${nominations.id}`,
  sql`from ${nominations} where ${nominations.ceremonyId} = ${ceremonies.id}`,
);

/** Totals that no file has told are null; see `ceremonies.expected_…`. */
const expectedJson: SQL = sql`
  case when ${ceremonies.expectedCategories} is not null and ${ceremonies.expectedNominations} is not null then ${jsonObject(
    {
      categories: ceremonies.expectedCategories,
      nominations: ceremonies.expectedNominations,
      winners: sql`coalesce(${ceremonies.expectedWinners}, 0)`,
      peopleNominations: sql`coalesce(${ceremonies.expectedPeopleNominations}, 0)`,
    },
  )} end`;

const ceremonyJson = jsonObject({
  id: ceremonies.id,
  organization: jsonObject(organizationColumns),
  year: ceremonies.year,
  instance: ceremonies.instance,
  number: ceremonies.number,
  name: ceremonies.name,
  date: ceremonies.heldOn,
  expected: expectedJson,
  categories: categoriesJson,
  nominations: nominationsJson,
});
