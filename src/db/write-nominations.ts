/**
 * Nominations and their credits, each table in one statement: inserted where they are new, updated where they differ.
 *
 * IDs of movies and people are subselects and no joins: a join may read the whole table of people for each ceremony.
 */
import { sql } from 'drizzle-orm';
import type { CreditedMovie, Edition, Nominee } from '../model/ceremony.ts';
import type { Change } from '../model/changes.ts';
import type { StoredNomination } from '../model/stored.ts';
import type { PlannedCategory } from '../plan/plan.ts';
import { incoming } from './bulk.ts';
import { storedCeremonyId } from './lock-ceremony.ts';
import type { Db } from './open.ts';

export async function writeNominations(
  tx: Db,
  edition: Edition,
  rows: readonly StoredNomination[],
  categories: readonly Change<PlannedCategory>[],
): Promise<void> {
  const categoryOf = new Map(categories.map(({ after }) => [after.canonicalName, after]));
  const source = incoming(rows, [
    { name: 'id', type: 'uuid', of: (row) => row.id },
    { name: 'category', type: 'text', of: (row) => categoryOf.get(row.category)?.name ?? row.category },
    { name: 'canonical_name', type: 'text', of: (row) => row.category },
    { name: 'kind', type: 'text', of: (row) => categoryOf.get(row.category)?.kind ?? '' },
    { name: 'position', type: 'integer', of: (row) => row.position },
    { name: 'won', type: 'boolean', of: (row) => row.won },
    { name: 'detail', type: 'text', of: (row) => row.detail },
    { name: 'credit', type: 'text', of: (row) => row.credit },
    { name: 'citation', type: 'text', of: (row) => row.citation },
    { name: 'note', type: 'text', of: (row) => row.note },
  ]);
  await tx.execute(sql`
    insert into nominations as stored (id, ceremony_id, category_id, position, won, detail, credit, citation, note)
    select incoming.id, ${storedCeremonyId(edition)}, k.id, position, won, detail, credit, citation, note
      from ${source} join organizations o on o.key = ${edition.organization.key}
      join categories k on (k.organization_id, k.name, k.canonical_name, k.kind)
                         = (o.id, incoming.category, incoming.canonical_name, incoming.kind)
        on conflict (id) do update
       set category_id = excluded.category_id, position = excluded.position, won = excluded.won,
           detail = excluded.detail, credit = excluded.credit, citation = excluded.citation, note = excluded.note,
           updated_at = now()
     where stored.ceremony_id = excluded.ceremony_id
       and (stored.category_id, stored.position, stored.won, stored.detail, stored.credit, stored.citation, stored.note)
        is distinct from (excluded.category_id, excluded.position, excluded.won, excluded.detail, excluded.credit,
                          excluded.citation, excluded.note)`);
}

/** Writes the credited movies, each nomination's at its places. */
export async function writeMovies(tx: Db, nominations: readonly StoredNomination[]): Promise<void> {
  const rows = nominations.flatMap(({ id, movies }) =>
    movies.map((movie, at) => ({ owner: id, position: at + 1, movie })),
  );
  type Row = { owner: string; position: number; movie: CreditedMovie };
  const source = incoming<Row>(rows, [
    { name: 'nomination_id', type: 'uuid', of: (row) => row.owner },
    { name: 'position', type: 'integer', of: (row) => row.position },
    { name: 'imdb_id', type: 'text', of: (row) => row.movie.imdbId },
    { name: 'title', type: 'text', of: (row) => row.movie.title },
    { name: 'year', type: 'smallint', of: (row) => row.movie.year },
  ]);
  await tx.execute(sql`
    insert into nominated_movies as stored (nomination_id, position, movie_id, title, year)
    select nomination_id, position, (select id from movies where imdb_id = incoming.imdb_id), title, year
      from ${source}
        on conflict (nomination_id, position) do update
       set movie_id = excluded.movie_id, title = excluded.title, year = excluded.year, updated_at = now()
     where (stored.movie_id, stored.title, stored.year)
        is distinct from (excluded.movie_id, excluded.title, excluded.year)`);
}

/** Writes the nominees, each nomination's at its places. */
export async function writeNominees(tx: Db, nominations: readonly StoredNomination[]): Promise<void> {
  const rows = nominations.flatMap(({ id, nominees }) =>
    nominees.map((nominee, at) => ({ owner: id, position: at + 1, nominee })),
  );
  type Row = { owner: string; position: number; nominee: Nominee };
  const source = incoming<Row>(rows, [
    { name: 'nomination_id', type: 'uuid', of: (row) => row.owner },
    { name: 'position', type: 'integer', of: (row) => row.position },
    { name: 'kind', type: 'text', of: (row) => row.nominee.kind },
    { name: 'person', type: 'text', of: ({ nominee }) => (nominee.kind === 'person' ? nominee.imdbId : null) },
    { name: 'company', type: 'text', of: ({ nominee }) => (nominee.kind === 'company' ? nominee.imdbId : null) },
    { name: 'name', type: 'text', of: (row) => row.nominee.name },
  ]);
  await tx.execute(sql`
    insert into nominees (nomination_id, position, kind, person_id, name, company_imdb_id)
    select nomination_id, position, kind, (select id from people where imdb_id = incoming.person), name, company
      from ${source}
        on conflict (nomination_id, position) do update
       set kind = excluded.kind, person_id = excluded.person_id, name = excluded.name,
           company_imdb_id = excluded.company_imdb_id, updated_at = now()
     where (nominees.kind, nominees.person_id, nominees.name, nominees.company_imdb_id)
        is distinct from (excluded.kind, excluded.person_id, excluded.name, excluded.company_imdb_id)`);
}

/** Removes credits of nominations that have fewer than before: those in places beyond the last one. */
export async function removeSurplus(tx: Db, nominations: readonly StoredNomination[]): Promise<void> {
  await removeBeyond(tx, 'nominated_movies', nominations, ({ movies }) => movies.length);
  await removeBeyond(tx, 'nominees', nominations, ({ nominees }) => nominees.length);
}

async function removeBeyond(
  tx: Db,
  table: 'nominated_movies' | 'nominees',
  nominations: readonly StoredNomination[],
  lengthOf: (nomination: StoredNomination) => number,
): Promise<void> {
  const source = incoming(nominations, [
    { name: 'id', type: 'uuid', of: (row) => row.id },
    { name: 'length', type: 'integer', of: lengthOf },
  ]);
  const name = sql.identifier(table);
  await tx.execute(sql`
    delete from ${name} using ${source} where ${name}.nomination_id = incoming.id and ${name}.position > incoming.length`);
}
