/** The report of `verify`. */
import type { VerifyResult } from '../result.ts';
import { isExact } from '../verify/verification.ts';
import type { TextOptions } from './import-text.ts';
import { commandToImport } from './suggested-command.ts';
import { summaryTable } from './summary-table.ts';
import { joinTexts, type Text, text } from './text.ts';
import { headline, pendingFindings, verificationFindings, verificationTable } from './verification-text.ts';
import { countText } from './words.ts';

type Verified = VerifyResult['ceremonies'][number];

export function verifyText(result: VerifyResult, options: TextOptions): Text {
  const [only, ...others] = result.ceremonies;
  if (only !== undefined && others.length + result.failed.length === 0) return oneText(only, result, options);
  return severalText(result, options);
}

function oneText({ heading, verification }: Verified, result: VerifyResult, options: TextOptions): Text {
  const { style, quiet, typed } = options;
  const isSame = isExact(verification);
  const preview = commandToImport(typed, heading, headingsOf(result), '--dry-run');
  const closing = joinTexts(
    [
      text`${isSame ? style.good(text`PASS`) : style.bad(text`DIFFERENT`)} ${headline(verification)}`,
      text`database: ${result.database}`,
      ...(isSame ? [] : [text`see what an import would do: ${preview}`]),
    ],
    ' · ',
  );
  if (quiet) return closing;
  const findings = verificationFindings(heading, verification, options);
  return joinTexts([...verificationTable(heading, verification, options), ...findings, closing], '\n');
}

function severalText(result: VerifyResult, options: TextOptions): Text {
  const { quiet, verbose, style } = options;
  const { ceremonies, failed } = result;
  const last = closingLine(result, options);
  if (quiet) return last;
  if (verbose) return joinTexts([...ceremonies.map((one) => oneText(one, result, options)), last], '\n\n');
  const lines = ceremonies.map(({ heading, verification }) => ({
    heading,
    verification,
    result: isExact(verification) ? style.good(text`✔`) : style.bad(text`✘`),
  }));
  const unread = failed.map(({ heading }) => ({
    heading,
    verification: null,
    result: style.bad(text`✘ failed`),
  }));
  const pending = ceremonies.flatMap(({ heading, verification }) =>
    verification.pending.map((name) => `${heading.name} · ${name}`),
  );
  const different = ceremonies.filter(({ verification }) => !isExact(verification));
  return joinTexts(
    [
      ...summaryTable([...lines, ...unread], options),
      ...different.flatMap(({ heading, verification }) => [
        style.strong(text`${heading.name}`),
        ...verificationFindings(heading, { ...verification, pending: [] }, options),
      ]),
      ...pendingFindings(pending, options),
      last,
    ],
    '\n',
  );
}

/** The closing line of several ceremonies. */
function closingLine({ ceremonies, failed, database }: VerifyResult, { style }: TextOptions): Text {
  const exact = ceremonies.filter(({ verification }) => isExact(verification)).length;
  const nominations = ceremonies.reduce((sum, { verification }) => sum + verification.all.nominations.present, 0);
  const total = ceremonies.length + failed.length;
  const verdict =
    exact === total ? style.good(text`PASS`) : style.bad(failed.length > 0 ? text`FAILED` : text`DIFFERENT`);
  return joinTexts(
    [
      text`${verdict} ${exact}/${countText(total, 'ceremony', 'ceremonies')}, ${countText(nominations, 'nomination')}`,
      text`database: ${database}`,
      ...(failed.length === 0 ? [] : [text`${failed.length} could not be read, see the errors`]),
    ],
    ' · ',
  );
}

function headingsOf({ ceremonies, failed }: VerifyResult) {
  return [...ceremonies, ...failed].map(({ heading }) => heading);
}
