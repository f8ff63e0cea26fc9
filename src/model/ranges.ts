/** Numbers in words, those that follow each other as a range. */

/**
 * `2020-2022, 2024`.
 *
 * @param spell how one of them is said, such as `93rd`
 */
export function rangesText(
  sorted: readonly number[],
  spell: (number: number) => string = String,
  separator = ', ',
): string {
  const ranges: [from: number, to: number][] = [];
  for (const at of sorted) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === at - 1) last[1] = at;
    else ranges.push([at, at]);
  }
  return ranges.map(([from, to]) => (from === to ? spell(from) : `${spell(from)}-${spell(to)}`)).join(separator);
}
