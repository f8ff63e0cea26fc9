/**
 * The plan: the ordered changes that make the database hold what a ceremony file says, as plain data. A dry run prints
 * it, an import applies it; nothing else decides what is written.
 */
import type { Ceremony, Edition, Nomination } from '../model/ceremony.ts';
import { type Change, compare } from '../model/changes.ts';
import { ExpectedError } from '../model/errors.ts';
import { groupBy } from '../model/group-by.ts';
import { announcedText, categoryId, ceremonyId, fold, nominationId, type StoredEditionKey } from '../model/identity.ts';
import type { StoredCategory, StoredCeremony, StoredNomination } from '../model/stored.ts';
import { categoryFields, editionFields, nominationFields } from './fields.ts';
import { pairNominations } from './match.ts';
import { merged } from './merge.ts';

export interface PlannedCategory extends StoredCategory {
  readonly id: string;
}

export interface CeremonyPlan {
  readonly ceremonyId: string;
  readonly edition: Change<Edition>;
  readonly categories: readonly Change<PlannedCategory>[];
  readonly nominations: readonly Change<StoredNomination>[];
  /** Nominations that the database has and the file has not. Applied only when removals are asked for. */
  readonly extra: readonly StoredNomination[];
  /** Nominations of the ceremony in the database before. */
  readonly existing: number;
}

/**
 * Compares a ceremony with what the database holds of it.
 *
 * What the file leaves out never erases what the database knows: a missing detail or ID keeps the stored one,
 * and so do nominees where it names none.
 *
 * @param existing null where the database does not have the ceremony
 * @param id of the ceremony's row where that is made already
 */
export function plan(
  file: Ceremony,
  existing: StoredCeremony | null,
  id = existing?.id ?? ceremonyId(file),
): CeremonyPlan {
  // Which one of its year it is was given once; one that comes from another year takes the place that is free there.
  const instance = existing?.year === file.year ? existing.instance : file.instance;
  const ceremony = { ...file, id, instance };
  const stored = groupBy(existing?.nominations ?? [], ({ category }) => fold(category));
  const storedCategories = new Map((existing?.categories ?? []).map((c) => [fold(c.canonicalName), c]));
  const takenIds = new Set((existing?.nominations ?? []).map((nomination) => nomination.id));
  const nominations: Change<StoredNomination>[] = [];
  const extra: StoredNomination[] = [];

  for (const category of ceremony.categories) {
    const desired = category.nominations.map((nomination, index) => ({ ...nomination, position: index + 1 }));
    const pairing = pairNominations(desired, stored.get(fold(category.canonicalName)) ?? []);
    const partners = new Map<Nomination, StoredNomination>(pairing.pairs);
    for (const nomination of desired) {
      const before = partners.get(nomination);
      if (before === undefined) {
        const id = freeId(ceremony, category.canonicalName, nomination, takenIds);
        nominations.push({
          action: 'add',
          after: { ...nomination, id, category: category.canonicalName, won: nomination.won ?? false },
        });
      } else {
        nominations.push(compare(before, merged(nomination, before, category.canonicalName), nominationFields));
      }
    }
    extra.push(...pairing.extra);
  }
  const named = new Set(ceremony.categories.map((category) => fold(category.canonicalName)));
  extra.push(...(existing?.nominations ?? []).filter((nomination) => !named.has(fold(nomination.category))));

  return {
    ceremonyId: id,
    edition: planEdition(ceremony, existing, nominations.length + extra.length),
    categories: ceremony.categories.map((_, index) => planCategory(ceremony, index, storedCategories)),
    nominations,
    extra,
    existing: existing?.nominations.length ?? 0,
  };
}

/** True when applying the plan would write nothing. */
export function isEmpty(planned: CeremonyPlan): boolean {
  return [planned.edition, ...planned.categories, ...planned.nominations].every((change) => change.action === 'same');
}

/** Deleting more than this share of a ceremony is more likely a wrong file than a wish. */
const removableShare = 0.3;

/** Why the extra nominations may not be deleted without `--force`, or null: more than 30 % of what is stored. */
export function largeRemoval({ extra, existing, edition }: CeremonyPlan): ExpectedError | null {
  if (extra.length <= existing * removableShare) return null;
  return new ExpectedError(
    'too-many-removals',
    `refusing to delete ${extra.length} of the ${existing} stored nominations of ${edition.after.name}`,
    {
      hint: 'nothing was written; is it the right file? If it is',
      remedy: { with: ['--force'], without: [] },
    },
  );
}

/** An ID is given once and outlives corrections, so the one that the text asks for may belong to another row by now. */
function freeId(ceremony: StoredEditionKey, category: string, nomination: Nomination, taken: Set<string>): string {
  const announced = announcedText(nomination);
  for (let repeat = 1; ; repeat++) {
    const id = nominationId(ceremony, category, announced, repeat);
    if (taken.has(id)) continue;
    taken.add(id);
    return id;
  }
}

/** @param total nominations that the database will have, so far as nothing is removed */
function planEdition(ceremony: Ceremony, existing: StoredCeremony | null, total: number): Change<Edition> {
  // Totals that an earlier file stated say nothing about a ceremony that has more by now.
  const baseline = existing?.expected ?? null;
  const known = baseline === null || total > baseline.nominations ? null : baseline;
  const after: Edition = {
    organization: {
      ...ceremony.organization,
      abbreviation: ceremony.organization.abbreviation ?? existing?.organization.abbreviation ?? null,
      imdbEventId: ceremony.organization.imdbEventId ?? existing?.organization.imdbEventId ?? null,
    },
    year: ceremony.year,
    instance: ceremony.instance,
    number: ceremony.number ?? existing?.number ?? null,
    name: ceremony.name,
    date: ceremony.date ?? existing?.date ?? null,
    expected: ceremony.expected ?? known,
  };
  return existing === null ? { action: 'add', after } : compare<Edition>(existing, after, editionFields);
}

function planCategory(
  ceremony: Ceremony,
  index: number,
  stored: ReadonlyMap<string, StoredCategory>,
): Change<PlannedCategory> {
  const category = ceremony.categories[index];
  if (category === undefined) throw new RangeError(`no category ${index}`);
  const before = stored.get(fold(category.canonicalName));
  // A source that has only the canonical name does not know what the category was called that year.
  const knowsName = before === undefined || category.name !== category.canonicalName;
  const name = knowsName ? category.name : before.name;
  const { canonicalName, kind } = category;
  const { key } = ceremony.organization;
  const after = {
    id: categoryId(key, { name, canonicalName, kind }),
    name,
    canonicalName,
    group: category.group ?? before?.group ?? null,
    kind,
    position: index + 1,
  };
  if (before === undefined) return { action: 'add', after };
  return compare({ ...before, id: categoryId(key, before) }, after, categoryFields);
}
