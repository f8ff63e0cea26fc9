/**
 * The plan: the ordered changes that make the database hold what a ceremony file says, as plain data. A dry run prints
 * it, an import applies it; nothing else decides what is written.
 */
import type { Ceremony, Edition, Nomination } from '../model/ceremony.ts';
import { type Change, compare } from '../model/changes.ts';
import { mergedCeremonyName } from '../model/edition-names.ts';
import { ExpectedError } from '../model/errors.ts';
import { announcedText, ceremonyId, type NominationIds, nominationIds } from '../model/identity.ts';
import type { StoredCeremony, StoredNomination } from '../model/stored.ts';
import { editionFields } from './fields.ts';
import { type ApartCategory, pairCategories } from './pair-categories.ts';
import { type PlannedCategory, planCategories } from './plan-categories.ts';
import { planNominations } from './plan-nominations.ts';
import type { UnclearNomination } from './unclear.ts';

export interface CeremonyPlan {
  readonly ceremonyId: string;
  readonly edition: Change<Edition>;
  /** Those of the file, then those that it does not speak of. */
  readonly categories: readonly Change<PlannedCategory>[];
  readonly nominations: readonly Change<StoredNomination>[];
  /** Rows of which nothing changes but where they stand: another place, or another name of their category. */
  readonly moved: readonly StoredNomination[];
  /** Nominations of the file that the database has, without it being clear which of several they are. Nothing is written. */
  readonly unclear: readonly UnclearNomination[];
  /** Categories of one name without its award, of which nobody can say which of several others they are. */
  readonly apart: readonly ApartCategory[];
  /**
   * Nominations that the database has and the file has not, in categories that the file has. Applied only when removals
   * are asked for.
   */
  readonly extra: readonly StoredNomination[];
  /** Nominations of the ceremony in the database before. */
  readonly existing: number;
}

/**
 * Compares a ceremony with what the database holds of it.
 *
 * What the file does not say never changes what the database knows: a missing detail or ID keeps the stored one, and so
 * do nominees where it names none; a category that it does not have is left alone.
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
  const { parts, apart } = pairCategories(file.categories, existing);
  const ceremony = { ...file, id, instance, categories: parts.map(({ category }) => category) };
  const takenIds = new Set((existing?.nominations ?? []).map((nomination) => nomination.id));
  const idOf = nominationIds(ceremony);
  const planned = parts.map((part) =>
    planNominations(part, (canonicalName, nomination) => freeId(idOf, canonicalName, nomination, takenIds)),
  );
  const [nominations, extra] = [planned.flatMap((one) => one.nominations), planned.flatMap((one) => one.extra)];
  const shuffled = new Set(planned.filter((one) => one.isReordered).map(({ category }) => category));
  const before = new Map(parts.map(({ category, list }) => [category, list?.category ?? null]));
  const categories = planCategories(ceremony, existing, before, shuffled);
  const stored = existing?.nominations.length ?? 0;
  const added = nominations.filter(({ action }) => action === 'add').length;
  return {
    ceremonyId: id,
    edition: planEdition(ceremony, existing, { categories: categories.length, nominations: stored + added }),
    categories,
    nominations,
    moved: planned.flatMap((one) => one.moved),
    apart,
    unclear: planned.flatMap(({ category, unclear }) => unclear.map((one) => ({ ...one, category: category.name }))),
    extra,
    existing: stored,
  };
}

/** True when applying the plan would write nothing. */
export function isEmpty({ edition, categories, nominations, moved }: CeremonyPlan): boolean {
  const isSame = ({ action }: Change<unknown>) => action === 'same';
  return isSame(edition) && categories.every(isSame) && nominations.every(isSame) && moved.length === 0;
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
function freeId(idOf: NominationIds, category: string, nomination: Nomination, taken: Set<string>): string {
  const announced = announcedText(nomination);
  for (let repeat = 1; ; repeat++) {
    const id = idOf(category, announced, repeat);
    if (taken.has(id)) continue;
    taken.add(id);
    return id;
  }
}

/** @param total what the database will have, so far as nothing is removed */
function planEdition(
  ceremony: Ceremony,
  existing: StoredCeremony | null,
  total: { readonly categories: number; readonly nominations: number },
): Change<Edition> {
  // Totals that an earlier file stated are wrong where its categories have more by now; of other ones they say nothing.
  const baseline = existing?.expected ?? null;
  const isOutdated =
    baseline !== null && total.categories <= baseline.categories && total.nominations > baseline.nominations;
  const known = isOutdated ? null : baseline;
  const after: Edition = {
    organization: {
      ...ceremony.organization,
      // It is stored under a key for good, whatever other keys lead to it.
      key: existing?.organization.key ?? ceremony.organization.key,
      abbreviation: ceremony.organization.abbreviation ?? existing?.organization.abbreviation ?? null,
      imdbEventId: ceremony.organization.imdbEventId ?? existing?.organization.imdbEventId ?? null,
    },
    year: ceremony.year,
    instance: ceremony.instance,
    number: ceremony.number ?? existing?.number ?? null,
    name: existing === null ? ceremony.name : mergedCeremonyName(ceremony, existing),
    date: ceremony.date ?? existing?.date ?? null,
    expected: ceremony.expected ?? known,
  };
  return existing === null ? { action: 'add', after } : compare<Edition>(existing, after, editionFields);
}
