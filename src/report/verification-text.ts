/** The verification of one ceremony, as the table that closes an import. */
import type { CeremonyHeading } from '../result.ts';
import type { GroupTally, Tally, Verification } from '../verify/verify.ts';
import { visible } from './safe-text.ts';
import type { Style } from './style.ts';
import { fitted, table } from './table.ts';
import { counted, creditsOf, listed, titleOf } from './words.ts';

export interface FindingsOptions {
  readonly style: Style;
  /** Every line of a list, however many there are. */
  readonly verbose: boolean;
}

const labelColumns = 48;

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
export function verificationFindings(
  heading: CeremonyHeading,
  verification: Verification,
  options: FindingsOptions,
): string[] {
  const { style, verbose } = options;
  const problems = verification.problems.map((problem) => `  ${style.bad('✘')} ${visible(problem)}`);
  return [
    ...listed(problems, verbose),
    ...extraFindings(heading, verification, options),
    ...pendingFindings(verification.pending, options),
  ];
}

/** Who is credited without an IMDb ID. */
export function pendingFindings(names: readonly string[], { style, verbose }: FindingsOptions): string[] {
  if (names.length === 0) return [];
  const lines = names.map((name) => `  ${style.changed('?')} ${visible(name)}`);
  return ['  Pending, credited without an IMDb ID:', ...listed(lines, verbose)];
}

/** Nominations that the database has and the file has not. */
export function extraFindings(
  { name, source }: CeremonyHeading,
  { extra }: Verification,
  { style, verbose }: FindingsOptions,
): string[] {
  if (extra.length === 0) return [];
  const lines = extra.map((row) => `  ${style.bad('!')} ${visible(row.category)} · ${creditsOf(row)}`);
  return [`  In the database, but not in ${visible(source)} (${visible(name)}):`, ...listed(lines, verbose)];
}

export function fraction({ present, expected }: Tally): string {
  return `${present}/${expected}`;
}

/**
 * `44/44 people nominations`, or all nominations where no category honours people. Where nothing is missing but IDs,
 * who is pending is said as such, not as a part that is not there.
 */
export function headline({ groups, peopleNominations, all }: Verification): string {
  if (groups.length === 0) return `${fraction(all.nominations)} nominations`;
  const { people, pendingPeople } = peopleNominations;
  const isComplete = people.present + pendingPeople === people.expected && isWhole(peopleNominations.nominations);
  if (pendingPeople === 0 || !isComplete) return `${fraction(people)} people nominations`;
  return `${counted(people.expected, 'people nomination')}, ${pendingPeople} pending`;
}

function isWhole({ present, expected }: Tally): boolean {
  return present === expected;
}
