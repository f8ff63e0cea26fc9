/** Reports beside the answer: what makes them is much code, and loaded only where one is wanted. */
import type { Report } from '../report/report.ts';
import type { FileFlags } from './options.ts';
import type { Output } from './output.ts';

/** @throws ExpectedError `usage` where the file that is to get the report has the name of no format, or cannot be written */
export async function refuseUnwritable(file: string | undefined): Promise<void> {
  if (file !== undefined) (await import('./publish-report.ts')).refuseUnwritableReport(file);
}

/**
 * Publishes a report where one was asked for, or GitHub's runner takes one.
 *
 * @param make gets what there is to make one of, such as `importReport`
 */
export async function publishWanted(
  { report, file: source }: Pick<FileFlags, 'report' | 'file'>,
  output: Output,
  make: (reports: typeof import('../report/report.ts')) => Report,
): Promise<void> {
  const { GITHUB_ACTIONS, GITHUB_STEP_SUMMARY } = process.env;
  if (report === undefined && !GITHUB_ACTIONS && !GITHUB_STEP_SUMMARY) return;
  const [{ publishReport, isReportFile }, reports] = await Promise.all([
    import('./publish-report.ts'),
    import('../report/report.ts'),
  ]);
  publishReport(make(reports), { file: isReportFile(report) ? report : undefined, source }, output, process.env);
}
