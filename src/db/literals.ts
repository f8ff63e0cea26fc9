/** Values as they stand in the text of a statement, for statements that go in a message without parameters. */

/**
 * @param text of a statement of the program's own, in which a dollar sign is nothing but a parameter
 * @param values of its parameters
 */
export function inlined(text: string, values: readonly unknown[]): string {
  return text.replace(/\$(\d+)/g, (_, place) => literal(values[Number(place) - 1]));
}

/**
 * A string whose meaning no setting changes: the message is split into tokens before its first statement sets anything.
 *
 * @throws TypeError for what is no text, number, boolean or null; RangeError for a text that would end the message
 */
export function literal(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') throw new TypeError(`no literal of ${typeof value}`);
  if (value.includes('\0')) throw new RangeError('a text with the character NUL');
  return `E'${value.replace(/[\\']/g, (character) => (character === "'" ? "''" : '\\\\'))}'`;
}
