/** What the program ends with, decided here alone. */
import { type DryRunResult, type ImportResult, planTotals, type VerifyResult } from '../result.ts';
import { isExact } from '../verify/verification.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';

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
