/** What is written together. */
import type { LoadedCeremony } from './model/ceremony.ts';

/** Cuts a list into parts of at most that size together, each as large as it can be and of one item at least. */
export function batchesOf<T>(items: readonly T[], sizeOf: (item: T) => number, mostTogether: number): T[][] {
  const batches: T[][] = [];
  let free = -1;
  for (const item of items) {
    const size = sizeOf(item);
    free -= size;
    if (free < 0) {
      batches.push([]);
      free = mostTogether - size;
    }
    batches.at(-1)?.push(item);
  }
  return batches;
}

export function nominationsIn({ ceremony }: Pick<LoadedCeremony, 'ceremony'>): number {
  return ceremony.categories.reduce((sum, { nominations }) => sum + nominations.length, 0);
}
