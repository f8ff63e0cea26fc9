/** What stands in a row of oscar_data's table that cannot be placed in a ceremony. */
import { quoted } from '../ceremony/issue-text.ts';
import { firstYearHonoured } from './academy-awards.ts';
import { kindOfClass } from './oscar-data-category.ts';
import type { Column } from './oscar-data-columns.ts';
import type { Row } from './oscar-data-table.ts';

export function isCeremonyNumber(text: string): boolean {
  return /^[1-9]\d{0,2}$/.test(text);
}

/** Programs that save tables write it in capitals, too. */
export function isTrue(winner: string): boolean {
  return winner.toLowerCase() === 'true';
}

/** Every problem of the row, with its line. */
export function rowProblems(row: Row): string[] {
  // In a line that is damaged, nothing else is where it should be.
  const problems = row.problems.length > 0 ? row.problems : problemsInCells(row);
  return problems.map((problem) => `line ${row.line}: ${problem}`);
}

function problemsInCells(row: Row): string[] {
  const problems: string[] = [];
  const number = Number(row.text('Ceremony'));
  const isNumber = isCeremonyNumber(row.text('Ceremony'));
  if (!isNumber) problems.push(`Ceremony: expected a number, got ${quoted(row.text('Ceremony'))}`);
  const year = row.text('Year');
  if (isNumber && year !== '' && !year.startsWith(`${firstYearHonoured(number)}`)) {
    problems.push(`Year: ceremony ${number} honoured the movies of ${firstYearHonoured(number)}, got ${quoted(year)}`);
  }
  if (!kindOfClass.has(row.text('Class'))) problems.push(`Class: ${quoted(row.text('Class'))} is none that is known`);
  if (row.text('Category') === '') problems.push('Category: must not be empty');
  if (!['', 'true', 'false'].includes(row.text('Winner').toLowerCase())) {
    problems.push(`Winner: expected True or nothing, got ${quoted(row.text('Winner'))}`);
  }
  return [...problems, ...unpairedIds(row, 'Film', 'FilmId'), ...unpairedIds(row, 'Nominees', 'NomineeIds')];
}

/** IDs run parallel to names; a list of another length could link a name to somebody else's ID. */
function unpairedIds(row: Row, names: Column, ids: Column): string[] {
  const [nameCount, idCount] = [row.list(names).length, row.list(ids).length];
  return idCount === 0 || idCount === nameCount ? [] : [`${ids}: ${idCount} IDs beside ${nameCount} in ${names}`];
}
