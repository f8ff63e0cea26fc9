/**
 * The data of an IMDb event page (`imdb.com/event/ev0000003/2024/1/`), as its HTML carries it. Only what is imported is
 * described; any list may be null.
 */
import * as z from 'zod';
import { notesText } from './imdb-notes.ts';
import { optionalList } from './optional-list.ts';

const labelled = z.object({ text: z.string().nullish() });
/** What somebody or something is called, or null: IMDb has entries without. */
const label = z
  .object({ text: z.string().nullish() })
  .nullish()
  .transform((value) => value?.text?.trim() || null);
const id = z.string().nullish();

/** Who or what is honoured; either may be null where IMDb does not say it. */
export interface Honouree {
  readonly id: string | null;
  readonly text: string | null;
}
const honouree = (one: { id?: string | null | undefined } | null | undefined, text: string | null | undefined) => ({
  id: one?.id || null,
  text: text ?? null,
});

const title = z
  .object({ title: z.object({ id, titleText: label }).nullish() })
  .nullish()
  .transform((item): Honouree => honouree(item?.title, item?.title?.titleText));
const name = z
  .object({ name: z.object({ id, nameText: label }).nullish() })
  .nullish()
  .transform((item): Honouree => honouree(item?.name, item?.name?.nameText));
const company = z
  .object({ company: z.object({ id, companyText: label }).nullish() })
  .nullish()
  .transform((item): Honouree => honouree(item?.company, item?.company?.companyText));

const awardedEntities = z.object({
  awardTitles: optionalList(title),
  secondaryAwardTitles: optionalList(title),
  awardNames: optionalList(name),
  secondaryAwardNames: optionalList(name),
  awardCompanies: optionalList(company),
  secondaryAwardCompanies: optionalList(company),
});

const nomination = z.object({
  isWinner: z.boolean().nullish(),
  notes: notesText,
  songNames: optionalList(z.string().nullish()).transform((names) => names.flatMap((name) => name || [])),
  awardedEntities: awardedEntities.nullish().transform((entities) => entities ?? awardedEntities.parse({})),
});
export type ImdbNomination = z.infer<typeof nomination>;

const cutShort = 'the list is cut short: save the page after showing all of it ("See more")';

/** IMDb hands out long lists in pages; a saved page holds the first only. */
const wholePage = z
  .object({ hasNextPage: z.boolean().nullish() })
  .nullish()
  .refine((page) => page?.hasNextPage !== true, { error: cutShort, path: ['hasNextPage'] });

/** Not every list says whether there are more of it; how many there are stands beside most. */
const edges = <Node extends z.ZodType>(node: Node) =>
  z
    .object({
      edges: optionalList(z.object({ node: node.nullish() }).nullish()),
      total: z.number().nullish(),
      pageInfo: wholePage,
    })
    .refine(({ edges: held, total }) => held.length >= (total ?? 0), { error: cutShort, path: ['total'] })
    // Null stands where IMDb has nothing to say of an entry; the others keep their places.
    .transform(({ edges: held }) => held.map((edge) => edge?.node ?? null));

const category = z.object({
  category: z.object({ text: z.string().nullish() }).nullish(),
  nominations: edges(nomination).nullish(),
});
export type ImdbCategory = z.infer<typeof category>;

const datePart = z.int().nullish();

export const imdbPage = z.object({
  eventName: z.string().nullish(),
  editionInfo: z.object({
    year: z.int(),
    instanceWithinYear: z.int().min(1).nullish(),
    event: z.object({ id: z.string().nullish(), name: labelled.nullish() }).nullish(),
    dateRange: z
      .object({
        startDate: z
          .object({ dateComponents: z.object({ day: datePart, month: datePart, year: datePart }).nullish() })
          .nullish(),
      })
      .nullish(),
  }),
  edition: z.object({
    awards: z
      .array(z.object({ text: z.string(), nominationCategories: edges(category).nullish() }).nullish())
      .nullable(),
  }),
});
export type ImdbPage = z.infer<typeof imdbPage>;

const scriptId = '__NEXT_DATA__';
/** No tag is longer. Looking back from the ID so far and no farther, a page takes as long as it is. */
const tagCharacters = 2_000;

/** The JSON in the page's HTML, or null where there is none. */
export function nextDataIn(html: string): string | null {
  for (let at = html.indexOf(scriptId); at >= 0; at = html.indexOf(scriptId, at + 1)) {
    const behind = html.slice(at + scriptId.length, at + tagCharacters);
    const end = behind.indexOf('>');
    if (end < 0 || /^\w/.test(behind) || !isScriptUpToId(html.slice(Math.max(0, at - tagCharacters), at))) continue;
    const start = at + scriptId.length + end + 1;
    const close = indexOfClosing(html, start);
    return close < 0 ? null : html.slice(start, close);
  }
  return null;
}

/** Whether the text ends in a script's tag, up to the value of its ID. */
function isScriptUpToId(text: string): boolean {
  if (!/[\s"'/]id\s{0,9}=\s{0,9}["']?$/i.test(text.slice(-30))) return false;
  const tag = text.slice(text.lastIndexOf('<'));
  return /^<script[\s/]/i.test(tag) && !tag.includes('>');
}

/** Where the script ends: tags are written in either case. */
function indexOfClosing(html: string, start: number): number {
  const closing = /<\/script/gi;
  closing.lastIndex = start;
  return closing.exec(html)?.index ?? -1;
}
