/** The diff that a dry run shows: what an import would do, row by row. */
import type { DryRunResult } from '../result.ts';
import type { DiffChange } from './credit-changes.ts';
import { type Diff, type DiffAction, type DiffCeremony, type DiffRow, diffOf } from './diff.ts';
import { type TextOptions, tmdbLines } from './import-text.ts';
import { cutMiddle, shorten } from './shorten.ts';
import { applyCommand, commandToImport, isOfPlan, type TypedCommand } from './suggested-command.ts';
import { joinTexts, type Text, text } from './text.ts';
import { foldLines } from './words.ts';

export interface DiffOptions extends TextOptions {
  /** Lines that are seen at once: of a diff that is longer, the totals come first too. */
  readonly rows: number;
}

export function diffText(result: DryRunResult, options: DiffOptions): Text {
  const diff = diffOf(result);
  const summary = text`${summaryOf(result, diff)}`;
  if (options.quiet) return summary;
  const body = [
    ...section('people', rowLines(diff.people, '  ', options), options),
    ...section('movies', rowLines(diff.movies, '  ', options), options),
    ...diff.ceremonies.flatMap((ceremony) => section(ceremony.title, ceremonyLines(ceremony, options), options)),
  ];
  const closing = [
    ...tmdbLines(result.entities, options),
    ...diff.ceremonies.flatMap(({ refusal }) => (refusal === null ? [] : [text`  ! ${refusal} without --force`])),
    summary,
    text`Dry run: nothing was written · database: ${result.database}`,
    ...nextSteps(result, diff, options.typed),
  ];
  const isLong = body.length + closing.length > options.rows;
  return joinTexts([...(isLong ? [summary, text``] : []), ...body, ...closing], '\n');
}

/** The closing line: `Plan: 12 to add, 3 to change …`, or that nothing changes. */
export function summaryOf(result: DryRunResult, { totals }: Diff): string {
  const { added, changed, removed, unchanged, extra } = totals;
  if (added + changed + removed + extra > 0) {
    return `Plan: ${added} to add, ${changed} to change, ${removed} to delete, ${unchanged} unchanged.`;
  }
  if (result.failed.length > 0) return 'No changes of what could be read.';
  const sources = new Set(result.ceremonies.map(({ heading }) => heading.source));
  return `No changes. The database matches ${[...sources].join(', ')}.`;
}

function nextSteps(result: DryRunResult, { totals, ceremonies }: Diff, typed: TypedCommand): Text[] {
  const { added, changed, removed, extra } = totals;
  const isRefused = ceremonies.some(({ refusal }) => refusal !== null);
  const headings = [...result.ceremonies, ...result.failed].map(({ heading }) => heading);
  const prunes = result.ceremonies
    .filter(({ plan }) => plan.extra.length > 0)
    .map(({ heading }) => commandToImport(typed, heading, headings, '--prune'));
  return [
    ...(added + changed + removed > 0
      ? [
          isRefused
            ? text`Only --force lets it through: ${applyCommand(typed, ['--force'])}`
            : text`Apply with: ${applyCommand(typed)}`,
        ]
      : []),
    ...(extra > 0 && !isOfPlan(typed) ? [text`Delete what the file does not have: ${prunes.join(', ')}`] : []),
  ];
}

function section(title: string, lines: readonly Text[], { style }: DiffOptions): Text[] {
  return lines.length === 0 ? [] : [style.strong(text`${title}`), ...lines, text``];
}

function ceremonyLines({ row, categories }: DiffCeremony, options: DiffOptions): Text[] {
  const own = row === null ? [] : rowLines([{ ...row, what: 'the ceremony itself' }], '  ', options);
  const lines = categories.flatMap(({ name, kind, row: itself, nominations }) => [
    ...(itself === null ? [text`    ${name}`] : rowLines([{ ...itself, what: `${name} (${kind})` }], '  ', options)),
    ...rowLines(nominations, '    ', options),
  ]);
  return [...own, ...lines];
}

const marks: Readonly<Record<DiffAction, string>> = { add: '+', update: '~', remove: '-', extra: '!' };

/** Only people have a screen that is too small, and only those who do not ask for everything. */
function isCut({ columns, verbose }: DiffOptions): boolean {
  return Number.isFinite(columns) && !verbose;
}

/** A list that is longer than a screen is folded where there is one. */
function rowLines(rows: readonly DiffRow[], indent: string, options: DiffOptions): Text[] {
  const { style } = options;
  const paints = { add: style.good, update: style.changed, remove: style.bad, extra: style.changed };
  const blocks = rows.map(({ action, what, changes }) => {
    const remark = action === 'extra' ? ' (not in the file; stays without --prune)' : '';
    const [only, ...more] = changes;
    // The order is one line of its category, however many have moved.
    const order = only?.field === 'order' && more.length === 0 ? `: order ${only.after}` : null;
    const line = paints[action](
      text`${indent}${marks[action]} ${isCut(options) ? cutMiddle(what) : what}${remark}${order ?? ''}`,
    );
    if (order !== null) return line;
    return joinTexts([line, ...changes.map((change) => changeLine(change, indent, options))], '\n');
  });
  return foldLines(blocks, !isCut(options));
}

function changeLine({ field, kind, before, after }: DiffChange, indent: string, options: DiffOptions): Text {
  const [old, now] = isCut(options) ? shorten(before, after) : [before, after];
  const how = kind === 'renamed' || kind === 'relinked' || kind === 'replaced' ? ` ${kind}` : '';
  return text`${indent}    ${field}${how}: ${old ?? '(none)'} → ${now ?? '(none)'}`;
}
