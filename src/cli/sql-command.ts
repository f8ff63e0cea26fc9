/** `oscars-import sql`: a question to the database, embedded or not, which PostgreSQL lets read and nothing else. */
import { text } from 'node:stream/consumers';
import { readQuery } from '../db/read-query.ts';
import { ExpectedError } from '../model/errors.ts';
import { answerText } from '../report/json.ts';
import { queryCsv, queryJson, queryText } from '../report/query-text.ts';
import { requireSchema, withReadableConnection } from './database.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import type { SqlFlags } from './options.ts';
import type { Session } from './session.ts';

/** @param query one statement, or `-` for standard input */
export async function sqlCommand(query: string, flags: SqlFlags, session: Session): Promise<ExitCode> {
  if (flags.json && flags.csv) throw new ExpectedError('usage', '--json and --csv cannot be given together');
  const { answer: out } = session.output;
  const statement = query === '-' ? await text(process.stdin) : query;
  const answer = await withReadableConnection(session, (opened) =>
    readQuery(requireSchema(opened, session.database).db, statement),
  );
  if (flags.json)
    out.data(answerText({ command: 'sql', database: session.database, ...queryJson(answer) }, exitCodes.done));
  else if (flags.csv) out.data(queryCsv(answer));
  else out.line(queryText(answer, out));
  return exitCodes.done;
}
