/** The order of things of which a file has some: its own, without moving what it does not speak of. */

/**
 * @param stored in their order
 * @param wanted in the file's order: some of the stored ones, and new ones
 * @returns all of them, each of the file's after the one that it follows there
 */
export function mergedOrder<Item>(stored: readonly Item[], wanted: readonly Item[]): Item[] {
  const [isStored, isWanted] = [new Set(stored), new Set(wanted)];
  const inTurn = wanted.filter((item) => isStored.has(item)).values();
  const order = stored.map((item) => (isWanted.has(item) ? (inTurn.next().value ?? item) : item));
  const followers = new Map<Item | null, Item[]>();
  let leader: Item | null = null;
  for (const item of wanted) {
    if (isStored.has(item)) leader = item;
    else (followers.get(leader) ?? followers.set(leader, []).get(leader))?.push(item);
  }
  return [...(followers.get(null) ?? []), ...order.flatMap((item) => [item, ...(followers.get(item) ?? [])])];
}

/** Those that come at another place than before among those that were there. */
export function reordered<Item>(stored: readonly Item[], wanted: readonly Item[]): Set<Item> {
  const isWanted = new Set(wanted);
  const isStored = new Set(stored);
  const before = stored.filter((item) => isWanted.has(item));
  const after = wanted.filter((item) => isStored.has(item));
  return new Set(after.filter((item, at) => before[at] !== item));
}
