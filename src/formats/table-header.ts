/** The header of a table: where it stands, which character separates its cells, and what its columns are called. */

export type CellSeparator = '\t' | ',' | ';' | '|';
const separators: readonly CellSeparator[] = ['\t', ';', ','];
const separatorNames = { '\t': 'tabs', ';': 'semicolons', ',': 'commas', '|': 'upright lines' } as const;

export interface TableHeader {
  readonly separator: CellSeparator;
  readonly columns: readonly string[];
  /** Characters of the text before its line: people put a title above a table. */
  readonly start: number;
}

/** Titles and notes that stand above a table are no more, nor are blank lines counted. */
const linesAbove = 20;

/**
 * @param isHeader whether these are the columns of a table that is known
 * @returns the first line that is such a header; without one, what the first line is taken for: that which gives most columns
 */
export function tableHeader(
  text: string,
  isHeader: (columns: readonly string[]) => boolean = () => false,
): TableHeader {
  const body = withoutSeparatorLine(text);
  const skipped = text.length - body.length;
  const lines = firstLines(body);
  for (const { line, start } of lines) {
    const columns = [...separators, '|' as const].map((separator) => ({
      separator,
      columns: cellsOf(line, separator),
    }));
    const known = columns.find((one) => isHeader(one.columns));
    if (known !== undefined) return { ...known, start: start + skipped };
  }
  const { line, start } = lines[0] ?? { line: '', start: 0 };
  const readings = separators.map((separator) => ({ separator, columns: cellsOf(line, separator) }));
  const best = readings.reduce((most, one) => (one.columns.length > most.columns.length ? one : most));
  return { ...best, start: start + skipped };
}

function cellsOf(line: string, separator: CellSeparator): string[] {
  return line.split(separator).map((cell) => cell.trim().replace(/^"([^"]*)"$/, '$1'));
}

export function separatorName(separator: CellSeparator): string {
  return separatorNames[separator];
}

/** `sep=;` on the first line is for Excel, and no row; the line itself stays, so that the others keep their numbers. */
export function withoutSeparatorLine(text: string): string {
  return text.replace(/^\uFEFF?"?sep=.?"?(?=[\r\n])/i, '');
}

/** The lines at the beginning that have something in them; of what begins as JSON or a page does, the first only. */
function firstLines(text: string): { readonly line: string; readonly start: number }[] {
  const found: { line: string; start: number }[] = [];
  const begin = text.slice(0, 20_000);
  const most = /^\s*[[{<]/.test(begin) ? 1 : linesAbove + 1;
  for (const { 0: line, index } of begin.matchAll(/[^\r\n]+/g)) {
    if (line.trim() !== '') found.push({ line: line.trimStart(), start: index });
    if (found.length === most) break;
  }
  return found;
}
