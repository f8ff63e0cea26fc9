/**
 * Reads a public list of an IMDb event's years (Kometa-Team/IMDb-Awards, `events/ev0000003.yml`): for each edition the
 * title IDs that were nominated and that won, by award and category, all in lower case. Who was nominated and what the titles
 * are called it does not say: a title stands there as its ID, which says nothing about a title that is known.
 */
import { type Document, parseDocument } from 'yaml';
import { pathText } from '../ceremony/issue-text.ts';
import { headingIn, type ReadCeremony } from '../ceremony/parse.ts';
import { fold } from '../model/identity.ts';
import { mainPrizeName, prizeName } from '../model/organizations.ts';
import { academy, academyAwards, numberOf } from './academy-awards.ts';
import { canonicalCategory, knownCategory } from './category-names.ts';
import { likelyKind } from './kind-of-category.ts';
import { organizationOf } from './organizations.ts';
import { CategoryCollector, type CategoryFile, type CeremonyFile, type Reading, refusal } from './reading.ts';

/** @param name of the file, which has the event's ID */
export function readEventList(text: string, name: string): Reading {
  const document = parseDocument(text, { uniqueKeys: true });
  if (document.errors.length > 0) return refusal(document.errors.map(yamlProblem));
  const editions = contentOf(document);
  if (editions === null) return refusal(['there are no editions in it: expected years, such as "2024"']);
  const event = eventOf(text, name);
  if (event.name === null)
    return refusal(['line 1: expected a comment with the name of the event, such as # Venice Film Festival']);
  const organization = organizationOf(event.name, undefined, event.id ?? undefined);
  const empty: string[] = [];
  const ceremonies: ReadCeremony[] = [];
  for (const [key, awards] of [...editions].reverse()) {
    if (awards instanceof Map && awards.size === 0) empty.push(String(key));
    else ceremonies.push(toCeremony(String(key), awards, organization));
  }
  const remarks = empty.length === 0 ? [] : [`years without titles were left out: ${empty.join(', ')}`];
  return { ceremonies, problems: [], remarks };
}

function yamlProblem({ message, linePos }: Document['errors'][number]): string {
  const [start] = linePos ?? [];
  const [what = ''] = message.split(' at line ', 1);
  return start === undefined ? what : `line ${start.line} column ${start.col}: ${what}`;
}

/** The editions by their names; maps, as names may be words of JavaScript. Null where there are none. */
function contentOf(document: Document): ReadonlyMap<unknown, unknown> | null {
  const content: unknown = document.toJS({ mapAsMap: true });
  return content instanceof Map && content.size > 0 ? content : null;
}

/** IMDb's name of the event stands in the first comment, its ID in the file's name or in the addresses behind the years. */
function eventOf(text: string, file: string): { name: string | null; id: string | null } {
  const [first = ''] = text.trimStart().split('\n', 1);
  const name = first.startsWith('#') ? first.replace(/^#+/, '').trim() : '';
  const ids = new Set(/^ev\d{7,12}/.exec(file) ?? text.match(/\bev\d{7,12}\b/g) ?? []);
  return { name: name || null, id: ids.size === 1 ? ([...ids][0] ?? null) : null };
}

type Organization = CeremonyFile['organization'];

function toCeremony(key: string, awards: unknown, organization: Organization): ReadCeremony {
  const [, year, instance = '1'] = /^(\d{4})(?:-([1-9]))?$/.exec(key) ?? [];
  const at = pathText([key]);
  const head = year === undefined ? null : headOf(Number(year), Number(instance), organization);
  const collected = new CategoryCollector();
  const problems = head === null ? [`${at}: ${wrongEdition(year, organization)}`] : [];
  for (const one of categoriesIn(awards, key)) {
    if (typeof one === 'string') problems.push(one);
    else collect(one, organization.key, collected);
  }
  const heading = headingIn(head ?? { organization, name: `${organization.name} ${key}`, year: Number(year) }, '');
  return {
    heading,
    at: '',
    problems,
    make: () => collected.made(head ?? headOf(0, 1, organization) ?? academyAwards(1)),
  };
}

function wrongEdition(year: string | undefined, { name }: Organization): string {
  return year === undefined
    ? 'expected a year, such as 2024, or 2024-2 for its second edition'
    : `${name} saw none then`;
}

function headOf(year: number, instance: number, organization: Organization): Omit<CeremonyFile, 'categories'> | null {
  if (organization.key !== academy.key) {
    const suffix = instance === 1 ? '' : `/${instance}`;
    return {
      organization,
      year,
      ...(instance === 1 ? {} : { instance }),
      name: `${organization.name} ${year}${suffix}`,
    };
  }
  const number = numberOf({ year, instance });
  return number === null ? null : { ...academyAwards(number), organization };
}

interface ListedCategory {
  readonly award: string;
  readonly category: string;
  readonly place: string;
  readonly nominees: readonly string[];
  readonly winners: ReadonlySet<string>;
}

/** Each category of an edition, or what is wrong with it. */
function categoriesIn(awards: unknown, key: string): (ListedCategory | string)[] {
  if (!(awards instanceof Map)) return [`${pathText([key])}: expected awards by their names`];
  const found: (ListedCategory | string)[] = [];
  for (const [award, categories] of awards as Map<unknown, unknown>) {
    if (!(categories instanceof Map)) {
      found.push(`${pathText([key, String(award)])}: expected categories by their names`);
      continue;
    }
    for (const [category, lists] of categories as Map<unknown, unknown>) {
      const place = pathText([key, String(award), String(category)]);
      const nominees = listIn(lists, 'nominee');
      const winners = listIn(lists, 'winner');
      if (nominees === null || winners === null) {
        found.push(`${place}: expected lists of title IDs under nominee and winner`);
        continue;
      }
      found.push({
        award: String(award),
        category: String(category),
        place,
        nominees,
        winners: new Set(winners),
      });
    }
  }
  return found;
}

function listIn(lists: unknown, key: string): string[] | null {
  const list: unknown = lists instanceof Map ? lists.get(key) : null;
  return Array.isArray(list) && list.every((item) => typeof item === 'string') ? (list as string[]) : null;
}

function collect(
  { award, category, place, nominees, winners }: ListedCategory,
  organization: string,
  collected: CategoryCollector,
) {
  const named = categoryOf(award, category, organization);
  for (const id of new Set([...nominees, ...winners])) {
    const nomination = { won: winners.has(id), movies: [{ title: id, imdbId: id }] };
    collected.add(fold(mainPrizeName(organization, named.name)), named, nomination, `${place}: ${id}`);
  }
}

function categoryOf(award: string, category: string, organization: string): Omit<CategoryFile, 'nominations'> {
  const known = organization === academy.key ? knownCategory(category) : null;
  if (known !== null) return canonicalCategory(known);
  const kind = likelyKind({ category, award, organization, honoured: 'movies' });
  // The list has lost the case of its names: what it says of them stands in the canonical one.
  const listed = prizeName(organization, award, category);
  const name = capitalised(listed);
  return { name, ...(name === listed ? {} : { canonicalName: listed }), kind };
}

const smallWords = new Set('a an and at by de des di for from in of on or the to'.split(' '));

function capitalised(name: string): string {
  return name.replace(/[\p{L}][\p{L}’']*/gu, (word, at: number) =>
    at > 0 && smallWords.has(word) ? word : word.charAt(0).toUpperCase() + word.slice(1),
  );
}
