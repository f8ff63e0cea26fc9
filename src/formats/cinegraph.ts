/**
 * Reads Cinegraph's ceremony data (razrfly/cinegraph): Academy Awards as scraped from oscars.org, under `categories`, and other
 * festivals as scraped from IMDb, under `awards`.
 */
import * as z from 'zod';
import { issueText, pathText, quoted, within } from '../ceremony/issue-text.ts';
import { headingIn } from '../ceremony/parse.ts';
import { imdbNomineeId } from '../ceremony/schema.ts';
import type { NomineeId } from '../model/ceremony.ts';
import { academy, academyAwards, editionOf, numberOf } from './academy-awards.ts';
import { knownCategory, spellName } from './category-names.ts';
import { cinegraphRow } from './cinegraph-row.ts';
import { creditBeside, namesIn } from './credit-line.ts';
import { isPlaceholder, nomineeNamed } from './credited-name.ts';
import { notesText, textOf } from './imdb-notes.ts';
import { likelyKind } from './kind-of-category.ts';
import { organizationOf } from './organizations.ts';
import {
  CategoryCollector,
  type NominationFile,
  type NomineeFile,
  type Reading,
  readingOf,
  refusedReading,
  withoutEmpty,
} from './reading.ts';

const optionalText = z.string().nullish();
/** A movie's year is a help, not what a nomination is about: what is none is left out. */
const movieYear = z.int().nullish().catch(null);

const oscarNominee = z.object({
  film: optionalText,
  film_imdb_id: optionalText,
  film_year: movieYear,
  name: optionalText,
  person_imdb_ids: z.array(imdbNomineeId.transform((id) => id as NomineeId)).nullish(),
  winner: z.boolean().nullish(),
  honoree_type: optionalText,
});
type OscarNominee = z.infer<typeof oscarNominee>;

const oscars = z.object({
  year: z.int(),
  ceremony_number: z.int().min(1).nullish(),
  categories: z.array(z.object({ category: z.string(), nominees: z.array(oscarNominee) })),
});

const festivalNominee = z.object({
  films: z.array(z.object({ imdb_id: optionalText, title: optionalText, year: movieYear })).nullish(),
  people: z.array(z.object({ imdb_id: optionalText, name: optionalText })).nullish(),
  winner: z.boolean().nullish(),
  notes: notesText,
});

const festival = z.object({
  year: z.int(),
  festival: z.string(),
  festival_key: z.string().optional(),
  // As it is: a copy would lose `__proto__`, which is a name like any other.
  awards: z.custom<Readonly<Record<string, unknown>>>(isRecord, 'expected the awards by their names'),
});
const festivalNominees = z.array(festivalNominee);
type FestivalNominee = z.infer<typeof festivalNominee>;

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads a ceremony, or a row of the table that Cinegraph keeps them in (`festival_ceremonies`), which has it under `data`.
 *
 * @param at path of the object within its file, empty for the whole
 */
export function readCinegraph(value: unknown, at: string): Reading {
  const row = cinegraphRow(value);
  return row === null ? readCeremony(value, at) : readCeremony(row, within(at, 'data'));
}

function readCeremony(value: unknown, at: string): Reading {
  const aside = emptyYear(value, at) ?? scrapedWithoutAwards(value, at);
  if (aside !== null) return aside;
  const isFestival = typeof value === 'object' && value !== null && 'awards' in value;
  const parsed = isFestival ? festival.safeParse(value) : oscars.safeParse(value);
  if (!parsed.success)
    return refusedReading(
      headingIn(value, at),
      at,
      parsed.error.issues.map((issue) => issueText(issue, at)),
    );
  return 'awards' in parsed.data ? readFestival(parsed.data, at) : readOscars(parsed.data, at);
}

/** A year of which nothing was found: the awards are an empty list or map, and all else may be missing. */
function emptyYear(value: unknown, at: string): Reading | null {
  if (typeof value !== 'object' || value === null || !('awards' in value || 'categories' in value)) return null;
  const { awards, categories, festival, year, note } = value as Readonly<Record<string, unknown>>;
  const lists: unknown = awards ?? categories ?? [];
  if (typeof lists !== 'object' || lists === null) return null;
  if (!Object.values(lists).every((list) => Array.isArray(list) && list.length === 0)) return null;
  const name = [festival ?? (awards === undefined ? 'Academy Awards' : undefined), year].filter(isName).join(' ');
  const why = `no awards in it${isName(note) ? ` (${quoted(note)})` : ''}`;
  return leftAside(name, why, at);
}

/** Where the awards were not found on the page, its links to movies were gathered in their place. */
function scrapedWithoutAwards(value: unknown, at: string): Reading | null {
  if (!isRecord(value) || (value as { parser?: unknown }).parser !== 'html_fallback') return null;
  const { festival, year } = value as Readonly<Record<string, unknown>>;
  return leftAside([festival, year].filter(isName).join(' '), 'its movies were scraped without their awards', at);
}

function leftAside(name: string, why: string, at: string): Reading {
  const remark = `${name === '' ? 'a ceremony' : shortenName(name)} was left out: ${why}`;
  return { ceremonies: [], problems: [], remarks: [at === '' ? remark : `${at}: ${remark}`] };
}

function shortenName(name: string): string {
  return quoted(name).slice(1, -1);
}

function isName(value: unknown): boolean {
  return (typeof value === 'string' && value.trim() !== '') || typeof value === 'number';
}

function readFestival(data: z.infer<typeof festival>, at: string): Reading {
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

function readOscars(data: z.infer<typeof oscars>, at: string): Reading {
  const number = data.ceremony_number ?? (data.year === 1930 ? null : numberOf({ year: data.year, instance: 1 }));
  if (number === null) {
    const problem = within(at, `ceremony_number: which ceremony of ${data.year} it is must be said`);
    return refusedReading({ ...headingIn(data, at), organization: academy.key }, at, [problem]);
  }
  const problems = editionOf(number).year === data.year ? [] : [within(at, wrongYear(number, data.year))];
  const collected = new CategoryCollector();
  for (const [categoryIndex, { category: source, nominees }] of data.categories.entries()) {
    const name = spellName(source);
    const award = knownCategory(source);
    const namesMovies = nominees.some(({ film }) => Boolean(film));
    const category = {
      name,
      ...(award === null || award.canonicalName === name ? {} : { canonicalName: award.canonicalName }),
      ...(award?.group === undefined ? {} : { group: award.group }),
      kind: award?.kind ?? likelyKind({ category: name, honoured: namesMovies ? 'movies' : 'people alone' }),
    };
    for (const [index, nominee] of nominees.entries()) {
      const place = within(at, pathText(['categories', categoryIndex, 'nominees', index]));
      const {
        nominees: credited,
        open,
        looseIds,
      } = nomineesOf(nominee, {
        isWonByCountry: award?.canonicalName === 'International Feature Film',
        honoursPeople: category.kind !== 'special',
      });
      const { film, film_imdb_id: id } = nominee;
      const unnamed = film || !id ? [] : [`a movie without a title (${quoted(id)})`];
      const leftOut = [...unnamed, ...open.map((name) => `${quoted(name)}, which is no name`)];
      collected.add(source, category, toNomination(nominee, credited), place, leftOut, looseIds);
    }
  }
  const head = academyAwards(number);
  const made = collected.made(head);
  return readingOf({ heading: headingIn(head, at), at, problems, make: () => made });
}

function toNomination(nominee: OscarNominee, nominees: NomineeFile[]): NominationFile {
  const { film, film_imdb_id, film_year, name, winner, honoree_type } = nominee;
  return withoutEmpty({
    won: winner ?? honoree_type === 'winner',
    credit:
      nominees.length === 0
        ? undefined
        : creditBeside(
            name ?? '',
            nominees.map((one) => one.name),
          ),
    movies: film ? [movieOf(film, film_imdb_id, film_year)] : [],
    nominees,
  });
}

interface Credited {
  readonly nominees: NomineeFile[];
  /** What stands where names will. */
  readonly open: readonly string[];
  readonly looseIds: readonly NomineeId[];
}

/** The names in the one string, and the IDs beside it: in no order that could be relied on, so that they are not paired. */
function nomineesOf({ name: text, person_imdb_ids }: OscarNominee, category: OscarCategory): Credited {
  const ids = person_imdb_ids ?? [];
  const name = text?.trim() ?? '';
  if (name === '') return { nominees: [], open: [], looseIds: ids };
  const [onlyId, ...moreIds] = ids;
  if (onlyId === undefined && isPlaceholder(name)) return { nominees: [], open: [name], looseIds: [] };
  if (onlyId === undefined && category.isWonByCountry)
    return { nominees: [{ name, kind: 'country' }], open: [], looseIds: [] };
  // A company's name may have commas and an "and" of its own.
  if (moreIds.length === 0 && onlyId?.startsWith('co'))
    return { nominees: [nomineeOf(name, onlyId)], open: [], looseIds: [] };
  const names = namesIn(name, ids.length || undefined);
  return {
    nominees: names
      .filter((one) => !isPlaceholder(one))
      .map((one) => nomineeNamed(one, undefined, category.honoursPeople)),
    open: names.filter(isPlaceholder),
    looseIds: ids,
  };
}

interface OscarCategory {
  readonly isWonByCountry: boolean;
  /** Whether a name without an ID is a person's; special awards also go to companies. */
  readonly honoursPeople: boolean;
}

function wrongYear(number: number, given: number): string {
  return `year: ceremony ${number} was held in ${editionOf(number).year}, got ${given}`;
}

function movieOf(title: string, imdbId: string | null | undefined, year: number | null | undefined) {
  return { title, ...(imdbId ? { imdbId } : {}), ...(year ? { year } : {}) };
}

function nomineeOf(name: string, imdbId: string | null | undefined): NomineeFile {
  return { name, ...(imdbId ? { imdbId } : {}) };
}
