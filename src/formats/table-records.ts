/**
 * Tables as text, in the two ways in which programs write them: without quoting, so that a line is a row and a quote is
 * written `\"`, as oscar_data's own is; or with cells in quotes and quotes doubled (RFC 4180), as spreadsheets save them.
 * Which of the two it is, is told by the whole text: the same cell may be written in either way.
 */
import { CsvError, type Info, parse } from 'csv-parse/sync';
import { type CellSeparator, separatorName, withoutSeparatorLine } from './table-header.ts';

export interface TableRecord {
  /** The line that it begins on. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Whether the text ends here without a line end, as that of a file which was cut off does. */
  readonly isOpen: boolean;
}

export interface TableRecords {
  readonly records: readonly TableRecord[];
  readonly isQuoted: boolean;
  /** What keeps the whole text from being read, with its line. */
  readonly problems: readonly string[];
}

/** The rows of a text, its header first, without blank lines. */
export function tableRecords(text: string, separator: CellSeparator): TableRecords {
  const table = withoutSeparatorLine(text);
  const lines = table.includes('\r') ? table.replaceAll(/\r\n?/g, '\n') : table;
  const isQuoted = separator !== '\t' || beginsCellWithQuote(lines, separator);
  try {
    const records = isQuoted ? quotedRecords(lines, separator) : plainRecords(lines, separator);
    return { records, isQuoted, problems: [] };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { records: [], isQuoted, problems: [quotingProblem(error, separator)] };
  }
}

/** A spreadsheet puts the whole cell in quotes where it has one in it; in the table's own form none is bare there. */
function beginsCellWithQuote(lines: string, separator: CellSeparator): boolean {
  return lines.startsWith('"') || lines.includes('\n"') || lines.includes(`${separator}"`);
}

function plainRecords(lines: string, separator: CellSeparator): TableRecord[] {
  const records: TableRecord[] = [];
  const texts = lines.split('\n');
  for (const [at, line] of texts.entries()) {
    if (line.trim() === '') continue;
    records.push({ line: at + 1, cells: line.split(separator).map(unescaped), isOpen: at === texts.length - 1 });
  }
  return records;
}

function quotedRecords(lines: string, separator: CellSeparator): TableRecord[] {
  const read = parse(lines, {
    delimiter: separator,
    record_delimiter: '\n',
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    info: true,
  }) as unknown as { info: Info; record: string[] }[];
  return read.map(({ info, record }, at) => ({
    line: info.lines - newlinesIn(record),
    cells: record.map(unescaped),
    isOpen: at === read.length - 1 && !lines.endsWith('\n'),
  }));
}

function newlinesIn(cells: readonly string[]): number {
  return cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
}

/** A quote and a backslash stand behind a backslash, also in a table that a spreadsheet has opened and saved. */
function unescaped(cell: string): string {
  return (cell.includes('\\') ? cell.replaceAll(/\\(["\\])/g, '$1') : cell).trim();
}

function quotingProblem(error: CsvError, separator: CellSeparator): string {
  const line = typeof error.lines === 'number' ? error.lines : 1;
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') {
    return `line ${line}: a cell in quotes does not end: the file is cut off, or the quote is part of the text`;
  }
  return (
    `line ${line}: quotes around some cells, as a spreadsheet saves them, and others within a cell: ` +
    `which of them are part of the text cannot be told (cells separated by ${separatorName(separator)})`
  );
}
