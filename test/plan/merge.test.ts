/** What becomes of a stored row under a nomination that means it. */
import { describe, expect, test } from 'vitest';
import type { CreditedMovie, Nomination, Nominee } from '../../src/model/ceremony.ts';
import type { StoredNomination } from '../../src/model/stored.ts';
import { mergeNomination } from '../../src/plan/merge.ts';

type Credit = readonly [name: string, id?: number | null, kind?: Nominee['kind']];

const empty = { won: false, detail: null, credit: null, citation: null, note: null, movies: [], nominees: [] };
const nominees = (credits: readonly Credit[]) =>
  credits.map(([name, id, kind = 'person']) => ({ kind, name, imdbId: id ? `nm000000${id}` : null }) as Nominee);
const movies = (credits: readonly Credit[]) =>
  credits.map(([title, id]) => ({ title, year: null, imdbId: id ? `tt000000${id}` : null }) as CreditedMovie);

function merged(before: Partial<Nomination>, after: Partial<Nomination>): StoredNomination {
  const row = { ...empty, ...before, id: 'the row', category: 'Before', position: 2 } as StoredNomination;
  return mergeNomination({ ...empty, won: null, ...after, position: 1 }, row, 'After');
}

/** The nominees afterwards, as `Ann 1`, with `-` where there is no ID. */
function credited(before: readonly Credit[], after: readonly Credit[]): string[] {
  const result = merged({ nominees: nominees(before) }, { nominees: nominees(after) });
  const asMovies = merged({ movies: movies(before) }, { movies: movies(after) });
  const spelled = (name: string, id: string | null) => `${name} ${id?.at(-1) ?? '-'}`;
  const people = result.nominees.map(({ name, imdbId }) => spelled(name, imdbId));
  expect(asMovies.movies.map(({ title, imdbId }) => spelled(title, imdbId))).toEqual(people);
  return people;
}

test('the row keeps its ID, gets its place and category from the file, and what the file says', () => {
  const said = { won: true, detail: 'D', credit: 'C', citation: 'for', note: 'N' };
  const known = { won: false, detail: 'd', credit: 'c', citation: 'For', note: 'n' };
  const place = { id: 'the row', category: 'After', position: 1 };
  expect(merged(known, said)).toEqual({ ...empty, ...said, ...place });
  expect(merged(known, {})).toEqual({ ...empty, ...known, ...place });
  expect(merged(known, { won: true }).won).toBe(true);
  expect(merged({ won: true }, { won: false }).won).toBe(false);
});

describe('a credit without an ID has that of', () => {
  test.each<[string, Credit[], Credit[], string[]]>([
    ['nobody, where the file names nobody', [['Ann', 1]], [], ['Ann 1']],
    ['the same name', [['Ann', 1]], [['Ann']], ['Ann 1']],
    ['the same name in other letters', [['Ann One', 1]], [['ANN ONE']], ['ANN ONE 1']],
    [
      'the same name in another spelling',
      [
        ['Marion Jr.', 1],
        ['Bob', 2],
      ],
      [['Marion, Jr'], ['Bob']],
      ['Marion, Jr 1', 'Bob 2'],
    ],
    [
      'the same names in another spelling and order',
      [
        ['Marion Jr.', 1],
        ['Bob-Two', 2],
      ],
      [['Bob Two'], ['Marion, Jr']],
      ['Bob Two 2', 'Marion, Jr 1'],
    ],
    [
      'the same name rather than another spelling',
      [
        ['Ann-One', 1],
        ['Ann One', 2],
      ],
      [['Ann One']],
      ['Ann One 2'],
    ],
    [
      'the only one left, where the names are alike',
      [
        ['Kim Ah-joong', 1],
        ['Bob', 2],
      ],
      [['Bob'], ['Kim A-joong']],
      ['Bob 2', 'Kim A-joong 1'],
    ],
    ['nobody, where the only one left is another', [['George Stevens', 1]], [['George Marion']], ['George Marion -']],
    [
      'nobody, where two are left',
      [
        ['Kim Ah-joong', 1],
        ['Bob', 2],
      ],
      [['Kim A-joong']],
      ['Kim A-joong -'],
    ],
    [
      'nobody, where it is one of two left',
      [['Kim Ah-joong', 1]],
      [['Kim A-joong'], ['Bob']],
      ['Kim A-joong -', 'Bob -'],
    ],
    ['each, once', [['Ann', 1]], [['Ann'], ['Ann']], ['Ann 1', 'Ann -']],
    [
      'each of two namesakes',
      [
        ['Ann', 1],
        ['Ann', 2],
      ],
      [['Ann'], ['Ann']],
      ['Ann 1', 'Ann 2'],
    ],
    ['the one without an ID first', [['Ann', 1], ['Ann']], [['Ann']], ['Ann -']],
    ['nobody who is linked beside it', [['Ann', 1], ['Ann']], [['Ann', 1], ['Ann']], ['Ann 1', 'Ann -']],
  ])('%s', (_, before, after, expected) => {
    expect(credited(before, after)).toEqual(expected);
  });
});

describe('a credit with an ID', () => {
  test.each<[string, Credit[], Credit[], string[]]>([
    ['links one that is pending', [['Ann']], [['Ann', 1]], ['Ann 1']],
    [
      'is its own, whatever the name was',
      [
        ['Ann', 1],
        ['Bob', 2],
      ],
      [
        ['Robert', 2],
        ['Anna', 1],
      ],
      ['Robert 2', 'Anna 1'],
    ],
    ['replaces another one', [['Ann', 1]], [['Ann', 2]], ['Ann 2']],
    [
      'is not that of the name, where another credit has none',
      [['Ann', 1], ['Bob']],
      [['Ann', 2], ['Bob']],
      ['Ann 2', 'Bob -'],
    ],
    ['is known by it under another name, before one of that name', [['Ann'], ['A.', 1]], [['Ann', 1]], ['Ann 1']],
  ])('%s', (_, before, after, expected) => {
    expect(credited(before, after)).toEqual(expected);
  });

  test('leaves what it does not say to the one it is: the year of a movie', () => {
    const held = [
      { title: 'Alpha', year: 1999, imdbId: null },
      { title: 'A.', year: 2001, imdbId: 'tt0000001' as never },
    ];
    const year = (title: string, id: number | null, given: number | null = null) =>
      merged({ movies: held }, { movies: [{ ...movies([[title, id]])[0], year: given } as CreditedMovie] }).movies;
    expect(year('Alpha', 1)).toEqual([{ title: 'Alpha', year: 2001, imdbId: 'tt0000001' }]);
    expect(year('Alpha', null)).toEqual([{ title: 'Alpha', year: 1999, imdbId: null }]);
    expect(year('Alpha', null, 2010)).toMatchObject([{ year: 2010 }]);
    expect(year('Gamma', null)).toMatchObject([{ title: 'Gamma', year: null, imdbId: null }]);
  });

  test('leaves no year of another movie of that title, and that of the one that was pending', () => {
    const year = (before: number | null) =>
      merged(
        { movies: movies([['Alpha', before]]).map((movie) => ({ ...movie, year: 1999 })) },
        { movies: movies([['Alpha', 1]]) },
      ).movies[0]?.year;
    expect([year(1), year(2), year(null)]).toEqual([1999, null, 1999]);
  });

  test('that stands in the place of a title leaves the title', () => {
    const untitled = [{ title: 'tt0000001', year: null, imdbId: 'tt0000001' as never }];
    expect(merged({ movies: movies([['Alpha', 1]]) }, { movies: untitled }).movies).toMatchObject([{ title: 'Alpha' }]);
  });
});

describe('what a nominee is', () => {
  test.each<[Credit, Credit, Nominee['kind'], string | null]>([
    [['A', 1, 'company'], ['A', null, 'unknown'], 'company', 'nm0000001'],
    [['A', null, 'company'], ['A', null, 'person'], 'company', null],
    [['A', 1, 'company'], ['A', null, 'company'], 'company', 'nm0000001'],
    [['A', null, 'unknown'], ['A', null, 'person'], 'person', null],
    [['A', null, 'person'], ['A', null, 'country'], 'country', null],
    [['A', 1, 'person'], ['A', null, 'company'], 'company', null],
    [['A', null, 'company'], ['A', 1, 'person'], 'person', 'nm0000001'],
  ])('%j, then %j: %s', (before, after, kind, imdbId) => {
    const [nominee] = merged({ nominees: nominees([before]) }, { nominees: nominees([after]) }).nominees;
    expect(nominee).toMatchObject({ kind, imdbId });
  });
});
