/** The table of DLu/oscar_data (`oscars.csv`): lines to rows, by the names of its columns. */
import { quoted } from '../ceremony/issue-text.ts';
import { type Column, columns, columnsNamed, isOscarDataHeader } from './oscar-data-columns.ts';
import { linesAbove } from './table-above.ts';
import { tableHeader } from './table-header.ts';
import { type TableRecord, tableRecords } from './table-records.ts';

/** One nomination, as it stands on its line. */
export interface Row {
  readonly line: number;
  /** What is wrong with the line as a whole. */
  readonly problems: readonly string[];
  /** All that stands on the line, but for who won. */
  readonly allButWinner: () => string;
  /** Text of a cell, empty where it or the whole column is missing. */
  readonly text: (column: Column) => string;
  /** Items of a cell that holds a list. */
  readonly list: (column: Column) => string[];
}

export interface Table {
  readonly rows: readonly Row[];
  readonly headerLine: number;
  /** What keeps the whole table from being read. */
  readonly problems: readonly string[];
  readonly remarks: readonly string[];
}

export function parseOscarData(text: string): Table {
  const found = tableHeader(text, isOscarDataHeader);
  const { separator } = found;
  const above = linesAbove(text, found);
  if (separator === '|')
    return { rows: [], headerLine: 1, problems: [`line ${above.count + 1}: ${barred}`], remarks: [] };
  const { records, problems } = tableRecords(above.withoutThem, separator);
  const [header, ...lines] = records;
  const headerLine = header?.line ?? 1;
  const names = columnsNamed(header?.cells ?? []);
  const wholes = [...above.problems, ...(problems.length > 0 ? problems : headerProblems(names, headerLine))];
  if (wholes.length > 0) return { rows: [], headerLine, problems: wholes, remarks: [] };
  // Lines of the original end where their last cell with something in it does; other programs write all cells.
  const mayEndEarly = separator === '\t';
  const places = new Map(names.map((name, at) => [name, at]));
  const last = lines.at(-1);
  return {
    rows: lines.map((record, at) => {
      const problem = lengthProblem(record, names.length, mayEndEarly);
      return toRow(isCutInNumber(record) ? { ...record, cells: lines[at - 1]?.cells ?? [] } : record, places, problem);
    }),
    headerLine,
    problems: [],
    remarks: [
      ...above.remarks,
      ...remarksOn(names, lines),
      ...(last?.isOpen && last.cells.length === names.length ? [openEnd(last)] : []),
    ],
  };
}

const barred =
  'its cells are separated by upright lines (|), which separate the names within a cell, too: ' +
  'save it separated by tabs, semicolons or commas';

function lengthProblem({ cells, isOpen }: TableRecord, count: number, mayEndEarly: boolean): string | null {
  if (cells.length > count) return `${cells.length} cells under ${count} columns`;
  if (cells.length === count) return null;
  if (isOpen) return 'the last line is incomplete: it has no line end, as when a file is cut off';
  return mayEndEarly ? null : `${cells.length} cells under ${count} columns`;
}

/** What cuts a line off in its first cell leaves another number there; such a line is with the one above it. */
function isCutInNumber({ cells, isOpen }: TableRecord): boolean {
  return isOpen && cells.length === 1;
}

function openEnd({ line }: TableRecord): string {
  return `line ${line}, the last, has no line end: if the file was cut off, its last cell is not whole`;
}

function headerProblems(names: readonly string[], line: number): string[] {
  const missing = columns.required.filter((name) => !names.includes(name));
  const seen = new Set<string>();
  const repeated = new Set(names.filter((name) => name !== '' && (seen.has(name) || !seen.add(name))));
  return [
    ...missing.map((name) => `line ${line}: there is no column ${name}`),
    ...[...repeated].map((name) => `line ${line}: two columns are called ${quoted(name)}`),
  ];
}

const namedColumns = 20;

/** A spreadsheet adds columns without a name and with nothing in them. */
function remarksOn(names: readonly string[], lines: readonly TableRecord[]): string[] {
  const readable = new Set<string>([...columns.required, ...columns.optional]);
  const others = names.filter((name, at) => (name === '' ? lines.some(({ cells }) => cells[at]) : !readable.has(name)));
  if (others.length === 0) return [];
  const shown = others.slice(0, namedColumns).map((name) => quoted(name).slice(1, -1) || 'without a name');
  const more = others.length > namedColumns ? `, and ${others.length - namedColumns} more` : '';
  return [`not imported, as the format does not know them: columns ${shown.join(', ')}${more}`];
}

function toRow({ line, cells }: TableRecord, places: ReadonlyMap<string, number>, problem: string | null): Row {
  const text = (column: Column) => cells[places.get(column) ?? -1] ?? '';
  const list = (column: Column) => {
    const items = text(column);
    if (items === '') return [];
    return items.includes('|') ? items.split('|').map((item) => item.trim()) : [items];
  };
  const winner = places.get('Winner');
  // A line may end where its last cell with something in it does.
  const allButWinner = () =>
    cells
      .map((cell, at) => (at === winner ? '' : cell))
      .join('\t')
      .trimEnd();
  return { line, problems: problem === null ? [] : [problem], allButWinner, text, list };
}
