/**
 * Answers of IMDb's GraphQL interface, brought into the shape of its event page. One edition comes in pieces: who gives the
 * awards and when (`nominationEvent`), and one or more answers with the awards (`nominationEventEdition`), page by page.
 */
import * as z from 'zod';
import { issueText, quoted, within } from '../ceremony/issue-text.ts';
import { groupBy } from '../model/group-by.ts';
import { unwrapped } from './imdb-graphql-marks.ts';
import type { JsonItem } from './json-text.ts';

const any = z.record(z.string(), z.unknown());
const text = z.object({ text: z.string().nullish() }).nullish();
const edge = z.object({ node: any });
const pageInfo = z.object({ hasNextPage: z.boolean().nullish() }).nullish();
const total = z.int().nullish();
const category = z.object({
  category: text,
  nominations: z.object({ total, pageInfo, edges: z.array(edge).nullish() }),
});
const award = z.object({
  text: z.string(),
  nominationCategories: z.object({ total, pageInfo, edges: z.array(z.object({ node: category })).nullish() }).nullish(),
});
const editionInfo = { id: z.string().nullish(), year: z.int().nullish(), instanceWithinYear: z.int().nullish() };
const event = z.object({ id: z.string().nullish(), name: text, editions: z.array(z.object(editionInfo)).nullish() });
const edition = z.object({ ...editionInfo, event: event.nullish(), awards: z.array(award) });
const answer = z.object({
  data: z.object({ nominationEvent: event.nullish(), nominationEventEdition: edition.nullish() }).nullish(),
  errors: z.array(z.object({ message: z.string().nullish() })).nullish(),
});
type Edition = z.infer<typeof edition>;
type Award = z.infer<typeof award>;
type Event = z.infer<typeof event>;

interface Piece {
  readonly at: string;
  /** IMDb's ID of the edition (`ee…`), where the answer or its request has it. */
  readonly id: string | null;
  readonly edition: Edition;
}

/** The editions in the answers, each as an event page has it, with what is wrong with their answers. */
export function joinGraphqlAnswers(items: readonly JsonItem[]): JsonItem[] {
  const pieces: Piece[] = [];
  const events: Event[] = [];
  const refused: JsonItem[] = [];
  for (const { value, at } of items) {
    const { request, answer: content } = unwrapped(value);
    const { data: parsed, error } = answer.safeParse(content);
    const problems = [
      ...(error?.issues.map((issue) => issueText(issue, at)) ?? []),
      ...(parsed?.errors ?? []).map(({ message }) => within(at, `errors: IMDb answered ${quoted(message)}`)),
    ];
    if (problems.length > 0) refused.push({ value, at, problems });
    const { nominationEvent, nominationEventEdition: found } = parsed?.data ?? {};
    if (nominationEvent) events.push(nominationEvent);
    if (found && problems.length === 0) pieces.push({ at, id: found.id ?? editionIdIn(request), edition: found });
  }
  const byEdition = groupBy(
    pieces,
    ({ id, at, edition: { year } }) => id ?? (year || pieces.length === 1 ? `${year}` : at),
  );
  return [...[...byEdition.values()].map((group) => joinPieces(group, events)), ...refused];
}

/** The one ID of an edition among the variables of a request, however they are called. */
function editionIdIn(request: unknown): string | null {
  const found = new Set(JSON.stringify(request ?? null).match(/\bee\d{7,12}\b/g) ?? []);
  return found.size === 1 ? ([...found][0] ?? null) : null;
}

function joinPieces(pieces: readonly Piece[], events: readonly Event[]): JsonItem {
  const at = pieces[0]?.at ?? '';
  const place = placeOf(pieces, events);
  const awards = mergedAwards(pieces.flatMap(({ edition }) => edition.awards));
  const problems = awards.flatMap((one) => one.problems).map((problem) => within(at, problem));
  if (place === null) {
    const missing =
      'which event and year it is of stands in no answer: put the one about the event (nominationEvent) beside it';
    return { value: null, at, problems: [...problems, within(at, `nominationEventEdition: ${missing}`)] };
  }
  return { value: { ...place, edition: { awards: awards.map(({ award }) => award) } }, at, problems };
}

/** Event and year: the edition's own, or those of the event that lists its ID, or of the one listed edition that it can be. */
function placeOf(pieces: readonly Piece[], events: readonly Event[]) {
  const own = pieces.map(({ edition }) => edition).find(({ year }) => year);
  const id = pieces.map((piece) => piece.id).find((one) => one !== null);
  const listed = events.flatMap((one) => (one.editions ?? []).map((found) => ({ event: one, found })));
  const meant = listed.filter(({ found }) => (id ? found.id === id : !own || found.year === own.year));
  const known = id || meant.length === 1 ? meant[0] : undefined;
  const info = own ?? known?.found;
  const giver = own?.event ?? known?.event ?? (events.length === 1 ? events[0] : undefined);
  if (!info?.year || !giver?.name?.text) return null;
  const { year, instanceWithinYear } = info;
  const named = { name: { text: giver.name.text }, ...(giver.id ? { id: giver.id } : {}) };
  return { eventName: giver.name.text, editionInfo: { year, instanceWithinYear, event: named } };
}

/** Awards that come in several pieces as one each; a list that is cut short is a problem. */
function mergedAwards(awards: readonly Award[]) {
  return [...groupBy(awards, (one) => one.text).values()].map((pieces) => {
    const name = pieces[0]?.text ?? '';
    const lists = pieces.flatMap(({ nominationCategories }) => nominationCategories ?? []);
    const nodes = lists.flatMap(({ edges }) => (edges ?? []).map(({ node }) => node));
    const categories = [...groupBy(nodes, ({ category: label }) => label?.text ?? '').values()].map((parts) => {
      const pages = parts.map(({ nominations }) => nominations);
      const nominations = pages.flatMap(({ edges }) => edges ?? []);
      const [label] = parts.map(({ category: one }) => one);
      const what = `${quoted(name)}${label?.text ? `, ${quoted(label.text)}` : ''}`;
      return {
        node: { category: label, nominations: { edges: nominations.map(({ node }) => ({ node: asOnPage(node) })) } },
        problems: cutShort(pages, nominations.length, `nominations of ${what}`),
      };
    });
    return {
      award: { text: name, nominationCategories: { edges: categories.map(({ node }) => ({ node })) } },
      problems: [
        ...cutShort(lists, categories.length, `categories of ${quoted(name)}`),
        ...categories.flatMap((one) => one.problems),
      ],
    };
  });
}

function cutShort(
  pages: readonly { total?: number | null | undefined; pageInfo?: z.infer<typeof pageInfo> }[],
  count: number,
  what: string,
): string[] {
  const said = pages.reduce((most, page) => Math.max(most, page.total ?? 0), 0);
  if (count < said) return [`awards: the list is cut short: ${count} of ${said} ${what}`];
  const isOpen = pages.at(-1)?.pageInfo?.hasNextPage === true && said === 0;
  return isOpen ? [`awards: the list is cut short: there are more ${what}`] : [];
}

/** A nomination with the lists that other queries name differently under the page's names. */
function asOnPage(node: z.infer<typeof any>): object {
  const entities = any.safeParse(node.awardedEntities).data ?? {};
  const wrap = (key: string, inner: string) => {
    const items = entities[key];
    if (!Array.isArray(items)) return undefined;
    return items.map((item: unknown) =>
      typeof item === 'object' && item !== null && inner in item ? item : { [inner]: item },
    );
  };
  return {
    ...node,
    songNames: node.songNames ?? node.forSongTitles,
    awardedEntities: {
      awardTitles: wrap('awardTitles', 'title') ?? wrap('titles', 'title'),
      secondaryAwardTitles: wrap('secondaryAwardTitles', 'title') ?? wrap('secondaryTitles', 'title'),
      awardNames: wrap('awardNames', 'name') ?? wrap('names', 'name'),
      secondaryAwardNames: wrap('secondaryAwardNames', 'name') ?? wrap('secondaryNames', 'name'),
      awardCompanies: wrap('awardCompanies', 'company') ?? wrap('companies', 'company'),
      secondaryAwardCompanies: wrap('secondaryAwardCompanies', 'company') ?? wrap('secondaryCompanies', 'company'),
    },
  };
}
