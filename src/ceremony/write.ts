/** A ceremony in the ceremony file's own format, so that what was shown or converted can be imported again. */
import type { Category, Ceremony, Nomination, Nominee } from '../model/ceremony.ts';
import { groupBy } from '../model/group-by.ts';
import { fold } from '../model/identity.ts';
import { forEachText } from '../model/nomination-texts.ts';
import type { StoredCeremony } from '../model/stored.ts';
import { repeatsIn } from './repeats.ts';

/** Plain data in the shape of `ceremony.schema.json`; what is not known is left out. */
export function ceremonyFile({
  organization,
  year,
  instance,
  number,
  name,
  date,
  expected,
  categories,
}: Ceremony): object {
  return withoutNulls({
    organization: withoutNulls({ ...organization }),
    year,
    instance: instance === 1 ? null : instance,
    number,
    name,
    date,
    expected,
    categories: categories.map(toCategory),
  });
}

/** The same of a stored ceremony. */
export function toCeremonyFile(stored: StoredCeremony): object {
  const byCategory = groupBy(stored.nominations, ({ category }) => fold(category));
  const categories = stored.categories.map((category) => ({
    ...category,
    nominations: byCategory.get(fold(category.canonicalName)) ?? [],
  }));
  return ceremonyFile({ ...stored, categories });
}

function toCategory({ name, canonicalName, group, kind, nominations }: Category): object {
  const hasWinner = nominations.some(({ won }) => won);
  // What a source says twice is written so that it is no mistake.
  const repeating = new Set(repeatsIn({ nominations }).map(({ nomination }) => nomination));
  return withoutNulls({
    name,
    canonicalName: canonicalName === name ? null : canonicalName,
    group,
    kind,
    nominations: nominations.map((nomination, at) => ({
      ...toNomination(nomination, hasWinner),
      ...(repeating.has(at) ? { repeats: true } : {}),
    })),
  });
}

/** Beside a winner, who did not win is left out; of whom nobody says it, null does. */
function toNomination(nomination: Nomination, hasWinner: boolean): object {
  const { won, movies, nominees } = nomination;
  return {
    ...(won ? { won } : won === null && hasWinner ? { won } : {}),
    ...withoutNulls({
      ...forEachText((text) => nomination[text]),
      movies: movies.length === 0 ? null : movies.map((movie) => withoutNulls({ ...movie })),
      nominees: nominees.length === 0 ? null : nominees.map(toNominee),
    }),
  };
}

/** The kind is said where the ID does not say it. */
function toNominee({ kind, name, imdbId }: Nominee): object {
  const isImplied = kind === 'person' || (kind === 'company' && imdbId !== null);
  return withoutNulls({ name, imdbId, kind: isImplied ? null : kind });
}

function withoutNulls(record: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null));
}
