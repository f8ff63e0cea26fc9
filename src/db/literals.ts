/** Values as they stand in the text of a statement, and arrays as PostgreSQL reads them. */

export type Value = string | number | boolean | null;

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

/** `{"a","b",NULL}`, as PostgreSQL reads an array of any type. */
export function arrayLiteral(values: readonly Value[]): string {
  return `{${values.map(arrayElement).join(',')}}`;
}

function arrayElement(value: Value): string {
  if (value === null) return 'NULL';
  if (typeof value !== 'string') return String(value);
  return `"${/["\\]/.test(value) ? value.replace(/["\\]/g, '\\$&') : value}"`;
}
