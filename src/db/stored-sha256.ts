/**
 * A hash of all that a ceremony consists of in the database: every column of every row that belongs to it or is linked
 * from it, whatever columns there are, computed by PostgreSQL. Whole rows are hashed as the text that PostgreSQL makes of
 * them, which quotes what could be taken for something else.
 */
import { type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import * as tables from './tables.ts';

const { organizations, ceremonies, categories, ceremonyCategories: places } = tables;
const { nominations, nominatedMovies, nominees, movies, people } = tables;

/** For a statement that has a row of `ceremonies` and its one of `organizations`. */
export const storedSha256: SQL = sql`encode(sha256(convert_to(concat_ws(E'\\n',
  ${row(organizations)}, ${row(ceremonies)},
  (select string_agg(${row(places)} || ${row(categories)}, E'\\n' order by ${categories.id})
     from ${places} join ${categories} on ${categories.id} = ${places.categoryId}
    where ${places.ceremonyId} = ${ceremonies.id}),
  (select string_agg(concat_ws(E'\\n', ${row(nominations)}, ${linked(nominatedMovies, movies, nominatedMovies.movieId)},
                               ${linked(nominees, people, nominees.personId)}), E'\\n' order by ${nominations.id})
     from ${nominations} where ${nominations.ceremonyId} = ${ceremonies.id})), 'UTF8')), 'hex')`;

/** The whole row as text. */
function row(table: PgTable): SQL {
  return sql`${table}::text`;
}

/** Credits of a nomination, each with the row that it is linked to. */
function linked(
  credits: typeof nominatedMovies | typeof nominees,
  entities: typeof movies | typeof people,
  link: typeof nominatedMovies.movieId | typeof nominees.personId,
): SQL {
  const entity = sql`(select ${row(entities)} from ${entities} where ${entities.id} = ${link})`;
  return sql`(select string_agg(concat_ws(' ', ${row(credits)}, ${entity}), E'\\n' order by ${credits.position})
     from ${credits} where ${credits.nominationId} = ${nominations.id})`;
}
