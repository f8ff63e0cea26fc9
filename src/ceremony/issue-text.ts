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

/** `categories[3].name`; a key that is no plain word is quoted: `awards["Golden Lion"][0]`. */
export function pathText(path: readonly PropertyKey[]): string {
  const steps = path.map((key) => {
    if (typeof key === 'number') return `[${key}]`;
    return /^\w+$/.test(String(key)) ? `.${String(key)}` : `[${JSON.stringify(String(key))}]`;
  });
  return steps.join('').replace(/^\./, '');
}
