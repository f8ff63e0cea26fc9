/** `oscars-import show`: what the database holds of a ceremony. */
import { existsSync } from 'node:fs';
import { toCeremonyFile } from '../ceremony/write.ts';
import type { Db } from '../db/open.ts';
import { readCeremony } from '../db/read-ceremony.ts';
import { ExpectedError } from '../model/errors.ts';
import type { StoredCeremony } from '../model/stored.ts';
import { diffText } from '../report/diff-text.ts';
import { answerText, dryRunJson } from '../report/json.ts';
import { dryRunReport, showReport } from '../report/report.ts';
import { pageText } from '../report/report-page.ts';
import { showCsv, showText } from '../report/show-text.ts';
import { jsonText } from '../report/text.ts';
import { requireSchema, withReadableDatabase } from './database.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { findEdition } from './find-ceremony.ts';
import type { ShowFlags } from './options.ts';
import { page } from './pager.ts';
import { readPlanFile } from './plan-file.ts';
import type { Session } from './session.ts';
import { textOptions } from './text-options.ts';

export async function showCommand(name: string, flags: ShowFlags, session: Session): Promise<ExitCode> {
  const [one, other] = (['json', 'csv', 'html'] as const).filter((name) => flags[name]);
  if (other) throw new ExpectedError('usage', `--${one} and --${other} cannot be given together`);
  const { answer } = session.output;
  if (name.endsWith('.json') && existsSync(name)) return showPlan(name, flags, session);
  const stored = await withReadableDatabase(session, (db) =>
    findCeremony(requireSchema(db, session.database), name, flags.organization),
  );
  if (flags.json) answer.data(jsonText(toCeremonyFile(stored)));
  else if (flags.csv) answer.data(showCsv(stored));
  else if (flags.html) answer.data(pageText(showReport(stored, session.database)));
  else await page(answer, showText(stored, answer.columns, answer.style), process.env);
  return exitCodes.done;
}

/** A plan that was kept, as the dry run that made it printed it. */
async function showPlan(path: string, flags: ShowFlags, session: Session): Promise<ExitCode> {
  if (flags.csv) throw new ExpectedError('usage', 'a plan has no form as CSV');
  const { madeAt, programVersion, loaded, result } = await readPlanFile(path);
  const { answer } = session.output;
  const options = [...session.typed.options, { flag: '--apply', value: path }];
  const typed = { command: [], names: [], options };
  if (flags.json)
    answer.data(
      answerText({ ...dryRunJson(result, typed), remarks: result.remarks, madeAt, programVersion }, exitCodes.done),
    );
  else if (flags.html) answer.data(pageText(dryRunReport(result, { ceremonies: loaded, remarks: [] }, typed)));
  else answer.line(diffText(result, { ...textOptions(flags, session), typed }));
  return exitCodes.done;
}

async function findCeremony(db: Db, name: string, organization: string | undefined): Promise<StoredCeremony> {
  const stored = await readCeremony(db, await findEdition(db, name, organization));
  if (stored === null) throw new Error(`${name} vanished within one view of the database`);
  return stored;
}
