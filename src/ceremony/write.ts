/** A stored ceremony in the ceremony file's own format, so that what was shown can be imported again. */
import type { Nominee } from '../model/ceremony.ts';
import { fold } from '../model/identity.ts';
import type { StoredCategory, StoredCeremony, StoredNomination } from '../model/stored.ts';

/** Plain data in the shape of `ceremony.schema.json`; what is not known is left out. */
export function toCeremonyFile(stored: StoredCeremony): object {
  const { organization, year, instance, number, name, date, expected } = stored;
  return withoutNulls({
    organization: withoutNulls({ ...organization }),
    year,
    instance: instance === 1 ? null : instance,
    number,
    name,
    date,
    expected,
    categories: stored.categories.map((category) => toCategory(category, stored.nominations)),
  });
}

function toCategory(category: StoredCategory, nominations: readonly StoredNomination[]): object {
  const { name, canonicalName, group, kind } = category;
  return withoutNulls({
    name,
    canonicalName: canonicalName === name ? null : canonicalName,
    group,
    kind,
    nominations: nominations.filter((row) => fold(row.category) === fold(canonicalName)).map(toNomination),
  });
}

function toNomination({ won, detail, credit, citation, note, movies, nominees }: StoredNomination): object {
  return withoutNulls({
    won: won ? true : null,
    detail,
    credit,
    citation,
    note,
    movies: movies.length === 0 ? null : movies.map((movie) => withoutNulls({ ...movie })),
    nominees: nominees.length === 0 ? null : nominees.map(toNominee),
  });
}

/** The kind is said where the ID does not say it. */
function toNominee({ kind, name, imdbId }: Nominee): object {
  const isImplied = kind === 'person' || (kind === 'company' && imdbId !== null);
  return withoutNulls({ name, imdbId, kind: isImplied ? null : kind });
}

function withoutNulls(record: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null));
}
