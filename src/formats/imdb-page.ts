/**
 * The data of an IMDb event page (`imdb.com/event/ev0000003/2024/1/`), as its HTML carries it. Only what is imported is
 * described; any list may be null.
 */
import * as z from 'zod';
import { notesText } from './imdb-notes.ts';

/** A list that may be null or missing, as an empty one. */
const list = <Item extends z.ZodType>(item: Item) =>
  z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);

const labelled = z.object({ text: z.string() });
/** What somebody or something is called, or null: IMDb has entries without. */
const label = z
  .object({ text: z.string().nullish() })
  .nullish()
  .transform((value) => value?.text?.trim() || null);
const title = z.object({ title: z.object({ id: z.string(), titleText: label }) });
const name = z.object({ name: z.object({ id: z.string(), nameText: label }) });
const company = z.object({ company: z.object({ id: z.string(), companyText: label }) });

const awardedEntities = z.object({
  awardTitles: list(title),
  secondaryAwardTitles: list(title),
  awardNames: list(name),
  secondaryAwardNames: list(name),
  awardCompanies: list(company),
  secondaryAwardCompanies: list(company),
});

const nomination = z.object({
  isWinner: z.boolean().nullish(),
  notes: notesText,
  songNames: list(z.string()),
  awardedEntities,
});
export type ImdbNomination = z.infer<typeof nomination>;

/** IMDb hands out long lists in pages; a saved page holds the first only. */
const wholePage = z
  .object({ hasNextPage: z.boolean().nullish() })
  .nullish()
  .refine((page) => page?.hasNextPage !== true, {
    error: 'the list is cut short: save the page after showing all of it ("See more")',
    path: ['hasNextPage'],
  });

const edges = <Node extends z.ZodType>(node: Node) =>
  z.object({ edges: list(z.object({ node })), pageInfo: wholePage });

const category = z.object({
  category: z.object({ text: z.string().nullish() }).nullish(),
  nominations: edges(nomination),
});

const datePart = z.int().nullish();

export const imdbPage = z.object({
  eventName: z.string().nullish(),
  editionInfo: z.object({
    year: z.int(),
    instanceWithinYear: z.int().min(1).nullish(),
    event: z.object({ name: labelled.nullish() }).nullish(),
    dateRange: z
      .object({
        startDate: z
          .object({ dateComponents: z.object({ day: datePart, month: datePart, year: datePart }).nullish() })
          .nullish(),
      })
      .nullish(),
  }),
  edition: z.object({
    awards: z.array(z.object({ text: z.string(), nominationCategories: edges(category).nullish() })),
  }),
});
export type ImdbPage = z.infer<typeof imdbPage>;

/** The JSON in the page's HTML, or null where there is none. */
export function nextDataIn(html: string): string | null {
  return /<script\b[^>]*\bid\s*=\s*["']?__NEXT_DATA__\b[^>]*>([\s\S]*?)<\/script>/i.exec(html)?.[1] ?? null;
}
