/** What stands above the header of a table: a title, a date, blank lines, as people put them there in a spreadsheet. */
import { quoted } from '../ceremony/issue-text.ts';
import { type TableHeader, withoutSeparatorLine } from './table-header.ts';

export interface LinesAbove {
  readonly count: number;
  /** The table, its lines where they were. */
  readonly withoutThem: string;
  readonly remarks: readonly string[];
  /** Lines that are no title, but rows: whether they are of the table nobody can tell. */
  readonly problems: readonly string[];
}

export function linesAbove(text: string, { start, separator, columns }: TableHeader): LinesAbove {
  const above = withoutSeparatorLine(text.slice(0, start)).split(/\r\n?|\n/);
  const count = above.length - 1;
  const remarks: string[] = [];
  const problems: string[] = [];
  for (const [at, line] of above.entries()) {
    const filled = line
      .replaceAll(/"[^"]*"/g, 'x')
      .split(separator)
      .filter((cell) => cell.trim() !== '').length;
    const place = `line ${at + 1}`;
    if (filled > columns.length / 2)
      problems.push(
        `${place}: stands above the header (line ${count + 1}) and is filled as a row is: put it below, or take it out`,
      );
    else if (filled > 0)
      remarks.push(`${place}: left out ${titleIn(line, separator)}, above the header (line ${count + 1})`);
  }
  return { count, withoutThem: `${'\n'.repeat(count)}${text.slice(start)}`, remarks, problems };
}

/** Without the cells that a spreadsheet adds to it. */
function titleIn(line: string, separator: string): string {
  let end = line.length;
  while (end > 0 && (line[end - 1] === separator || line[end - 1]?.trim() === '')) end--;
  return quoted(
    line
      .slice(0, end)
      .trim()
      .replace(/^"([^"]*)"$/, '$1'),
  );
}
