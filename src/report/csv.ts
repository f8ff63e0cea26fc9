/** Tables for spreadsheets. */
import { stringify } from 'csv-stringify/sync';
import { joinTexts, type Text, text, visible } from './text.ts';

/**
 * Records as CSV, a line each. A cell that a spreadsheet would take for a formula (`=`, `+`, `-`, `@` …) gets a `'` before
 * it; control characters, line ends too, are spelled out.
 */
export function csvText(records: readonly (readonly (string | number | boolean)[])[]): Text {
  const lines = records.map((record) => {
    const cells = record.map((cell) => visible(String(cell)));
    const line = stringify([cells], { escape_formulas: true, cast: { string: cellOf } });
    return text`${line.trimEnd()}`;
  });
  return joinTexts(lines, '\n');
}

/** A negative number begins with `-`, and is none. */
function cellOf(cell: string) {
  return /^[-+]?\d+(\.\d+)?(e[-+]?\d+)?$/i.test(cell) ? { value: cell, escape_formulas: false } : cell;
}
