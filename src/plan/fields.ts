/** The attributes by which a stored row and the file's are compared, in the words that a diff shows. */
import type { Baseline, CreditedMovie, Edition, Nominee } from '../model/ceremony.ts';
import { forEachText } from '../model/nomination-texts.ts';
import type { StoredCategory, StoredNomination } from '../model/stored.ts';

type Fields = Record<string, string | null>;

export function editionFields({ organization, year, instance, number, name, date, expected }: Edition): Fields {
  return {
    organization: `${organization.name} (${organization.abbreviation ?? organization.key})`,
    'IMDb event': organization.imdbEventId,
    year: instance === 1 ? String(year) : `${year}/${instance}`,
    number: number === null ? null : String(number),
    name,
    date,
    expected: expected && baselineText(expected),
  };
}

function baselineText({ categories, nominations, winners, peopleNominations }: Baseline): string {
  return `${categories} categories, ${nominations} nominations, ${winners} winners, ${peopleNominations} people nominations`;
}

/** Without its place: the order is the file's, and no fact of the category. */
export function categoryFields({ name, canonicalName, group, kind }: StoredCategory): Fields {
  return { name, 'canonical name': canonicalName, group, kind };
}

/**
 * Without its place, which is its category's matter. A credit is a field of its own, so that a change names the one credit
 * that differs and not the whole list.
 */
export function nominationFields(nomination: StoredNomination): Fields {
  const { won, movies, nominees } = nomination;
  const { detail, ...texts } = forEachText((text) => nomination[text]);
  const movieFields = movies.map((movie, at) => [`movie ${at + 1}`, movieText(movie)]);
  const nomineeFields = nominees.map((nominee, at) => [
    `nominee ${at + 1}`,
    `${nominee.name} (${identityOf(nominee)})`,
  ]);
  const credits = Object.fromEntries([...movieFields, ...nomineeFields]);
  return { won: won ? 'yes' : 'no', detail, ...credits, ...texts };
}

function movieText({ title, year, imdbId }: CreditedMovie): string {
  return `${title} (${[...(year === null ? [] : [year]), imdbId ?? 'pending'].join(', ')})`;
}

function identityOf({ kind, imdbId }: Nominee): string {
  return imdbId ?? (kind === 'person' ? 'pending' : kind);
}
