/**
 * What a category is called: the sources' many names for the Academy's awards, mapped to one by
 * `fixtures/category-names.json`. The names follow oscars.org's awards database (with the canonical names that
 * DLu/oscar_data gives them) and IMDb's event pages.
 */
import table from '../../fixtures/category-names.json' with { type: 'json' };
import type { CategoryKind } from '../model/ceremony.ts';
import { fold } from '../model/identity.ts';

export interface KnownCategory {
  readonly canonicalName: string;
  readonly kind: CategoryKind;
  readonly group?: string;
  readonly alsoKnownAs: readonly string[];
}

/** Every award that the Academy has given. */
export const knownCategories = table as readonly KnownCategory[];

const byName = new Map(
  knownCategories.flatMap((category) =>
    [category.canonicalName, ...category.alsoKnownAs].map((name) => [fold(name), category] as const),
  ),
);

/** The Academy's category of that name in any source, or null for one that the table does not have. */
export function knownCategory(name: string): KnownCategory | null {
  return byName.get(fold(name)) ?? null;
}

/** An award as the ceremony file has it, for sources that call it otherwise than the Academy does. */
export function canonicalCategory({ canonicalName, kind, group }: KnownCategory) {
  return { name: canonicalName, kind, ...(group === undefined ? {} : { group }) };
}

/** A name of one year as the ceremony file spells it: `ACTOR IN A LEADING ROLE` is `Actor in a Leading Role`. */
export function spellName(name: string): string {
  const canonicalName = knownCategory(name)?.canonicalName;
  return canonicalName !== undefined && fold(canonicalName) === fold(name) ? canonicalName : titleCase(name);
}

const smallWords = new Set(['a', 'an', 'and', 'as', 'at', 'by', 'for', 'from', 'in', 'of', 'on', 'or', 'the', 'to']);

/** Lowers words in capitals but for their first letter, and leaves mixed ones and Roman numerals alone. */
export function titleCase(name: string): string {
  return name.trim().replace(/[\p{L}][\p{L}’']*\.?/gu, (word, at: number) => {
    if (word !== word.toUpperCase() || /^[IVX]+$/.test(word)) return word;
    const lower = word.toLowerCase();
    if (at > 0 && smallWords.has(lower)) return lower;
    return lower.charAt(0).toUpperCase() + lower.slice(1);
  });
}
