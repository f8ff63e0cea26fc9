/** `oscars-import history`: the runs that were committed, newest first. */
import { readRuns } from '../db/runs.ts';
import { historyText } from '../report/history-text.ts';
import { answerText } from '../report/json.ts';
import { withReadableDatabase } from './database.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import type { CommonFlags } from './options.ts';
import type { Session } from './session.ts';

export async function historyCommand(flags: CommonFlags, session: Session): Promise<ExitCode> {
  const { answer } = session.output;
  const { database } = session;
  const runs = await withReadableDatabase(session, async (db) => (db === null ? [] : readRuns(db)));
  if (flags.json) answer.data(answerText({ command: 'history', database, runs }, exitCodes.done));
  else answer.line(historyText(runs, database, { columns: answer.columns, style: answer.style, typed: session.typed }));
  return exitCodes.done;
}
