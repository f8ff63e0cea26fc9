/** Where reports go beside the terminal: a file that was asked for, and what GitHub's runner shows of a job. */
import { appendFileSync, statSync, writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import { ExpectedError, messageOf } from '../model/errors.ts';
import type { Report } from '../report/report.ts';
import { reportMarkdown } from '../report/report-markdown.ts';
import { reportPage } from '../report/report-page.ts';
import { text } from '../report/text.ts';
import type { Output } from './output.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** GitHub takes no longer summary of a step, and shows no more annotations of one. */
const summaryBytes = 1024 * 1024;
const annotations = 50;

const writers = {
  '.html': (report: Report) => String(reportPage(report)),
  '.md': (report: Report) => reportMarkdown(report, Number.POSITIVE_INFINITY),
};

/** Whether its name tells in which format it is to be written. */
export function isReportFile(file: string | undefined): boolean {
  return file !== undefined && extname(file).toLowerCase() in writers;
}

/**
 * Before anything is done, as what was done is not undone for want of a report.
 *
 * @throws ExpectedError `usage` where the file has the name of no format that there is, or cannot be written
 */
export function refuseUnwritableReport(file: string | undefined): void {
  if (file === undefined) return;
  if (!isReportFile(file)) throw new ExpectedError('usage', `--report writes .html or .md, and ${file} is neither`);
  try {
    appendFileSync(file, '');
  } catch (error) {
    throw new ExpectedError('usage', unwritable(file, error), { cause: error });
  }
}

function unwritable(file: string, error: unknown): string {
  return `cannot write the report ${file}: ${messageOf(error)}`;
}

/**
 * Writes the report to the file of `--report`, and to the runner's summary, with an annotation for each problem and remark.
 *
 * @param source the file that was read, as it was typed
 */
export function publishReport(
  report: Report,
  { file, source }: { readonly file: string | undefined; readonly source: string | undefined },
  output: Output,
  environment: Environment,
): void {
  if (environment.GITHUB_ACTIONS) annotate(report, source, output);
  const summary = environment.GITHUB_STEP_SUMMARY;
  if (summary) appendSummary(report, summary, output);
  if (file === undefined) return;
  const write = writers[extname(file).toLowerCase() as keyof typeof writers];
  try {
    writeFileSync(file, write(report));
  } catch (error) {
    const message = unwritable(file, error);
    // Where that is what went wrong it is told already.
    if (!report.errors.some((one) => one.message === message)) output.notes.errorLine(text`error: ${message}`);
  }
}

function appendSummary(report: Report, file: string, output: Output): void {
  try {
    const taken = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    if (summaryBytes - taken > 4_096) appendFileSync(file, reportMarkdown(report, summaryBytes - taken));
  } catch (error) {
    // The run is what counts, and it has gone as it has.
    output.notes.errorLine(text`remark: the summary of the step could not be written: ${messageOf(error)}`);
  }
}

function annotate({ errors, ceremonies, remarks }: Report, source: string | undefined, { notes }: Output): void {
  const failed = [...errors, ...ceremonies.flatMap(({ error }) => error ?? [])];
  const problems = failed.flatMap(({ message, problems }) => (problems.length > 0 ? problems : [message]));
  const lines = [
    ...problems.map((problem) => `::error${placeOf(problem, source)}::${escapeData(problem)}`),
    ...remarks.map((remark) => `::warning${placeOf(remark, source)}::${escapeData(remark)}`),
  ];
  for (const line of lines.slice(0, annotations)) notes.errorLine(text`${line}`);
}

/** Only of what says where it stands: the file, and the line where the format has lines. */
function placeOf(problem: string, source: string | undefined): string {
  const name = source?.split(/[\\/]/).at(-1);
  if (
    source === undefined ||
    source === '-' ||
    name === undefined ||
    !/^\W/.test(problem.slice(name.length)) ||
    !problem.startsWith(name)
  )
    return '';
  const line = /\bline (\d+)/.exec(problem)?.[1];
  return ` file=${escapeData(source).replaceAll(':', '%3A').replaceAll(',', '%2C')}${line === undefined ? '' : `,line=${line}`}`;
}

/** As the runner reads it back. */
function escapeData(message: string): string {
  return message.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
