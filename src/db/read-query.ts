/** A question that somebody asks in SQL: read, never written, and that by PostgreSQL itself. */
import { ExpectedError } from '../model/errors.ts';
import type { QueryAnswer, QueryValue } from '../model/query.ts';
import { faultOf } from './faults.ts';
import type { Connection, TextAnswer } from './open.ts';
import { withReadOnly } from './transaction.ts';

/**
 * What a cursor can be declared for is read and nothing else: no `copy … to` a file of the server, no `commit` that would
 * end the transaction which is read-only. What tells about the database rather than reads it has no cursor.
 */
const declaration = 'declare answer no scroll cursor for ';
const telling = /^\s*(explain|show)\b/i;

/**
 * Runs one statement in one unchanging, read-only view of the database.
 *
 * @throws ExpectedError `usage` with PostgreSQL's own message and the place, where the statement is not one that reads
 */
export async function readQuery(db: Connection, statement: string): Promise<QueryAnswer> {
  if (statement.trim() === '') throw new ExpectedError('usage', 'the query is empty');
  const isTelling = telling.test(statement);
  try {
    const answer = await withReadOnly(db, async () => {
      if (isTelling) return db.ask(statement);
      await db.ask(declaration + statement);
      return db.ask('fetch all from answer');
    });
    return typed(answer);
  } catch (error) {
    throw explainQueryError(error, statement, isTelling ? 0 : declaration.length);
  }
}

/** Faults of the statement itself, which PostgreSQL numbers by these classes, are for whoever wrote it. */
const statementFaults = /^(0A|21|22|25(?!P)|26|2B|34|42(?!501)|44)/;

function explainQueryError(error: unknown, statement: string, offset: number): unknown {
  const fault = faultOf(error);
  if (!fault || !statementFaults.test(fault.code)) return error;
  const { code, message, position } = fault;
  if (/multiple commands/.test(message)) return new ExpectedError('usage', 'one statement at a time', { cause: error });
  const at = position === null ? null : placeIn(statement, position - 1 - offset);
  const isCursors = /cursor/i.test(message) || (code === '42601' && at?.startsWith('line 1, column 1'));
  return new ExpectedError('usage', `${message}${at === null ? '' : ` (${at})`}`, {
    ...(isCursors || code === '25006' ? { hint: 'sql only reads: select, with, values, table, explain, show' } : {}),
    cause: error,
  });
}

/** `line 2, column 8 at "fromm people"`, or null where the place is not in the statement. */
function placeIn(statement: string, offset: number): string | null {
  const characters = Array.from(statement);
  if (offset < 0 || offset > characters.length) return null;
  const lines = characters.slice(0, offset).join('').split('\n');
  const rest =
    characters
      .slice(offset, offset + 20)
      .join('')
      .split('\n')[0] ?? '';
  const near = rest === '' ? 'at the end' : `at "${rest}"`;
  return `line ${lines.length}, column ${Array.from(lines.at(-1) ?? '').length + 1}, ${near}`;
}

/** PostgreSQL's numbers of types whose values JSON has a form for. */
const booleanType = 16;
const jsonTypes = [114, 3802];
const numberTypes = [20, 21, 23, 26, 700, 701, 1700];

function typed({ columns, rows }: TextAnswer): QueryAnswer {
  return {
    columns: columns.map(({ name, type }) => ({ name, isNumber: numberTypes.includes(type) })),
    rows: rows.map((row) => row.map((text, at) => (text === null ? null : typedValue(text, columns[at]?.type ?? 0)))),
  };
}

/** A number too long for JavaScript stays text, so that no digit of it is lost. */
function typedValue(text: string, type: number): QueryValue {
  if (type === booleanType) return text === 't';
  if (jsonTypes.includes(type)) return { json: text };
  if (numberTypes.includes(type) && String(Number(text)) === text && Number.isFinite(Number(text))) return Number(text);
  return text;
}
