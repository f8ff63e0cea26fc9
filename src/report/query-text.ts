/** What `sql` prints: the rows of an answer, for reading, for spreadsheets and for programs. */
import type { QueryAnswer, QueryColumn, QueryValue } from '../model/query.ts';
import { csvText } from './csv.ts';
import type { Style } from './style.ts';
import { table } from './table.ts';
import { joinTexts, type Text, text } from './text.ts';
import { countText } from './words.ts';

/** A table with a line of names above and the number of rows below. */
export function queryText(answer: QueryAnswer, { columns, style }: { columns: number; style: Style }): Text {
  const { rows } = answer;
  const names = answer.columns.map(({ name }) => name);
  // PostgreSQL takes `select from people`: rows of which there is nothing to see.
  if (names.length === 0) return text`${countText(rows.length, 'row')} without columns: name some, or * for all`;
  const right = new Set(answer.columns.flatMap(({ isNumber }, at) => (isNumber ? [at] : [])));
  const flexible = new Set(answer.columns.flatMap(({ isNumber }, at) => (isNumber ? [] : [at])));
  const cells = rows.map((row) => row.map(spell));
  const [head = text``, ...lines] = table([names, ...cells], { right, flexible, columns });
  return joinTexts([style.strong(head), ...lines, text`${countText(rows.length, 'row')}`], '\n');
}

/** The answer as CSV; cells that a spreadsheet would take for a formula get a `'` before them. */
export function queryCsv({ columns, rows }: QueryAnswer): Text {
  return csvText([columns.map(({ name }) => name), ...rows.map((row) => row.map(spell))]);
}

/** The rows as objects; of several columns of one name the later ones are numbered, so that none is lost. */
export function queryJson({ columns, rows }: QueryAnswer): { columns: string[]; rows: Record<string, unknown>[] } {
  const names = distinctNames(columns);
  const entries = (row: readonly QueryValue[]) => names.map((name, at) => [name, plainValue(row[at] ?? null)] as const);
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

function plainValue(value: QueryValue): unknown {
  return value !== null && typeof value === 'object' ? JSON.parse(value.json) : value;
}

function spell(value: QueryValue): string {
  if (value === null) return '';
  return typeof value === 'object' ? value.json : String(value);
}
