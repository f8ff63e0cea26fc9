/** How alike two texts are that two sources write in their own ways. */
import { bare, fold } from '../model/identity.ts';

/** A text of a nomination, taken apart when it is first compared, and once. */
export class Wording {
  readonly #text: string;
  #bare: string | undefined;
  #words: ReadonlySet<string> | undefined;
  #letterPairs: ReadonlyMap<string, number> | undefined;

  constructor(text: string | null | undefined) {
    this.#text = text ?? '';
  }

  /** Letters and digits alone; empty where nothing is said. */
  get bare(): string {
    this.#bare ??= bare(this.#text);
    return this.#bare;
  }

  get words(): ReadonlySet<string> {
    this.#words ??= new Set((fold(this.#text).match(/[\p{L}\p{N}]+/gu) ?? []).map(bare));
    return this.#words;
  }

  /** How often each two letters stand one after the other. */
  get letterPairs(): ReadonlyMap<string, number> {
    this.#letterPairs ??= letterPairsOf(this.bare);
    return this.#letterPairs;
  }
}

function letterPairsOf(text: string): Map<string, number> {
  const pairs = new Map<string, number>();
  for (let at = 0; at + 1 < text.length; at++) {
    const pair = text.slice(at, at + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

export const same = 2;

/** Two wordings of one thing have at least this share of the shorter one's words in common. */
const commonShare = 0.5;

/** From 2, the same, down to -1, nothing in common; 0 where one side says nothing. */
export function likeness(a: Wording, b: Wording): number {
  if (a.bare === '' || b.bare === '') return 0;
  if (a.bare === b.bare) return same;
  const share = commonWords(a, b) / Math.max(1, Math.min(a.words.size, b.words.size));
  return share >= commonShare ? share : -1;
}

function commonWords(a: Wording, b: Wording): number {
  return [...a.words].filter((word) => b.words.has(word)).length;
}

/** Two spellings of one name have at least this share of their pairs of letters in common. */
const spellingShare = 0.6;

/** Whether two names may be spellings of one: `Kim A-joong` and `Kim Ah-joong`, `Zhang Yimou` and `Yimou Zhang`. */
export function areSpellings(a: Wording, b: Wording): boolean {
  if (a.bare === b.bare) return true;
  const common = commonWords(a, b);
  if (common > 0 && common === a.words.size && common === b.words.size) return true;
  return commonPairs(a, b) >= spellingShare;
}

/** The share of two texts' pairs of letters that both have (Sørensen–Dice), from 0 to 1. */
function commonPairs(a: Wording, b: Wording): number {
  let common = 0;
  for (const [pair, count] of a.letterPairs) common += Math.min(count, b.letterPairs.get(pair) ?? 0);
  return (2 * common) / Math.max(1, a.bare.length + b.bare.length - 2);
}
