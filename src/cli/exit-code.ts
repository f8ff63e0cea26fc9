/** What the program ends with, decided here alone. */
import { type DryRunResult, type ImportResult, planTotals, type VerifyResult } from '../result.ts';
import { isExact } from '../verify/verify.ts';

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

export function importExitCode({ ceremonies, entities }: ImportResult): ExitCode {
  if (ceremonies.some((outcome) => outcome.status === 'failed')) return exitCodes.failed;
  const isWhole = ceremonies.every((outcome) => outcome.status === 'imported' && isExact(outcome.verification));
  return isWhole && entities.failed === 0 ? exitCodes.done : exitCodes.incomplete;
}

export function dryRunExitCode(result: DryRunResult, isDetailed: boolean): ExitCode {
  if (result.failed.length > 0) return exitCodes.failed;
  const { added, changed, removed, extra } = planTotals(result);
  return isDetailed && added + changed + removed + extra > 0 ? exitCodes.changes : exitCodes.done;
}

export function verifyExitCode({ ceremonies, failed }: VerifyResult): ExitCode {
  if (failed.length > 0) return exitCodes.failed;
  return ceremonies.every(({ verification }) => isExact(verification)) ? exitCodes.done : exitCodes.incomplete;
}
