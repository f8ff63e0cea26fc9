/** Problems that zod finds, as `categories[3].name: must not be empty`. */
import type * as z from 'zod';

/** @param at path of what was checked within its file, empty for the whole */
export function issueText(issue: z.core.$ZodIssue, at = ''): string {
  const path = within(at, pathText(issue.path));
  return beside(path, messageOf(issue));
}

/** What is said in words, behind the place that it is about; that is empty for the whole file. */
export function beside(at: string, text: string): string {
  return at === '' ? text : `${at}: ${text}`;
}

/** In words of a file, not of a schema: the sentences of zod's own are for programmers. */
function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return unrecognized(issue.keys);
  if (issue.path.length > 0 && isOfNothing(issue)) return 'is missing';
  if (issue.code === 'invalid_value' && typeof issue.input === 'string')
    return `expected one of ${issue.values.map(quoted).join(', ')}, got ${quoted(issue.input)}`;
  // A message that was written for its place says more.
  if (!/^(?:Invalid input|Too (?:small|big)): /.test(issue.message)) return issue.message;
  if (issue.code === 'invalid_type') return `expected ${typeWords[issue.expected] ?? issue.expected}${gotText(issue)}`;
  if (issue.code === 'too_small') {
    if (issue.origin !== 'array') return `expected ${issue.minimum} or more${gotText(issue)}`;
    return issue.minimum === 1 ? 'there are none' : `there are fewer than ${issue.minimum}`;
  }
  if (issue.code === 'too_big')
    return issue.origin === 'array'
      ? `there are more than ${issue.maximum}`
      : `expected ${issue.maximum} or less${gotText(issue)}`;
  return issue.message;
}

function isOfNothing(issue: z.core.$ZodIssue): boolean {
  if (issue.code === 'invalid_type') return issue.message.endsWith('received undefined');
  return issue.code === 'invalid_value' && 'input' in issue && issue.input === undefined;
}

const typeWords: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  null: 'null',
  number: 'a number',
  object: 'an object',
  record: 'an object',
  string: 'text',
  undefined: 'nothing',
};

/** What stands there instead: itself where the check kept it and it is no more than a value, otherwise what it is. */
function gotText(issue: z.core.$ZodIssue): string {
  const { input } = issue;
  if (input !== undefined && input !== null && typeof input !== 'object') return `, got ${quoted(input)}`;
  const received = / received (\w+)$/.exec(issue.message)?.[1];
  return received === undefined ? '' : `, got ${typeWords[received] ?? received}`;
}

const namedKeys = 10;

/** Not with every key of a file that is something else, nor whole where they are long. */
function unrecognized(keys: readonly string[]): string {
  const named = keys.slice(0, namedKeys).map(quoted).join(', ');
  const more = keys.length > namedKeys ? `, and ${keys.length - namedKeys} more` : '';
  return `unknown field${keys.length === 1 ? '' : 's'}: ${named}${more}`;
}

/** The path of something within `at`, which is empty for the whole file, a path, or a line. */
export function within(at: string, path: string): string {
  if (path !== '' && /^line \d+$/.test(at)) return `${at}: ${path}`;
  return at === '' || path === '' || path.startsWith('[') ? at + path : `${at}.${path}`;
}

const quotedCharacters = 60;

/** A value of the file as a problem repeats it: a text in quotes, and cut where it is long. */
export function quoted(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value) ?? 'nothing';
  const characters = [...value.slice(0, 2 * quotedCharacters + 2)];
  return JSON.stringify(
    characters.length <= quotedCharacters ? value : `${characters.slice(0, quotedCharacters).join('')}…`,
  );
}

/** `categories[3].name`; a key that is no plain word is quoted: `awards["Golden Lion"][0]`. */
export function pathText(path: readonly PropertyKey[]): string {
  const steps = path.map((key) => {
    if (typeof key === 'number') return `[${key}]`;
    return /^\w+$/.test(String(key)) ? `.${String(key)}` : `[${quoted(String(key))}]`;
  });
  return steps.join('').replace(/^\./, '');
}
