/** Measuring two things against each other on a machine that is never quite idle. */

/** A median, and the quartiles around it. */
export interface Spread {
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

export interface Pair {
  readonly a: Spread;
  readonly b: Spread;
  /** Of the rounds' own ratios: what slows the machine down slows both sides of a round. */
  readonly ratio: Spread;
}

/**
 * Measures both sides in turns, the first one changing from round to round. A round before those that count warms the
 * file system's cache.
 *
 * @returns milliseconds, or whatever the sides count
 */
export async function compare(rounds: number, a: () => Promise<number>, b: () => Promise<number>): Promise<Pair> {
  await a();
  await b();
  const values: { a: number; b: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    if (round % 2 === 0) {
      const first = await a();
      values.push({ a: first, b: await b() });
    } else {
      const first = await b();
      values.push({ a: await a(), b: first });
    }
  }
  return pairOf(values);
}

export function pairOf(values: readonly { readonly a: number; readonly b: number }[]): Pair {
  return {
    a: spreadOf(values.map((value) => value.a)),
    b: spreadOf(values.map((value) => value.b)),
    ratio: spreadOf(values.map((value) => value.a / value.b)),
  };
}

function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  return { low: quantile(sorted, 0.25), median: quantile(sorted, 0.5), high: quantile(sorted, 0.75) };
}

function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? Number.NaN;
  return below + (above - below) * (at - Math.floor(at));
}
