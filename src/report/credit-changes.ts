/** What becomes of the credits of a nomination: who is renamed, linked to another row, added, removed, moved. */
import { fold } from '../model/identity.ts';
import type { StoredNomination } from '../model/stored.ts';
import { nominationFields } from '../plan/fields.ts';

/** `relinked`: the same name, leading to another row; `replaced`: another name that leads to another row. */
export type ChangeKind = 'changed' | 'renamed' | 'relinked' | 'replaced' | 'added' | 'removed' | 'reordered';

/** One respect in which a row becomes different, in words; null where there was, or will be, nothing. */
export interface DiffChange {
  /** `won`, `citation`, `nominee 2`: by its place afterwards, of what is removed by its place before. */
  readonly field: string;
  readonly kind: ChangeKind;
  readonly before: string | null;
  readonly after: string | null;
}

interface Credit {
  readonly name: string;
  readonly imdbId: string | null;
  /** With all that is known of it, as a diff spells it. */
  readonly spelled: string;
  /** From 1. */
  readonly position: number;
}

interface Pair {
  readonly before: Credit;
  readonly after: Credit;
}

export function creditChanges(before: StoredNomination, after: StoredNomination): DiffChange[] {
  return (['movie', 'nominee'] as const).flatMap((label) =>
    changesOf(label, creditsIn(label, before), creditsIn(label, after)),
  );
}

function creditsIn(label: 'movie' | 'nominee', nomination: StoredNomination): Credit[] {
  const fields = nominationFields(nomination);
  const credits =
    label === 'movie'
      ? nomination.movies.map(({ title, imdbId }) => ({ name: title, imdbId }))
      : nomination.nominees.map(({ name, imdbId }) => ({ name, imdbId }));
  return credits.map((credit, at) => ({
    ...credit,
    spelled: fields[`${label} ${at + 1}`] ?? credit.name,
    position: at + 1,
  }));
}

function changesOf(label: string, before: readonly Credit[], after: readonly Credit[]): DiffChange[] {
  const pairs = pairCredits(before, after);
  const paired = new Set(pairs.flatMap((pair) => [pair.before, pair.after]));
  const removed = before
    .filter((credit) => !paired.has(credit))
    .map(({ position, spelled }) => change(label, position, 'removed', spelled, null));
  const others = after.flatMap((credit) => {
    const pair = pairs.find((one) => one.after === credit);
    return pair === undefined
      ? [change(label, credit.position, 'added', null, credit.spelled)]
      : pairChange(label, pair);
  });
  const kept = pairs.toSorted((a, b) => a.after.position - b.after.position);
  const isReordered = kept.some((pair, at) => at > 0 && pair.before.position < (kept[at - 1]?.before.position ?? 0));
  const names = (credits: readonly Credit[]) => credits.map(({ name }) => name).join(', ');
  return [
    ...others,
    ...removed,
    ...(isReordered
      ? [{ field: `order of ${label}s`, kind: 'reordered', before: names(before), after: names(after) } as const]
      : []),
  ];
}

/** From sure to likely: the same ID, the same name, the same place. */
function pairCredits(before: readonly Credit[], after: readonly Credit[]): Pair[] {
  const pairs: Pair[] = [];
  const [left, right] = [new Set(before), new Set(after)];
  const pairBy = (isSame: (a: Credit, b: Credit) => boolean) => {
    for (const one of right) {
      const match = [...left].find((other) => isSame(other, one));
      if (match === undefined) continue;
      pairs.push({ before: match, after: one });
      left.delete(match);
      right.delete(one);
    }
  };
  pairBy((a, b) => a.spelled === b.spelled);
  pairBy((a, b) => a.imdbId !== null && a.imdbId === b.imdbId);
  pairBy((a, b) => fold(a.name) === fold(b.name));
  pairBy((a, b) => a.position === b.position);
  return pairs;
}

function pairChange(label: string, { before, after }: Pair): DiffChange[] {
  if (before.spelled === after.spelled) return [];
  const [isRenamed, isRelinked] = [before.name !== after.name, before.imdbId !== after.imdbId];
  const kind = isRenamed ? (isRelinked ? 'replaced' : 'renamed') : isRelinked ? 'relinked' : 'changed';
  return [change(label, after.position, kind, before.spelled, after.spelled)];
}

function change(
  label: string,
  position: number,
  kind: ChangeKind,
  before: string | null,
  after: string | null,
): DiffChange {
  return { field: `${label} ${position}`, kind, before, after };
}
