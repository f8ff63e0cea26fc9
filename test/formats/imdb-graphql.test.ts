import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { loadCeremonies } from '../../src/load.ts';

const lines = readFileSync(new URL('../fixtures/imdb-graphql.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n');
const [event, first, second] = lines.map((line) => JSON.parse(line));

const load = (...answers: unknown[]) => {
  const text = answers.map((answer) => JSON.stringify(answer)).join('\n');
  return loadCeremonies('-', Readable.from([Buffer.from(text)]));
};
const problemsOf = (...answers: unknown[]) =>
  load(...answers).then(
    () => [],
    ({ problems }: { problems: string[] }) => problems,
  );
/** An answer whose edition says itself what it is of. */
const whole = (awards: unknown[], more: object = {}) => ({
  data: {
    nominationEventEdition: {
      year: 2024,
      event: { id: 'ev0000999', name: { text: 'Some Festival' } },
      awards,
      ...more,
    },
  },
});
const prize = (nominations: object) => ({
  text: 'Prize',
  nominationCategories: { edges: [{ node: { category: null, nominations } }] },
});
const film = { node: { isWinner: true, awardedEntities: { titles: [{ id: 'tt0000001', titleText: { text: 'A' } }] } } };

describe('answers about an edition', () => {
  test('come in pieces, and are one ceremony, of the year of the answer about its event', async () => {
    const { ceremonies } = await load(event, first, second);
    expect(ceremonies).toHaveLength(1);
    const { year, name, categories } = ceremonies[0]?.ceremony ?? {};
    expect([year, name]).toEqual([2024, 'Some Festival 2024']);
    expect(categories?.map((one) => [one.name, one.kind, one.nominations.length])).toEqual([
      ['Golden Prize / Best Actor', 'person', 2],
      ['Golden Prize / Best Original Song', 'craft', 1],
    ]);
    expect(categories?.[0]?.nominations).toMatchObject([
      {
        won: true,
        note: 'Tied.',
        movies: [{ imdbId: 'tt0000001' }],
        nominees: [{ name: 'Ann One', imdbId: 'nm0000001' }],
      },
      { won: false, movies: [{ title: 'The Second Film' }], nominees: [{ name: 'Bo Two', imdbId: 'nm0000002' }] },
    ]);
    expect(categories?.[1]?.nominations[0]).toMatchObject({ detail: 'The Tune', nominees: [{ name: 'Cy Three' }] });
  });

  test('are the same in any order, and in a list', async () => {
    const [one] = (await load(event, first, second)).ceremonies;
    for (const answers of [[first, second, event], [[event, first, second]]]) {
      expect((await load(...answers)).ceremonies.map(({ ceremony }) => ceremony)).toEqual([one?.ceremony]);
    }
  });

  test('of several editions are several ceremonies', async () => {
    const other = structuredClone(second);
    other.request.variables.editionId = 'ee0000002';
    other.response.data.nominationEventEdition.awards[0].nominationCategories.edges.shift();
    other.response.data.nominationEventEdition.awards[0].nominationCategories.total = 1;
    const { ceremonies } = await load(event, first, second, other);
    expect(ceremonies.map(({ ceremony }) => ceremony.year)).toEqual([2024, 2023]);
  });

  test('that say themselves what they are of need no other', async () => {
    const { ceremonies } = await load(whole([prize({ edges: [film] })]));
    expect(ceremonies.map(({ ceremony }) => ceremony.name)).toEqual(['Some Festival 2024']);
  });
});

describe('refused by name is', () => {
  test('an edition without the answer about its event', async () => {
    expect(await problemsOf(first, second)).toEqual([
      expect.stringContaining('line 1: nominationEventEdition: which event and year it is of stands in no answer'),
    ]);
  });

  test('a list that is cut short, by its own total or by its page', async () => {
    expect(await problemsOf(event, first)).toContain(
      'standard input: line 2: awards: the list is cut short: 1 of 2 nominations of "Golden Prize", "Best Actor"',
    );
    expect(await problemsOf(whole([prize({ pageInfo: { hasNextPage: true }, edges: [film] })]))).toEqual([
      'standard input: awards: the list is cut short: there are more nominations of "Prize"',
    ]);
  });

  test('an answer with errors, or with nothing', async () => {
    const errors = [{ message: 'Rate exceeded' }];
    expect(await problemsOf({ data: null, errors })).toEqual(['standard input: errors: IMDb answered "Rate exceeded"']);
    expect(await problemsOf({ ...whole([prize({ edges: [film] })]), errors })).toHaveLength(1);
    expect(await problemsOf({ data: { nominationEventEdition: null } })).toEqual([
      'standard input: there is no ceremony in it',
    ]);
  });
});

test('entries without names are left out, each with a remark', async () => {
  const minimal = { node: { isWinner: false, awardedEntities: { titles: [{ id: 'tt0000002' }] } } };
  const { ceremonies, remarks } = await load(whole([prize({ edges: [film, minimal] })]));
  expect(ceremonies[0]?.ceremony.categories[0]?.nominations).toHaveLength(1);
  expect(remarks).toEqual([expect.stringContaining('left out a movie without a title ("tt0000002")')]);
});
