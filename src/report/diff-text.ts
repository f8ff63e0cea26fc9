/** The diff that a dry run shows: what an import would do, row by row. */
import type { Change, FieldChange } from '../model/changes.ts';
import type { StoredEntity } from '../model/entity.ts';
import type { StoredNomination } from '../model/stored.ts';
import type { CeremonyPlan, PlannedCategory } from '../plan/plan.ts';
import { type DryRunResult, planTotals } from '../result.ts';
import { type TextOptions, tmdbLines } from './import-text.ts';
import { visible } from './safe-text.ts';
import type { Style } from './style.ts';
import { applyCommand, importCommand, type TypedCommand } from './suggested-command.ts';
import { creditsOf, titleOf } from './words.ts';

export function diffText(result: DryRunResult, options: TextOptions): string {
  const { style, quiet, typed } = options;
  if (quiet) return summaryLine(result);
  return [
    ...section('people', changeLines(result.people, entityLine, style), style),
    ...section('movies', changeLines(result.movies, entityLine, style), style),
    ...result.ceremonies.flatMap(({ plan }) => ceremonyLines(plan, result.prune, style)),
    ...tmdbLines(result.entities, options),
    ...result.ceremonies.flatMap(({ refusal }) =>
      refusal === null ? [] : [`  ! ${visible(refusal.message)} without --force`],
    ),
    summaryLine(result),
    `Dry run: nothing was written · database: ${visible(result.database)}`,
    ...nextSteps(result, typed),
  ].join('\n');
}

function summaryLine(result: DryRunResult): string {
  const { added, changed, removed, unchanged, extra } = planTotals(result);
  if (added + changed + removed + extra > 0) {
    return `Plan: ${added} to add, ${changed} to change, ${removed} to delete, ${unchanged} unchanged.`;
  }
  if (result.failed.length > 0) return 'No changes of what could be read.';
  const sources = new Set(result.ceremonies.map(({ heading }) => visible(heading.source)));
  return `No changes. The database matches ${[...sources].join(', ')}.`;
}

function nextSteps(result: DryRunResult, typed: TypedCommand): string[] {
  const { added, changed, removed, extra } = planTotals(result);
  const isRefused = result.ceremonies.some(({ refusal }) => refusal !== null);
  const headings = [...result.ceremonies, ...result.failed].map(({ heading }) => heading);
  const withExtra = result.ceremonies.filter(({ plan }) => plan.extra.length > 0);
  return [
    ...(added + changed + removed > 0
      ? [
          isRefused
            ? `Only --force lets it through: ${applyCommand(typed, ['--force'])}`
            : `Apply with: ${applyCommand(typed)}`,
        ]
      : []),
    ...(extra > 0
      ? [
          `Delete what the file does not have: ${withExtra.map(({ heading }) => importCommand(typed, heading, headings, '--prune')).join(', ')}`,
        ]
      : []),
  ];
}

function ceremonyLines(plan: CeremonyPlan, prune: boolean, style: Style): string[] {
  const nameOf = new Map(plan.categories.map(({ after }) => [after.canonicalName, after.name]));
  const nominationLine = (row: StoredNomination) =>
    `${visible(nameOf.get(row.category) ?? row.category)} · ${creditsOf(row)}${row.won ? ' (won)' : ''}`;
  const extraLine = (row: StoredNomination) =>
    prune
      ? style.bad(`  - ${nominationLine(row)}`)
      : style.changed(`  ! ${nominationLine(row)} (not in the file; stays without --prune)`);
  return [
    ...section('ceremonies', changeLines([plan.edition], titleOf, style), style),
    ...section('categories', changeLines(plan.categories, categoryLine, style), style),
    ...section(
      'nominations',
      [...changeLines(plan.nominations, nominationLine, style), ...plan.extra.map(extraLine)],
      style,
    ),
  ];
}

function section(title: string, lines: readonly string[], style: Style): string[] {
  return lines.length === 0 ? [] : [style.strong(title), ...lines, ''];
}

function changeLines<Row>(changes: readonly Change<Row>[], lineOf: (row: Row) => string, style: Style): string[] {
  return changes.flatMap((change) => {
    if (change.action === 'same') return [];
    if (change.action === 'add') return [style.good(`  + ${lineOf(change.after)}`)];
    return [style.changed(`  ~ ${lineOf(change.before)}`), ...change.fields.map(fieldLine)];
  });
}

function fieldLine({ field, before, after }: FieldChange): string {
  const shown = (value: string | null) => (value === null ? '(none)' : visible(value));
  return `      ${field}: ${shown(before)} → ${shown(after)}`;
}

function entityLine({ imdbId, name, tmdbId, status }: StoredEntity): string {
  return `${imdbId} ${visible(name)} (${tmdbId === null ? status : `TMDb ${tmdbId}`})`;
}

function categoryLine({ name, kind }: PlannedCategory): string {
  return `${visible(name)} (${kind})`;
}
