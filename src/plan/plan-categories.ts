/** What becomes of the categories of a ceremony. */
import type { Category, Ceremony } from '../model/ceremony.ts';
import { type Change, compare, type FieldChange } from '../model/changes.ts';
import { categoryId } from '../model/identity.ts';
import { areNamedAlike, isPartOf, mergedNames } from '../model/prize-names.ts';
import type { StoredCategory, StoredCeremony } from '../model/stored.ts';
import { categoryFields } from './fields.ts';
import { mergedOrder, reordered } from './order.ts';

export interface PlannedCategory extends StoredCategory {
  readonly id: string;
}

/** The order is a matter of presentation: all that it changes is one line of a category. */
const orderChange: FieldChange = { field: 'order', before: 'as stored', after: 'as in the file' };

/**
 * @param before the stored category of each of the file's
 * @param shuffled those whose nominations come in another order
 * @returns those of the file in its order, then those that it does not have
 */
export function planCategories(
  { organization, categories }: Ceremony,
  existing: StoredCeremony | null,
  before: ReadonlyMap<Category, StoredCategory | null>,
  shuffled: ReadonlySet<Category>,
): Change<PlannedCategory>[] {
  const stored = existing?.categories ?? [];
  const wanted = categories.map((category) => before.get(category) ?? category);
  const places = new Map(mergedOrder<Category | StoredCategory>(stored, wanted).map((one, at) => [one, at + 1]));
  const moved = reordered<Category | StoredCategory>(stored, wanted);
  const spokenOf = new Set(wanted);
  const planned = categories.map((category, at) => {
    const partner = before.get(category) ?? null;
    const position = places.get(partner ?? category) ?? at + 1;
    const isMoved = shuffled.has(category) || (partner !== null && moved.has(partner));
    return planCategory(organization.key, category, partner, position, isMoved ? [orderChange] : []);
  });
  const others = stored
    .filter((category) => !spokenOf.has(category))
    .map((category): Change<PlannedCategory> => {
      const after = { ...category, id: categoryId(organization.key, category) };
      return { action: 'same', after: { ...after, position: places.get(category) ?? category.position } };
    });
  return [...planned, ...others];
}

/** The facts that make the category's row; another one of them is another row. */
export function rowOf(category: Category, before: StoredCategory | null) {
  if (before === null) return { name: category.name, canonicalName: category.canonicalName, kind: category.kind };
  // Whoever knows a category by a part of its name does not know what all of it honours.
  const knowsKind = areNamedAlike(category, before) || !isPartOf(category, before);
  return { ...mergedNames(category, before), kind: knowsKind ? category.kind : before.kind };
}

function planCategory(
  organization: string,
  category: Category,
  before: StoredCategory | null,
  position: number,
  order: readonly FieldChange[],
): Change<PlannedCategory> {
  const row = rowOf(category, before);
  const after = {
    id: categoryId(organization, row),
    ...row,
    group: category.group ?? before?.group ?? null,
    position,
  };
  if (before === null) return { action: 'add', after };
  const old = { ...before, id: categoryId(organization, before) };
  const change = compare<PlannedCategory>(old, after, categoryFields);
  const fields = [...(change.action === 'update' ? change.fields : []), ...order];
  return fields.length === 0 ? change : { action: 'update', before: old, after, fields };
}
