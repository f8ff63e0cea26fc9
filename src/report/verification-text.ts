/** The verification of one ceremony, as the table that closes an import. */
import { creditsText } from '../model/credits-text.ts';
import type { CeremonyHeading } from '../result.ts';
import type { GroupTally, Tally } from '../verify/tally.ts';
import type { Verification } from '../verify/verification.ts';
import type { Style } from './style.ts';
import { table, truncate } from './table.ts';
import { joinTexts, type Text, text } from './text.ts';
import { widthOf } from './width.ts';
import { countText, foldLines, titleOf } from './words.ts';

export interface FindingsOptions {
  readonly style: Style;
  /** Every line of a list, however many there are. */
  readonly verbose: boolean;
}

/** So that the tables of several ceremonies look alike, and one of short names is not cramped. */
const labelColumns = 48;

/** What the other columns take, and the gaps between them. */
const tallyColumns = 26;

export function verificationTable(
  heading: CeremonyHeading,
  verification: Verification,
  { style, columns }: { readonly style: Style; readonly columns: number },
): Text[] {
  const { groups, peopleNominations, all } = verification;
  const label = (words: string) => {
    const cell = truncate(text`${words}`, Math.max(labelColumns / 2, columns - tallyColumns));
    return text`${cell}${' '.repeat(Math.max(0, Math.min(labelColumns, columns - tallyColumns) - widthOf(cell)))}`;
  };
  const rows = [
    [label(titleOf(heading)), text`nominations`, text`people  `],
    ...groups.map((group) => rowOf(group, label, text`  `)),
    ...(groups.length > 0 ? [rowOf(peopleNominations, label, text` ${markOf(peopleNominations, style)}`)] : []),
    rowOf(all, label, text` ${markOf(all, style)}`),
  ];
  const [head = text``, ...body] = table(rows, { right: new Set([1, 2]) });
  return [style.strong(head), ...body, totalsLine(verification, style)];
}

function rowOf(group: GroupTally, cell: (words: string) => Text, mark: Text): Text[] {
  return [cell(`  ${group.label}`), text`${fraction(group.nominations)}`, text`${peopleText(group)}${mark}`];
}

/** Who is pending is there, as far as the file says; who is missing is not. */
function markOf(group: GroupTally, style: Style): Text {
  if (isAllThere(group)) return group.pendingPeople > 0 ? style.changed(text`?`) : style.good(text`✔`);
  return style.bad(text`✘`);
}

function isAllThere({ nominations, people, pendingPeople }: GroupTally): boolean {
  return isWhole(nominations) && people.present + pendingPeople >= people.expected;
}

/** `44/44`; where nothing is missing but IDs, who is pending is said as such, not as a part that is not there: `44, 2 pending`. */
export function peopleText(group: GroupTally): string {
  const { people, pendingPeople } = group;
  return pendingPeople > 0 && isAllThere(group) ? `${people.expected}, ${pendingPeople} pending` : fraction(people);
}

function totalsLine({ winners, movies, pending, problems }: Verification, style: Style): Text {
  const [good, bad] = [style.good(text`✔`), style.bad(text`✘`)];
  const unlinked = problems.length > 0 ? bad : style.changed(text`?`);
  const parts = [
    text`Winners ${fraction(winners)} ${isWhole(winners) ? good : bad}`,
    text`Movies linked ${fraction(movies)} ${isWhole(movies) ? good : unlinked}`,
    text`Pending ${pending.length}`,
  ];
  return text`  ${joinTexts(parts, '   ')}`;
}

/** What is not as the file says: named. */
export function verificationFindings(
  heading: CeremonyHeading,
  verification: Verification,
  options: FindingsOptions,
): Text[] {
  const { style, verbose } = options;
  const problems = verification.problems.map((problem) => text`  ${style.bad(text`✘`)} ${problem}`);
  return [
    ...foldLines(problems, verbose),
    ...extraFindings(heading, verification, options),
    ...pendingFindings(verification.pending, options),
  ];
}

/** Who is credited without an IMDb ID. */
export function pendingFindings(names: readonly string[], { style, verbose }: FindingsOptions): Text[] {
  if (names.length === 0) return [];
  const lines = names.map((name) => text`  ${style.changed(text`?`)} ${name}`);
  return [text`  Pending, credited without an IMDb ID:`, ...foldLines(lines, verbose)];
}

/** Nominations that the database has and the file has not. */
export function extraFindings(
  { name, source }: CeremonyHeading,
  { extra }: Verification,
  { style, verbose }: FindingsOptions,
): Text[] {
  if (extra.length === 0) return [];
  const lines = extra.map((row) => text`  ${style.bad(text`!`)} ${row.category} · ${creditsText(row)}`);
  return [text`  In the database, but not in ${source} (${name}):`, ...foldLines(lines, verbose)];
}

export function fraction({ present, expected }: Tally): string {
  return `${present}/${expected}`;
}

/** `44/44 people nominations`, or all nominations where no category honours people; who is pending as in `peopleText`. */
export function headline({ groups, peopleNominations, all }: Verification): string {
  if (groups.length === 0) return `${fraction(all.nominations)} nominations`;
  const { people, pendingPeople } = peopleNominations;
  if (pendingPeople === 0 || !isAllThere(peopleNominations)) return `${fraction(people)} people nominations`;
  return `${countText(people.expected, 'people nomination')}, ${pendingPeople} pending`;
}

function isWhole({ present, expected }: Tally): boolean {
  return present === expected;
}
