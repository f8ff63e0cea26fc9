/** Ceremonies that are written together. */
import type { LoadedCeremony } from './model/ceremony.ts';

/** Cuts a list of ceremonies into as many as have at most so many nominations together, each part at least one. */
export function batchesOf<T extends { readonly loaded: Pick<LoadedCeremony, 'ceremony'> }>(
  ceremonies: readonly T[],
  mostNominations: number,
): T[][] {
  const batches: T[][] = [];
  let free = -1;
  for (const one of ceremonies) {
    const size = one.loaded.ceremony.categories.reduce((sum, { nominations }) => sum + nominations.length, 0);
    free -= size;
    if (free < 0) {
      batches.push([]);
      free = mostNominations - size;
    }
    batches.at(-1)?.push(one);
  }
  return batches;
}
