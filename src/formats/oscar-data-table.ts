/** The table of DLu/oscar_data (`oscars.csv`): lines to rows, by the names of its columns. */
import { type Info, parse } from 'csv-parse/sync';

const columns = {
  required: ['Ceremony', 'Class', 'Category', 'Film', 'FilmId', 'Nominees', 'NomineeIds', 'Winner'],
  optional: ['Year', 'CanonicalCategory', 'Name', 'Detail', 'Note', 'Citation'],
} as const;
export type Column = (typeof columns)['required' | 'optional'][number];

/** One nomination, as it stands on its line. */
export interface Row {
  readonly line: number;
  /** Text of a cell, empty where it or the whole column is missing. */
  readonly text: (column: Column) => string;
  /** Items of a cell that holds a list. */
  readonly list: (column: Column) => string[];
}

export interface Table {
  readonly rows: readonly Row[];
  /** What keeps the whole table from being read. */
  readonly problems: readonly string[];
  readonly remarks: readonly string[];
}

export function parseOscarData(text: string): Table {
  const [header, ...lines] = parseLines(text);
  const names = header?.cells ?? [];
  const problems = headerProblems(names);
  if (problems.length > 0) return { rows: [], problems, remarks: [] };
  const tooLong = lines.filter(({ cells }) => cells.length > names.length);
  return {
    rows: lines.map(({ line, cells }) => toRow(line, names, cells)),
    problems: tooLong.map(({ line, cells }) => `line ${line}: ${cells.length} cells under ${names.length} columns`),
    remarks: remarksOn(names),
  };
}

/** The file has no quoting, so that a line is always a row; a quote and a backslash are written behind a backslash. */
function parseLines(text: string): { line: number; cells: string[] }[] {
  const records = parse(evened(text), {
    delimiter: '\t',
    record_delimiter: '\n',
    quote: false,
    escape: null,
    relax_column_count: true,
    skip_empty_lines: true,
    info: true,
  }) as unknown as { info: Info; record: string[] }[];
  return records.map(({ info, record }) => ({
    line: info.lines,
    cells: record.map((cell) => cell.replaceAll(/\\(["\\])/g, '$1').trim()),
  }));
}

/**
 * The text with all lines as long as the first: most lines of the file end before their last columns, and csv-parse
 * makes an error of each of them, which takes longer than reading it.
 */
function evened(text: string): string {
  const [header = '', ...lines] = text.replaceAll('\r\n', '\n').split('\n');
  const tabs = (line: string) => line.split('\t').length - 1;
  const columns = tabs(header);
  const even = (line: string) => (line === '' ? line : line + '\t'.repeat(Math.max(0, columns - tabs(line))));
  return [header, ...lines.map(even)].join('\n');
}

function headerProblems(names: readonly string[]): string[] {
  const missing = columns.required.filter((name) => !names.includes(name));
  const repeated = names.filter((name, at) => names.indexOf(name) !== at);
  return [
    ...missing.map((name) => `line 1: there is no column ${name}`),
    ...repeated.map((name) => `line 1: two columns are called ${name}`),
  ];
}

function remarksOn(names: readonly string[]): string[] {
  const readable = new Set<string>([...columns.required, ...columns.optional]);
  const others = names.filter((name) => !readable.has(name));
  return others.length === 0 ? [] : [`not imported, as the format does not know them: columns ${others.join(', ')}`];
}

function toRow(line: number, names: readonly string[], cells: readonly string[]): Row {
  const text = (column: Column) => cells[names.indexOf(column)] ?? '';
  const list = (column: Column) =>
    text(column) === ''
      ? []
      : text(column)
          .split('|')
          .map((item) => item.trim());
  return { line, text, list };
}
