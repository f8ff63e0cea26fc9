/** What Cinegraph's entries say, and how what they leave out is told. */
import { describe, expect, test } from 'vitest';
import { readCinegraph } from '../../src/formats/cinegraph.ts';
import { parsedFrom, problemsIn } from '../support/ceremonies.ts';

type Entry = Record<string, unknown> | null;

const oscars = (categories: Record<string, Entry[]>, head: object = { year: 2024, ceremony_number: 96 }) => ({
  ...head,
  categories: Object.entries(categories).map(([category, nominees]) => ({ category, nominees })),
});
const festival = (awards: Record<string, unknown>) => ({ year: 2023, festival: 'Ferry Film Festival', awards });

/** The ceremony, with what was left out of it. */
function read(value: object) {
  const reading = readCinegraph(value, '');
  expect(problemsIn(reading)).toEqual([]);
  const [found] = reading.ceremonies;
  if (found === undefined) throw new Error('no ceremony');
  return { ...parsedFrom(found, 'f.json'), remarks: found.make().remarks };
}
const film = { film: 'A', film_imdb_id: 'tt0000001' };

describe('a category of the Academy Awards', () => {
  test.each([
    ['ACTOR IN A LEADING ROLE', 'Actor in a Leading Role', 'Actor in a Leading Role', 'person', 'Acting'],
    ['ART DIRECTION', 'Art Direction', 'Production Design', 'craft', null],
    ['FERRY PRIZE', 'Ferry Prize', 'Ferry Prize', 'movie', null],
  ])('%s is called %s, as %s is now', (category, name, canonicalName, kind, group) => {
    const { categories } = read(oscars({ [category]: [{ name: 'Bo B' }, film] }));
    expect(categories).toMatchObject([{ name, canonicalName, kind, group }]);
  });

  test('that nobody knows and that names no movie is a special one', () => {
    expect(read(oscars({ 'Ferry Prize': [{ name: 'Bo B' }] })).categories[0]?.kind).toBe('special');
  });
});

describe('the Academy Awards', () => {
  test('of a year are those with the number of that year', () => {
    expect(read(oscars({ Sound: [film] }, { year: 2024 })).number).toBe(96);
  });

  test('that cannot be told apart are refused under their organization and year', () => {
    const [refused] = readCinegraph(oscars({ Sound: [film] }, { year: 1930 }), '').ceremonies;
    expect(refused?.heading).toMatchObject({ organization: 'oscars', year: 1930 });
    expect(problemsIn(readCinegraph(oscars({ Sound: [film] }, { year: 1933 }), ''))).toEqual([
      'ceremony_number: which ceremony of 1933 it is must be said',
    ]);
  });
});

describe('a nominee', () => {
  const nominationsOf = (entry: Exclude<Entry, null>, category = 'Directing') =>
    read(oscars({ [category]: [entry] })).categories[0]?.nominations[0];
  const named = (entry: Exclude<Entry, null>, category?: string) =>
    nominationsOf({ ...film, ...entry }, category)?.nominees.map(
      ({ kind, name, imdbId }) => `${kind} ${name} ${imdbId}`,
    );

  test('has won where either mark says so; null is not known, and none at all no win beside others', () => {
    const nominee = { honoree_type: 'nominee' };
    const won = [
      { winner: true },
      { winner: false, honoree_type: 'winner' },
      { honoree_type: 'winner' },
      nominee,
      {},
      { winner: null, honoree_type: null },
    ];
    const { categories } = read(oscars({ Sound: won.map((one, at) => ({ ...one, film: `${at}` })) }));
    expect(categories[0]?.nominations.map((one) => one.won)).toEqual([true, false, true, false, false, null]);
  });

  test('keeps the words of the credit where they say more than the names', () => {
    const creditOf = (name: string | null) => nominationsOf({ ...film, name })?.credit;
    expect(creditOf('Ann One & Bo Two')).toBeNull();
    expect(creditOf('Written by Ann One & Bo Two')).toBe('Written by Ann One & Bo Two');
    expect(creditOf('Written by')).toBeNull();
    expect(creditOf(null)).toBeNull();
  });

  test('of an international feature is its country, unless that is still open or an ID says that it is a person', () => {
    const category = 'International Feature Film';
    expect(named({ name: ' Italy ' }, category)).toEqual(['country Italy null']);
    expect(named({ name: 'TBD' }, category)).toEqual([]);
    expect(named({ name: 'Ann One', person_imdb_ids: ['nm0000001'] }, category)).toEqual(['person Ann One nm0000001']);
  });

  test('with the ID of a company has its whole name, and with the ID of a person that without the credit', () => {
    const ids = { person_imdb_ids: ['co0000001'] };
    const name = 'Foley House, Sound Works and Light Lab';
    expect(named({ name, ...ids })).toEqual([`company ${name} co0000001`]);
    expect(named({ name: 'Foley House and Sound Works', person_imdb_ids: ['co0000001', 'co0000002'] })).toEqual([
      'company Foley House co0000001',
      'company Sound Works co0000002',
    ]);
    expect(named({ name: 'Written by Ann One', person_imdb_ids: ['nm0000001'] })).toEqual(['person Ann One nm0000001']);
  });
});

describe('what an entry has no name for is left out with a remark', () => {
  test('in the Academy Awards', () => {
    const { categories, remarks } = read(
      oscars({
        Sound: [
          { ...film, winner: true },
          { film: null, film_imdb_id: 'tt0000002', name: 'Bo Two' },
          { ...film, name: 'Ann One; TBD' },
          { ...film, film: 'C', name: 'TBD' },
          { ...film, film: 'D', name: ' ' },
          {},
          null,
          { film: null, name: null, winner: true },
        ],
      }),
    );
    expect(categories[0]?.nominations.map(({ nominees }) => nominees.map(({ name }) => name))).toEqual([
      [],
      ['Bo Two'],
      ['Ann One'],
      [],
      [],
    ]);
    expect(remarks).toEqual([
      'categories[0].nominees[1]: left out a movie without a title ("tt0000002")',
      'categories[0].nominees[2]: left out "TBD", which is no name',
      'categories[0].nominees[3]: left out "TBD", which is no name',
      'categories[0].nominees[5]: left out an entry that names neither a movie nor a nominee',
      'categories[0].nominees[6]: left out an entry that is empty',
      'categories[0].nominees[7]: left out an entry that names neither a movie nor a nominee',
    ]);
  });

  test('at a festival', () => {
    const films = [{ title: 'A', imdb_id: 'tt0000001' }, { imdb_id: 'tt0000002' }];
    const people = [{ name: 'Ann One' }, { imdb_id: 'nm0000002' }];
    const { categories, remarks } = read(
      festival({
        A: [
          { films, people, winner: true },
          { films: films.slice(1), people },
          {},
          null,
          { films: [null], people: [null, { name: 'Cy Three' }] },
        ],
        B: null,
      }),
    );
    const [, second] = categories[0]?.nominations ?? [];
    expect(categories.map(({ nominations }) => nominations.length)).toEqual([3]);
    expect([second?.movies, second?.nominees.map(({ name }) => name)]).toEqual([[], ['Ann One']]);
    expect(remarks).toEqual([
      'awards.A[0]: left out a movie without a title ("tt0000002"), somebody without a name ("nm0000002")',
      'awards.A[1]: left out a movie without a title ("tt0000002"), somebody without a name ("nm0000002")',
      'awards.A[2]: left out an entry that names neither a movie nor a nominee',
      'awards.A[3]: left out an entry that is empty',
      'awards.A[4]: left out a movie without a title (nothing), somebody without a name (nothing)',
      'awards.B: left out a category without nominations',
    ]);
  });

  test('and a category that is empty, but none of another kind, and IDs that are null say nothing', () => {
    const value = oscars({ Sound: [{ ...film, name: 'Bo Two', person_imdb_ids: [null, 'nm0000002'], winner: true }] });
    const { categories, remarks } = read({ ...value, categories: [null, ...value.categories] });
    expect(categories[0]?.nominations[0]?.nominees).toMatchObject([{ name: 'Bo Two', imdbId: 'nm0000002' }]);
    expect(remarks).toEqual(['categories[0]: left out a category that is empty']);
    expect(
      read({ ...value, categories: [{ category: 'Directing', nominees: null }, ...value.categories] }).remarks,
    ).toEqual(['categories[0].nominees: left out a category without nominations']);
    const damaged = { ...value, categories: [7, { category: null, nominees: [{ film: 7 }, 'x'] }] };
    expect(problemsIn(readCinegraph(damaged, '[2]'))).toEqual([
      '[2].categories[0]: expected an object, got a number',
      '[2].categories[1].category: expected text, got null',
      '[2].categories[1].nominees[0].film: expected text, got a number',
      '[2].categories[1].nominees[1]: expected an object, got text',
    ]);
  });

  test.each([
    ['awards', festival({ A: [{}], B: [null] }), 'Ferry Film Festival 2023'],
    ['categories', oscars({ Sound: [{}] }), '96th Academy Awards'],
  ])(
    'down to nothing, where there is nothing else under %s: the ceremony is left out by its name',
    (_, value, name) => {
      const { ceremonies, problems, remarks } = readCinegraph(value, '[1]');
      expect([ceremonies, problems]).toEqual([[], []]);
      expect(remarks.at(-1)).toBe(`[1]: ${name} was left out: none of its entries names a movie or a nominee`);
      expect(remarks[0]).toMatch(/^\[1\].*: left out an entry that names neither/);
    },
  );

  test.each([festival({}), festival({ A: null, B: [] }), oscars({}), oscars({ Sound: [] })])(
    'and a ceremony without entries is left out, too: %j',
    (value) => {
      const { ceremonies, problems, remarks } = readCinegraph(value, '');
      expect([ceremonies, problems]).toEqual([[], []]);
      expect(remarks).toEqual([expect.stringMatching(/ was left out: no awards in it$/)]);
    },
  );
});

describe('a ceremony that says of nobody who won', () => {
  const remark = (name: string) => [`${name} says of no nomination whether it won: winners that are stored stay`];

  test.each([
    ['winner', null],
    ['winner', undefined],
  ])('by the mark %s: %s is told so, by its name', (mark, value) => {
    expect(read(oscars({ Sound: [{ ...film, [mark]: value }], Music: [film] })).remarks).toEqual(
      remark('96th Academy Awards'),
    );
    const films = [{ title: 'A', imdb_id: 'tt0000001' }];
    expect(read(festival({ A: [{ films, [mark]: value }] })).remarks).toEqual(remark('Ferry Film Festival 2023'));
  });

  test('but not one that says of somebody whether he won', () => {
    for (const winner of [true, false]) {
      const { categories, remarks } = read(oscars({ Sound: [{ ...film, winner }], Music: [film] }));
      expect([categories.map(({ nominations }) => nominations[0]?.won), remarks]).toEqual([[winner || null, null], []]);
    }
  });
});

describe('a prize of a festival', () => {
  const films = [{ title: 'A', imdb_id: 'tt0000001' }];
  const people = [{ name: 'Ann One' }];

  test('that says who has won says so of each, and that names people alone is a special one', () => {
    const { categories } = read(
      festival({
        'Golden Ferry': [
          { films, winner: true },
          { people, winner: false },
        ],
        'Silver Ferry': [{ people, films: [] }],
        'Iron Ferry': [{ people }],
      }),
    );
    expect(categories.map(({ name, kind }) => `${name}: ${kind}`)).toEqual([
      'Golden Ferry: movie',
      'Silver Ferry: special',
      'Iron Ferry: special',
    ]);
    expect(categories[0]?.nominations.map(({ won }) => won)).toEqual([true, false]);
  });

  test('that is no list is a problem with its path', () => {
    expect(problemsIn(readCinegraph(festival({ 'Golden Ferry': 7, A: [{ films }] }), '[1]'))).toEqual([
      expect.stringMatching(/^\[1\]\.awards\["Golden Ferry"\]: expected a list, got a number$/),
    ]);
  });
});
