/** How things are put into words, the same in every report. */
import type { CeremonyHeading, FailedHeading } from '../result.ts';
import { type Text, text } from './text.ts';

const monthNames = 'January February March April May June July August September October November December'.split(' ');

/** `10 March 2024` for `2024-03-10`. */
export function longDate(isoDate: string): string {
  const [year, month, day] = isoDate.split('-').map(Number);
  return `${day} ${monthNames[(month ?? 1) - 1]} ${year}`;
}

/** `96th Academy Awards · 10 March 2024`. */
export function titleOf({ name, date, year }: Pick<CeremonyHeading | FailedHeading, 'name' | 'date' | 'year'>): string {
  const when = date === null ? year : longDate(date);
  return when === null ? name : `${name} · ${when}`;
}

/** `1 nomination`, `120 nominations`. */
export function countText(count: number, singular: string, plural = `${singular}s`): string {
  return `${count} ${count === 1 ? singular : plural}`;
}

/** More than this many lines of a kind are counted, not shown. */
const shownLines = 20;

/** The lines, or the first of very many and how many more there are. */
export function foldLines(lines: readonly Text[], verbose: boolean, most = shownLines): Text[] {
  if (verbose || lines.length <= most) return [...lines];
  return [...lines.slice(0, most), text`    and ${lines.length - most} more (--verbose shows all)`];
}
