/** Reads the data of an IMDb event page: one edition of an event, of which there may be several awards. */
import { beside, pathText, within } from '../ceremony/issue-text.ts';
import { headingIn } from '../ceremony/parse.ts';
import type { CategoryKind } from '../model/ceremony.ts';
import { fold } from '../model/identity.ts';
import { mainPrizeName, prizeName } from '../model/organizations.ts';
import { academy, academyAwards, numberOf } from './academy-awards.ts';
import { canonicalCategory, knownCategory } from './category-names.ts';
import { mentionsAny, moviesOf, toNomination, unnamedIn } from './imdb-nomination.ts';
import { type ImdbCategory, type ImdbNomination, type ImdbPage, imdbPage, nextDataIn } from './imdb-page.ts';
import { issueInEdition, placeIn, propertyOf } from './imdb-place.ts';
import { parseJson } from './json-text.ts';
import { type Honoured, likelyKind } from './kind-of-category.ts';
import { organizationOf } from './organizations.ts';
import { CategoryCollector, type CategoryFile, type Reading, refusal, refusedReading } from './reading.ts';

/** Reads a page as it is saved: the data stand in a script of its HTML. */
export function readImdbPage(html: string, name: string): Reading {
  const json = nextDataIn(html);
  if (json !== null) return readImdbEvent(parseJson(json, name), '');
  return refusal(['the page holds no <script id="__NEXT_DATA__">: save the page itself, such as with Ctrl-S']);
}

/** @param at path of the object within its file, empty for the whole */
export function readImdbEvent(value: unknown, at: string): Reading {
  const { path, content } = pageProps(value);
  const parsed = imdbPage.safeParse(content);
  if (!parsed.success) {
    const checked = { content, editionPath: ['edition'], outerPath: path, at };
    return refusedReading(
      headingIn(content, at),
      at,
      parsed.error.issues.map((issue) => issueInEdition(issue, checked)),
    );
  }
  const page = parsed.data;
  const eventName = page.eventName ?? page.editionInfo.event?.name?.text;
  const organization = organizationOf(eventName ?? '', undefined, eventIdOf(page));
  const isAcademy = organization.key === academy.key;
  const head = isAcademy ? academyHead(page) : festivalHead(page, organization);
  const refuse = (step: string, problem: string) =>
    refusedReading(headingIn({ ...page.editionInfo, name: eventName }, at), at, [
      within(at, `${pathText([...path, step])}: ${problem}`),
    ]);
  if (!eventName) return refuse('eventName', 'must not be empty');
  if (head === null) return refuse('editionInfo', 'the Academy Awards were not held then');
  const collected = collectAwards(page, organization.key, (steps) =>
    beside(at, placeIn(propertyOf(content, 'edition'), ['awards', ...steps]).place),
  );
  return collected.reading({ ...head, ...dateOf(page) }, at);
}

function eventIdOf({ editionInfo: { event } }: ImdbPage): string | undefined {
  return /^ev\d{7,12}$/.exec(event?.id ?? '')?.[0];
}

/** The page's data within the JSON of its script, which people also save without the wrappers. */
function pageProps(value: unknown): { path: PropertyKey[]; content: unknown } {
  let content = value;
  const path: PropertyKey[] = [];
  for (const step of ['props', 'pageProps']) {
    if (typeof content !== 'object' || content === null || !(step in content)) continue;
    content = (content as Record<string, unknown>)[step];
    path.push(step);
  }
  return { path, content };
}

function academyHead({ editionInfo }: ImdbPage) {
  const number = numberOf({ year: editionInfo.year, instance: editionInfo.instanceWithinYear ?? 1 });
  return number === null ? null : academyAwards(number);
}

function festivalHead({ editionInfo }: ImdbPage, organization: ReturnType<typeof organizationOf>) {
  const { year, instanceWithinYear } = editionInfo;
  const isFirst = (instanceWithinYear ?? 1) === 1;
  return {
    organization,
    year,
    ...(isFirst ? {} : { instance: instanceWithinYear ?? 1 }),
    name: `${organization.name} ${year}${isFirst ? '' : `/${instanceWithinYear}`}`,
  };
}

/** The day it began, where the page says it to the day. */
function dateOf({ editionInfo }: ImdbPage): { date?: string } {
  const { day, month, year } = editionInfo.dateRange?.startDate?.dateComponents ?? {};
  if (!day || !month || !year) return {};
  return {
    date: [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-'),
  };
}

function collectAwards(
  { edition: { awards } }: ImdbPage,
  organization: string,
  placeOf: (steps: readonly PropertyKey[]) => string,
) {
  const collected = new CategoryCollector();
  for (const [awardAt, award] of (awards ?? []).entries()) {
    if (!award) {
      collected.leaveOut(placeOf([awardAt]), 'an award that is empty');
      continue;
    }
    for (const [categoryAt, category] of (award.nominationCategories ?? []).entries()) {
      const steps = [awardAt, 'nominationCategories', 'edges', categoryAt];
      if (!category?.nominations) {
        collected.leaveOut(placeOf(steps), 'a category without nominations');
        continue;
      }
      const { key, file } = categoryOf(award.text, category, organization);
      for (const [at, nomination] of category.nominations.entries()) {
        const place = placeOf([...steps, 'node', 'nominations', 'edges', at]);
        if (nomination === null) collected.leaveOut(place, 'an entry that is empty');
        else collected.add(key, file, toNomination(nomination, file.name), place, unnamedIn(nomination));
      }
    }
  }
  return collected;
}

function categoryOf(award: string, { category, nominations }: ImdbCategory, organization: string) {
  const source = prizeName(organization, award, category?.text);
  const kind = likelyKind({
    category: category?.text ?? null,
    award,
    organization,
    honoured: honouredIn((nominations ?? []).flatMap((nomination) => nomination ?? [])),
  });
  const file = organization === academy.key ? academyCategory(category?.text || award, kind) : { name: source, kind };
  // One prize, with and without the name of its category, is one.
  return { key: fold(mainPrizeName(organization, file.name)), file };
}

/** IMDb puts first what is honoured, people or movies. */
function honouredIn(nominations: readonly ImdbNomination[]): Honoured {
  const honoursPeople = nominations
    .filter(mentionsAny)
    .every(({ awardedEntities }) => awardedEntities.awardNames.length > 0);
  if (nominations.some((nomination) => moviesOf(nomination).length > 0)) {
    return honoursPeople ? 'people with movies' : 'movies';
  }
  return 'people alone';
}

/** IMDb has names of its own for the Academy's categories, so the canonical one is all that it says of the name. */
function academyCategory(source: string, kind: CategoryKind): Omit<CategoryFile, 'nominations'> {
  const award = knownCategory(source);
  return award === null ? { name: source, kind } : canonicalCategory(award);
}
