/** `oscars-import --dry-run`: what an import would do, and where it is wanted the plan of it. */
import { previewImport } from '../dry-run.ts';
import type { ImportOptions, ImportServices } from '../import.ts';
import type { Loaded } from '../load.ts';
import type { Answer } from '../model/entity.ts';
import { diffText } from '../report/diff-text.ts';
import { answerText, dryRunJson } from '../report/json.ts';
import { text } from '../report/text.ts';
import { failureOf } from '../result.ts';
import type { SavedPlan } from '../saved-plan.ts';
import { recordAnswers } from '../tmdb/saved-answers.ts';
import { withReadableConnection } from './database.ts';
import { dryRunExitCode } from './exit-code.ts';
import type { ExitCode } from './exit-codes.ts';
import { noteRemarks } from './load-ceremonies.ts';
import type { ImportFlags } from './options.ts';
import { writePlanFile } from './plan-file.ts';
import { printError } from './print-error.ts';
import type { Session } from './session.ts';
import { textOptions } from './text-options.ts';
import { programVersion } from './version.ts';
import { publishWanted } from './wanted-reports.ts';

/** @param loaded what was read of what the user named */
export async function dryRunCommand(
  loaded: Loaded,
  options: ImportOptions,
  services: Omit<ImportServices, 'database'>,
  flags: ImportFlags,
  session: Session,
): Promise<ExitCode> {
  const answers: Answer[] = [];
  const source = flags.out === undefined ? services.source : recordAnswers(services.source, answers);
  const preview = await withReadableConnection(session, (opened) =>
    previewImport(loaded.ceremonies, options, { ...services, source }, opened, session.database),
  );
  session.progress.stop();
  noteRemarks(preview.remarks, session.progress);
  const result = { ...preview, failed: loaded.refused.map(failureOf) };
  if (flags.out !== undefined)
    await savePlan(flags.out, { loaded: loaded.ceremonies, options, answers, result }, session);
  const exitCode = dryRunExitCode(result, flags.detailedExitcode === true);
  await publishWanted(flags, session.output, ({ dryRunReport }) => dryRunReport(result, loaded, session.typed));
  const { answer } = session.output;
  if (flags.json)
    answer.data(
      answerText({ ...dryRunJson(result, session.typed), remarks: [...loaded.remarks, ...result.remarks] }, exitCode),
    );
  else answer.line(diffText(result, textOptions(flags, session)));
  for (const { error } of result.failed) printError(error, session.typed, session.output.notes);
  return exitCode;
}

/** Keeps the plan, unless a part of what was asked for is not in it. */
async function savePlan(
  path: string,
  plan: Omit<SavedPlan, 'madeAt' | 'programVersion'>,
  { progress }: Session,
): Promise<void> {
  if (plan.result.failed.length > 0) return progress.note(text`No plan was written to ${path}: see the errors`);
  await writePlanFile(path, { madeAt: new Date().toISOString(), programVersion, ...plan });
  progress.note(text`The plan is in ${path}`);
}
