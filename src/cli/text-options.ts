/** How answers for people are laid out. */
import type { CommonFlags } from './options.ts';
import type { Session } from './session.ts';

export function textOptions(flags: CommonFlags, { output, typed }: Session) {
  const { quiet = false, verbose = false } = flags;
  const { style, columns, rows } = output.answer;
  return { style, columns, rows, quiet, verbose, typed };
}
