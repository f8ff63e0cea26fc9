import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readImdbEvent } from '../../src/formats/imdb-event.ts';
import { nextDataIn } from '../../src/formats/imdb-page.ts';
import type { Ceremony } from '../../src/model/ceremony.ts';
import { plan } from '../../src/plan/plan.ts';
import { bundled, parsedFrom, problemsIn, stored } from '../support/ceremonies.ts';

const text = readFileSync(new URL('../fixtures/imdb-event.json', import.meta.url), 'utf8');
const page = (): { props: { pageProps: Record<string, unknown> } } => JSON.parse(text);

function ceremonyIn(value: unknown): Ceremony {
  const reading = readImdbEvent(value, '');
  expect(problemsIn(reading)).toEqual([]);
  const [ceremony] = reading.ceremonies.map((read) => parsedFrom(read, 'event.html'));
  if (ceremony === undefined) throw new Error('no ceremony');
  return ceremony;
}

/** The page of a festival with these awards, each a list of categories with one nominated movie. */
function festival(awards: Record<string, (string | null)[]>, nominations: object = {}, info: object = {}): unknown {
  const movie = { title: { id: 'tt0000061', titleText: { text: 'Ferry' } } };
  const edges = [{ node: { isWinner: true, awardedEntities: { awardTitles: [movie] } } }];
  return {
    eventName: 'Ferry Film Festival',
    editionInfo: { year: 2020, instanceWithinYear: 1, ...info },
    edition: {
      awards: Object.entries(awards).map(([award, categories]) => ({
        text: award,
        nominationCategories: {
          edges: categories.map((name) => ({
            node: { category: { text: name }, nominations: { edges, ...nominations } },
          })),
        },
      })),
    },
  };
}

/** The first list of nominations. */
function nominationsOf(edition: { readonly awards: readonly { readonly nominationCategories: object }[] }): object {
  const [first] = edition.awards as { nominationCategories: { edges: { node: { nominations: object } }[] } }[];
  return first?.nominationCategories.edges[0]?.node.nominations ?? {};
}

describe("the Academy Awards' page", () => {
  test('gives the ceremony its number, its day and the canonical categories', () => {
    const { organization, year, number, name, date, categories } = ceremonyIn(page());
    expect([organization.key, year, number, name, date]).toEqual([
      'oscars',
      2024,
      96,
      '96th Academy Awards',
      '2024-03-10',
    ]);
    expect(categories.map((one) => `${one.name} (${one.kind})`)).toEqual([
      'Directing (person)',
      'Music (Original Song) (craft)',
      'International Feature Film (movie)',
      'Scientific and Technical Award (Technical Achievement Award) (special)',
    ]);
  });

  test('gives people, companies and movies with their IDs, songs by their title, countries by their name', () => {
    const nominations = ceremonyIn(page()).categories.map((category) => category.nominations[0]);
    expect(nominations[0]).toMatchObject({
      won: true,
      movies: [{ title: 'Oppenheimer', imdbId: 'tt15398776' }],
      nominees: [{ kind: 'person', name: 'Christopher Nolan', imdbId: 'nm0634240' }],
    });
    expect(nominations[1]).toMatchObject({
      detail: 'What Was I Made For?',
      note: 'For the song "What Was I Made For?"',
    });
    expect(nominations[2]).toMatchObject({ won: null, note: null, nominees: [{ kind: 'country', name: 'Italy' }] });
    expect(nominations[3]).toMatchObject({
      note: 'For a quiet camera',
      movies: [],
      nominees: [{ kind: 'company', name: 'Camera Works', imdbId: 'co0000051' }],
    });
  });

  test('is recognised as the bundled nominations', () => {
    const planned = plan(ceremonyIn(page()), stored(bundled()));
    const added = planned.nominations.flatMap((change) => (change.action === 'add' ? [change.after.category] : []));
    expect(added).toEqual(['Scientific and Technical Award (Technical Achievement Award)']);
  });

  test('is found in HTML, and in JSON without its wrappers', () => {
    const html = `<!doctype html><script>1</script><script type="application/json" id="__NEXT_DATA__">${text}</script><p>`;
    expect(JSON.parse(nextDataIn(html) ?? '')).toEqual(page());
    expect(nextDataIn('<html>saved without scripts</html>')).toBeNull();
    expect(ceremonyIn(page().props)).toEqual(ceremonyIn(page()));
    expect(ceremonyIn(page().props.pageProps)).toEqual(ceremonyIn(page()));
  });
});

describe('another event', () => {
  test('goes by its own name, its categories by their award and their name, or their award alone', () => {
    const { organization, name, number, categories } = ceremonyIn(festival({ 'Golden Ferry': ['Best Film', null] }));
    expect([organization, name, number]).toEqual([
      { key: 'ferry-film-festival', name: 'Ferry Film Festival', abbreviation: null, imdbEventId: null },
      'Ferry Film Festival 2020',
      null,
    ]);
    expect(categories.map((category) => category.name)).toEqual(['Golden Ferry / Best Film', 'Golden Ferry']);
  });

  test('that gives several awards keeps apart their categories', () => {
    const awards = { 'Golden Ferry': ['Best Film', 'Best Director'], 'Silver Ferry': ['Best Film', null] };
    expect(ceremonyIn(festival(awards)).categories.map(({ name, kind }) => `${name} (${kind})`)).toEqual([
      'Golden Ferry / Best Film (movie)',
      'Golden Ferry / Best Director (person)',
      'Silver Ferry / Best Film (movie)',
      'Silver Ferry (movie)',
    ]);
  });

  test('that IMDb and Cinegraph name differently is one organization', () => {
    const venice = { ...(festival({ 'Golden Lion': [null] }) as object), eventName: 'Venice Film Festival' };
    expect(ceremonyIn(venice).organization.key).toBe('venice');
  });

  test('without a day has no date, and a second edition of a year is instance 2', () => {
    const info = { instanceWithinYear: 2, dateRange: { startDate: { dateComponents: { year: 2020 } } } };
    expect(ceremonyIn(festival({ A: [null] }, {}, info))).toMatchObject({ date: null, instance: 2 });
  });
});

describe('what a page says of its event', () => {
  const eventOf = (event: object | null) =>
    ceremonyIn({ ...(festival({ A: [null] }, {}, { event }) as object), eventName: null }).organization;

  test('is its name and its ID, where the page has no other', () => {
    const name = { text: 'Some Film Festival' };
    expect(eventOf({ name, id: 'ev0000999' })).toMatchObject({ name: name.text, imdbEventId: 'ev0000999' });
    for (const id of [null, 'x', 'xev0000999', 'ev0000999/2020']) expect(eventOf({ name, id }).imdbEventId).toBeNull();
  });

  test.each([null, {}, { name: null }])('is missing in %j', (event) => {
    const nameless = { ...(festival({ A: [null] }, {}, { event }) as object), eventName: null };
    const { ceremonies } = readImdbEvent(nameless, '[1]');
    expect(ceremonies.map(({ heading, problems }) => [heading.year, problems])).toEqual([
      [2020, ['[1].eventName: must not be empty']],
    ]);
  });

  test.each([
    [{ day: 5, month: 3, year: 2020 }, '2020-03-05'],
    [{ day: null, month: 3, year: 2020 }, null],
    [{ day: 5, month: null, year: 2020 }, null],
    [null, null],
  ])('is its day in %j: %s', (dateComponents, date) => {
    expect(ceremonyIn(festival({ A: [null] }, {}, { dateRange: { startDate: { dateComponents } } })).date).toBe(date);
  });

  test('is the edition of the year, the first where it says nothing', () => {
    expect(ceremonyIn(festival({ A: [null] }, {}, { instanceWithinYear: 2 })).name).toBe('Ferry Film Festival 2020/2');
    const { instanceWithinYear: _, ...info } = page().props.pageProps.editionInfo as Record<string, unknown>;
    expect(ceremonyIn({ ...page().props.pageProps, editionInfo: info }).number).toBe(96);
    expect(ceremonyIn(festival({ A: [null] }, {}, { dateRange: { startDate: null } })).date).toBeNull();
  });
});

describe('of what kind a prize is whose words do not tell', () => {
  const person = { name: { id: 'nm0000001', nameText: { text: 'Ann One' } } };
  const movie = { title: { id: 'tt0000001', titleText: { text: 'A' } } };
  const kindOf = (...awarded: object[]) => {
    const edges = awarded.map((awardedEntities) => ({ node: { isWinner: true, awardedEntities } }));
    return ceremonyIn(festival({ 'Golden Ferry': [null] }, { edges })).categories[0]?.kind;
  };

  test('is told by what stands first in each nomination', () => {
    expect(kindOf({ awardTitles: [movie], secondaryAwardNames: [person] })).toBe('movie');
    expect(kindOf({ awardNames: [person], secondaryAwardTitles: [movie] })).toBe('person');
    expect(kindOf({ awardNames: [person], secondaryAwardTitles: [movie] }, { awardTitles: [movie] })).toBe('movie');
    expect(kindOf({ awardNames: [person] })).toBe('special');
    expect(kindOf({ awardNames: [person], secondaryAwardTitles: [movie] }, { awardNames: [person] })).toBe('person');
  });
});

test("the Academy's awards go by their names of today, others by their own", () => {
  const { edition } = festival({ Oscar: ['Best Performance by an Actor in a Leading Role', 'Ferry Prize'] }) as {
    edition: object;
  };
  expect(ceremonyIn({ ...page().props.pageProps, edition }).categories).toMatchObject([
    { name: 'Actor in a Leading Role', kind: 'person', group: 'Acting' },
    { name: 'Ferry Prize', kind: 'movie', group: null },
  ]);
});

test('an award without categories is none, and somebody without a name is left out with a remark', () => {
  const edges = [
    {
      node: {
        isWinner: true,
        awardedEntities: {
          awardTitles: [{ title: { id: 'tt0000061', titleText: { text: ' Ferry ' } } }],
          awardNames: [{ name: { id: 'nm0000001', nameText: null } }],
        },
      },
    },
  ];
  const value = festival({ A: [null], B: [null] }, { edges }) as { edition: { awards: object[] } };
  Object.assign(value.edition.awards[1] ?? {}, { nominationCategories: null });
  const { categories } = ceremonyIn(value);
  expect(categories.map(({ name, nominations }) => [name, nominations[0]?.movies[0]?.title])).toEqual([['A', 'Ferry']]);
  expect(readImdbEvent(value, '').ceremonies[0]?.make().remarks).toEqual([
    expect.stringMatching(/ left out somebody without a name \("nm0000001"\)$/),
  ]);
});

describe('what cannot be placed is a problem with its path', () => {
  test('a list that is cut short', () => {
    const cut = festival({ A: ['B'] }, { pageInfo: { hasNextPage: true } });
    expect(problemsIn(readImdbEvent({ props: { pageProps: cut } }, ''))).toEqual([
      '"A", "B": nominations.pageInfo.hasNextPage: ' +
        'the list is cut short: save the page after showing all of it ("See more")',
    ]);
  });

  test.each<[string, (value: { edition: { awards: { nominationCategories: object }[] } }) => void]>([
    ['nominations', ({ edition }) => Object.assign(nominationsOf(edition), { total: 2 })],
    [
      'nominations, of the last page',
      ({ edition }) => Object.assign(nominationsOf(edition), { total: 2, pageInfo: {} }),
    ],
    ['categories', ({ edition }) => Object.assign(edition.awards[0]?.nominationCategories ?? {}, { total: 3 })],
  ])('a list that has fewer than it says: %s', (_, say) => {
    const value = festival({ A: ['B'] }) as Parameters<typeof say>[0];
    say(value);
    expect(problemsIn(readImdbEvent({ props: { pageProps: value } }, ''))).toEqual([
      expect.stringMatching(/\.total: the list is cut short/),
    ]);
  });

  test('a list that has as many as it says, or does not say it, is whole', () => {
    for (const total of [1, 0, null])
      expect(problemsIn(readImdbEvent({ props: { pageProps: festival({ A: ['B'] }, { total }) } }, ''))).toEqual([]);
  });

  test('an ID of no known kind', () => {
    const value = JSON.parse(text.replace('nm0634240', 'xx0634240'));
    const { ceremonies } = readImdbEvent(value, '');
    expect(() => ceremonies.map((read) => parsedFrom(read, 'event.html'))).toThrow(
      expect.objectContaining({
        problems: [
          expect.stringContaining(
            'event.html: "Oscar", "Best Achievement in Directing", nomination 1: nominees[0].imdbId: expected "nm"',
          ),
        ],
      }),
    );
  });

  test('a page of another shape, a year without Academy Awards', () => {
    expect(problemsIn(readImdbEvent({ props: { pageProps: {} } }, '[1]'))).toEqual([
      expect.stringContaining('[1].props.pageProps.editionInfo: '),
      expect.stringContaining('[1].props.pageProps.edition: '),
    ]);
    const value = JSON.parse(text);
    value.props.pageProps.editionInfo.year = 1933;
    expect(problemsIn(readImdbEvent(value, ''))).toEqual([
      'props.pageProps.editionInfo: the Academy Awards were not held then',
    ]);
  });
});

test('notes of a wrong type are told as what was expected', () => {
  const reading = readImdbEvent(
    festival({ Prize: [null] }, { edges: [{ node: { isWinner: true, notes: 7, awardedEntities: {} } }] }),
    '',
  );
  expect(problemsIn(reading)).toEqual(['"Prize", nomination 1: notes: expected text']);
});

test.each([
  ['Italy', 'Italy'],
  ['Country: The Soviet Union.', 'The Soviet Union'],
  ["Côte d'Ivoire", "Côte d'Ivoire"],
  [' Country: Italy ', 'Italy'],
  ['Nomination was later withdrawn', null],
  ['In the Country:Italy', null],
  ['Awarded posthumously.', null],
])('the note %j on an international feature names the country %j', (notes, country) => {
  const value = page();
  const { edition } = festival({ Oscar: ['Best Foreign Language Film'] }) as { edition: object };
  Object.assign(value.props.pageProps, { edition });
  const text = JSON.stringify(value).replaceAll('"isWinner":true', `"isWinner":true,"notes":{"plainText":"${notes}"}`);
  const [nomination] = ceremonyIn(JSON.parse(text)).categories[0]?.nominations ?? [];
  expect(nomination?.nominees.map(({ name }) => name)).toEqual(country === null ? [] : [country]);
  expect(nomination?.note).toBe(country === null ? notes : null);
});

describe('the data in a page', () => {
  test.each([
    ['<script id="__NEXT_DATA__" type="application/json">{}</script>'],
    ["<script type='application/json' id='__NEXT_DATA__'>{}</script >"],
    ['<SCRIPT\n  defer ID = __NEXT_DATA__>{}</SCRIPT>'],
    ['<p>id="__NEXT_DATA__"</p><script>"__NEXT_DATA__"</script><script id="__NEXT_DATA__">{}</script>'],
  ])('are found in %s', (html) => {
    expect(nextDataIn(html)).toBe('{}');
  });

  test.each([
    ['<div id="__NEXT_DATA__">{}</div>'],
    ['<script data-id="x">id="__NEXT_DATA__">{}</script>'],
    ['<script id="__NEXT_DATA__more">{}</script>'],
    ['<script id="__NEXT_DATA__">{'],
    ['<scripting id="__NEXT_DATA__">{}</script>'],
    ['<script myid="__NEXT_DATA__">{}</script>'],
  ])('are not in %s', (html) => {
    expect(nextDataIn(html)).toBeNull();
  });
});
