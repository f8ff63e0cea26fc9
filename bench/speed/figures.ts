/** A figure: what was measured, against what, and whether it meets its goal. */
import { table } from '../../src/report/table.ts';
import type { Pair } from './measure.ts';

export interface Figure {
  readonly what: string;
  readonly measured: string;
  /** What it is held against, with the same unit. */
  readonly against: string;
  /** Such as `1.21 (1.18–1.25)`, the quartiles behind. */
  readonly ratio: string;
  readonly goal: string;
  /** Null where a figure has no goal of its own and is there to explain another. */
  readonly isMet: boolean | null;
}

/** A time against another time, which may not take more than `most` times as long. */
export function timeFigure(what: string, against: string, { a, b, ratio }: Pair, most: number | null): Figure {
  return {
    what,
    measured: milliseconds(a.median),
    against: `${milliseconds(b.median)} ${against}`,
    ratio: `${ratio.median.toFixed(2)} (${ratio.low.toFixed(2)}–${ratio.high.toFixed(2)})`,
    goal: most === null ? '–' : `≤ ${most}`,
    isMet: most === null ? null : ratio.median <= most,
  };
}

/** A number that has to be exactly what it should be, in each round. */
export function exactFigure(what: string, measured: readonly number[], expected: number): Figure {
  const isMet = measured.length > 0 && measured.every((value) => value === expected);
  return { what, measured: distinct(measured), against: '', ratio: '', goal: `= ${expected}`, isMet };
}

/** A number with an upper limit, which holds in each round. */
export function limitFigure(what: string, measured: readonly number[], most: number, unit = ''): Figure {
  const highest = Math.max(...measured);
  const suffix = unit === '' ? '' : ` ${unit}`;
  return {
    what,
    measured: `${Math.round(highest)}${suffix}`,
    against: '',
    ratio: '',
    goal: `≤ ${most}${suffix}`,
    isMet: highest <= most,
  };
}

/** Lines of the table. */
export function figureTable(figures: readonly Figure[]): string {
  const head = ['', 'measured', 'against', 'ratio (quartiles)', 'goal', ''];
  const rows = figures.map(({ what, measured, against, ratio, goal, isMet }) => [
    what,
    measured,
    against,
    ratio,
    goal,
    isMet === null ? '' : isMet ? 'ok' : 'OVER',
  ]);
  return table([head, ...rows], { right: new Set([1]) }).join('\n');
}

function milliseconds(value: number): string {
  return value < 1000 ? `${value.toFixed(0)} ms` : `${(value / 1000).toFixed(2)} s`;
}

function distinct(values: readonly number[]): string {
  return [...new Set(values)].sort((a, b) => a - b).join(', ');
}
