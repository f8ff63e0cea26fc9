/**
 * Failures that a user can cause or meet, told apart from bugs: whatever is not an `ExpectedError` keeps its stack.
 */

export const errorCodes = [
  'usage',
  'input',
  'baseline',
  'tmdb-refused',
  'database',
  'verification',
  'too-many-removals',
  'stale-plan',
  'interrupted',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/**
 * A command of this program that helps. Another one, such as `2024`, in words; the same one, or that of
 * another name, with other words in place of its names; or the same one again with other options.
 * What of this run it has to repeat, so that it works on the same database, is added where it is printed.
 */
export type Remedy =
  | { readonly command: readonly string[] }
  | { readonly names: readonly string[]; readonly of?: string; readonly without: readonly string[] }
  | { readonly with: readonly string[]; readonly without: readonly string[] };

export interface ErrorDetails {
  /** What to do next, in a sentence. */
  readonly hint?: string;
  /** The command that does it, if there is one. */
  readonly remedy?: Remedy;
  /** Every problem of this kind, each with its place. */
  readonly problems?: readonly string[];
  readonly cause?: unknown;
}

/** A failure with a sentence for the user. `message` never holds a secret, and may hold text from outside. */
export class ExpectedError extends Error {
  override readonly name = 'ExpectedError';
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly remedy: Remedy | undefined;
  readonly problems: readonly string[];

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.hint = details.hint;
    this.remedy = details.remedy;
    this.problems = details.problems ?? [];
  }
}

/** The sentence of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
