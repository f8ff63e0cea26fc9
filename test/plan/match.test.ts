import { describe, expect, test } from 'vitest';
import type { CategoryKind } from '../../src/model/ceremony.ts';
import { plan } from '../../src/plan/plan.ts';
import { verify } from '../../src/verify/verify.ts';
import { ceremonyOf, type NominationFile, stored } from '../support/ceremonies.ts';

interface Options {
  readonly kind?: CategoryKind;
}

/** What becomes of each nomination of a file over a database that holds those of another, as `same 1` or `add`. */
function becomes(before: NominationFile[], file: NominationFile[], { kind = 'craft' }: Options = {}): string[] {
  const category = { name: 'Prize', kind };
  const existing = stored(ceremonyOf(before, category));
  const ceremony = ceremonyOf(file, category);
  const planned = plan(ceremony, existing);
  expect(verify(ceremony, stored(ceremony, existing)).problems).toEqual([]);
  const rowOf = new Map(existing.nominations.map(({ id }, at) => [id, at + 1]));
  return [
    ...planned.nominations.map(({ action, after }) => (action === 'add' ? 'add' : `${action} ${rowOf.get(after.id)}`)),
    ...planned.unclear.map(() => 'unclear'),
    ...planned.extra.map(({ id }) => `extra ${rowOf.get(id)}`),
  ];
}

const movie = (title: string, imdbId?: string) => ({ title, ...(imdbId && { imdbId }) });
const person = (name: string, imdbId?: string) => ({ name, ...(imdbId && { imdbId }) });
const [alpha, beta, gamma] = [movie('Alpha', 'tt0000001'), movie('Beta', 'tt0000002'), movie('Gamma', 'tt0000003')];
const [ann, bob, cy] = [
  person('Ann One', 'nm0000001'),
  person('Bob Two', 'nm0000002'),
  person('Cy Three', 'nm0000003'),
];

describe('a name is the same however it is spelled, where one side has no ID', () => {
  test.each<[string, string, string]>([
    ['apostrophes', "Peter O'Tool", 'Peter O’Tool'],
    ['commas and dots', 'Bob Down, Jr.', 'Bob Down Jr'],
    ['marks', 'Alžběta Karásková', 'Alzbeta Karaskova'],
    ['letters with a stroke', 'Jørgen Łukasz', 'Jorgen Lukasz'],
    ['case', 'ANN ONE', 'Ann One'],
    ['white space', 'De Niro', 'DeNiro'],
    ['hyphens', 'Jean-Luc', 'Jean Luc'],
  ])('%s', (_, one, other) => {
    const nomination = (name: string, imdbId?: string) => [{ movies: [alpha], nominees: [person(name, imdbId)] }];
    expect(becomes(nomination(one, 'nm0000009'), nomination(other))).toEqual(['update 1']);
    expect(becomes(nomination(other, 'nm0000009'), nomination(one))).toEqual(['update 1']);
    const [row] = stored(ceremonyOf(nomination(other)), stored(ceremonyOf(nomination(one, 'nm0000009')))).nominations;
    expect(row?.nominees).toMatchObject([{ name: other, imdbId: 'nm0000009' }]);
  });

  test('a title too', () => {
    const nomination = (title: string) => [{ movies: [movie(title)], nominees: [ann] }];
    expect(becomes(nomination('WALL·E'), nomination('Wall-E'))).toEqual(['update 1']);
  });

  test('a name of signs alone is itself', () => {
    const nomination = (name: string) => [{ movies: [alpha], nominees: [person(name)], detail: name }];
    expect(becomes(nomination('???'), nomination('!!!'), { kind: 'person' })).toEqual(['add', 'extra 1']);
  });
});

describe('what was corrected is updated in place', () => {
  test.each<[string, NominationFile, NominationFile, Options?]>([
    [
      'a merged IMDb ID',
      { movies: [gamma], nominees: [ann] },
      { movies: [gamma], nominees: [person('Ann One', 'nm7')] },
    ],
    [
      'a merged ID and another spelling',
      { movies: [gamma], nominees: [person('Kim Ah-joong', 'nm0000011')] },
      { movies: [gamma], nominees: [person('Kim A-joong', 'nm0000012')] },
      { kind: 'person' },
    ],
    [
      'first and last name the other way round',
      { movies: [gamma], nominees: [person('Zhang Yimou', 'nm0000011')] },
      { movies: [gamma], nominees: [person('Yimou Zhang', 'nm0000012')] },
      { kind: 'person' },
    ],
    [
      'the ID of a movie',
      { movies: [alpha], nominees: [ann] },
      { movies: [movie('Alpha', 'tt0000009')], nominees: [ann] },
    ],
    [
      'a title',
      { movies: [movie('Oppenhiemer')], nominees: [ann] },
      { movies: [movie('Oppenheimer')], nominees: [ann] },
    ],
    ['a title alone', { movies: [movie('Oppenhiemer')] }, { movies: [movie('Oppenheimer')] }],
    [
      'a title of another country',
      { movies: [movie('La vita è bella')], nominees: [ann] },
      { movies: [alpha], nominees: [ann] },
    ],
    [
      'the producers of a movie',
      { movies: [alpha], nominees: [ann, bob] },
      { movies: [alpha], nominees: [cy] },
      { kind: 'movie' },
    ],
    ['one of two producers', { movies: [alpha], nominees: [ann, bob] }, { movies: [alpha], nominees: [ann, cy] }],
    [
      'a broken name',
      { movies: [movie('Alpha')], nominees: [person('Music')], detail: 'Golden' },
      { movies: [alpha], nominees: [ann, bob], detail: 'Golden' },
    ],
    ['names that were to be determined', { movies: [alpha] }, { movies: [alpha], nominees: [ann, bob] }],
    ['a movie more', { movies: [alpha], nominees: [ann] }, { movies: [alpha, beta], nominees: [ann] }],
    ['the order of the nominees', { movies: [alpha], nominees: [ann, bob] }, { movies: [alpha], nominees: [bob, ann] }],
    ['the order of the movies', { movies: [alpha, beta] }, { movies: [beta, alpha] }],
    [
      'a character',
      { movies: [alpha], nominees: [ann], detail: 'X' },
      { movies: [alpha], nominees: [ann], detail: 'Y' },
    ],
    [
      'what an award is for',
      { nominees: [ann], citation: 'For improved film stock' },
      { nominees: [ann], citation: 'For an improved film stock' },
    ],
    [
      'a name on an award without a movie',
      { nominees: [person('Kim Ah-joong', 'nm0000011')], citation: 'For improved film stock' },
      { nominees: [person('Kim A-joong', 'nm0000012')], citation: 'For an improved film stock' },
    ],
  ])('%s', (_, before, after, options) => {
    const withId = (nomination: NominationFile): NominationFile =>
      JSON.parse(JSON.stringify(nomination).replace('"nm7"', '"nm0000007"'));
    expect(becomes([withId(before)], [withId(after)], options)).toEqual(['update 1']);
    expect(becomes([withId(after)], [withId(before)], options)[0]).toMatch(/ 1$/);
  });
});

describe('what is another nomination stays one', () => {
  test.each<[string, NominationFile, NominationFile, Options?]>([
    [
      'another actor of the movie',
      { movies: [alpha], nominees: [ann] },
      { movies: [alpha], nominees: [bob] },
      { kind: 'person' },
    ],
    [
      'another team for another song',
      { movies: [alpha], nominees: [ann], detail: 'One' },
      { movies: [alpha], nominees: [bob], detail: 'Two' },
    ],
    [
      'a song of another team that is not named',
      { movies: [alpha], nominees: [ann], detail: 'One' },
      { movies: [alpha], nominees: [bob] },
    ],
    ['another linked team of a craft', { movies: [alpha], nominees: [ann] }, { movies: [alpha], nominees: [bob] }],
    ['the same person for another movie', { movies: [alpha], nominees: [ann] }, { movies: [beta], nominees: [ann] }],
    ['a movie alone with another title', { movies: [alpha] }, { movies: [beta] }],
    [
      'an award for something else',
      { nominees: [ann], citation: 'For film stock' },
      { nominees: [ann], citation: 'For a camera crane' },
    ],
    [
      'a namesake for another movie',
      { movies: [alpha], nominees: [person('Ann One')] },
      { movies: [beta], nominees: [ann] },
    ],
    [
      'one without nominees for another song',
      { movies: [alpha], detail: 'One', nominees: [ann] },
      { movies: [alpha], detail: 'Two' },
    ],
    [
      'an award of the same words to somebody else',
      { nominees: [ann], citation: 'For a lifetime' },
      { nominees: [bob], citation: 'For a lifetime' },
    ],
  ])('%s', (_, before, after, options) => {
    expect(becomes([before], [after], options)).toEqual(['add', 'extra 1']);
  });
});

describe('where two rows might be meant, nothing is guessed', () => {
  const one = { movies: [alpha], nominees: [ann], detail: 'One' };
  const two = { movies: [alpha], nominees: [ann], detail: 'Two' };

  test('a nomination without what tells them apart is neither, and neither is missing in the file', () => {
    expect(becomes([one, two], [{ movies: [alpha], nominees: [ann] }])).toEqual(['unclear']);
    expect(becomes([one, two], [{ movies: [alpha] }])).toEqual(['unclear']);
  });

  test('a nomination that says more than either is new', () => {
    expect(becomes([one, two], [{ movies: [alpha], nominees: [ann], note: 'new' }])).toEqual(['add']);
  });

  test('a third one is new, and the two are not in the file', () => {
    expect(becomes([one, two], [{ ...one, detail: 'Three' }])).toEqual(['add', 'extra 1', 'extra 2']);
  });

  test('but the one that agrees in more is meant', () => {
    expect(becomes([{ ...one, won: true }, two], [{ movies: [alpha], nominees: [ann], won: true }])).toEqual([
      'same 1',
    ]);
    expect(becomes([one, { ...two, note: 'late' }], [{ movies: [alpha], nominees: [ann], note: 'late' }])).toEqual([
      'same 2',
    ]);
  });

  test('two that nothing tells apart are both, in their order', () => {
    const plain = { movies: [alpha], nominees: [ann] };
    const category = { name: 'Prize', kind: 'craft' };
    const twice = ceremonyOf([plain], category);
    const repeats = {
      ...twice,
      categories: twice.categories.map((c) => ({ ...c, nominations: [...c.nominations, ...c.nominations] })),
    };
    const before = stored(repeats);
    expect(new Set(before.nominations.map(({ id }) => id)).size).toBe(2);
    expect(plan(repeats, before).nominations.map(({ action }) => action)).toEqual(['same', 'same']);
    const details = plan(ceremonyOf([one, two], category), before).nominations;
    expect(details.map(({ action, after }) => [action, after.id, after.detail])).toEqual([
      ['update', before.nominations[0]?.id, 'One'],
      ['update', before.nominations[1]?.id, 'Two'],
    ]);
    const back = plan(repeats, stored(ceremonyOf([one, two], category), before));
    expect(back.nominations.map(({ action }) => action)).toEqual(['same', 'same']);
  });
});

test('what a source says twice stays in its order, be one of the two known better', () => {
  const said = { movies: [alpha], nominees: [{ name: 'Ann' }] };
  const [again, twice] = [{ ...said, repeats: true }, [said, { ...said, repeats: true }]];
  const known = { ...said, nominees: [person('Ann', 'nm0000001')] };
  expect(becomes([known, again], twice)).toEqual(['same 1', 'same 2']);
  expect(becomes([said, { ...known, repeats: true }], twice)).toEqual(['same 1', 'same 2']);
  expect(becomes([known], twice)).toEqual(['same 1', 'add']);
});

describe('namesakes in one category', () => {
  const dune = (imdbId?: string, year?: number) => ({
    title: 'Dune',
    ...(imdbId && { imdbId }),
    ...(year && { year }),
  });
  const [old, late] = [{ movies: [dune('tt0087182', 1984)] }, { movies: [dune('tt1160419', 2021)] }];

  test('are told apart by their IDs, in whatever order they come', () => {
    expect(becomes([old, late], [old, late])).toEqual(['same 1', 'same 2']);
    expect(becomes([old, late], [late, { ...old, won: true }])).toEqual(['same 2', 'update 1']);
    expect(becomes([old], [late, old])).toEqual(['add', 'same 1']);
    expect(becomes([old, late], [late])).toEqual(['same 2', 'extra 1']);
  });

  test('are told apart by their years, where they have no IDs', () => {
    const [elder, younger] = [{ movies: [dune('', 1984)] }, { movies: [dune('', 2021)] }];
    expect(becomes([elder, younger], [younger, elder])).toEqual(['same 2', 'same 1']);
    expect(becomes([elder, younger], [{ ...younger, won: true }, elder])).toEqual(['update 2', 'same 1']);
    expect(becomes([old, late], [younger, elder])).toEqual(['same 2', 'same 1']);
    expect(becomes([elder, younger], [late, old])).toEqual(['update 2', 'update 1']);
  });

  test('are told apart by who won, where a source has neither', () => {
    const plain = { movies: [dune()] };
    const won = { ...plain, won: true };
    const again = { repeats: true };
    expect(becomes([old, { ...late, won: true }], [won, { ...plain, ...again }])).toEqual(['same 2', 'same 1']);
    expect(becomes([plain, { ...won, ...again }], [{ ...late, won: true }, old])).toEqual(['update 2', 'update 1']);
  });

  test('are two people as well', () => {
    const jo = (imdbId: string) => ({ movies: [alpha], nominees: [person('Jo Same', imdbId)] });
    expect(becomes([jo('nm0000008'), jo('nm0000009')], [jo('nm0000009'), jo('nm0000008')])).toEqual([
      'same 2',
      'same 1',
    ]);
  });
});

describe('the surer pair goes first', () => {
  test('an ID before a name', () => {
    const namesakes = [
      { movies: [alpha], nominees: [person('Ann One', 'nm0000008')] },
      { movies: [alpha], nominees: [person('A. One', 'nm0000001')] },
    ];
    expect(becomes(namesakes, [{ movies: [alpha], nominees: [ann] }])).toEqual(['update 2', 'extra 1']);
  });

  test('the same words before a spelling', () => {
    const before = [
      { movies: [alpha], nominees: [person('Ann-One')] },
      { movies: [alpha], nominees: [person('Ann One')], note: 'this one' },
    ];
    expect(becomes(before, [{ movies: [alpha], nominees: [person('Ann One')] }])).toEqual(['same 2', 'extra 1']);
  });

  test('more nominees in common before fewer', () => {
    const before = [
      { movies: [alpha], nominees: [ann] },
      { movies: [alpha], nominees: [ann, bob] },
    ];
    expect(becomes(before, [{ movies: [alpha], nominees: [ann, bob, cy] }])).toEqual(['update 2', 'extra 1']);
  });

  test('as many nominees before more', () => {
    const before = [
      { movies: [alpha], nominees: [ann, bob, cy] },
      { movies: [alpha], nominees: [ann, bob] },
    ];
    expect(becomes(before, [{ movies: [alpha], nominees: [ann, person('Dee Four')] }])).toEqual([
      'update 2',
      'extra 1',
    ]);
  });

  test('half of the words of a detail are enough, less is not', () => {
    const before = [
      { movies: [alpha], nominees: [ann], detail: 'City of Stars from Somewhere' },
      { movies: [alpha], nominees: [ann], detail: 'Audition' },
    ];
    const named = (detail: string) => becomes(before, [{ movies: [alpha], nominees: [ann], detail }]);
    expect(named('City Lights')).toEqual(['update 1', 'extra 2']);
    expect(named('City Lights Tonight')).toEqual(['add', 'extra 1', 'extra 2']);
  });
});

describe('what one source leaves out', () => {
  test.each<[string, NominationFile, NominationFile]>([
    ['the nominees of a movie', { movies: [alpha], nominees: [ann] }, { movies: [alpha] }],
    ['the nominees of an award with a citation', { nominees: [ann], citation: 'For all' }, { citation: 'For all' }],
    ['the movie of a nominee', { movies: [alpha], nominees: [ann] }, { nominees: [ann] }],
    [
      'all details',
      { movies: [alpha], nominees: [ann], detail: 'X', note: 'N', credit: 'by Ann' },
      { movies: [alpha], nominees: [ann] },
    ],
  ])('%s, stays as it is', (_, more, less) => {
    expect(becomes([more], [less])).toEqual(['same 1']);
    expect(becomes([less], [more])).toEqual(['update 1']);
  });

  test('the movie, where another one names another number of nominees, is not told', () => {
    expect(becomes([{ movies: [alpha], nominees: [ann, bob] }], [{ nominees: [ann] }])).toEqual(['add', 'extra 1']);
  });
});
