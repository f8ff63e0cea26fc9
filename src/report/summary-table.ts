/** A line a ceremony: of many, nobody reads a table each. */
import type { CeremonyHeading, FailedHeading } from '../result.ts';
import type { Verification } from '../verify/verify.ts';
import type { Style } from './style.ts';
import { fitted, table } from './table.ts';
import { fraction } from './verification-text.ts';
import { titleOf } from './words.ts';

const titleColumns = 44;

export interface SummaryLine {
  readonly heading: CeremonyHeading | FailedHeading;
  /** Null where there is none: the ceremony failed. */
  readonly verification: Verification | null;
  /** What it came to, as it is shown. */
  readonly result: string;
}

export function summaryTable(lines: readonly SummaryLine[], style: Style): string[] {
  const rows = lines.map(({ heading, verification, result }) => {
    const title = fitted(titleOf(heading), titleColumns);
    if (verification === null) return [title, '', '', '', result];
    const { all, peopleNominations, pending } = verification;
    return [title, fraction(all.nominations), fraction(peopleNominations.people), String(pending.length), result];
  });
  const head = ['', 'nominations', 'people', 'pending', ''];
  const [first = '', ...rest] = table([head, ...rows], new Set([1, 2, 3]));
  return [style.strong(first), ...rest];
}
