/** What `doctor` prints: a line for each thing that was looked at. */
import type { Style } from './style.ts';
import { joinTexts, type Text, text } from './text.ts';

/** One thing that was looked at. */
export interface Finding {
  readonly area: 'program' | 'database' | 'tmdb';
  /** What was looked at, such as `encoding`. */
  readonly subject: string;
  readonly isGood: boolean;
  readonly found: string;
  /** What to do where it is not good; else what could be done. */
  readonly remedy: string | null;
}

export function doctorText(findings: readonly Finding[], style: Style): Text {
  const width = Math.max(...findings.map(({ subject }) => subject.length));
  const lines = findings.flatMap(({ subject, isGood, found, remedy }) => [
    text`${isGood ? style.good(text`✔`) : style.bad(text`✘`)} ${subject.padEnd(width)}  ${found}`,
    ...(remedy === null ? [] : [text`  ${' '.repeat(width)}  ${remedy}`]),
  ]);
  const bad = findings.filter(({ isGood }) => !isGood).length;
  const summary = bad === 0 ? text`Everything works.` : text`${bad} of ${findings.length} need attention.`;
  return joinTexts([...lines, summary], '\n');
}
