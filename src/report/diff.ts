/** What a dry run found, as every renderer shows it: people, movies, then each ceremony by its categories. Plain data. */
import type { CategoryKind } from '../model/ceremony.ts';
import type { Change } from '../model/changes.ts';
import { creditsText } from '../model/credits-text.ts';
import { entityText } from '../model/entity.ts';
import { fold } from '../model/identity.ts';
import type { StoredNomination } from '../model/stored.ts';
import type { CeremonyPlan } from '../plan/plan.ts';
import { type CeremonyHeading, type DryRunResult, type PlanTotals, planTotals } from '../result.ts';
import { creditChanges, type DiffChange } from './credit-changes.ts';
import { titleOf } from './words.ts';

/** `extra`: it is not in the file, and stays. */
export type DiffAction = 'add' | 'update' | 'remove' | 'extra';

export interface DiffRow {
  readonly action: DiffAction;
  /** What it is about, as it was before. */
  readonly what: string;
  /** Of an update: what becomes different. */
  readonly changes: readonly DiffChange[];
}

export interface DiffCategory {
  readonly name: string;
  readonly kind: CategoryKind | null;
  /** What becomes of the category itself; null where nothing does. */
  readonly row: DiffRow | null;
  readonly nominations: readonly DiffRow[];
}

export interface DiffCeremony {
  readonly heading: CeremonyHeading;
  readonly title: string;
  /** What becomes of the ceremony itself; null where nothing does. */
  readonly row: DiffRow | null;
  /** Those in which something changes, in the order of the file; last those that the file does not have. */
  readonly categories: readonly DiffCategory[];
  /** Why an import would refuse this, or null. */
  readonly refusal: string | null;
}

export interface Diff {
  readonly totals: PlanTotals;
  readonly people: readonly DiffRow[];
  readonly movies: readonly DiffRow[];
  readonly ceremonies: readonly DiffCeremony[];
}

export function diffOf(result: DryRunResult): Diff {
  return {
    totals: planTotals(result),
    people: result.people.flatMap((change) => rowOf(change, entityText)),
    movies: result.movies.flatMap((change) => rowOf(change, entityText)),
    ceremonies: result.ceremonies.map(({ heading, plan, refusal }) => ({
      heading,
      title: titleOf(heading),
      row: rowOf(plan.edition, titleOf)[0] ?? null,
      categories: categoriesOf(plan, result.prune),
      refusal: refusal?.message ?? null,
    })),
  };
}

/** What an update of a nomination changes, credit by credit. */
export function nominationChanges(change: Change<StoredNomination>): DiffChange[] {
  if (change.action !== 'update') return [];
  const others = change.fields.filter(({ field }) => !/^(movie|nominee) \d+$/.test(field));
  const spelled = others.map(({ field, before, after }): DiffChange => ({ field, kind: 'changed', before, after }));
  return [...spelled, ...creditChanges(change.before, change.after)];
}

function categoriesOf(plan: CeremonyPlan, prune: boolean): DiffCategory[] {
  const known = plan.categories.map((change): DiffCategory => {
    const { name, kind, canonicalName } = change.after;
    return {
      name,
      kind,
      row: rowOf(change, (category) => category.name)[0] ?? null,
      nominations: [
        ...plan.nominations.filter(({ after }) => fold(after.category) === fold(canonicalName)).flatMap(nominationRow),
        ...plan.extra
          .filter(({ category }) => fold(category) === fold(canonicalName))
          .map((row) => extraRow(row, prune)),
      ],
    };
  });
  const names = new Set(plan.categories.map(({ after }) => fold(after.canonicalName)));
  const others = plan.extra.filter(({ category }) => !names.has(fold(category)));
  const unknown = [...new Set(others.map(({ category }) => category))].map((name) => ({
    name,
    kind: null,
    row: null,
    nominations: others.filter(({ category }) => category === name).map((row) => extraRow(row, prune)),
  }));
  return [...known, ...unknown].filter(({ row, nominations }) => row !== null || nominations.length > 0);
}

function nominationRow(change: Change<StoredNomination>): DiffRow[] {
  return rowOf(change, nominationText).map((row) => ({ ...row, changes: nominationChanges(change) }));
}

function extraRow(row: StoredNomination, prune: boolean): DiffRow {
  return { action: prune ? 'remove' : 'extra', what: nominationText(row), changes: [] };
}

function rowOf<Row>(change: Change<Row>, spell: (row: Row) => string): DiffRow[] {
  if (change.action === 'same') return [];
  if (change.action === 'add') return [{ action: 'add', what: spell(change.after), changes: [] }];
  return [{ action: 'update', what: spell(change.before), changes: rowChanges(change) }];
}

/** What an update of any other row changes. */
export function rowChanges(change: Change<unknown>): DiffChange[] {
  if (change.action !== 'update') return [];
  return change.fields.map(({ field, before, after }) => {
    return { field, kind: field === 'name' || field === 'title' ? 'renamed' : 'changed', before, after };
  });
}

function nominationText(row: StoredNomination): string {
  return `${creditsText(row)}${row.won ? ' (won)' : ''}`;
}
