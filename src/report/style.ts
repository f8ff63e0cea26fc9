/** Colours for one stream. Symbols carry the meaning; colour only helps. */
import { styleText } from 'node:util';

type Paint = (text: string) => string;

export interface Style {
  readonly good: Paint;
  readonly changed: Paint;
  readonly bad: Paint;
  readonly strong: Paint;
  readonly faint: Paint;
}

export function makeStyle(isColoured: boolean): Style {
  const paint = (format: Parameters<typeof styleText>[0]): Paint => {
    // Node 22 would otherwise decide by standard output, whichever stream this is for.
    return isColoured ? (text) => styleText(format, text, { validateStream: false }) : (text) => text;
  };
  return {
    good: paint('green'),
    changed: paint('yellow'),
    bad: paint('red'),
    strong: paint('bold'),
    faint: paint('dim'),
  };
}
