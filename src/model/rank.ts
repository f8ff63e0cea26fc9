/** What is better than something else, by several numbers. */

/** For sorting: the one first of which the first number that differs is the greater one; 0 where none differs. */
export function byRank(ours: readonly number[], theirs: readonly number[]): number {
  const at = ours.findIndex((number, index) => number !== theirs[index]);
  return (theirs[at] ?? 0) - (ours[at] ?? 0);
}
