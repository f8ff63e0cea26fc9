/** What sources call one prize: with its award or without, with separators of their own, or in lower case alone. */
import type { Category } from './ceremony.ts';
import { fold } from './identity.ts';
import { plainText, registry } from './organizations.ts';

export type CategoryNames = Pick<Category, 'name' | 'canonicalName'>;

/** What stands between an award and its category. */
const separators = / ?[/|:–—] ?| - /;

function partsOf(name: string): string[] {
  return plainText(name).split(separators).filter(Boolean);
}

/** The name without regard to case, marks and separators: `Golden Lion: Best Film` is `Golden Lion / Best Film`. */
export function prizeKey(name: string): string {
  return partsOf(name).join(' / ');
}

/** Whole names of main prizes, by their awards. */
const mainPrizes = new Map(
  registry
    .flatMap((organization) => organization.mainPrizes ?? [])
    .map(({ award, category }) => [prizeKey(award), prizeKey(`${award} / ${category}`)]),
);

/** Its names, and the whole one of the main prize which it is by the award alone. */
function namesOf({ name, canonicalName }: CategoryNames): string[] {
  const names = [name, canonicalName].map(prizeKey);
  return [...new Set([...names, ...names.flatMap((award) => mainPrizes.get(award) ?? [])])];
}

/** Whether a source lost the award of a category, or the category of the award: `Best Film` of `Golden Lion / Best Film`. */
export function isPartOf(category: CategoryNames, whole: CategoryNames): boolean {
  const wholes = namesOf(whole);
  return namesOf(category).every((name) => wholes.some((other) => isPartOfName(name, other)));
}

function isPartOfName(name: string, whole: string): boolean {
  return name !== whole && ` / ${whole} / `.includes(` / ${name} / `);
}

/** They stand in the name of any category. */
const emptyWords = new Set('achievement award awards best by for in of outstanding prize the a an and or'.split(' '));

/** The words that tell a category from others. */
export function tellingWords(category: CategoryNames): Set<string> {
  const words = namesOf(category).flatMap((name) => fold(name).match(/[\p{L}\p{N}]+/gu) ?? []);
  return new Set(words.filter((word) => !emptyWords.has(word)));
}

/**
 * Whatever else has the canonical name of a category, else one that differs in separators or marks. Each is taken once, and
 * a category that has none is absent.
 */
export function pairByNames<One extends CategoryNames, Other>(
  categories: readonly One[],
  others: readonly Other[],
  canonicalNameOf: (other: Other) => string,
): Map<One, Other> {
  const pairs = new Map<One, Other>();
  const free = new Set(others);
  for (const keyOf of [fold, prizeKey]) {
    const byKey = new Map([...free].map((other) => [keyOf(canonicalNameOf(other)), other]));
    for (const category of categories) {
      const other = pairs.has(category) ? undefined : byKey.get(keyOf(category.canonicalName));
      if (other !== undefined && free.delete(other)) pairs.set(category, other);
    }
  }
  return pairs;
}

/** Whether both are one by their canonical names. */
export function areNamedAlike(a: CategoryNames, b: CategoryNames): boolean {
  return prizeKey(a.canonicalName) === prizeKey(b.canonicalName);
}

/**
 * Whether the source says what the category was called that year. One that has only the name across the years does not,
 * nor one that spells it in another way or adds to an award what it is for.
 */
export function isYearNameSaid(category: CategoryNames): boolean {
  return !namesOf({ ...category, name: category.canonicalName }).includes(prizeKey(category.name));
}

/** Whether a name stands there as a list has it that knows no capital letters. */
export function isCaseLost(name: string): boolean {
  return name === name.toLowerCase() && name !== name.toUpperCase();
}

/**
 * The names of a stored category once a file has spoken of it. What says more stays: a source that lost the award renames
 * nothing.
 */
export function mergedNames(category: CategoryNames, stored: CategoryNames): CategoryNames {
  const { name, canonicalName } = stored;
  if (!areNamedAlike(category, stored)) return isPartOf(category, stored) ? { name, canonicalName } : category;
  const isSpelling = fold(category.canonicalName) === fold(canonicalName) && !isCaseLost(category.canonicalName);
  return {
    name: mergedYearName(category, stored),
    canonicalName: isSpelling ? category.canonicalName : canonicalName,
  };
}

/** Of two names that are alike in their canonical ones. */
function mergedYearName(category: CategoryNames, stored: CategoryNames): string {
  if (isYearNameSaid(category)) return category.name;
  if (isYearNameSaid(stored)) return stored.name;
  const [ours, theirs] = [prizeKey(category.name), prizeKey(stored.name)];
  if (ours !== theirs) return isPartOfName(theirs, ours) ? category.name : stored.name;
  const isSpelling = fold(category.name) === fold(stored.name) && !isCaseLost(category.canonicalName);
  return isSpelling ? category.name : stored.name;
}
