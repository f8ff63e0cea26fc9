/** One nomination of an IMDb event page as the ceremony file has it. */
import { quoted } from '../ceremony/issue-text.ts';
import { isCountry } from './countries.ts';
import { textOf } from './imdb-notes.ts';
import type { ImdbNomination } from './imdb-page.ts';
import { type NominationFile, type NomineeFile, withoutEmpty } from './reading.ts';

/** @param category its canonical name where it has one: what the notes mean depends on it */
export function toNomination(nomination: ImdbNomination, category: string): NominationFile {
  const note = textOf(nomination.notes);
  const song = /\bsong\b/i.test(category) ? songOf(nomination, note) : undefined;
  const country = category === 'International Feature Film' ? countryIn(note) : undefined;
  return withoutEmpty({
    won: nomination.isWinner === true,
    detail: song,
    note: country === undefined ? note : undefined,
    movies: moviesOf(nomination),
    nominees: [
      ...nomineesOf(nomination),
      ...(country === undefined ? [] : [{ name: country, kind: 'country' as const }]),
    ],
  });
}

/** The song's title, which the notes give in quotes: `For the song "What Was I Made For?"`. */
function songOf({ songNames }: ImdbNomination, note: string | undefined): string | undefined {
  if (songNames.length > 0) return songNames.join(' / ');
  return /["“]([^"“”]+)["”]/.exec(note ?? '')?.[1];
}

const longestCountry = 60;

/** Notes on an international feature that are nothing but the name of a country. */
function countryIn(note: string | undefined): string | undefined {
  const name =
    note
      ?.replace(/^Country:/, '')
      .replace(/\.$/, '')
      .trim() ?? '';
  return name.length <= longestCountry && isCountry(name) ? name : undefined;
}

export function moviesOf(nomination: ImdbNomination) {
  return titlesIn(nomination).flatMap(({ id, titleText }) => (titleText ? [{ title: titleText, imdbId: id }] : []));
}

function nomineesOf(nomination: ImdbNomination): NomineeFile[] {
  return namedIn(nomination).flatMap(({ id, name }) => (name ? [{ name, imdbId: id }] : []));
}

/** What the nomination mentions without naming it. */
export function unnamedIn(nomination: ImdbNomination): string[] {
  return [
    ...titlesIn(nomination).flatMap(({ id, titleText }) =>
      titleText ? [] : [`a movie without a title (${quoted(id)})`],
    ),
    ...namedIn(nomination).flatMap(({ id, name }) => (name ? [] : [`somebody without a name (${quoted(id)})`])),
  ];
}

function titlesIn({ awardedEntities: { awardTitles, secondaryAwardTitles } }: ImdbNomination) {
  return [...awardTitles, ...secondaryAwardTitles].map(({ title }) => title);
}

function namedIn({ awardedEntities }: ImdbNomination): { id: string; name: string | null }[] {
  const { awardNames, secondaryAwardNames, awardCompanies, secondaryAwardCompanies } = awardedEntities;
  return [
    ...[...awardNames, ...secondaryAwardNames].map(({ name: { id, nameText } }) => ({ id, name: nameText })),
    ...[...awardCompanies, ...secondaryAwardCompanies].map(({ company: { id, companyText } }) => ({
      id,
      name: companyText,
    })),
  ];
}
