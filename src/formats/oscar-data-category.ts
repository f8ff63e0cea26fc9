/** Which category a row of oscar_data's table belongs to. */
import type { CategoryKind } from '../model/ceremony.ts';
import { knownCategory, spellName } from './category-names.ts';
import type { Row } from './oscar-data-table.ts';
import type { CategoryFile } from './reading.ts';

/** The source's groups of categories. */
export const kindOfClass = new Map<string, CategoryKind>([
  ['Acting', 'person'],
  ['Directing', 'person'],
  ['Writing', 'person'],
  ['Title', 'movie'],
  ['Music', 'craft'],
  ['Production', 'craft'],
  ['Special', 'special'],
  ['SciTech', 'special'],
]);

/** Classes of several categories that are reported under one heading. */
const groupingClasses = new Set(['Acting', 'Writing']);

/** The category of a row, but for its nominations. */
export function categoryOf(row: Row, canonicalName: string): Omit<CategoryFile, 'nominations'> {
  const { name } = namesOf(row);
  return {
    name,
    ...(canonicalName === name ? {} : { canonicalName }),
    ...(groupingClasses.has(row.text('Class')) ? { group: row.text('Class') } : {}),
    kind: kindOf(row),
  };
}

/**
 * The canonical name of each category of a ceremony. Where a ceremony gave two awards that the source puts under one
 * canonical name, they stay two, as only then both names of that year are kept: the first keeps the canonical name, and
 * the other goes by its own, or by both where its own is taken.
 */
export function canonicalNamesOf(rows: readonly Row[]): Map<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const row of rows) {
    if (names.has(keyOf(row))) continue;
    const canonical = canonicalNameOf(row);
    const { name: own } = namesOf(row);
    const free = [canonical, own, `${canonical}: ${own}`].find((name) => !taken.has(name)) ?? own;
    names.set(keyOf(row), free);
    taken.add(free);
  }
  return names;
}

export function canonicalNameOf(row: Row): string {
  return namesOf(row).canonicalName;
}

interface CategoryNames {
  readonly name: string;
  readonly canonicalName: string;
}

const remembered = new Map<string, CategoryNames>();
const rememberedAtMost = 5_000;

/** A table has the same few hundred names of categories on its thousands of rows. */
function namesOf(row: Row): CategoryNames {
  const key = `${row.text('CanonicalCategory')}\t${row.text('Category')}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const source = row.text('CanonicalCategory') || row.text('Category');
  const canonicalName = knownCategory(source)?.canonicalName ?? spellName(source);
  const names = { name: spellName(row.text('Category')), canonicalName };
  if (remembered.size < rememberedAtMost) remembered.set(key, names);
  return names;
}

/** The category of a row: its name of that year and its canonical one. */
export function keyOf(row: Row): string {
  const { name, canonicalName } = namesOf(row);
  return `${canonicalName}\t${name}`;
}

/** The source counts cinematography to production; its nominees are honoured by name, as directors are. */
function kindOf(row: Row): CategoryKind {
  if (canonicalNameOf(row).startsWith('Cinematography')) return 'person';
  return kindOfClass.get(row.text('Class')) ?? 'special';
}
