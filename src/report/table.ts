/** Columns of text that line up whatever is in them. */
import stringWidth from 'fast-string-width';

/** Columns are left-aligned unless their index is in `right`. Cells are shown as they are given: make them safe first. */
export function table(rows: readonly (readonly string[])[], right: ReadonlySet<number>, gap = '  '): string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => stringWidth(row[at] ?? ''))));
  return rows.map((row) =>
    row
      .map((cell, at) => (right.has(at) ? padding(cell, widths[at]) + cell : cell + padding(cell, widths[at])))
      .join(gap)
      .trimEnd(),
  );
}

function padding(cell: string, width = 0): string {
  return ' '.repeat(Math.max(0, width - stringWidth(cell)));
}

/** The text, cut to so many columns with an ellipsis. */
export function fitted(text: string, columns: number): string {
  if (stringWidth(text) <= columns) return text;
  let kept = '';
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (stringWidth(kept + segment) > columns - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}
