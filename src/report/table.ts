/** Columns of text that line up whatever is in them. */
import { joinTexts, type Printable, Text, text } from './text.ts';
import { widthOf } from './width.ts';

export interface TableLayout {
  /** Columns that are aligned to the right, by index. */
  readonly right?: ReadonlySet<number>;
  /** Columns that are cut where the whole is too wide, the widest first. */
  readonly flexible?: ReadonlySet<number>;
  /** Columns that are left out where the whole is too wide, the first of them first. */
  readonly optional?: readonly number[];
  /** How wide the whole may be; without end where nothing is to be cut. */
  readonly columns?: number;
}

const gapColumns = 2;
const narrowest = 8;
/** As wide as a flexible column stays before one that can be done without. */
const readable = 24;

/** Rows of cells as lines; a cell that is no text yet is made one. */
export function table(cells: readonly (readonly Printable[])[], layout: TableLayout = {}): Text[] {
  const all = cells.map((row) => row.map((cell) => (cell instanceof Text ? cell : text`${cell}`)));
  const { optional = [], columns = Number.POSITIVE_INFINITY } = layout;
  const natural = (all[0] ?? []).map((_, at) =>
    all.reduce((most, row) => Math.max(most, widthOf(row[at] ?? text``)), 0),
  );
  const wanted = natural.map((width, at) => (layout.flexible?.has(at) ? Math.min(width, readable) : width));
  let places = natural.map((_, at) => at);
  const kept = <One>(row: readonly One[]) => places.flatMap((at) => row[at] ?? []);
  for (const at of optional) if (widthOfRow(kept(wanted)) > columns) places = places.filter((place) => place !== at);
  const among = (some: ReadonlySet<number> = new Set()) =>
    new Set(places.flatMap((from, at) => (some.has(from) ? [at] : [])));
  const rows = all.map(kept);
  const [right, flexible] = [among(layout.right), among(layout.flexible)];
  const widths = shrunk(kept(natural), flexible, columns);
  return rows.map((row) => {
    const aligned = row.map((cell, at) => {
      const width = widths[at] ?? 0;
      const shown = flexible.has(at) ? truncate(cell, width) : cell;
      const padding = ' '.repeat(Math.max(0, width - widthOf(shown)));
      if (right.has(at)) return text`${padding}${shown}`;
      return row.slice(at + 1).every((later) => widthOf(later) === 0) ? shown : text`${shown}${padding}`;
    });
    const last = row.findLastIndex((cell) => widthOf(cell) > 0);
    return joinTexts(aligned.slice(0, last + 1), '  ').trimEnd();
  });
}

function shrunk(widths: readonly number[], flexible: ReadonlySet<number>, columns: number): number[] {
  const result = [...widths];
  while (widthOfRow(result) > columns) {
    const candidates = [...flexible].filter((at) => (result[at] ?? 0) > narrowest);
    if (candidates.length === 0) break;
    const widest = candidates.reduce((a, b) => ((result[b] ?? 0) > (result[a] ?? 0) ? b : a));
    result[widest] = (result[widest] ?? 0) - 1;
  }
  return result;
}

function widthOfRow(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, gapColumns * (widths.length - 1));
}

/** The text, cut to so many columns with an ellipsis. It is one line, and without colours. */
export function truncate(whole: Text, columns: number): Text {
  if (widthOf(whole) <= columns) return whole;
  let kept = '';
  for (const { segment } of new Intl.Segmenter().segment(String(whole))) {
    if (widthOf(text`${kept}${segment}`) > columns - 1) break;
    kept += segment;
  }
  return text`${kept.trimEnd()}…`;
}
