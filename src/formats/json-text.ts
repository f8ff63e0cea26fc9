/** JSON as text: parsed, and what is wrong with it told with its line. */
import { ExpectedError, messageOf } from '../model/errors.ts';
import { repeatedKeys } from './json-keys.ts';

/** One value of a text that may hold many. */
export interface JsonItem {
  readonly value: unknown;
  /** Where it stands: `[3]` in a list, `line 4` of JSON lines, empty for the whole text. */
  readonly at: string;
  /** What is wrong with its text. */
  readonly problems: readonly string[];
}

/**
 * The values of a text: those of a list, those of its lines (JSON lines), or the one that it is.
 *
 * @throws ExpectedError `input`, with the line, when it is no JSON
 */
export function jsonItems(text: string, name: string): JsonItem[] {
  const lines = jsonLines(text);
  if (lines !== null) return lines;
  const value = parseJson(text, name);
  const repeats = repeatedKeys(text);
  if (!Array.isArray(value) || value.length === 0) {
    return [{ value, at: '', problems: repeats.map(({ problem }) => problem) }];
  }
  return value.map((item, at) => ({
    value: item,
    at: `[${at}]`,
    problems: repeats.filter((repeat) => repeat.item === at).map(({ problem }) => problem),
  }));
}

/** A value a line, where the first line is a whole one and not the only one; otherwise null. */
function jsonLines(text: string): JsonItem[] | null {
  const start = text.search(/\S/);
  const end = text.indexOf('\n', start);
  if (
    text[start] !== '{' ||
    end < 0 ||
    !/\S/.test(text.slice(end)) ||
    jsonLine(text.slice(start, end), 1).problems.length > 0
  )
    return null;
  return text.split('\n').flatMap((line, at) => (line.trim() === '' ? [] : jsonLine(line, at + 1)));
}

function jsonLine(text: string, line: number): JsonItem {
  const at = `line ${line}`;
  try {
    const value = JSON.parse(text) as unknown;
    const problems = repeatedKeys(text).map(({ problem }) => problem.replaceAll('line 1 ', `${at} `));
    return { value, at, problems };
  } catch (error) {
    return { value: null, at, problems: [`${at} is not JSON: ${messageOf(error)}`] };
  }
}

/** @throws ExpectedError `input`, with the line, when it is no JSON */
export function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ExpectedError('input', `${name} is not JSON: ${withLine(messageOf(error), text)}`, { cause: error });
  }
}

/** Node 20 names the position only, newer ones the line too. */
function withLine(message: string, text: string): string {
  const position = /at position (\d+)\b(?! \(line)/.exec(message)?.[1];
  if (position === undefined) return message;
  const before = text.slice(0, Number(position)).split('\n');
  return `${message} (line ${before.length} column ${(before.at(-1)?.length ?? 0) + 1})`;
}
