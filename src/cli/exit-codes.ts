/** What the program can end with. Apart from `exit-code.ts`, which decides and needs all results for it. */
export const exitCodes = {
  /** Imported and verified, or the dry run is done. */
  done: 0,
  /** Failed; nothing of the ceremony's nominations changed. */
  failed: 1,
  /** The dry run found changes, and `--detailed-exitcode` asked to be told. */
  changes: 2,
  /** The database is not what the file says, or TMDb gave no answer for some entities. */
  incomplete: 3,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
