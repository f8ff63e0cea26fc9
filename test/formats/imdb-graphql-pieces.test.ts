/** Answers of IMDb's GraphQL interface in the pieces and under the names that other queries give them. */
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { loadCeremonies } from '../../src/load.ts';
import type { ExpectedError } from '../../src/model/errors.ts';

const load = async (...answers: unknown[]) => {
  const text = answers.map((answer) => JSON.stringify(answer)).join('\n');
  const { ceremonies } = await loadCeremonies('-', Readable.from([Buffer.from(text)]));
  return ceremonies.map(({ ceremony }) => ceremony);
};
const problemsOf = (...answers: unknown[]) =>
  load(...answers).then(
    () => [] as readonly string[],
    (error) => (error as ExpectedError).problems,
  );

const eventOf = (event: object) => ({ data: { nominationEvent: event } });
const festival = { id: 'ev0000999', name: { text: 'Some Festival' } };
const named = (id: string, text: string) => ({ id, nameText: { text } });
const film = { isWinner: true, awardedEntities: { titles: [{ id: 'tt0000001', titleText: { text: 'A' } }] } };

function prize(category: string, nodes: object[], list: object = {}, categories: object = {}) {
  const edges = nodes.map((node) => ({ node }));
  return {
    text: 'Prize',
    nominationCategories: {
      ...categories,
      edges: [{ node: { category: { text: category }, nominations: { ...list, edges } } }],
    },
  };
}
const editionOf = (info: object, ...awards: object[]) => ({
  data: { nominationEventEdition: { ...info, awards: awards.length === 0 ? [prize('Best Film', [film])] : awards } },
});
const editions = (...all: object[]) => eventOf({ ...festival, editions: all });
const nowhere = [expect.stringContaining('which event and year it is of stands in no answer')];

describe('which event and year an edition is of', () => {
  test('the one answer about an event tells, with its ID', async () => {
    const [ceremony] = await load(eventOf(festival), editionOf({ year: 2024 }));
    expect(ceremony).toMatchObject({ year: 2024, organization: { name: 'Some Festival', imdbEventId: 'ev0000999' } });
    const { id: _, ...nameless } = festival;
    expect((await load(eventOf(nameless), editionOf({ year: 2024 })))[0]?.organization.imdbEventId).toBeNull();
  });

  test('two tell only of the editions that they list', async () => {
    const other = eventOf({ id: 'ev0000998', name: { text: 'Other' }, editions: [{ id: 'ee0000002', year: 2023 }] });
    expect(await problemsOf(eventOf(festival), other, editionOf({ year: 2024 }))).toEqual(nowhere);
    for (const info of [{ id: 'ee0000002' }, { year: 2023 }]) {
      const [ceremony] = await load(eventOf(festival), other, editionOf(info));
      expect([ceremony?.year, ceremony?.organization.name]).toEqual([2023, 'Other']);
    }
  });

  test('the one edition in a list tells, where the other has no ID', async () => {
    const one = { id: 'ee0000001', year: 2024 };
    expect((await load(editions(one), editionOf({})))[0]?.year).toBe(2024);
    const withNull = eventOf({ ...festival, editions: [null, one] });
    expect((await load(withNull, editionOf({})))[0]?.year).toBe(2024);
    expect(await problemsOf(editions(one), editionOf({ id: 'ee0000002' }))).toEqual(nowhere);
    expect(await problemsOf(editions(one, { id: 'ee0000002', year: 2023 }), editionOf({}))).toEqual(nowhere);
  });

  test.each([
    { ...festival, name: null },
    { ...festival, name: {} },
  ])('nobody tells by %j', async (event) => {
    expect(await problemsOf(eventOf(event), editionOf({ year: 2024 }))).toEqual(nowhere);
  });
});

describe('pieces', () => {
  test('of one year are one ceremony, of several years one each', async () => {
    const more = prize('Best Actor', [{ ...film, awardedEntities: { names: [named('nm0000001', 'Ann One')] } }]);
    const pieces = [editionOf({ year: 2024 }), editionOf({ year: 2024 }, more), editionOf({ year: 2023 }, more)];
    expect((await load(eventOf(festival), ...pieces)).map(({ year, categories }) => [year, categories.length])).toEqual(
      [
        [2024, 2],
        [2023, 1],
      ],
    );
  });

  test('that are whole by their total need no other page, and those that lack a category are refused', async () => {
    const page = { total: 1, pageInfo: { hasNextPage: true } };
    expect(await load(eventOf(festival), editionOf({ year: 2024 }, prize('Best Film', [film], page)))).toHaveLength(1);
    const short = editionOf({ year: 2024 }, prize('Best Film', [film], {}, { total: 3 }));
    expect(await problemsOf(eventOf(festival), short)).toEqual([
      expect.stringContaining('the list is cut short: 1 of 3 categories of "Prize"'),
    ]);
  });
});

describe('an edition that is there twice', () => {
  const [own, id] = [{ year: 2024, event: festival }, { id: 'ee0000001' }];
  const namesIn = async (...answers: unknown[]) =>
    (await load(...answers)).map(({ name, instance, categories }) => [
      name,
      instance,
      categories.flatMap(({ nominations }) => nominations).length,
    ]);
  const repeated = [{ ...film }, { ...film }];

  test.each<[string, unknown[]]>([
    ['with its ID', [editionOf({ ...own, ...id }), editionOf({ ...own, ...id })]],
    ['without an ID', [editionOf(own), editionOf(own)]],
    ['once with its ID and once without', [editionOf({ ...own, ...id }), editionOf(own)]],
    [
      'of which one answer has more pages',
      [editionOf(own), editionOf(own, prize('Best Film', [film]), prize('B', []))],
    ],
  ])('%s is one ceremony, with each nomination once', async (_, answers) => {
    expect(await namesIn(...answers)).toEqual([['Some Festival 2024', 1, 1]]);
  });

  test('keeps what is twice in one answer, such as two songs of one movie that lost their titles', async () => {
    const songs = () => editionOf({ ...own, ...id }, prize('Best Song', repeated));
    expect(await namesIn(songs(), songs())).toEqual([['Some Festival 2024', 1, 2]]);
  });

  test('by its year alone is not one where the event or the edition is another', async () => {
    const other = { ...own, event: { id: 'ev0000998', name: { text: 'Other' } } };
    const [first, second] = [1, 2].map((instanceWithinYear) => editionOf({ ...own, instanceWithinYear }));
    expect(await namesIn(first, second, editionOf(other))).toEqual([
      ['Some Festival 2024', 1, 1],
      ['Some Festival 2024/2', 2, 1],
      ['Other 2024', 1, 1],
    ]);
  });

  describe('in pages', () => {
    const other = { ...film, awardedEntities: { titles: [{ id: 'tt0000009', titleText: { text: 'I' } }] } };
    const [lost, said] = [
      { ...other, isWinner: false },
      { ...other, isWinner: null },
    ];
    const page = (nodes: object[], list: object = {}) => editionOf({ ...own, ...id }, prize('Best Film', nodes, list));
    const found = async (...pages: object[]) =>
      (await load(...pages))[0]?.categories[0]?.nominations.map(({ movies, won }) => [movies[0]?.title, won]);

    test.each<[string, object[], [string, boolean][]]>([
      [
        'that overlap',
        [page([film, lost], { total: 2 }), page([lost], { total: 2 })],
        [
          ['A', true],
          ['I', false],
        ],
      ],
      [
        'of other queries',
        [page([film, lost], { total: 2 }), page([film, lost])],
        [
          ['A', true],
          ['I', false],
        ],
      ],
      [
        'from before the night and after',
        [page([film, lost]), page([film, other])],
        [
          ['A', true],
          ['I', true],
        ],
      ],
      [
        'of which the later one does not say who won',
        [page([film, other]), page([film, said])],
        [
          ['A', true],
          ['I', true],
        ],
      ],
      [
        'that are whole with what is there twice',
        [page([film], { total: 3 }), page([film, lost], { total: 3 })],
        [
          ['A', true],
          ['A', true],
          ['I', false],
        ],
      ],
    ])('%s, each nomination as often as it is', async (_, pages, nominations) => {
      expect(await found(...pages)).toEqual(nominations);
    });

    test('in any order, of which one is the last', async () => {
      const last = page([lost], { pageInfo: { hasNextPage: false } });
      const first = page([film], { pageInfo: { hasNextPage: true } });
      expect(await found(last, first)).toEqual([
        ['I', false],
        ['A', true],
      ]);
      expect(await problemsOf(first, page([lost], { pageInfo: { hasNextPage: true } }))).toEqual([
        expect.stringContaining('the list is cut short: there are more nominations of "Prize", "Best Film"'),
      ]);
    });

    test('that overlap do not hide what is missing', async () => {
      const pages = [page([film, lost], { total: 3 }), page([film, lost, film], { total: 4 })];
      expect(await problemsOf(...pages)).toEqual([
        expect.stringContaining('the list is cut short: 3 of 4 nominations'),
      ]);
    });
  });

  test('counts a category that comes in two pages once: another one that is missing is told', async () => {
    const more = { ...film, awardedEntities: { titles: [{ id: 'tt0000009', titleText: { text: 'I' } }] } };
    const page = (node: object) => editionOf({ ...own, ...id }, prize('Best Film', [node], { total: 2 }, { total: 2 }));
    expect(await problemsOf(page(film), page(more))).toEqual([
      expect.stringContaining('the list is cut short: 1 of 2 categories of "Prize"'),
    ]);
  });
});

describe('who is honoured', () => {
  const company = { id: 'co0000001', companyText: { text: 'Big House' } };
  const title = { id: 'tt0000002', titleText: { text: 'B' } };
  const honoured = async (awardedEntities: object) => {
    const node = { isWinner: true, awardedEntities };
    const [ceremony] = await load(eventOf(festival), editionOf({ year: 2024 }, prize('Best Film', [node])));
    const [nomination] = ceremony?.categories[0]?.nominations ?? [];
    return [...(nomination?.movies ?? []), ...(nomination?.nominees ?? [])].map(({ imdbId }) => imdbId);
  };

  test.each<[object, string]>([
    [{ companies: [company] }, 'co0000001'],
    [{ awardCompanies: [{ company }] }, 'co0000001'],
    [{ secondaryCompanies: [company] }, 'co0000001'],
    [{ secondaryAwardCompanies: [{ company }] }, 'co0000001'],
    [{ names: [named('nm0000001', 'Ann One')] }, 'nm0000001'],
    [{ secondaryNames: [named('nm0000001', 'Ann One')] }, 'nm0000001'],
    [{ awardTitles: [{ title }] }, 'tt0000002'],
    [{ secondaryTitles: [title] }, 'tt0000002'],
  ])('stands in %j', async (entities, id) => {
    expect(await honoured(entities)).toEqual([id]);
  });

  test.each<[object | number, string]>([
    [{ titles: [7] }, 'awardTitles[0].title: expected an object, got a number'],
    [{ titles: [{ id: 7, titleText: { text: 'A' } }] }, 'awardTitles[0].title.id: expected text, got a number'],
    [7, 'awardedEntities: expected an object, got a number'],
  ])('is a problem where %j stands', async (awardedEntities, problem) => {
    const node = { isWinner: true, awardedEntities };
    expect(await problemsOf(eventOf(festival), editionOf({ year: 2024 }, prize('Best Film', [node])))).toEqual([
      expect.stringMatching(/"Prize", "Best Film", nomination 1: (?:awardedEntities\.?)?/),
    ]);
    const [told] = await problemsOf(eventOf(festival), editionOf({ year: 2024 }, prize('Best Film', [node])));
    expect(told?.endsWith(problem)).toBe(true);
  });
});

describe('an answer in the wrapper of a log', () => {
  const [event, edition] = [eventOf(festival), editionOf({ year: 2024 })];

  test.each<[string, (answer: object) => object]>([
    ['as the response', (answer) => ({ response: answer })],
    ['as the body of the response', (answer) => ({ request: {}, response: { status: 200, body: answer } })],
    ['without a wrapper, beside an empty one', (answer) => ({ ...answer, response: null })],
  ])('is found %s', async (_, wrap) => {
    expect(await load(wrap(event), wrap(edition))).toHaveLength(1);
  });

  test('without data and without errors is none', async () => {
    await expect(load({ data: null })).rejects.toThrow('not a ceremony file');
    await expect(load({ data: {} })).rejects.toThrow('not a ceremony file');
  });
});
