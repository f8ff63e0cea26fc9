/** Colours for one stream. Symbols carry the meaning; colour only helps. */
import { painted, type Text } from './text.ts';

type Paint = (inner: Text) => Text;

export interface Style {
  readonly good: Paint;
  readonly changed: Paint;
  readonly bad: Paint;
  readonly strong: Paint;
  readonly faint: Paint;
}

export function makeStyle(isColoured: boolean): Style {
  const paint = (format: Parameters<typeof painted>[0]): Paint =>
    isColoured ? (inner) => painted(format, inner) : (inner) => inner;
  return {
    good: paint('green'),
    changed: paint('yellow'),
    bad: paint('red'),
    strong: paint('bold'),
    faint: paint('dim'),
  };
}
