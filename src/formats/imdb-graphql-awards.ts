/** The awards of an edition whose answers come in pieces, each award and category once, as the event page has them. */
import { quoted } from '../ceremony/issue-text.ts';
import { groupBy } from '../model/group-by.ts';
import type { Award, Category, Edition, Nomination, Page } from './imdb-graphql-answer.ts';
import { isRecord } from './json-record.ts';

/** Something of one piece of an edition. */
interface Part<Value> {
  readonly piece: number;
  readonly value: Value;
}

/** Awards that come in several pieces as one each; a list that is cut short is a problem. */
export function mergedAwards(pieces: readonly Pick<Edition, 'awards'>[]) {
  const parts = pieces.flatMap(({ awards }, piece) => (awards ?? []).map((value) => ({ piece, value })));
  return [...groupBy(parts, nameOrItself).values()].map(mergedAward);
}

/** What is null says nothing, and is like no other. */
function nameOrItself(part: Part<Award | null | undefined>): unknown {
  return part.value?.text ?? part;
}

function mergedAward(parts: readonly Part<Award | null | undefined>[]) {
  const name = parts[0]?.value?.text;
  if (name === undefined) return { award: null, problems: [] };
  const lists = parts.flatMap(({ value }) => value?.nominationCategories ?? []);
  const nodes = parts.flatMap(({ piece, value }) =>
    (value?.nominationCategories?.edges ?? []).map((edge) => ({ piece, value: edge?.node })),
  );
  const groups = [...groupBy(nodes, labelOrItself).values()];
  const categories = groups.map((group) => mergedCategory(group, name));
  const count = groups.reduce((sum, group) => sum + mostInAPiece(group), 0);
  return {
    award: { text: name, nominationCategories: { edges: categories.map(({ node }) => ({ node })) } },
    problems: [
      ...cutShort(lists, count, `categories of ${quoted(name)}`),
      ...categories.flatMap((one) => one.problems),
    ],
  };
}

function labelOrItself(part: Part<Category | null | undefined>): unknown {
  return part.value ? (part.value.category?.text ?? '') : part;
}

/** A category that comes in pages is in several pieces; two of one name are in one. */
function mostInAPiece(parts: readonly Part<unknown>[]): number {
  return Math.max(...[...groupBy(parts, ({ piece }) => piece).values()].map((group) => group.length));
}

function mergedCategory(parts: readonly Part<Category | null | undefined>[], award: string) {
  const label = parts[0]?.value?.category;
  const pages = distinctPages(parts).flatMap(({ piece, value }) =>
    value?.nominations ? [{ piece, value: value.nominations }] : [],
  );
  if (pages.length === 0) return { node: { category: label, nominations: null }, problems: [] };
  const lists = pages.map(({ value }) => value);
  const nominations = withoutOverlap(pages, mostSaid(lists));
  const what = `${quoted(award)}${label?.text ? `, ${quoted(label.text)}` : ''}`;
  return {
    node: {
      category: label,
      nominations: { edges: nominations.map((node) => ({ node: node ? asOnPage(node) : null })) },
    },
    problems: cutShort(lists, nominations.length, `nominations of ${what}`),
  };
}

/** A page that was saved twice is one page: each nomination of it stands there once. */
function distinctPages<Value>(parts: readonly Part<Value>[]): Part<Value>[] {
  const found = new Map<string, number>();
  return parts.filter(({ piece, value }) => {
    const text = JSON.stringify(value) ?? '';
    const first = found.get(text);
    if (first === undefined) found.set(text, piece);
    return first === undefined || first === piece;
  });
}

/**
 * The nominations of all pages. Where they are more than there are, some stand on several: a page that was saved again later, or
 * that begins before the end of another one. Such a one counts as often as it does in one piece, and who won is as the last has it.
 */
function withoutOverlap(
  pages: readonly Part<NonNullable<Category['nominations']>>[],
  said: number,
): (Nomination | null | undefined)[] {
  const all = pages.flatMap(({ piece, value }) => (value.edges ?? []).map((edge) => ({ piece, value: edge?.node })));
  if (all.length <= said) return all.map(({ value }) => value);
  const rest = ({ isWinner: _, ...node }: Nomination) => JSON.stringify(node);
  const alike = groupBy(all, (part) => (part.value ? rest(part.value) : part));
  const last = new Map<Part<unknown>, Nomination | null | undefined>();
  for (const group of alike.values()) {
    for (const ofPiece of groupBy(group, ({ piece }) => piece).values()) {
      for (const [at, { value }] of ofPiece.entries()) {
        const slot = group[at];
        const isTold = slot !== undefined && (!last.has(slot) || typeof value?.isWinner === 'boolean');
        if (isTold) last.set(slot, value);
      }
    }
  }
  return all.flatMap((part) => (last.has(part) ? [last.get(part)] : []));
}

function mostSaid(pages: readonly Page[]): number {
  return pages.reduce((most, page) => Math.max(most, page.total ?? 0), 0);
}

/** Pages stand in any order: that one of them is the last one tells that there are no more. */
function cutShort(pages: readonly Page[], count: number, what: string): string[] {
  const said = mostSaid(pages);
  if (count < said) return [`awards: the list is cut short: ${count} of ${said} ${what}`];
  const marks = pages.map(({ pageInfo }) => pageInfo?.hasNextPage);
  const isOpen = said === 0 && marks.includes(true) && !marks.includes(false);
  return isOpen ? [`awards: the list is cut short: there are more ${what}`] : [];
}

/** A nomination with the lists that other queries name differently under the page's names. */
function asOnPage(node: Nomination): object {
  const entities = node.awardedEntities ?? {};
  // What is of another kind is told where the page is read.
  if (!isRecord(entities)) return node;
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
