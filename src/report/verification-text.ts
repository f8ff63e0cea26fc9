/** The verification of one ceremony, as the table that closes an import. */
import type { CeremonyHeading } from '../result.ts';
import type { GroupTally, Tally, Verification } from '../verify.ts';
import { visible } from './safe-text.ts';
import type { Style } from './style.ts';
import { fitted, table } from './table.ts';
import { counted, creditsOf, titleOf } from './words.ts';

const labelColumns = 48;
/** More than this many lines of a kind are counted, not shown. */
const shownLines = 20;

export function verificationTable(heading: CeremonyHeading, verification: Verification, style: Style): string[] {
  const { groups, peopleNominations, all } = verification;
  const hasPeople = groups.length > 0;
  const rows = [
    [fitted(titleOf(heading), labelColumns).padEnd(labelColumns), 'nominations', 'people  '],
    ...groups.map((group) => rowOf(group)),
    ...(hasPeople ? [rowOf(peopleNominations, style)] : []),
    rowOf(all, style),
  ];
  const [head = '', ...body] = table(rows, new Set([1, 2]));
  return [style.strong(head), ...body, totalsLine(verification, style)];
}

function rowOf(group: GroupTally, style?: Style): string[] {
  const { label, nominations, people } = group;
  const mark = style === undefined ? '  ' : ` ${markOf(group, style)}`;
  return [`  ${fitted(visible(label), labelColumns - 2)}`, fraction(nominations), fraction(people) + mark];
}

/** Who is pending is there, as far as the file says; who is missing is not. */
function markOf({ nominations, people, pendingPeople }: GroupTally, style: Style): string {
  if (!isWhole(nominations) || people.present + pendingPeople < people.expected) return style.bad('✘');
  return pendingPeople > 0 ? style.changed('?') : style.good('✔');
}

function totalsLine({ winners, movies, pending, problems }: Verification, style: Style): string {
  const unlinked = problems.length > 0 ? style.bad('✘') : style.changed('?');
  const parts = [
    `Winners ${fraction(winners)} ${isWhole(winners) ? style.good('✔') : style.bad('✘')}`,
    `Movies linked ${fraction(movies)} ${isWhole(movies) ? style.good('✔') : unlinked}`,
    `Pending ${pending.length}`,
  ];
  return `  ${parts.join('   ')}`;
}

/** What is not as the file says: named. */
export function verificationFindings(heading: CeremonyHeading, verification: Verification, style: Style): string[] {
  const { problems, pending } = verification;
  return [
    ...listed(problems.map((problem) => `  ${style.bad('✘')} ${visible(problem)}`)),
    ...extraFindings(heading, verification, style),
    ...(pending.length === 0 ? [] : [`  Pending, credited without an IMDb ID:`]),
    ...listed(pending.map((name) => `  ${style.changed('?')} ${visible(name)}`)),
  ];
}

/** Nominations that the database has and the file has not. */
export function extraFindings({ name, source }: CeremonyHeading, { extra }: Verification, style: Style): string[] {
  if (extra.length === 0) return [];
  const lines = extra.map((row) => `  ${style.bad('!')} ${visible(row.category)} · ${creditsOf(row)}`);
  return [`  In the database, but not in ${visible(source)} (${visible(name)}):`, ...listed(lines)];
}

export function fraction({ present, expected }: Tally): string {
  return `${present}/${expected}`;
}

/** `44/44 people nominations`, or all nominations where no category honours people. */
export function headline({ groups, peopleNominations, all }: Verification): string {
  return groups.length > 0
    ? `${fraction(peopleNominations.people)} people nominations`
    : `${fraction(all.nominations)} nominations`;
}

function isWhole({ present, expected }: Tally): boolean {
  return present === expected;
}

function listed(lines: readonly string[]): string[] {
  if (lines.length <= shownLines) return [...lines];
  return [...lines.slice(0, shownLines), `    and ${counted(lines.length - shownLines, 'more', 'more')}`];
}
