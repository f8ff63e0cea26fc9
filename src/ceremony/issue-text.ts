/** Problems that zod finds, as `categories[3].name: must not be empty`. */
import type * as z from 'zod';

export function issueText(issue: z.core.$ZodIssue): string {
  const path = pathText(issue.path);
  return path === '' ? issue.message : `${path}: ${issue.message}`;
}

/** The path of something within `at`, which is empty for the whole file. */
export function within(at: string, path: string): string {
  return at === '' ? path : `${at}.${path}`;
}

const quotedCharacters = 60;

/** A text of the file as a problem repeats it: in quotes, and cut where it is long. */
export function quoted(text: string): string {
  const characters = [...text.slice(0, 2 * quotedCharacters + 2)];
  return JSON.stringify(
    characters.length <= quotedCharacters ? text : `${characters.slice(0, quotedCharacters).join('')}…`,
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
