/** A line a ceremony: of many, nobody reads a table each. */
import type { CeremonyHeading, FailedHeading } from '../result.ts';
import type { Verification } from '../verify/verification.ts';
import type { Style } from './style.ts';
import { table } from './table.ts';
import { type Text, text } from './text.ts';
import { fraction } from './verification-text.ts';
import { titleOf } from './words.ts';

export interface SummaryLine {
  readonly heading: CeremonyHeading | FailedHeading;
  /** Null where there is none: the ceremony failed. */
  readonly verification: Verification | null;
  /** What it came to, as it is shown. */
  readonly result: Text;
}

export function summaryTable(
  lines: readonly SummaryLine[],
  { style, columns }: { readonly style: Style; readonly columns: number },
): Text[] {
  const rows = lines.map(({ heading, verification, result }) => {
    const title = titleOf(heading);
    if (verification === null) return [title, '', '', '', result];
    const { all, peopleNominations, pending } = verification;
    return [title, fraction(all.nominations), fraction(peopleNominations.people), pending.length, result];
  });
  const head = ['', 'nominations', 'people', 'pending', ''];
  const layout = { right: new Set([1, 2, 3]), flexible: new Set([0]), columns };
  const [first = text``, ...rest] = table([head, ...rows], layout);
  return [style.strong(first), ...rest];
}
