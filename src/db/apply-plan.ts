/** Applies a plan, in a constant number of statements: every table gets all of its rows at once. */
import { sql } from 'drizzle-orm';
import type { Change } from '../changes.ts';
import type { CreditedMovie, Nominee } from '../model.ts';
import type { CeremonyPlan, PlannedCategory } from '../plan.ts';
import type { StoredEdition, StoredNomination } from '../stored.ts';
import { arrayLiteral, incoming } from './bulk.ts';
import type { Db } from './database.ts';
import { storedCeremonyId } from './lock-ceremony.ts';

/**
 * Writes what the plan says, within the caller's transaction, which holds the ceremony's lock. People and movies have to
 * be there already.
 *
 * @param removeExtra whether nominations that the file does not have are deleted
 */
export async function applyPlan(tx: Db, plan: CeremonyPlan, removeExtra: boolean): Promise<void> {
  const edition = plan.edition.after;
  const changed = nominationsToWrite(plan);
  if (plan.edition.action !== 'same') await writeEdition(tx, edition);
  if (plan.categories.some((change) => change.action !== 'same')) await writeCategories(tx, edition, plan.categories);
  if (removeExtra && plan.extra.length > 0) await removeNominations(tx, plan.extra);
  if (changed.length > 0) {
    await writeNominations(tx, edition, changed, plan.categories);
    await writeMovies(tx, changed);
    await writeNominees(tx, changed);
  }
  if (changed.length > 0 || removeExtra) await removeUnusedCategories(tx, edition, plan.categories);
}

/** Those that changed, and those whose category goes by another name now, which is another row of `categories`. */
function nominationsToWrite(plan: CeremonyPlan): StoredNomination[] {
  const renamed = new Set<string>();
  for (const change of plan.categories) {
    if (change.action === 'update' && change.before.name !== change.after.name) renamed.add(change.after.canonicalName);
  }
  return plan.nominations
    .filter((change) => change.action !== 'same' || renamed.has(change.after.category))
    .map((change) => change.after);
}

async function writeEdition(tx: Db, edition: StoredEdition): Promise<void> {
  const { organization, expected } = edition;
  await tx.execute(sql`
    update organizations set name = ${organization.name}, abbreviation = ${organization.abbreviation}, updated_at = now()
     where key = ${organization.key} and (name, abbreviation) is distinct from (${organization.name}, ${organization.abbreviation}::text)`);
  await tx.execute(sql`
    update ceremonies
       set number = ${edition.number}::integer, name = ${edition.name}, held_on = ${edition.date}::date,
           expected_categories = ${expected?.categories ?? null}::integer,
           expected_nominations = ${expected?.nominations ?? null}::integer,
           expected_winners = ${expected?.winners ?? null}::integer,
           expected_people_nominations = ${expected?.peopleNominations ?? null}::integer,
           updated_at = now()
     where id = ${storedCeremonyId(edition)}`);
}

/** Categories belong to the organization and are shared by its ceremonies; which ones a ceremony has is kept beside. */
async function writeCategories(
  tx: Db,
  edition: StoredEdition,
  changes: readonly Change<PlannedCategory>[],
): Promise<void> {
  // One order for all importers, so that two first imports of different ceremonies do not deadlock on shared categories.
  const rows = changes.map((change) => change.after).sort((a, b) => (a.name < b.name ? -1 : 1));
  const source = incoming(rows, [
    { name: 'id', type: 'uuid', of: (row) => row.id },
    { name: 'name', type: 'text', of: (row) => row.name },
    { name: 'canonical_name', type: 'text', of: (row) => row.canonicalName },
    { name: 'group_name', type: 'text', of: (row) => row.group },
    { name: 'kind', type: 'text', of: (row) => row.kind },
    { name: 'position', type: 'integer', of: (row) => row.position },
  ]);
  await tx.execute(sql`
    insert into categories (id, organization_id, name, canonical_name, group_name, kind)
    select incoming.id, o.id, incoming.name, canonical_name, group_name, kind
      from ${source} join organizations o on o.key = ${edition.organization.key}
     order by incoming.name
        on conflict (organization_id, name) do update
       set canonical_name = excluded.canonical_name, kind = excluded.kind,
           group_name = coalesce(excluded.group_name, categories.group_name), updated_at = now()
     where (categories.canonical_name, categories.kind, categories.group_name)
        is distinct from (excluded.canonical_name, excluded.kind, coalesce(excluded.group_name, categories.group_name))`);
  await tx.execute(sql`
    insert into ceremony_categories (ceremony_id, category_id, position)
    select ${storedCeremonyId(edition)}, k.id, incoming.position
      from ${source} join organizations o on o.key = ${edition.organization.key}
      join categories k on k.organization_id = o.id and k.name = incoming.name
        on conflict (ceremony_id, category_id) do update set position = excluded.position, updated_at = now()
     where ceremony_categories.position <> excluded.position`);
}

async function writeNominations(
  tx: Db,
  edition: StoredEdition,
  rows: readonly StoredNomination[],
  categories: readonly Change<PlannedCategory>[],
): Promise<void> {
  const nameOf = new Map(categories.map(({ after }) => [after.canonicalName, after.name]));
  const source = incoming(rows, [
    { name: 'id', type: 'uuid', of: (row) => row.id },
    { name: 'category', type: 'text', of: (row) => nameOf.get(row.category) ?? row.category },
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
      join categories k on k.organization_id = o.id and k.name = incoming.category
        on conflict (id) do update
       set category_id = excluded.category_id, position = excluded.position, won = excluded.won,
           detail = excluded.detail, credit = excluded.credit, citation = excluded.citation, note = excluded.note,
           updated_at = now()
     where stored.ceremony_id = excluded.ceremony_id
       and (stored.category_id, stored.position, stored.won, stored.detail, stored.credit, stored.citation, stored.note)
        is distinct from (excluded.category_id, excluded.position, excluded.won, excluded.detail, excluded.credit,
                          excluded.citation, excluded.note)`);
}

async function writeMovies(tx: Db, nominations: readonly StoredNomination[]): Promise<void> {
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
    select nomination_id, position, m.id, incoming.title, year
      from ${source} left join movies m on m.imdb_id = incoming.imdb_id
        on conflict (nomination_id, position) do update
       set movie_id = excluded.movie_id, title = excluded.title, year = excluded.year, updated_at = now()
     where (stored.movie_id, stored.title, stored.year)
        is distinct from (excluded.movie_id, excluded.title, excluded.year)`);
  await removeBeyond(
    tx,
    'nominated_movies',
    nominations.map(({ id, movies }) => ({ id, length: movies.length })),
  );
}

async function writeNominees(tx: Db, nominations: readonly StoredNomination[]): Promise<void> {
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
    select nomination_id, position, kind, p.id, incoming.name, company
      from ${source} left join people p on p.imdb_id = incoming.person
        on conflict (nomination_id, position) do update
       set kind = excluded.kind, person_id = excluded.person_id, name = excluded.name,
           company_imdb_id = excluded.company_imdb_id, updated_at = now()
     where (nominees.kind, nominees.person_id, nominees.name, nominees.company_imdb_id)
        is distinct from (excluded.kind, excluded.person_id, excluded.name, excluded.company_imdb_id)`);
  await removeBeyond(
    tx,
    'nominees',
    nominations.map(({ id, nominees }) => ({ id, length: nominees.length })),
  );
}

/** Removes the credits of a nomination beyond its new number of them. */
async function removeBeyond(
  tx: Db,
  table: 'nominated_movies' | 'nominees',
  lengths: readonly { readonly id: string; readonly length: number }[],
): Promise<void> {
  const source = incoming(lengths, [
    { name: 'id', type: 'uuid', of: (row) => row.id },
    { name: 'length', type: 'integer', of: (row) => row.length },
  ]);
  const name = sql.identifier(table);
  await tx.execute(sql`
    delete from ${name} using ${source} where ${name}.nomination_id = incoming.id and ${name}.position > incoming.length`);
}

async function removeNominations(tx: Db, extra: readonly StoredNomination[]): Promise<void> {
  await tx.execute(sql`delete from nominations where id = any(${arrayLiteral(extra.map(({ id }) => id))}::uuid[])`);
}

/** A category stays with the ceremony while the file has it or a nomination still stands in it. */
async function removeUnusedCategories(
  tx: Db,
  edition: StoredEdition,
  kept: readonly Change<PlannedCategory>[],
): Promise<void> {
  await tx.execute(sql`
    delete from ceremony_categories link
     using categories k
     where link.ceremony_id = ${storedCeremonyId(edition)} and k.id = link.category_id
       and k.name <> all(${arrayLiteral(kept.map(({ after }) => after.name))}::text[])
       and not exists (select from nominations n
                        where n.ceremony_id = link.ceremony_id and n.category_id = link.category_id)`);
}
