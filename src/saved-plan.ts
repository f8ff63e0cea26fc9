/** A dry run kept for later: what an import would do, what was answered for it, and whether that is still so. */
import type { ImportOptions } from './import.ts';
import type { LoadedCeremony, Nomination } from './model/ceremony.ts';
import type { Change } from './model/changes.ts';
import { creditsText } from './model/credits-text.ts';
import { type Answer, entityText } from './model/entity.ts';
import { ExpectedError } from './model/errors.ts';
import type { CeremonyPlan } from './plan/plan.ts';
import type { DryRunResult } from './result.ts';

/** All that it takes to do what was planned without the file, and without asking TMDb. */
export interface SavedPlan {
  /** ISO time, UTC. */
  readonly madeAt: string;
  readonly programVersion: string;
  readonly loaded: readonly LoadedCeremony[];
  readonly options: Pick<ImportOptions, 'prune' | 'force' | 'refresh'>;
  readonly answers: readonly Answer[];
  readonly result: DryRunResult;
}

/** What is planned for one row, in words: equal where the plan is. */
type PlannedRows = ReadonlyMap<string, string>;

/**
 * Compares a plan with what an import would do now.
 *
 * @throws ExpectedError `stale-plan` with every row for which it is something else
 */
export function refuseStale(saved: DryRunResult, now: DryRunResult): void {
  refuseDifferences(rowsOf(saved), rowsOf(now));
}

/** The same for the plan of one ceremony, as it is about to be written. */
export function refuseOtherPlan({ ceremonies, prune }: DryRunResult, now: CeremonyPlan): void {
  const saved = ceremonies.find(({ plan }) => plan.ceremonyId === now.ceremonyId);
  const rows = (plans: readonly CeremonyPlan[]) => new Map(plans.flatMap((plan) => ceremonyRows(plan, prune)));
  refuseDifferences(rows(saved === undefined ? [] : [saved.plan]), rows([now]));
}

function refuseDifferences(saved: PlannedRows, now: PlannedRows): void {
  const problems = [
    ...[...saved].flatMap(([key, planned]) => {
      const current = now.get(key);
      if (current === planned) return [];
      return [
        current === undefined ? `planned, and nothing to do now: ${planned}` : `planned: ${planned}; now: ${current}`,
      ];
    }),
    ...[...now].flatMap(([key, current]) => (saved.has(key) ? [] : [`not planned: ${current}`])),
  ];
  if (problems.length === 0) return;
  throw new ExpectedError('stale-plan', 'the database has changed since the plan was made; nothing was written', {
    problems,
    hint: 'make the plan again, and look at it',
  });
}

function rowsOf({ movies, people, ceremonies, prune }: DryRunResult): PlannedRows {
  return new Map([
    ...[...people, ...movies].flatMap((change) => changeRow(change.after.imdbId, change, entityText)),
    ...ceremonies.flatMap(({ plan }) => ceremonyRows(plan, prune)),
  ]);
}

function ceremonyRows(plan: CeremonyPlan, prune: boolean): [string, string][] {
  const of = plan.ceremonyId;
  const nomination = (row: Nomination & { category: string }) =>
    [row.category, creditsText(row)].filter((part) => part !== '').join(' · ');
  return [
    ...changeRow(of, plan.edition, ({ name }) => name),
    ...plan.categories.flatMap((change) =>
      changeRow(`${of} ${change.after.canonicalName}`, change, ({ name, kind }) => `${name} (${kind})`),
    ),
    ...plan.nominations.flatMap((change) => changeRow(change.after.id, change, nomination)),
    ...plan.extra.map((row): [string, string] => [row.id, `${prune ? '-' : '!'} ${nomination(row)}`]),
  ];
}

function changeRow<Row>(key: string, change: Change<Row>, nameOf: (row: Row) => string): [string, string][] {
  if (change.action === 'same') return [];
  if (change.action === 'add') return [[key, `+ ${nameOf(change.after)}`]];
  const fields = change.fields.map(
    ({ field, before, after }) => `${field}: ${before ?? '(none)'} → ${after ?? '(none)'}`,
  );
  return [[key, `~ ${nameOf(change.before)} (${fields.join('; ')})`]];
}
