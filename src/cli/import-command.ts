/** `oscars-import [ceremony...]`: the import, and its dry run. */
import { basename } from 'node:path';
import { previewImport } from '../dry-run.ts';
import { collect } from '../entities/collect.ts';
import { type ImportOptions, type ImportServices, importCeremonies } from '../import.ts';
import type { Loaded } from '../load.ts';
import type { LoadedCeremony } from '../model/ceremony.ts';
import type { Answer } from '../model/entity.ts';
import { ExpectedError } from '../model/errors.ts';
import { packageFiles } from '../package-files.ts';
import { diffText } from '../report/diff-text.ts';
import { importText } from '../report/import-text.ts';
import { answerText, dryRunJson, importJson } from '../report/json.ts';
import { dryRunReport, importReport, type Report } from '../report/report.ts';
import { text } from '../report/text.ts';
import { countText } from '../report/words.ts';
import { failureOf, type ImportResult } from '../result.ts';
import type { SavedPlan } from '../saved-plan.ts';
import { lazyTmdbSource } from '../tmdb/open.ts';
import { recordAnswers } from '../tmdb/saved-answers.ts';
import { importUnchanged } from '../unchanged.ts';
import type { Config } from './config.ts';
import { dryRunExitCode, importExitCode } from './exit-code.ts';
import type { ExitCode } from './exit-codes.ts';
import { loadNamed, noteRemarks } from './load-ceremonies.ts';
import type { CommonFlags, ImportFlags } from './options.ts';
import { writePlanFile } from './plan-file.ts';
import { printError } from './print-error.ts';
import { progressOn } from './progress.ts';
import { publishReport, refuseUnwritableReport } from './publish-report.ts';
import { type Session, withReadableConnection, withWritableDatabase } from './session.ts';
import { programVersion } from './version.ts';

/**
 * Which build of the program this is, as two of one version may write different rows: the build names each file after a
 * hash of what it holds and of all that it imports.
 */
const programBuild = basename(import.meta.url);

export async function importCommand(names: readonly string[], flags: ImportFlags, session: Session): Promise<ExitCode> {
  refuseStrayFlags(flags);
  refuseUnwritableReport(flags.report);
  if (flags.refresh) refuseVainRefresh(flags, session.config);
  const loaded = await loadNamed(names, flags, session);
  session.progress.done('Loaded', loadedText(loaded.ceremonies));
  const options: ImportOptions = {
    prune: flags.prune === true,
    force: flags.force === true,
    refresh: flags.refresh === true,
  };
  const services = servicesOf(session);
  try {
    if (flags.dryRun) return await dryRun(loaded, options, services, flags, session);
    const written = await withWritableDatabase<Omit<ImportResult, 'database'>>(
      session,
      flags.migrate,
      (database) => importCeremonies(loaded.ceremonies, options, { ...services, database }),
      // With --refresh there is always somebody to ask for.
      async (db) =>
        options.refresh ? null : importUnchanged(loaded.ceremonies, services, db, packageFiles.migrations),
    );
    const { database } = session;
    const result = { ...written, database, ceremonies: [...written.ceremonies, ...loaded.refused.map(failureOf)] };
    return tellImport(result, loaded, flags, session);
  } finally {
    await services.source.close();
  }
}

/** Prints what became of an import, whatever it was made from, and publishes its report. */
export function tellImport(
  result: ImportResult,
  read: Pick<Loaded, 'ceremonies' | 'remarks'>,
  flags: ImportFlags,
  session: Session,
): ExitCode {
  const { progress, typed } = session;
  const { answer, notes } = session.output;
  progress.stop();
  noteRemarks(result.remarks, progress);
  const exitCode = importExitCode(result);
  publish(importReport(result, read, typed), flags, session);
  if (flags.json)
    answer.data(answerText({ ...importJson(result, typed), remarks: [...read.remarks, ...result.remarks] }, exitCode));
  else if (result.ceremonies.length > 1 || result.ceremonies.some(({ status }) => status === 'imported'))
    answer.line(importText(result, textOptions(flags, session)));
  for (const outcome of result.ceremonies) if (outcome.status === 'failed') printError(outcome.error, typed, notes);
  return exitCode;
}

async function dryRun(
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
  publish(dryRunReport(result, loaded, session.typed), flags, session);
  const { answer } = session.output;
  if (flags.json)
    answer.data(
      answerText({ ...dryRunJson(result, session.typed), remarks: [...loaded.remarks, ...result.remarks] }, exitCode),
    );
  else answer.line(diffText(result, textOptions(flags, session)));
  for (const { error } of result.failed) printError(error, session.typed, session.output.notes);
  return exitCode;
}

function publish(report: Report, flags: ImportFlags, { output }: Session): void {
  publishReport(report, { file: flags.report, source: flags.file }, output, process.env);
}

export function servicesOf({ config, interrupts, progress }: Session): Omit<ImportServices, 'database'> {
  return {
    source: lazyTmdbSource(config.tmdb, {
      snapshots: packageFiles.snapshots,
      signal: interrupts.signal,
      userAgent: `oscars-import/${programVersion}`,
    }),
    signal: interrupts.signal,
    now: () => new Date(),
    sleep: (ms) => new Promise((wake) => setTimeout(wake, ms)),
    onProgress: progressOn(progress, Date.now),
    programVersion,
    programBuild,
  };
}

export function textOptions(flags: CommonFlags, { output, typed }: Session) {
  const { quiet = false, verbose = false } = flags;
  const { style, columns, rows } = output.answer;
  return { style, columns, rows, quiet, verbose, typed };
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

/** Somebody who asks for the exit code of a dry run does not expect an import. */
function refuseStrayFlags({ dryRun, detailedExitcode, prune, force, out }: ImportFlags): void {
  if (out !== undefined && !dryRun) throw new ExpectedError('usage', '--out goes with --dry-run');
  if (detailedExitcode && !dryRun) throw new ExpectedError('usage', '--detailed-exitcode goes with --dry-run');
  if (force && !prune) throw new ExpectedError('usage', '--force goes with --prune');
}

/** Asking again without anybody to ask would be a success that did less than it was asked. */
function refuseVainRefresh({ offline }: ImportFlags, { tmdb }: Config): void {
  if (offline) throw new ExpectedError('usage', '--refresh asks TMDb again, and --offline asks nobody');
  if (tmdb.credentials !== null) return;
  throw new ExpectedError('usage', '--refresh asks TMDb again, and there is no token to ask it with', {
    hint: 'set TMDB_API_TOKEN, or TMDB_API_KEY',
  });
}

function loadedText(loaded: readonly LoadedCeremony[]): string {
  const ceremonies = loaded.map(({ ceremony }) => ceremony);
  const { movies, people } = collect(loaded);
  const categories = ceremonies.flatMap((ceremony) => ceremony.categories);
  const nominations = categories.reduce((sum, category) => sum + category.nominations.length, 0);
  const name =
    ceremonies.length === 1 ? (ceremonies[0]?.name ?? '') : countText(ceremonies.length, 'ceremony', 'ceremonies');
  return [
    `${name}: ${countText(categories.length, 'category', 'categories')}`,
    countText(nominations, 'nomination'),
    countText(movies.size, 'movie'),
    countText(people.size, 'person', 'people'),
  ].join(', ');
}
