/** The report of an import. */
import type { ResolveSummary } from '../resolve-entities.ts';
import type { CeremonyOutcome, ImportResult } from '../result.ts';
import { visible } from './safe-text.ts';
import type { Style } from './style.ts';
import { headline, verificationFindings, verificationTable } from './verification-text.ts';
import { counted, importCommand } from './words.ts';

export interface TextOptions {
  readonly style: Style;
  /** Only the closing line of each ceremony. */
  readonly quiet: boolean;
  /** Everything that is otherwise counted. */
  readonly verbose: boolean;
}

export function importText(result: ImportResult, options: TextOptions): string {
  const { style, quiet } = options;
  const blocks = result.ceremonies
    .filter((outcome) => outcome.status === 'imported')
    .map((outcome) => {
      const closing = closingLine(outcome, result, style);
      if (quiet) return closing;
      const { heading, verification } = outcome;
      return [
        ...verificationTable(heading, verification, style),
        ...tmdbLines(result.entities, options),
        ...verificationFindings(heading, verification, style),
        closing,
      ].join('\n');
    });
  return blocks.join(quiet ? '\n' : '\n\n');
}

function closingLine(outcome: CeremonyOutcome & { status: 'imported' }, result: ImportResult, style: Style): string {
  const { heading, verification } = outcome;
  const reasons = [
    ...(verification.extra.length > 0
      ? [
          `${counted(verification.extra.length, 'nomination')} not in the file (${importCommand(heading, '--prune')} deletes them)`,
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
export function tmdbLines(entities: ResolveSummary, { style, verbose }: TextOptions): string[] {
  const { waiting, failures, missing } = entities;
  const shown = verbose ? failures : failures.slice(0, 10);
  return [
    ...(waiting === 0
      ? []
      : [`  ${waiting} of ${counted(entities.total, 'ID')} wait for TMDb: run again with TMDB_API_TOKEN set`]),
    ...(missing === 0 ? [] : [`  ${counted(missing, 'ID')} not known to TMDb: kept under the credited name`]),
    ...(failures.length === 0
      ? []
      : [`  No answer from TMDb for ${failures.length} of ${counted(entities.total, 'ID')}:`]),
    ...shown.map(({ imdbId, name, reason }) => `  ${style.bad('✘')} ${imdbId} ${visible(name)}: ${visible(reason)}`),
    ...(failures.length > shown.length ? [`    and ${failures.length - shown.length} more (--verbose shows all)`] : []),
  ];
}
