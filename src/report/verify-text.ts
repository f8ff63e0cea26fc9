/** The report of `verify`. */
import type { VerifyResult } from '../result.ts';
import { isExact } from '../verify/verify.ts';
import type { TextOptions } from './import-text.ts';
import { visible } from './safe-text.ts';
import { importCommand } from './suggested-command.ts';
import { summaryTable } from './summary-table.ts';
import { headline, pendingFindings, verificationFindings, verificationTable } from './verification-text.ts';
import { counted } from './words.ts';

type Verified = VerifyResult['ceremonies'][number];

export function verifyText(result: VerifyResult, options: TextOptions): string {
  const [only, ...others] = result.ceremonies;
  if (only !== undefined && others.length + result.failed.length === 0) return oneText(only, result, options);
  return severalText(result, options);
}

function oneText({ heading, verification }: Verified, result: VerifyResult, options: TextOptions): string {
  const { style, quiet } = options;
  const isSame = isExact(verification);
  const closing = [
    `${isSame ? style.good('PASS') : style.bad('DIFFERENT')} ${headline(verification)}`,
    `database: ${visible(result.database)}`,
    ...(isSame
      ? []
      : [`see what an import would do: ${importCommand(options.typed, heading, headingsOf(result), '--dry-run')}`]),
  ].join(' · ');
  if (quiet) return closing;
  const findings = verificationFindings(heading, verification, options);
  return [...verificationTable(heading, verification, style), ...findings, closing].join('\n');
}

function severalText(result: VerifyResult, options: TextOptions): string {
  const { ceremonies, failed, database } = result;
  const { style, quiet, verbose } = options;
  const different = ceremonies.filter(({ verification }) => !isExact(verification));
  const nominations = ceremonies.reduce((sum, { verification }) => sum + verification.all.nominations.present, 0);
  const total = ceremonies.length + failed.length;
  const verdict = failed.length > 0 ? 'FAILED' : 'DIFFERENT';
  const closing = [
    `${different.length + failed.length === 0 ? style.good('PASS') : style.bad(verdict)} ${ceremonies.length - different.length}/${counted(total, 'ceremony', 'ceremonies')}`,
    counted(nominations, 'nomination'),
  ].join(', ');
  const unread = failed.length === 0 ? '' : ` · ${failed.length} could not be read, see the errors`;
  const last = `${closing} · database: ${visible(database)}${unread}`;
  if (quiet) return last;
  if (verbose) {
    const blocks = ceremonies.map((one) => oneText(one, result, options));
    return [...blocks, last].join('\n\n');
  }
  const lines = ceremonies.map(({ heading, verification }) => ({
    heading,
    verification,
    result: isExact(verification) ? style.good('✔') : style.bad('✘'),
  }));
  const pending = ceremonies.flatMap(({ heading, verification }) =>
    verification.pending.map((name) => `${heading.name} · ${name}`),
  );
  return [
    ...summaryTable(
      [...lines, ...failed.map(({ heading }) => ({ heading, verification: null, result: style.bad('✘ failed') }))],
      style,
    ),
    ...different.flatMap(({ heading, verification }) => [
      style.strong(visible(heading.name)),
      ...verificationFindings(heading, { ...verification, pending: [] }, options),
    ]),
    ...pendingFindings(pending, options),
    last,
  ].join('\n');
}

function headingsOf({ ceremonies, failed }: VerifyResult) {
  return [...ceremonies, ...failed].map(({ heading }) => heading);
}
