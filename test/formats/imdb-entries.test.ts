/** What entries of IMDb's pages and GraphQL answers say, and how what says nothing or is damaged is told. */
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { loadCeremonies } from '../../src/load.ts';
import type { ExpectedError } from '../../src/model/errors.ts';
import { plan } from '../../src/plan/plan.ts';
import { stored } from '../support/ceremonies.ts';

const ferry = { title: { id: 'tt0000001', titleText: { text: 'Ferry' } } };
const ann = { name: { id: 'nm0000001', nameText: { text: 'Ann One' } } };
const won = { node: { isWinner: true, awardedEntities: { awardTitles: [ferry] } } };
const second = { title: { id: 'tt0000002', titleText: { text: 'Second' } } };
const lost = { node: { isWinner: false, awardedEntities: { awardTitles: [second] } } };

const category = (edges: unknown, text: string | null = 'Best Film', more: object = {}) => ({
  node: { category: text === null ? null : { text }, nominations: { edges, ...more } },
});
const award = (...edges: unknown[]) => ({ text: 'Prize', nominationCategories: { edges } });
const info = { year: 2020, instanceWithinYear: 1 };
const event = { id: 'ev0000999', name: { text: 'Some Festival' } };
const pageOf = (awards: unknown) => ({
  props: { pageProps: { eventName: event.name.text, editionInfo: { ...info, event }, edition: { awards } } },
});
const answerOf = (awards: unknown) => ({ data: { nominationEventEdition: { ...info, event, awards } } });

const load = (...values: unknown[]) => {
  const text = values.map((value) => JSON.stringify(value)).join('\n');
  return loadCeremonies('-', Readable.from([Buffer.from(text)]));
};
const problemsOf = (...values: unknown[]) =>
  load(...values).then(
    () => [] as readonly string[],
    ({ problems }: ExpectedError) => (problems ?? []).map((problem) => problem.replace('standard input: ', '')),
  );
async function read(...values: unknown[]) {
  const { ceremonies, remarks } = await load(...values);
  return {
    ceremonies: ceremonies.map(({ ceremony }) => ceremony),
    nominations: ceremonies[0]?.ceremony.categories.map(({ nominations }) => nominations) ?? [],
    remarks: remarks.map((remark) => remark.replace('standard input: ', '')),
  };
}

describe.each([
  ['a page', pageOf],
  ['a GraphQL answer', answerOf],
])('%s', (_, fileOf) => {
  test.each<[string, unknown, string]>([
    ['null', null, 'an entry that is empty'],
    ['an edge without its node', { node: null }, 'an entry that is empty'],
    ['an edge of nothing', {}, 'an entry that is empty'],
    [
      'a nomination of nobody',
      { node: { awardedEntities: null } },
      'an entry that names neither a movie nor a nominee',
    ],
    ['a nomination that says nothing', { node: {} }, 'an entry that names neither a movie nor a nominee'],
    [
      'a nomination whose lists are empty',
      { node: { isWinner: true, awardedEntities: { awardTitles: [], awardNames: null } } },
      'an entry that names neither a movie nor a nominee',
    ],
    [
      'a nomination of null',
      { node: { awardedEntities: { awardTitles: [null], awardNames: [{ name: null }] } } },
      'a movie without a title or an ID, somebody without a name or an ID',
    ],
    [
      'a company without a name',
      { node: { awardedEntities: { awardCompanies: [{ company: { id: 'co0000001', companyText: null } }] } } },
      'somebody without a name ("co0000001")',
    ],
  ])('leaves out %s among good ones, with a remark that names its place', async (_, entry, what) => {
    const { nominations, remarks } = await read(fileOf([award(category([won, entry, lost]))]));
    expect(nominations.map((ones) => ones.map((one) => [one.movies[0]?.imdbId, one.won]))).toEqual([
      [
        ['tt0000001', true],
        ['tt0000002', false],
      ],
    ]);
    expect(remarks).toEqual([`"Prize", "Best Film", nomination 2: left out ${what}`]);
  });

  test('leaves out awards and categories that are empty, and knows the others by their names', async () => {
    const awards = [
      null,
      award(null, { node: null }, category(null), category([won], null), { node: { category: { text: 'X' } } }),
    ];
    const { nominations, remarks } = await read(fileOf(awards));
    expect(nominations.flat()).toHaveLength(1);
    expect(remarks).toEqual([
      'award 1: left out an award that is empty',
      '"Prize", category 1: left out a category without nominations',
      '"Prize", category 2: left out a category without nominations',
      '"Prize", "X": left out a category without nominations',
    ]);
  });

  test('takes a title or a name without an ID for what it says, and an ID without a title for one that says nothing', async () => {
    const awardedEntities = {
      awardTitles: [{ title: { id: null, titleText: { text: 'Ferry' } } }, { title: { id: 'tt0000009' } }],
      awardNames: [{ name: { nameText: { text: 'Ann One' } } }],
      awardCompanies: [{ company: { id: '', companyText: { text: 'Big House' } } }],
    };
    const { nominations, remarks } = await read(
      fileOf([award(category([{ node: { isWinner: true, awardedEntities } }]))]),
    );
    expect(nominations.flat()).toMatchObject([
      {
        movies: [{ title: 'Ferry', imdbId: null }],
        nominees: [
          { kind: 'person', name: 'Ann One', imdbId: null },
          { kind: 'company', name: 'Big House', imdbId: null },
        ],
      },
    ]);
    expect(remarks).toEqual(['"Prize", "Best Film", nomination 1: left out a movie without a title ("tt0000009")']);
  });

  test('tells all that is damaged by its place in words, and counts entries that are empty', async () => {
    const entries = [
      null,
      7,
      { node: { awardedEntities: { awardTitles: [{ title: { id: 7, titleText: { text: 'A' } } }] } } },
      { node: { isWinner: 'yes', awardedEntities: { awardTitles: [ferry] } } },
    ];
    const told = await problemsOf(fileOf([award(category(entries)), { nominationCategories: null }]));
    const first = '"Prize", "Best Film", nomination';
    // An answer whose frame is damaged is not looked at any closer.
    expect(told).toEqual(
      expect.arrayContaining([`${first} 2: expected an object, got a number`, 'award 2: text: is missing']),
    );
    expect(await problemsOf(fileOf([award(category([...entries.slice(2), null]))]))).toEqual([
      `${first} 1: awardedEntities.awardTitles[0].title.id: expected text, got a number`,
      `${first} 2: isWinner: expected true or false, got text`,
    ]);
  });

  test.each([
    ['no awards in it', []],
    ['no awards in it', null],
    ['no awards in it', [award()]],
    ['none of its entries names a movie or a nominee', [award(category([null]))]],
    ['none of its entries names a movie or a nominee', [award(category([{ node: { awardedEntities: {} } }]))]],
  ])('with %s is no ceremony: %j', async (why, awards) => {
    const told = await problemsOf(fileOf(awards));
    expect([told[0], told.at(-1)]).toEqual(['there is no ceremony in it', `Some Festival 2020 was left out: ${why}`]);
  });

  test('tells of a kind by what the entries name, whatever the empty ones do', async () => {
    const node = { isWinner: true, awardedEntities: { awardNames: [ann], secondaryAwardTitles: [ferry] } };
    const { ceremonies } = await read(fileOf([award(category([null, { node: {} }, { node }], null))]));
    expect(ceremonies[0]?.categories[0]?.kind).toBe('person');
  });

  test.each([null, undefined])(
    'of which no nomination says whether it won (%s) leaves stored winners',
    async (isWinner) => {
      const [before] = (await read(fileOf([award(category([won, lost]))]))).ceremonies;
      const unsaid = [won, lost].map(({ node }) => ({ node: { ...node, isWinner } }));
      const { ceremonies, remarks } = await read(fileOf([award(category(unsaid))]));
      expect(remarks).toEqual([
        'Some Festival 2020 says of no nomination whether it won: winners that are stored stay',
      ]);
      const [after] = ceremonies;
      if (before === undefined || after === undefined) throw new Error('no ceremony');
      expect(plan(after, stored(before)).nominations.map(({ action }) => action)).toEqual(['same', 'same']);
    },
  );

  test('a mark that is missing beside a winner is no win, as many programs write no false', async () => {
    const { nominations, remarks } = await read(
      fileOf([award(category([won, { node: { ...lost.node, isWinner: undefined } }]))]),
    );
    expect(nominations.flat().map((one) => one.won)).toEqual([true, false]);
    expect(remarks).toEqual([]);
  });

  test('one nomination that does not say whether it won leaves what is stored of it, beside a winner, too', async () => {
    const tie = [won, { node: { ...lost.node, isWinner: true } }];
    const [before] = (await read(fileOf([award(category(tie))]))).ceremonies;
    const half = [won, { node: { ...lost.node, isWinner: null } }];
    const { ceremonies, remarks } = await read(fileOf([award(category(half))]));
    const [after] = ceremonies;
    if (before === undefined || after === undefined) throw new Error('no ceremony');
    expect(after.categories[0]?.nominations.map((one) => one.won)).toEqual([true, null]);
    expect(plan(after, stored(before)).nominations.map(({ action }) => action)).toEqual(['same', 'same']);
    expect(remarks).toEqual([]);
  });
});

test('takes nothing from a name of the event or of a song that is null', async () => {
  const page = pageOf([]).props.pageProps;
  const editionInfo = { ...info, event: { ...event, name: { text: null } } };
  const node = {
    songNames: [null, 'Air'],
    awardedEntities: { awardTitles: [{ title: { id: 'tt0000001', titleText: { text: 'A' } } }] },
  };
  const edges = [{ node: { category: { text: 'Best Song' }, nominations: { edges: [{ node }] } } }];
  const edition = { awards: [{ text: 'Prize', nominationCategories: { edges } }] };
  const { ceremonies, nominations } = await read({ props: { pageProps: { ...page, editionInfo, edition } } });
  expect([ceremonies[0]?.organization.name, nominations[0]?.[0]?.detail]).toEqual(['Some Festival', 'Air']);
});

test('beside other ceremonies, one without awards is a remark, and a damaged one a problem of its own', async () => {
  const other = structuredClone(pageOf([]));
  other.props.pageProps.editionInfo.year = 2021;
  const { ceremonies, remarks } = await read(pageOf([award(category([won]))]), other);
  expect(ceremonies.map(({ year }) => year)).toEqual([2020]);
  expect(remarks).toEqual(['line 2: Some Festival 2021 was left out: no awards in it']);
  const damaged = structuredClone(other);
  Object.assign(damaged.props.pageProps.edition, { awards: [award(category([7]))] });
  const { refused } = await load(pageOf([award(category([won]))]), damaged);
  expect(refused.map(({ error }) => error.problems)).toEqual([
    ['standard input: line 2: "Prize", "Best Film", nomination 1: expected an object, got a number'],
  ]);
});

test('asked for by name, a file without a ceremony says what it has', async () => {
  const source = Readable.from([Buffer.from(JSON.stringify(pageOf([])))]);
  await expect(loadCeremonies('-', source, { names: ['2020'] })).rejects.toMatchObject({
    problems: [
      'standard input: there is no ceremony in it',
      'standard input: Some Festival 2020 was left out: no awards in it',
    ],
  });
});
