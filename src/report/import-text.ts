/** The report of an import. */
import type { ResolveSummary } from '../model/entity.ts';
import { type CeremonyOutcome, type ImportedCeremony, type ImportResult, writeTotals } from '../result.ts';
import { isExact } from '../verify/verify.ts';
import { visible } from './safe-text.ts';
import type { Style } from './style.ts';
import { importCommand, type TypedCommand } from './suggested-command.ts';
import { type SummaryLine, summaryTable } from './summary-table.ts';
import { extraFindings, headline, verificationFindings, verificationTable } from './verification-text.ts';
import { counted, listed } from './words.ts';

export interface TextOptions {
  readonly style: Style;
  /** Only the closing line of each ceremony. */
  readonly quiet: boolean;
  /** Everything that is otherwise counted. */
  readonly verbose: boolean;
  /** What was typed, for the commands that are suggested. */
  readonly typed: TypedCommand;
}

export function importText(result: ImportResult, options: TextOptions): string {
  const imported = result.ceremonies.filter((outcome) => outcome.status === 'imported');
  const [only] = imported;
  if (result.ceremonies.length === 1 && only !== undefined) return ceremonyText(only, result, options);
  const { style, quiet, verbose } = options;
  const blocks = verbose && !quiet ? imported.map((outcome) => ceremonyText(outcome, result, options)) : [];
  // Who is pending is a number in the table; --verbose and `verify` name them.
  const findings = imported.flatMap(({ heading, verification }) => extraFindings(heading, verification, options));
  const lines = result.ceremonies.map((outcome) => summaryLine(outcome, style));
  const summary = quiet ? [] : [...summaryTable(lines, style), ...tmdbLines(result.entities, options)];
  return [...blocks, [...summary, ...(quiet || verbose ? [] : findings), runLine(result, style)].join('\n')].join(
    '\n\n',
  );
}

function ceremonyText(outcome: ImportedCeremony, result: ImportResult, options: TextOptions): string {
  const { style, quiet } = options;
  const closing = closingLine(outcome, result, options);
  if (quiet) return closing;
  const { heading, verification } = outcome;
  return [
    ...verificationTable(heading, verification, style),
    ...(result.ceremonies.length === 1 ? tmdbLines(result.entities, options) : []),
    ...verificationFindings(heading, verification, options),
    closing,
  ].join('\n');
}

function summaryLine(outcome: CeremonyOutcome, style: Style): SummaryLine {
  const { heading } = outcome;
  if (outcome.status === 'failed') return { heading, verification: null, result: style.bad('✘ failed') };
  const { verification, changes } = outcome;
  const { added, changed, removed } = changes.nominations;
  const mark = isExact(verification) ? style.good('✔') : style.changed('!');
  const counts = added + changed + removed === 0 ? '' : ` +${added} ~${changed} -${removed}`;
  return { heading, verification, result: mark + counts };
}

/** The closing line of a run of several ceremonies. */
function runLine({ ceremonies, entities, database }: ImportResult, style: Style): string {
  const failed = ceremonies.filter(({ status }) => status === 'failed').length;
  const inexact = ceremonies.filter((outcome) => outcome.status === 'imported' && !isExact(outcome.verification));
  const isWhole = inexact.length === 0 && entities.failed === 0;
  const verdict = failed > 0 ? style.bad('FAILED') : isWhole ? style.good('PASS') : style.changed('INCOMPLETE');
  const { ceremonies: imported, counts } = writeTotals(ceremonies);
  return [
    `${verdict} ${imported}/${ceremonies.length} ceremonies, ${counted(counts.added + counts.changed + counts.unchanged, 'nomination')}`,
    `database: ${visible(database)}`,
    ...(failed > 0 ? [`${failed} failed, see the errors`] : []),
    ...(inexact.length > 0 ? [`${inexact.length} with nominations that are not in the file`] : []),
    ...(entities.failed > 0 ? [`no answer from TMDb for ${entities.failed} (run it again to ask again)`] : []),
  ].join(' · ');
}

function closingLine(outcome: ImportedCeremony, result: ImportResult, { style, typed }: TextOptions): string {
  const { heading, verification } = outcome;
  const headings = result.ceremonies.map((one) => one.heading);
  const reasons = [
    ...(verification.extra.length > 0
      ? [
          `${counted(verification.extra.length, 'nomination')} not in the file (${importCommand(typed, heading, headings, '--prune')} deletes them)`,
        ]
      : []),
    ...(result.entities.failed > 0
      ? [`no answer from TMDb for ${result.entities.failed} (run it again to ask again)`]
      : []),
  ];
  const verdict = reasons.length === 0 ? style.good('PASS') : style.changed('INCOMPLETE');
  return [`${verdict} ${headline(verification)}`, `database: ${visible(result.database)}`, ...reasons].join(' · ');
}

/** Where the entities' TMDb data came from, and who still waits for it. */
export function tmdbLines(entities: ResolveSummary, { style, verbose, typed }: TextOptions): string[] {
  const { waiting, failures, missing } = entities;
  const isOffline = typed.options.some(({ flag }) => flag === '--offline');
  const failed = failures.map(
    ({ imdbId, name, reason }) => `  ${style.bad('✘')} ${imdbId} ${visible(name)}: ${visible(reason)}`,
  );
  return [
    ...(waiting === 0
      ? []
      : [
          `  ${waiting} of ${counted(entities.total, 'ID')} wait for TMDb: run again ${isOffline ? 'without --offline' : 'with TMDB_API_TOKEN set'}`,
        ]),
    ...(missing === 0 ? [] : [`  ${counted(missing, 'ID')} not known to TMDb: kept under the credited name`]),
    ...(failures.length === 0
      ? []
      : [`  No answer from TMDb for ${failures.length} of ${counted(entities.total, 'ID')}:`]),
    ...listed(failed, verbose, 10),
  ];
}
