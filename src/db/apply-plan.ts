/** Applies plans, in a constant number of statements: every table gets the rows of all ceremonies at once. */
import { type SQL, sql } from 'drizzle-orm';
import type { Edition } from '../model/ceremony.ts';
import type { StoredNomination } from '../model/stored.ts';
import type { CeremonyPlan } from '../plan/plan.ts';
import { isOneOf } from './bulk.ts';
import { editionValuesOf, type LockedCeremony } from './lock-ceremony.ts';
import type { Db } from './open.ts';
import { knownOrganizationWriting, organizationOptions } from './organizations.ts';
import { ceremonies, nominations } from './tables.ts';
import { executeAll } from './transaction.ts';
import { update, upsert, type Writing } from './upsert.ts';
import { type CategoryToWrite, categoryStatements, unusedCategoryStatement } from './write-categories.ts';
import { type NominationToWrite, nominationStatements, surplusStatements } from './write-nominations.ts';

/** What to write, and where. */
export interface PlanToApply {
  readonly plan: CeremonyPlan;
  readonly ceremony: LockedCeremony;
}

export interface ApplyOptions {
  /** Whether nominations that the files do not have are deleted. */
  readonly removeExtra: boolean;
  /** Whether the transaction has applied no plans before. */
  readonly isFirst: boolean;
}

/**
 * Writes what the plans say, within the caller's transaction, which holds the ceremonies' locks. People and movies have
 * to be there already. No statement waits for the answer to another, so that all go together.
 */
export async function applyPlans(
  tx: Db,
  plans: readonly PlanToApply[],
  { removeExtra, isFirst }: ApplyOptions,
): Promise<void> {
  const extra = removeExtra ? plans.flatMap(({ plan }) => plan.extra) : [];
  const changed = plans.flatMap((one) => nominationsToWrite(one, removeExtra));
  const updates = plans.flatMap(({ plan }) => plan.nominations).filter(({ action }) => action === 'update');
  const updated = updates.map(({ after }) => after);
  const left = plans.filter((one) => mayLeaveCategories(one, removeExtra));
  const reordered = plans.filter(({ plan }) => plan.categories.some(({ action }) => action !== 'same'));
  await executeAll(tx, [
    // What is set below for the plans before holds for the rest of the transaction.
    ...(isFirst ? [] : [sql`set constraints all deferred`]),
    ...editionStatements(plans),
    ...statementsFor(reordered.flatMap(categoriesOf), categoryStatements),
    ...statementsFor(extra, (rows) => [removal(rows)]),
    ...statementsFor(changed, nominationStatements),
    ...statementsFor(updated, surplusStatements),
    ...statementsFor(left.flatMap(categoriesOf), (rows) => [unusedCategoryStatement(rows)]),
    // What the database would only check, or change, at the commit has to be seen by whoever reads back before it.
    sql`set constraints all immediate`,
  ]);
}

function statementsFor<Row>(rows: readonly Row[], statementsOf: (rows: readonly Row[]) => SQL[]): SQL[] {
  return rows.length === 0 ? [] : statementsOf(rows);
}

/** A new ceremony leaves nothing behind. */
function mayLeaveCategories({ plan, ceremony }: PlanToApply, removeExtra: boolean): boolean {
  const changes = [...plan.categories, ...plan.nominations];
  return ceremony.existed && (removeExtra || changes.some(({ action }) => action !== 'same'));
}

function categoriesOf({ plan, ceremony }: PlanToApply): CategoryToWrite[] {
  return plan.categories.map(({ after }) => ({ category: after, ceremony }));
}

type EditionToWrite = Edition & { readonly stored: LockedCeremony };

const editionWriting: Writing<typeof ceremonies, EditionToWrite> = {
  table: ceremonies,
  values: {
    id: ({ stored }) => stored.id,
    organizationId: ({ stored }) => stored.organizationId,
    ...editionValuesOf((edition: EditionToWrite) => edition),
  },
};

function editionStatements(plans: readonly PlanToApply[]): SQL[] {
  const changed = plans
    .filter(({ plan }) => plan.edition.action !== 'same')
    .map(({ plan, ceremony }) => ({ ...plan.edition.after, stored: ceremony }));
  const organizations = [
    ...new Map(
      changed.map(({ organization, stored: { organizationId: id } }) => [id, { id, given: organization }]),
    ).values(),
  ];
  // The row of a new ceremony is made with its lock, whole.
  const known = changed.filter(({ stored }) => stored.existed);
  return [
    ...statementsFor(organizations, (rows) => [update(knownOrganizationWriting, rows, organizationOptions)]),
    ...statementsFor(known, (rows) => [upsert(editionWriting, rows, { key: ['id'], fixed: ['organizationId'] })]),
  ];
}

function removal(extra: readonly StoredNomination[]): SQL {
  const ids = extra.map(({ id }) => id);
  return sql`delete from ${nominations} where ${isOneOf(nominations.id, ids)}`;
}

/** Those that are new, that changed, or that stand elsewhere now, also those that the file does not have. */
function nominationsToWrite({ plan, ceremony }: PlanToApply, removeExtra: boolean): NominationToWrite[] {
  const removed = new Set(removeExtra ? plan.extra.map(({ id }) => id) : []);
  const changed = plan.nominations.filter(({ action }) => action !== 'same').map(({ after }) => after);
  const categoryOf = new Map(plan.categories.map(({ after }) => [after.canonicalName, after]));
  return [...changed, ...plan.moved.filter(({ id }) => !removed.has(id))].map((nomination) => {
    const category = categoryOf.get(nomination.category);
    if (category === undefined) throw new RangeError(`no category ${nomination.category} is planned`);
    return { nomination, category, ceremony };
  });
}
