/**
 * The ceremony file's format: the zod schema that turns untrusted JSON into a `Ceremony`, and that the shipped JSON
 * Schema is generated from.
 */
import * as z from 'zod';
import {
  type Category,
  type CreditedMovie,
  categoryKinds,
  type ImdbCompanyId,
  type ImdbEventId,
  type ImdbNameId,
  type ImdbTitleId,
  type Nomination,
  type Nominee,
  nomineeKinds,
  type Organization,
} from '../model/ceremony.ts';
import { forEachText, type NominationText } from '../model/nomination-texts.ts';
import { quoted } from './issue-text.ts';

/** PostgreSQL stores neither NUL nor half a surrogate pair; both are damage, never part of a name. */
function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed();
}

const text = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(2_000, 'is longer than 2,000 characters')
  .refine(isStorable, { error: 'holds a NUL character or half a surrogate pair' });

const imdbTitleId = z
  .string()
  .regex(/^tt\d{7,12}$/, { error: (issue) => `expected "tt" and 7 or more digits, got ${quoted(issue.input)}` })
  .describe('IMDb ID of the movie: tt and at least seven digits');

/** `nm…` or `co…`. */
export const imdbNomineeId = z
  .string()
  .regex(/^(nm|co)\d{7,12}$/, {
    error: (issue) => `expected "nm" (person) or "co" (company) and 7 or more digits, got ${quoted(issue.input)}`,
  })
  .describe('IMDb ID of the person (nm…) or the company (co…)');

const imdbEventId = z
  .string()
  .regex(/^ev\d{7,12}$/, { error: (issue) => `expected "ev" and 7 or more digits, got ${quoted(issue.input)}` })
  .describe("IMDb's ID of the award: ev and at least seven digits");

const count = z.int().min(0).max(1_000_000);

const movie = z
  .strictObject({
    title: text,
    year: z.int().min(1850).max(2200).optional().describe('Year of the movie'),
    imdbId: imdbTitleId.optional(),
  })
  .transform(
    (value): CreditedMovie => ({
      title: value.title,
      year: value.year ?? null,
      imdbId: (value.imdbId as ImdbTitleId) ?? null,
    }),
  );

const nominee = z
  .strictObject({
    name: text.describe('The name as credited'),
    imdbId: imdbNomineeId.optional(),
    kind: z
      .enum(nomineeKinds)
      .optional()
      .describe('person unless said; company where the ID starts with co; unknown where nobody says what the name is'),
  })
  .transform((value, context): Nominee => {
    const isCompanyId = value.imdbId?.startsWith('co') ?? false;
    const kind = value.kind ?? (isCompanyId ? 'company' : 'person');
    const takesNoId = kind === 'country' || kind === 'unknown';
    if (value.imdbId !== undefined && (takesNoId || isCompanyId !== (kind === 'company'))) {
      const what = kind === 'unknown' ? 'a nominee of unknown kind' : `a ${kind}`;
      context.addIssue({ code: 'custom', path: ['imdbId'], message: `${quoted(value.imdbId)} is no ID of ${what}` });
    }
    if (takesNoId) return { kind, name: value.name, imdbId: null };
    if (kind === 'company') return { kind, name: value.name, imdbId: (value.imdbId as ImdbCompanyId) ?? null };
    return { kind, name: value.name, imdbId: (value.imdbId as ImdbNameId) ?? null };
  });

const textMeanings: Readonly<Record<NominationText, string>> = {
  detail: 'Character, song or the like, as announced',
  credit: 'How the names were credited, in words',
  citation: 'What the award was given for, in words',
  note: 'A remark of the source',
};

const nomination = z
  .strictObject({
    won: z
      .boolean()
      .nullable()
      .optional()
      .describe('true for the winner, left out for the others; a category without a winner says nothing of winners'),
    ...forEachText((name) => text.optional().describe(textMeanings[name])),
    movies: z.array(movie).max(100).optional(),
    nominees: z.array(nominee).max(500).optional(),
    repeats: z
      .boolean()
      .optional()
      .describe(
        'true: it is no mistake that this nomination stands further up in its category already, or that it credits a person or a movie twice; both are kept. Without it, the file is refused for that. Not needed where a year, an ID, a kind or a note tells the two apart',
      ),
  })
  .refine((value) => isAboutSomething(value), { error: 'names neither a movie nor a nominee, and has no citation' })
  .transform(
    (value): Nomination => ({
      won: value.won === undefined ? false : value.won,
      ...forEachText((name) => value[name] ?? null),
      movies: value.movies ?? [],
      nominees: value.nominees ?? [],
    }),
  );

function isAboutSomething({
  movies = [],
  nominees = [],
  citation,
}: {
  movies?: unknown[] | undefined;
  nominees?: unknown[] | undefined;
  citation?: string | undefined;
}): boolean {
  return movies.length + nominees.length > 0 || citation !== undefined;
}

const category = z
  .strictObject({
    name: text.describe('Name in the year of this ceremony'),
    canonicalName: text.optional().describe('Name across the years and sources, where it differs from `name`'),
    group: text.optional().describe('Heading of the report that several categories share, such as Acting'),
    kind: z.enum(categoryKinds).describe('What the category honours; nominees of `person` are people nominations'),
    nominations: z.array(nomination).max(10_000),
  })
  .transform(
    (value): Category => ({
      name: value.name,
      canonicalName: value.canonicalName ?? value.name,
      group: value.group ?? null,
      kind: value.kind,
      nominations: value.nominations.some(({ won }) => won) ? value.nominations : value.nominations.map(withoutWinner),
    }),
  );

/** A list from before the night does not say who lost. */
function withoutWinner(value: Nomination): Nomination {
  return { ...value, won: null };
}

/** `unknown` in, `Ceremony` out. What spans several places, such as duplicates, is checked in `check.ts`. */
export const ceremonySchema = z
  .strictObject({
    $schema: z.string().optional(),
    organization: z
      .strictObject({
        key: z
          .string()
          .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, { error: 'expected lower-case letters, digits and hyphens' })
          .describe('Short, stable name, such as oscars; part of every ID'),
        name: text,
        abbreviation: text.optional(),
        imdbEventId: imdbEventId.optional(),
      })
      .transform(
        (value): Organization => ({
          key: value.key,
          name: value.name,
          abbreviation: value.abbreviation ?? null,
          imdbEventId: (value.imdbEventId as ImdbEventId) ?? null,
        }),
      ),
    year: z.int().min(1850).max(2200).describe('Year the ceremony was held, not that of its movies'),
    instance: z.int().min(1).max(9).optional().describe('2 for the second ceremony of a year'),
    number: z.int().min(1).max(10_000).optional().describe('96 for the 96th'),
    name: text,
    date: z.iso.date({ error: 'expected a date such as 2024-03-10' }).optional(),
    expected: z
      .strictObject({ categories: count, nominations: count, winners: count, peopleNominations: count })
      .optional()
      .describe('Totals from another source than this file: a file that lost a row must not verify against itself'),
    categories: z.array(category).min(1).max(1_000),
  })
  .transform(({ $schema: _, ...value }) => ({
    ...value,
    instance: value.instance ?? 1,
    number: value.number ?? null,
    date: value.date ?? null,
    expected: value.expected ?? null,
  }));

/** A ceremony as it stands in its file. */
export type CeremonyFile = z.input<typeof ceremonySchema>;

/** The JSON Schema that editors complete ceremony files with, as it is shipped in `fixtures/ceremony.schema.json`. */
export function ceremonyJsonSchema(): object {
  return { title: 'Awards ceremony', ...z.toJSONSchema(ceremonySchema, { io: 'input' }) };
}
