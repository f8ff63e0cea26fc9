/** The report of `verify`. */
import type { VerifyResult } from '../result.ts';
import { isExact } from '../verify.ts';
import type { TextOptions } from './import-text.ts';
import { visible } from './safe-text.ts';
import { headline, verificationFindings, verificationTable } from './verification-text.ts';
import { importCommand } from './words.ts';

export function verifyText(result: VerifyResult, { style, quiet }: TextOptions): string {
  const blocks = result.ceremonies.map(({ heading, verification }) => {
    const verdict = isExact(verification) ? style.good('PASS') : style.bad('DIFFERENT');
    const advice = isExact(verification) ? [] : [`see what an import would do: ${importCommand(heading, '--dry-run')}`];
    const closing = [`${verdict} ${headline(verification)}`, `database: ${visible(result.database)}`, ...advice].join(
      ' · ',
    );
    if (quiet) return closing;
    const findings = verificationFindings(heading, verification, style);
    return [...verificationTable(heading, verification, style), ...findings, closing].join('\n');
  });
  return blocks.join(quiet ? '\n' : '\n\n');
}
