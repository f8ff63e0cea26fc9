/** What is better than something else, by several numbers. */

/** Whether the first number that differs is the greater one; not where none differs. */
export function isAbove(ours: readonly number[], theirs: readonly number[]): boolean {
  const at = ours.findIndex((number, index) => number !== theirs[index]);
  return (ours[at] ?? 0) > (theirs[at] ?? 0);
}
