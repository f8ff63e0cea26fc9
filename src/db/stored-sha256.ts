/**
 * A hash of all that a ceremony consists of in the database: every column of every row that belongs to it or is linked
 * from it, whatever columns there are, computed by PostgreSQL. Whole rows are hashed as the text that PostgreSQL makes of
 * them, which quotes what could be taken for something else.
 */

/** SQL, for a statement that has a row of `ceremonies` and its one of `organizations`. */
export const storedSha256 = `encode(sha256(convert_to(concat_ws(E'\\n',
  organizations::text, ceremonies::text,
  (select string_agg(ceremony_categories::text || categories::text, E'\\n' order by categories.id)
     from ceremony_categories join categories on categories.id = ceremony_categories.category_id
    where ceremony_categories.ceremony_id = ceremonies.id),
  (select string_agg(concat_ws(E'\\n', nominations::text,
                               ${linked('nominated_movies', 'movies', 'movie_id')},
                               ${linked('nominees', 'people', 'person_id')}), E'\\n' order by nominations.id)
     from nominations where nominations.ceremony_id = ceremonies.id)), 'UTF8')), 'hex')`;

/** Credits of a nomination, each with the row that it is linked to. */
function linked(credits: string, entities: string, link: string): string {
  const entity = `(select ${entities}::text from ${entities} where ${entities}.id = ${credits}.${link})`;
  return `(select string_agg(concat_ws(' ', ${credits}::text, ${entity}), E'\\n' order by ${credits}.position)
     from ${credits} where ${credits}.nomination_id = nominations.id)`;
}
