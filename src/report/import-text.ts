/** The report of an import. */
import type { ResolveSummary } from '../model/entity.ts';
import { type CeremonyOutcome, type ImportedCeremony, type ImportResult, writeTotals } from '../result.ts';
import { isExact } from '../verify/verification.ts';
import type { Style } from './style.ts';
import { commandToImport, type TypedCommand } from './suggested-command.ts';
import { type SummaryLine, summaryTable } from './summary-table.ts';
import { joinTexts, type Text, text } from './text.ts';
import { extraFindings, headline, verificationFindings, verificationTable } from './verification-text.ts';
import { countText, foldLines } from './words.ts';

export interface TextOptions {
  readonly style: Style;
  /** How wide the answer may be; without end where nothing is to be cut. */
  readonly columns: number;
  /** Only the closing line of each ceremony. */
  readonly quiet: boolean;
  /** Everything that is otherwise counted. */
  readonly verbose: boolean;
  /** What was typed, for the commands that are suggested. */
  readonly typed: TypedCommand;
}

export function importText(result: ImportResult, options: TextOptions): Text {
  const imported = result.ceremonies.filter((outcome) => outcome.status === 'imported');
  const [only] = imported;
  if (result.ceremonies.length === 1 && only !== undefined) return ceremonyText(only, result, options);
  const { style, quiet, verbose } = options;
  const blocks = verbose && !quiet ? imported.map((outcome) => ceremonyText(outcome, result, options)) : [];
  // Who is pending is a number in the table; --verbose and `verify` name them.
  const findings = imported.flatMap(({ heading, verification }) => extraFindings(heading, verification, options));
  const lines = result.ceremonies.map((outcome) => summaryLine(outcome, style));
  const summary = quiet ? [] : [...summaryTable(lines, options), ...tmdbLines(result.entities, options)];
  const last = [...summary, ...(quiet || verbose ? [] : findings), runLine(result, style)];
  return joinTexts([...blocks, joinTexts(last, '\n')], '\n\n');
}

function ceremonyText(outcome: ImportedCeremony, result: ImportResult, options: TextOptions): Text {
  const closing = closingLine(outcome, result, options);
  if (options.quiet) return closing;
  const { heading, verification } = outcome;
  return joinTexts(
    [
      ...verificationTable(heading, verification, options),
      ...(result.ceremonies.length === 1 ? tmdbLines(result.entities, options) : []),
      ...verificationFindings(heading, verification, options),
      closing,
    ],
    '\n',
  );
}

function summaryLine(outcome: CeremonyOutcome, style: Style): SummaryLine {
  const { heading } = outcome;
  if (outcome.status === 'failed') return { heading, verification: null, result: style.bad(text`✘ failed`) };
  const { verification, changes } = outcome;
  const { added, changed, removed } = changes.nominations;
  const mark = isExact(verification) ? style.good(text`✔`) : style.changed(text`!`);
  const counts = added + changed + removed === 0 ? '' : ` +${added} ~${changed} -${removed}`;
  return { heading, verification, result: text`${mark}${counts}` };
}

/** The closing line of a run of several ceremonies. */
function runLine({ ceremonies, entities, database }: ImportResult, style: Style): Text {
  const failed = ceremonies.filter(({ status }) => status === 'failed').length;
  const inexact = ceremonies.filter((outcome) => outcome.status === 'imported' && !isExact(outcome.verification));
  const isWhole = inexact.length === 0 && entities.failed === 0;
  const verdict =
    failed > 0 ? style.bad(text`FAILED`) : isWhole ? style.good(text`PASS`) : style.changed(text`INCOMPLETE`);
  const { ceremonies: imported, counts } = writeTotals(ceremonies);
  const nominations = countText(counts.added + counts.changed + counts.unchanged, 'nomination');
  return joinTexts(
    [
      text`${verdict} ${imported}/${ceremonies.length} ceremonies, ${nominations}`,
      text`database: ${database}`,
      ...(failed > 0 ? [text`${failed} failed, see the errors`] : []),
      ...(inexact.length > 0 ? [text`${inexact.length} with nominations that are not in the file`] : []),
      ...unansweredReason(entities),
    ],
    ' · ',
  );
}

function closingLine(outcome: ImportedCeremony, result: ImportResult, { style, typed }: TextOptions): Text {
  const { heading, verification } = outcome;
  const headings = result.ceremonies.map((one) => one.heading);
  const { extra } = verification;
  const prune = commandToImport(typed, heading, headings, '--prune');
  const reasons = [
    ...(extra.length > 0
      ? [text`${countText(extra.length, 'nomination')} not in the file (${prune} deletes them)`]
      : []),
    ...unansweredReason(result.entities),
  ];
  const verdict = reasons.length === 0 ? style.good(text`PASS`) : style.changed(text`INCOMPLETE`);
  return joinTexts([text`${verdict} ${headline(verification)}`, text`database: ${result.database}`, ...reasons], ' · ');
}

function unansweredReason({ failed }: ResolveSummary): Text[] {
  return failed === 0 ? [] : [text`no answer from TMDb for ${failed} (run it again to ask again)`];
}

/** Where the entities' TMDb data came from, and who still waits for it. */
export function tmdbLines(entities: ResolveSummary, { style, verbose, typed }: TextOptions): Text[] {
  const { waiting, failures, missing } = entities;
  const isOffline = typed.options.some(({ flag }) => flag === '--offline');
  const again = isOffline ? 'without --offline' : 'with TMDB_API_TOKEN set';
  const failed = failures.map(({ imdbId, name, reason }) => text`  ${style.bad(text`✘`)} ${imdbId} ${name}: ${reason}`);
  const total = countText(entities.total, 'ID');
  return [
    ...(waiting === 0
      ? []
      : [text`  ${waiting} of ${total} ${waiting === 1 ? 'waits' : 'wait'} for TMDb: run again ${again}`]),
    ...(missing === 0 ? [] : [text`  ${countText(missing, 'ID')} not known to TMDb: kept under the credited name`]),
    ...(failures.length === 0 ? [] : [text`  No answer from TMDb for ${failures.length} of ${total}:`]),
    ...foldLines(failed, verbose, 10),
  ];
}
