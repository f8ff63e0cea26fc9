/** What `sql` prints: the rows of an answer, for reading, for spreadsheets and for programs. */
import { stringify } from 'csv-stringify/sync';
import type { QueryAnswer, QueryColumn, QueryValue } from '../model/query.ts';
import { visible } from './safe-text.ts';
import type { Style } from './style.ts';
import { fitted, table } from './table.ts';
import { counted } from './words.ts';

/** A table with a line of names above and the number of rows below; `columns` cuts what is wider. */
export function queryText({ columns, rows }: QueryAnswer, { width, style }: { width: number; style: Style }): string {
  const names = columns.map(({ name }) => visible(name));
  const numbers = new Set(columns.flatMap(({ isNumber }, at) => (isNumber ? [at] : [])));
  const [head = '', ...lines] = table(
    [names, ...rows.map((row) => row.map((value) => visible(spelled(value))))],
    numbers,
  );
  return [
    style.strong(fitted(head, width)),
    ...lines.map((line) => fitted(line, width)),
    counted(rows.length, 'row'),
  ].join('\n');
}

/** The answer as CSV; cells that a spreadsheet would take for a formula get a `'` before them. */
export function queryCsv({ columns, rows }: QueryAnswer): string {
  const records = [columns.map(({ name }) => name), ...rows.map((row) => row.map(spelled))];
  const safe = records.map((record) => record.map(visible));
  return stringify(safe, { escape_formulas: true }).trimEnd();
}

/** The rows as objects; of several columns of one name the later ones are numbered, so that none is lost. */
export function queryJson({ columns, rows }: QueryAnswer): { columns: string[]; rows: Record<string, unknown>[] } {
  const names = distinctNames(columns);
  const entries = (row: readonly QueryValue[]) => names.map((name, at) => [name, plain(row[at] ?? null)] as const);
  return { columns: names, rows: rows.map((row) => Object.fromEntries(entries(row))) };
}

function distinctNames(columns: readonly QueryColumn[]): string[] {
  const taken = new Set(columns.map(({ name }) => name));
  const used = new Set<string>();
  return columns.map(({ name }) => {
    let distinct = name;
    for (let number = 2; used.has(distinct); number++) {
      const numbered = `${name} (${number})`;
      if (!taken.has(numbered)) distinct = numbered;
    }
    used.add(distinct);
    return distinct;
  });
}

function plain(value: QueryValue): unknown {
  return value !== null && typeof value === 'object' ? JSON.parse(value.json) : value;
}

function spelled(value: QueryValue): string {
  if (value === null) return '';
  return typeof value === 'object' ? value.json : String(value);
}
