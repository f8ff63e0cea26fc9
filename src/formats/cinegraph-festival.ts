/** Cinegraph's shape of festivals: awards by their names, as scraped from IMDb. */
import * as z from 'zod';
import { issueText, pathText, quoted, within } from '../ceremony/issue-text.ts';
import { headingIn } from '../ceremony/parse.ts';
import { movieOf, movieYear, nomineeOf, optionalText } from './cinegraph-credits.ts';
import { notesText, textOf } from './imdb-notes.ts';
import { isRecord } from './json-record.ts';
import { likelyKind } from './kind-of-category.ts';
import { organizationOf } from './organizations.ts';
import { CategoryCollector, type NominationFile, type Reading, readingOf, withoutEmpty } from './reading.ts';

const festivalNominee = z.object({
  films: z.array(z.object({ imdb_id: optionalText, title: optionalText, year: movieYear })).nullish(),
  people: z.array(z.object({ imdb_id: optionalText, name: optionalText })).nullish(),
  winner: z.boolean().nullish(),
  notes: notesText,
});

export const festivalSchema = z.object({
  year: z.int(),
  festival: z.string(),
  festival_key: z.string().optional(),
  // As it is: a copy would lose `__proto__`, which is a name like any other.
  awards: z.custom<Readonly<Record<string, unknown>>>(isRecord, 'expected the awards by their names'),
});
const festivalNominees = z.array(festivalNominee);
type FestivalNominee = z.infer<typeof festivalNominee>;

/** @param at path of the object within its file, empty for the whole */
export function readFestival(data: z.infer<typeof festivalSchema>, at: string): Reading {
  const organization = organizationOf(data.festival, data.festival_key);
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
    const namesMovies = nominees.some(({ films }) => (films ?? []).length > 0);
    const kind = likelyKind({
      category: name,
      organization: organization.key,
      honoured: namesMovies ? 'movies' : 'people alone',
    });
    for (const [index, nominee] of nominees.entries()) {
      collected.add(name, { name, kind }, festivalNomination(nominee), `${path}[${index}]`, unnamedIn(nominee));
    }
  }
  const made = collected.made(head);
  return readingOf({ heading: headingIn(head, at), at, problems, make: () => made });
}

function festivalNomination({ films, people, winner, notes }: FestivalNominee): NominationFile {
  return withoutEmpty({
    won: winner === true,
    note: textOf(notes),
    movies: (films ?? []).flatMap(({ title, imdb_id, year }) => (title ? [movieOf(title, imdb_id, year)] : [])),
    nominees: (people ?? []).flatMap(({ name, imdb_id }) => (name ? [nomineeOf(name, imdb_id)] : [])),
  });
}

/** What an entry mentions without naming it; Cinegraph drops movies and people without an ID, down to nothing. */
function unnamedIn({ films, people }: FestivalNominee): string[] {
  if ((films ?? []).length + (people ?? []).length === 0) return ['an entry that names neither a movie nor a nominee'];
  return [
    ...(films ?? []).flatMap(({ title, imdb_id }) => (title ? [] : [`a movie without a title (${quoted(imdb_id)})`])),
    ...(people ?? []).flatMap(({ name, imdb_id }) => (name ? [] : [`somebody without a name (${quoted(imdb_id)})`])),
  ];
}
