/** Applies a plan, in a constant number of statements: every table gets all of its rows at once. */
import { sql } from 'drizzle-orm';
import type { Edition } from '../model/ceremony.ts';
import type { Change } from '../model/changes.ts';
import { fold } from '../model/identity.ts';
import type { StoredNomination } from '../model/stored.ts';
import type { CeremonyPlan, PlannedCategory } from '../plan/plan.ts';
import { arrayLiteral, incoming } from './bulk.ts';
import { storedCeremonyId } from './lock-ceremony.ts';
import type { Db } from './open.ts';
import { removeSurplus, writeMovies, writeNominations, writeNominees } from './write-nominations.ts';

/**
 * Writes what the plan says, within the caller's transaction, which holds the ceremony's lock. People and movies have to
 * be there already.
 *
 * @param removeExtra whether nominations that the file does not have are deleted
 */
export async function applyPlan(tx: Db, plan: CeremonyPlan, removeExtra: boolean): Promise<void> {
  const edition = plan.edition.after;
  const changed = nominationsToWrite(plan, removeExtra);
  if (plan.edition.action !== 'same') await writeOrganization(tx, edition);
  // The row of a new ceremony is made with its lock, whole.
  if (plan.edition.action === 'update') await writeEdition(tx, edition);
  if (plan.categories.some((change) => change.action !== 'same')) await writeCategories(tx, edition, plan.categories);
  if (removeExtra && plan.extra.length > 0) await removeNominations(tx, plan.extra);
  if (changed.length > 0) {
    await writeNominations(tx, edition, changed, plan.categories);
    await writeMovies(tx, changed);
    await writeNominees(tx, changed);
  }
  const updated = plan.nominations.filter(({ action }) => action === 'update').map(({ after }) => after);
  if (updated.length > 0) await removeSurplus(tx, updated);
  if (plan.edition.action !== 'add' && (changed.length > 0 || removeExtra))
    await removeUnusedCategories(tx, edition, plan.categories);
}

/**
 * Those that changed, and those whose category is another row of `categories` now: a category that goes by another name
 * takes all of its nominations along, also those that the file does not have.
 */
function nominationsToWrite(plan: CeremonyPlan, removeExtra: boolean): StoredNomination[] {
  const moved = new Map<string, string>();
  for (const change of plan.categories) {
    if (change.action === 'update' && change.before.id !== change.after.id)
      moved.set(fold(change.after.canonicalName), change.after.canonicalName);
  }
  const written = plan.nominations
    .filter((change) => change.action !== 'same' || moved.has(fold(change.after.category)))
    .map((change) => change.after);
  const kept = (removeExtra ? [] : plan.extra).flatMap((row) => {
    const category = moved.get(fold(row.category));
    return category === undefined ? [] : [{ ...row, category }];
  });
  return [...written, ...kept];
}

async function writeOrganization(tx: Db, { organization }: Edition): Promise<void> {
  await tx.execute(sql`
    update organizations o
       set (name, abbreviation, imdb_event_id, updated_at) = (given.name, given.abbreviation, given.imdb_event_id, now())
      from (select ${organization.name}, coalesce(${organization.abbreviation}, abbreviation),
                   coalesce(${organization.imdbEventId}, imdb_event_id)
              from organizations where key = ${organization.key}) as given(name, abbreviation, imdb_event_id)
     where o.key = ${organization.key}
       and (o.name, o.abbreviation, o.imdb_event_id) is distinct from (given.name, given.abbreviation, given.imdb_event_id)`);
}

async function writeEdition(tx: Db, edition: Edition): Promise<void> {
  const { expected } = edition;
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
async function writeCategories(tx: Db, edition: Edition, changes: readonly Change<PlannedCategory>[]): Promise<void> {
  // One order for all importers, so that two first imports of different ceremonies do not deadlock on shared categories.
  const rows = changes.map((change) => change.after).sort((a, b) => (a.id < b.id ? -1 : 1));
  const source = incoming(rows, [
    { name: 'id', type: 'uuid', of: (row) => row.id },
    { name: 'name', type: 'text', of: (row) => row.name },
    { name: 'canonical_name', type: 'text', of: (row) => row.canonicalName },
    { name: 'group_name', type: 'text', of: (row) => row.group },
    { name: 'kind', type: 'text', of: (row) => row.kind },
    { name: 'position', type: 'integer', of: (row) => row.position },
  ]);
  const insertion = sql`
    insert into categories (id, organization_id, name, canonical_name, group_name, kind)
    select incoming.id, o.id, incoming.name, canonical_name, group_name, kind
      from ${source} join organizations o on o.key = ${edition.organization.key}
     order by incoming.id`;
  // First those that are new, whichever importer makes them; see `upsertEntities`.
  await tx.execute(sql`${insertion} on conflict do nothing`);
  await tx.execute(sql`
    ${insertion}
        on conflict (organization_id, name, canonical_name, kind) do update
       set group_name = excluded.group_name, updated_at = now()
     where excluded.group_name is not null and categories.group_name is distinct from excluded.group_name`);
  await tx.execute(sql`
    insert into ceremony_categories (ceremony_id, category_id, position)
    select ${storedCeremonyId(edition)}, k.id, incoming.position
      from ${source} join organizations o on o.key = ${edition.organization.key}
      join categories k on (k.organization_id, k.name, k.canonical_name, k.kind)
                         = (o.id, incoming.name, incoming.canonical_name, incoming.kind)
        on conflict (ceremony_id, category_id) do update set position = excluded.position, updated_at = now()
     where ceremony_categories.position <> excluded.position`);
}

async function removeNominations(tx: Db, extra: readonly StoredNomination[]): Promise<void> {
  await tx.execute(sql`delete from nominations where id = any(${arrayLiteral(extra.map(({ id }) => id))}::uuid[])`);
}

/** A category stays with the ceremony while the file has it or a nomination still stands in it. */
async function removeUnusedCategories(
  tx: Db,
  edition: Edition,
  kept: readonly Change<PlannedCategory>[],
): Promise<void> {
  const source = incoming(kept, [
    { name: 'name', type: 'text', of: ({ after }) => after.name },
    { name: 'canonical_name', type: 'text', of: ({ after }) => after.canonicalName },
    { name: 'kind', type: 'text', of: ({ after }) => after.kind },
  ]);
  await tx.execute(sql`
    delete from ceremony_categories link
     using categories k
     where link.ceremony_id = ${storedCeremonyId(edition)} and k.id = link.category_id
       and (k.name, k.canonical_name, k.kind) not in (select name, canonical_name, kind from ${source})
       and not exists (select from nominations n
                        where n.ceremony_id = link.ceremony_id and n.category_id = link.category_id)`);
}
