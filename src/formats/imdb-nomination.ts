/** One nomination of an IMDb event page as the ceremony file has it. */
import { quoted } from '../ceremony/issue-text.ts';
import { isCountry } from './countries.ts';
import { textOf } from './imdb-notes.ts';
import type { Honouree, ImdbNomination } from './imdb-page.ts';
import { type MovieFile, type NominationFile, type NomineeFile, withoutEmpty, wonBy } from './reading.ts';

/** @param category its canonical name where it has one: what the notes mean depends on it */
export function toNomination(nomination: ImdbNomination, category: string): NominationFile {
  const note = textOf(nomination.notes);
  const song = /\bsong\b/i.test(category) ? songOf(nomination, note) : undefined;
  const country = category === 'International Feature Film' ? countryIn(note) : undefined;
  const said = withoutEmpty({
    detail: song,
    note: country === undefined ? note : undefined,
    movies: moviesOf(nomination),
    nominees: [
      ...nomineesOf(nomination),
      ...(country === undefined ? [] : [{ name: country, kind: 'country' as const }]),
    ],
  });
  return { ...said, ...wonBy(nomination.isWinner) };
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

export function moviesOf(nomination: ImdbNomination): MovieFile[] {
  return titlesIn(nomination).flatMap(({ id, text }) => (text ? [{ title: text, ...idOf(id) }] : []));
}

function nomineesOf(nomination: ImdbNomination): NomineeFile[] {
  return [
    ...namesIn(nomination).flatMap(({ id, text }) => (text ? [{ name: text, ...idOf(id) }] : [])),
    ...companiesIn(nomination).flatMap(({ id, text }) =>
      text ? [{ name: text, ...(id === null ? { kind: 'company' as const } : { imdbId: id }) }] : [],
    ),
  ];
}

function idOf(id: string | null): { imdbId?: string } {
  return id === null ? {} : { imdbId: id };
}

/** What the nomination mentions without naming it. */
export function unnamedIn(nomination: ImdbNomination): string[] {
  return [
    ...unnamed(titlesIn(nomination), 'a movie without a title'),
    ...unnamed([...namesIn(nomination), ...companiesIn(nomination)], 'somebody without a name'),
  ];
}

function unnamed(honourees: readonly Honouree[], what: string): string[] {
  return honourees.flatMap(({ id, text }) =>
    text ? [] : [id === null ? `${what} or an ID` : `${what} (${quoted(id)})`],
  );
}

function titlesIn({ awardedEntities: { awardTitles, secondaryAwardTitles } }: ImdbNomination): Honouree[] {
  return [...awardTitles, ...secondaryAwardTitles];
}

function namesIn({ awardedEntities: { awardNames, secondaryAwardNames } }: ImdbNomination): Honouree[] {
  return [...awardNames, ...secondaryAwardNames];
}

function companiesIn({ awardedEntities: { awardCompanies, secondaryAwardCompanies } }: ImdbNomination): Honouree[] {
  return [...awardCompanies, ...secondaryAwardCompanies];
}

/** Whether it mentions anybody or anything at all. */
export function mentionsAny(nomination: ImdbNomination): boolean {
  return titlesIn(nomination).length + namesIn(nomination).length + companiesIn(nomination).length > 0;
}
