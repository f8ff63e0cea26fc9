/** Long texts, cut so that what differs between two of them is left. */

/** Shorter ones stay whole. */
const longest = 60;
/** What is left of a text on each side of the cut, and of what two have in common beside what differs. */
const context = 20;

type Spelled = string | null;

/** Both, without the middle of what only one has, and without what both begin or end with but for some words of it. */
export function shorten(before: Spelled, after: Spelled): [before: Spelled, after: Spelled] {
  if (before === null || after === null) return [before && cutMiddle(before), after && cutMiddle(after)];
  if (before.length <= longest && after.length <= longest) return [before, after];
  const [a, b] = [[...before], [...after]];
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start++;
  let end = 0;
  while (end < shorter - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const cut = (characters: readonly string[]) => {
    const from = start > context ? start - context : 0;
    const to = end > context ? characters.length - end + context : characters.length;
    const middle = characters.slice(from, to).join('');
    return `${from > 0 ? '…' : ''}${cutMiddle(middle)}${to < characters.length ? '…' : ''}`;
  };
  return [cut(a), cut(b)];
}

/** The beginning and the end of a long text. */
export function cutMiddle(whole: string, most = longest * 2): string {
  const characters = [...whole];
  if (characters.length <= most) return whole;
  const half = Math.floor((most - 1) / 2);
  return `${characters.slice(0, half).join('').trimEnd()}…${characters.slice(-half).join('').trimStart()}`;
}
