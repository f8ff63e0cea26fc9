/** JSON as text: parsed, and what is wrong with it told with its line. */
import { ExpectedError, messageOf } from '../model/errors.ts';

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
