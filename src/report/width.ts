/** How wide text is on a terminal. Apart from `text.ts`: what measures takes longer to load than a wrong argument to be told. */
import stringWidth from 'fast-string-width';
import { Text } from './text.ts';

/** How many columns the longest line takes; colours take none. */
export function widthOf(whole: Text): number {
  return String(whole)
    .split('\n')
    .reduce((most, line) => Math.max(most, widthOfLine(line)), 0);
}

/** Lines broken at spaces, what follows indented; a command stays whole, to be copied. */
export function wrapText(whole: Text, columns: number): Text {
  return columns === Number.POSITIVE_INFINITY || widthOf(whole) <= columns
    ? whole
    : Text.wrap(whole, columns, widthOfLine);
}

function widthOfLine(line: string): number {
  return isNarrow.test(line) ? line.length : stringWidth(line);
}

/** ASCII and the marks of the program's own, each a column wide: most of what is measured. */
const isNarrow = /^[ -~✔✘·…–—]*$/;
