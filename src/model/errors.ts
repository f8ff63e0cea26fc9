/**
 * Failures that a user can cause or meet, told apart from bugs: whatever is not an `ExpectedError` keeps its stack.
 */

export type ErrorCode =
  | 'usage'
  | 'input'
  | 'baseline'
  | 'tmdb-refused'
  | 'database'
  | 'verification'
  | 'too-many-removals'
  | 'interrupted';

export interface ErrorDetails {
  /** What to do next, one sentence or command. */
  readonly hint?: string;
  /** Every problem of this kind, each with its place. */
  readonly problems?: readonly string[];
  readonly cause?: unknown;
}

/** A failure with a sentence for the user. `message` never holds a secret, and may hold text from outside. */
export class ExpectedError extends Error {
  override readonly name = 'ExpectedError';
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly problems: readonly string[];

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.hint = details.hint;
    this.problems = details.problems ?? [];
  }
}

/** The sentence of anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
