/** Rows of oscar_data's table that stand there twice. */
import { quoted } from '../ceremony/issue-text.ts';
import { groupBy } from '../model/group-by.ts';
import { canonicalNameOf } from './oscar-data-category.ts';
import { isTrue } from './oscar-data-problems.ts';
import type { Row } from './oscar-data-table.ts';

/** Each row that is a copy of one above, with the first that it copies: one nomination, whatever the two say of who won. */
export function copiesIn(rows: readonly Row[]): Map<Row, Row> {
  const copies: [Row, Row][] = [];
  // Of very many rows, few are for the same movie and people: only those are compared whole.
  for (const near of groupBy(rows, outline).values()) {
    if (near.length === 1) continue;
    const firsts = new Map<string, Row>();
    for (const row of near) {
      if (row.problems.length > 0 || hasLostItsText(row)) continue;
      const text = row.allButWinner();
      const first = firsts.get(text);
      if (first === undefined) firsts.set(text, row);
      else copies.push([row, first]);
    }
  }
  return new Map(copies.sort(([a], [b]) => a.line - b.line));
}

function outline(row: Row): string {
  return `${row.text('Category')}\t${row.text('Film')}\t${row.text('Nominees')}`;
}

/**
 * Two songs of one movie by the same people, and two technical awards of one company, are told apart by their text alone:
 * in a table that lost it, equal rows are two nominations.
 */
function hasLostItsText(row: Row): boolean {
  if (row.text('Class') === 'SciTech') return row.text('Citation') === '';
  return row.text('Class') === 'Music' && row.text('Detail') === '' && canonicalNameOf(row) === 'Music (Original Song)';
}

/** Copies that contradict what they copy, each with both lines. */
export function copyProblems(copies: ReadonlyMap<Row, Row>): string[] {
  return [...copies]
    .map(([row, first]) => ({ row, first, cells: [row, first].map((one) => one.text('Winner')) }))
    .filter(({ cells }) => new Set(cells.map(isTrue)).size > 1)
    .map(({ row, first, cells: [here, there] }) => {
      const words = `${quoted(here)}, but ${quoted(there)} on line ${first.line}`;
      return `line ${row.line}: Winner: ${words}, which is the same row otherwise`;
    });
}
