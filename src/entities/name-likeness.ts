/** How likely two names are one person's, by their words. */
import { fold } from '../model/identity.ts';

/** From the same name to nothing in common. */
export const likenesses = { same: 3, variant: 2, related: 1, different: 0 } as const;
export type NameLikeness = (typeof likenesses)[keyof typeof likenesses];

/**
 * Compares names without regard to case, marks, dots and commas. `variant`: the same words in another order, a word more, or
 * initials (`J. A. Bayona`, `Juan Antonio Bayona`); `related`: a word in common, as families have.
 *
 * @returns null where the names cannot be compared, one being in another script
 */
export function nameLikeness(a: string, b: string): NameLikeness | null {
  const [wordsA, wordsB] = [wordsOf(a), wordsOf(b)];
  if (wordsA.join('') === wordsB.join('')) return likenesses.same;
  if (isLatin(wordsA) !== isLatin(wordsB)) return null;
  const [fewer, more] = wordsA.length <= wordsB.length ? [wordsA, wordsB] : [wordsB, wordsA];
  if (areAmong(fewer, more)) return likenesses.variant;
  return fewer.some((word) => word.length > 1 && !isSuffix(word) && more.includes(word))
    ? likenesses.related
    : likenesses.different;
}

/** Whether each word is one of the others, or an initial of one, and at least one is no initial. */
function areAmong(words: readonly string[], others: readonly string[]): boolean {
  const free = [...others];
  const take = (isMeant: (other: string) => boolean) => {
    const at = free.findIndex(isMeant);
    if (at >= 0) free.splice(at, 1);
    return at >= 0;
  };
  const rest = words.filter((word) => !take((other) => other === word));
  const isWordCommon = words.some((word) => word.length > 1 && !isSuffix(word) && others.includes(word));
  const isInitial = (a: string, b: string) => a.length === 1 && b.startsWith(a);
  return isWordCommon && rest.every((word) => take((other) => isInitial(word, other) || isInitial(other, word)));
}

function wordsOf(name: string): string[] {
  const plain = fold(name)
    .normalize('NFD')
    .replace(/[\p{M}'’]/gu, '');
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

function isLatin(words: readonly string[]): boolean {
  return words.some((word) => /\p{Script=Latin}/u.test(word));
}

function isSuffix(word: string): boolean {
  return /^(?:jr|sr|ii|iii|iv)$/.test(word);
}
