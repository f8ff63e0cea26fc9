/** Cinegraph's shape of festivals: awards by their names, as scraped from IMDb. */
import * as z from 'zod';
import { issueText, pathText, quoted, within } from '../ceremony/issue-text.ts';
import { listOf, movieOf, movieYear, nomineeOf, optionalText } from './cinegraph-credits.ts';
import { notesText, textOf } from './imdb-notes.ts';
import { isRecord } from './json-record.ts';
import { likelyKind } from './kind-of-category.ts';
import { optionalList } from './optional-list.ts';
import { organizationOf } from './organizations.ts';
import { CategoryCollector, type NominationFile, type Reading, withoutEmpty, wonBy } from './reading.ts';

const festivalNominee = z.object({
  films: optionalList(z.object({ imdb_id: optionalText, title: optionalText, year: movieYear }).nullish()),
  people: optionalList(z.object({ imdb_id: optionalText, name: optionalText }).nullish()),
  winner: z.boolean().nullish(),
  notes: notesText,
});

export const festivalSchema = z.object({
  year: z.int(),
  festival: z.string(),
  festival_key: optionalText,
  // As it is: a copy would lose `__proto__`, which is a name like any other.
  awards: z.custom<Readonly<Record<string, unknown>>>(isRecord, 'expected the awards by their names'),
});
const festivalNominees = listOf(festivalNominee);
type FestivalNominee = z.infer<typeof festivalNominee>;

/** @param at path of the object within its file, empty for the whole */
export function readFestival(data: z.infer<typeof festivalSchema>, at: string): Reading {
  const organization = organizationOf(data.festival, data.festival_key ?? undefined);
  const head = { organization, year: data.year, name: `${organization.name} ${data.year}` };
  const collected = new CategoryCollector();
  const problems: string[] = [];
  for (const [name, value] of Object.entries(data.awards)) {
    const path = within(at, pathText(['awards', name]));
    const { data: nominees, error } = festivalNominees.safeParse(value);
    if (nominees === undefined) {
      for (const issue of error.issues) problems.push(issueText(issue, path));
      continue;
    }
    if (nominees === null) {
      collected.leaveOut(path, 'a category without nominations');
      continue;
    }
    const namesMovies = nominees.some((nominee) => nominee?.films.some((film) => film));
    const kind = likelyKind({
      category: name,
      organization: organization.key,
      honoured: namesMovies ? 'movies' : 'people alone',
    });
    for (const [index, nominee] of nominees.entries()) {
      const place = `${path}[${index}]`;
      if (!nominee) collected.leaveOut(place, 'an entry that is empty');
      else collected.add(name, { name, kind }, festivalNomination(nominee), place, unnamedIn(nominee));
    }
  }
  return collected.reading(head, at, problems);
}

function festivalNomination({ films, people, winner, notes }: FestivalNominee): NominationFile {
  const said = withoutEmpty({
    note: textOf(notes),
    movies: films.flatMap((film) => (film?.title ? [movieOf(film.title, film.imdb_id, film.year)] : [])),
    nominees: people.flatMap((person) => (person?.name ? [nomineeOf(person.name, person.imdb_id)] : [])),
  });
  return { ...said, ...wonBy(winner) };
}

/** What an entry mentions without naming it; Cinegraph drops movies and people without an ID, down to nothing. */
function unnamedIn({ films, people }: FestivalNominee): string[] {
  return [
    ...films.flatMap((film) => (film?.title ? [] : [`a movie without a title (${quoted(film?.imdb_id)})`])),
    ...people.flatMap((person) => (person?.name ? [] : [`somebody without a name (${quoted(person?.imdb_id)})`])),
  ];
}
