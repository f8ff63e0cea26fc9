/** The first line of a table: which character separates its cells, and what its columns are called. */

export type CellSeparator = '\t' | ',' | ';';
const separators: readonly CellSeparator[] = ['\t', ';', ','];
const separatorNames = { '\t': 'tabs', ';': 'semicolons', ',': 'commas' } as const;

export interface TableHeader {
  readonly separator: CellSeparator;
  readonly columns: readonly string[];
}

/** @returns what the first line is taken for: that which gives most columns */
export function tableHeader(text: string): TableHeader {
  const line = firstLine(withoutSeparatorLine(text));
  const readings = separators.map((separator) => ({
    separator,
    columns: line.split(separator).map((cell) => cell.trim().replace(/^"([^"]*)"$/, '$1')),
  }));
  return readings.reduce((best, one) => (one.columns.length > best.columns.length ? one : best));
}

export function separatorName(separator: CellSeparator): string {
  return separatorNames[separator];
}

/** `sep=;` on the first line is for Excel, and no row; the line itself stays, so that the others keep their numbers. */
export function withoutSeparatorLine(text: string): string {
  return text.replace(/^\uFEFF?"?sep=.?"?(?=[\r\n])/i, '');
}

/** The first line that has something in it. */
function firstLine(text: string): string {
  return (
    text
      .slice(0, 10_000)
      .trimStart()
      .split(/[\r\n]/, 1)[0] ?? ''
  );
}
