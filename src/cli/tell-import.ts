/** What became of an import: the answer on stdout, the report where one is wanted, errors, the exit code. */
import type { Loaded } from '../load.ts';
import { importText } from '../report/import-text.ts';
import type { ImportResult } from '../result.ts';
import { importExitCode } from './exit-code.ts';
import type { ExitCode } from './exit-codes.ts';
import { noteRemarks } from './load-ceremonies.ts';
import type { ImportFlags } from './options.ts';
import { printError } from './print-error.ts';
import type { Session } from './session.ts';
import { textOptions } from './text-options.ts';
import { publishWanted } from './wanted-reports.ts';

/** Prints what became of an import, whatever it was made from, and publishes its report. */
export async function tellImport(
  result: ImportResult,
  read: Pick<Loaded, 'ceremonies' | 'remarks'>,
  flags: ImportFlags,
  session: Session,
): Promise<ExitCode> {
  const { progress, typed } = session;
  const { answer, notes } = session.output;
  progress.stop();
  noteRemarks(result.remarks, progress);
  const exitCode = importExitCode(result);
  await publishWanted(flags, session.output, ({ importReport }) => importReport(result, read, typed));
  if (flags.json) {
    const { answerText, importJson } = await import('../report/json.ts');
    answer.data(answerText({ ...importJson(result, typed), remarks: [...read.remarks, ...result.remarks] }, exitCode));
  } else if (result.ceremonies.length > 1 || result.ceremonies.some(({ status }) => status === 'imported')) {
    answer.line(importText(result, textOptions(flags, session)));
  }
  for (const outcome of result.ceremonies) if (outcome.status === 'failed') printError(outcome.error, typed, notes);
  return exitCode;
}
