/** Colours for one stream. Symbols carry the meaning; colour only helps. */
import { paint, type Text } from './text.ts';

type Paint = (inner: Text) => Text;

export interface Style {
  readonly good: Paint;
  readonly changed: Paint;
  readonly bad: Paint;
  readonly strong: Paint;
  readonly faint: Paint;
}

export function makeStyle(isColoured: boolean): Style {
  const painter = (format: Parameters<typeof paint>[0]): Paint =>
    isColoured ? (inner) => paint(format, inner) : (inner) => inner;
  return {
    good: painter('green'),
    changed: painter('yellow'),
    bad: painter('red'),
    strong: painter('bold'),
    faint: painter('dim'),
  };
}
