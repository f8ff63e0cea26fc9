/** Which row is looked at for a nomination, and what is said of it. */
import { describe, expect, test } from 'vitest';
import type { Ceremony } from '../../src/model/ceremony.ts';
import type { StoredCeremony, StoredNomination } from '../../src/model/stored.ts';
import { nominationDifferences } from '../../src/verify/differences.ts';
import { isExact } from '../../src/verify/verification.ts';
import { verify } from '../../src/verify/verify.ts';
import { ceremonyOf, type NominationFile, stored } from '../support/ceremonies.ts';

const movie = (title: string, at?: number) => ({ title, ...(at && { imdbId: `tt000000${at}` }) });
const person = (name: string, at?: number) => ({ name, ...(at && { imdbId: `nm000000${at}` }) });
const [alpha, beta] = [movie('Alpha', 1), movie('Beta', 2)];
const [ann, bob] = [person('Ann One', 1), person('Bob Two', 2)];

/** A database that holds just these, in this order. */
function holding(rows: NominationFile[]): StoredCeremony {
  return stored(ceremonyOf(rows));
}

/** What is wrong for a file over a database that holds other nominations, and how many of those are not in the file. */
function found(rows: NominationFile[], file: NominationFile[]): [problems: readonly string[], extra: number] {
  const { problems, extra } = verify(ceremonyOf(file), holding(rows));
  return [problems, extra.length];
}

describe('is the row of a nomination, which differs', () => {
  const place = 'Directing · Alpha · Ann One';
  test.each<[string, NominationFile, NominationFile, string]>([
    [
      'the same with another detail',
      { movies: [alpha], nominees: [ann], detail: 'A' },
      { movies: [alpha], nominees: [ann], detail: 'B' },
      `${place} · B: differs (detail: A, not B)`,
    ],
    [
      'the same in other spellings and another order',
      { movies: [movie('beta'), movie('alpha')], nominees: [person('bob two'), person('ann-one')] },
      { movies: [movie('Alpha'), movie('Beta')], nominees: [person('Ann One'), person('Bob Two')] },
      'Directing · Alpha + Beta · Ann One, Bob Two: differs (movie 1: beta, not Alpha; movie 2: alpha, not Beta; ' +
        'nominee 1: bob two, not Ann One; nominee 2: ann-one, not Bob Two)',
    ],
    [
      'other names of the same IDs in another order',
      { movies: [movie('B.', 2), movie('A.', 1)], nominees: [person('Uno', 1)] },
      { movies: [alpha, beta], nominees: [ann] },
      "Directing · Alpha + Beta · Ann One: differs (movie 1: B., not Alpha; movie 1's link: tt0000002, not tt0000001; " +
        "movie 2: A., not Beta; movie 2's link: tt0000001, not tt0000002; nominee 1: Uno, not Ann One)",
    ],
    [
      'another title of the movie alone that is named',
      { movies: [movie('A.', 1)], nominees: [ann] },
      { movies: [alpha] },
      'Directing · Alpha: differs (movie 1: A., not Alpha)',
    ],
    [
      'another winner of those that are named',
      { movies: [alpha], nominees: [ann], won: false },
      { nominees: [ann], won: true },
      'Directing · Ann One: differs (won: no, not yes)',
    ],
    [
      'another citation of one that names nobody',
      { movies: [alpha], citation: 'A' },
      { citation: 'B' },
      'Directing: differs (citation: A, not B)',
    ],
  ])('%s', (_, row, file, problem) => {
    expect(found([row], [file])).toEqual([[problem], 0]);
  });
});

describe('is no row of a nomination, which is missing', () => {
  test.each<[string, NominationFile, NominationFile]>([
    ['the same person for another movie', { movies: [beta], nominees: [ann] }, { movies: [alpha], nominees: [ann] }],
    ['the same movie with somebody else', { movies: [alpha], nominees: [bob] }, { movies: [alpha], nominees: [ann] }],
    ['another movie with an ID', { movies: [beta], nominees: [ann] }, { movies: [alpha] }],
    [
      'another movie without an ID',
      { movies: [movie('Beta')], nominees: [ann] },
      { movies: [movie('Alpha')], nominees: [ann] },
    ],
    [
      'somebody else without an ID',
      { movies: [alpha], nominees: [person('Bob')] },
      { movies: [alpha], nominees: [person('Ann')] },
    ],
    ['somebody else', { movies: [alpha], nominees: [bob] }, { nominees: [ann] }],
  ])('%s', (_, row, file) => {
    const [[problem], extra] = found([row], [file]);
    expect([problem, extra]).toEqual([expect.stringMatching(/: missing$/), 1]);
  });
});

describe('exact rows first, whatever nominations of the same credits differ in', () => {
  test.each<[string, NominationFile, NominationFile]>([
    ['winner', { won: true }, { won: false }],
    ['detail', { detail: 'A' }, { detail: 'B' }],
    ['citation', { citation: 'A' }, { citation: 'B' }],
    ['note', { note: 'A' }, { note: 'B' }],
    ['credit', { credit: 'A', detail: 'x' }, { credit: 'B', detail: 'x' }],
  ])('%s', (_, one, other) => {
    const file = [one, other].map((more) => ({ movies: [alpha], nominees: [ann], ...more }));
    // The own format takes two of the same credits for one, and a category without a winner as one that names none.
    const ceremony = (order: readonly NominationFile[]): Ceremony => {
      const { categories, ...rest } = ceremonyOf([]);
      const nominations = order.flatMap((given) => {
        const [category] = ceremonyOf([given]).categories;
        return (category?.nominations ?? []).map((one) => ({ ...one, won: given.won ?? null }));
      });
      return { ...rest, categories: categories.map((category) => ({ ...category, nominations })) };
    };
    const rows = stored(ceremony(file));
    expect(verify(ceremony(file.toReversed()), rows)).toMatchObject({ problems: [], extra: [] });
    expect(verify(ceremony(file), { ...rows, nominations: rows.nominations.slice(1) }).problems).toHaveLength(1);
  });

  test.each(['detail', 'citation', 'note', 'credit'] as const)('of many that are told apart by their %s', (field) => {
    const many = Array.from({ length: 600 }, (_, at) => ({
      movies: [alpha],
      nominees: [ann],
      ...(field === 'detail' ? {} : { detail: `part ${at}` }),
      [field]: `text ${at}`,
    }));
    const ceremony = ceremonyOf(many);
    const rows = stored(ceremony);
    expect(isExact(verify(ceremony, { ...rows, nominations: rows.nominations.toReversed() }))).toBe(true);
  });

  test('one that says all before one that says less', () => {
    const song = (detail?: string) => ({ movies: [alpha], nominees: [ann], ...(detail && { detail }) });
    expect(found([song('A'), song('B')], [song(), song('A')])).toEqual([[], 0]);
  });
});

describe('a row is one nomination at most', () => {
  test('a second one of the same credits is missing', () => {
    const song = (detail: string) => ({ movies: [alpha], nominees: [ann], detail });
    expect(found([song('B')], [song('A'), song('B')])).toEqual([['Directing · Alpha · Ann One · A: missing'], 0]);
  });

  test('and what a source cannot tell apart is not extra', () => {
    const song = (detail: string) => ({ movies: [alpha], nominees: [ann], detail });
    expect(found([song('A'), song('B')], [{ movies: [alpha], nominees: [ann] }])).toEqual([[], 0]);
    expect(found([song('A'), song('B')], [song('A')])).toEqual([[], 1]);
  });
});

describe('what differs between a nomination and its row', () => {
  const row = holding([{ movies: [alpha], nominees: [ann] }]).nominations[0] as StoredNomination;
  const file = (given: NominationFile) => ceremonyOf([given]).categories[0]?.nominations[0] as StoredNomination;

  test('is a credit that only one of them has', () => {
    expect(nominationDifferences(file({ movies: [alpha, beta], nominees: [ann, bob] }), row)).toEqual([
      'movie 2: none, not Beta',
      'nominee 2: none, not Bob Two',
    ]);
    const more = holding([{ movies: [alpha, beta], nominees: [ann, bob] }]).nominations[0] as StoredNomination;
    expect(nominationDifferences(file({ movies: [alpha], nominees: [ann] }), more)).toEqual([
      'movie 2: Beta, not none',
      'nominee 2: Bob Two, not none',
    ]);
    expect(nominationDifferences(file({ movies: [alpha] }), more)).toEqual(['movie 2: Beta, not none']);
    expect(nominationDifferences(file({ nominees: [ann] }), more)).toEqual(['nominee 2: Bob Two, not none']);
  });

  test.each<[string, object, object, string[]]>([
    [
      'a company, which is stored as nothing known',
      { kind: 'company' },
      { kind: 'unknown' },
      ["nominee 1's kind: unknown, not company"],
    ],
    [
      'a person with an ID, who is stored as a company',
      { imdbId: 'nm0000001' },
      { kind: 'company' },
      ["nominee 1's kind: company, not person", "nominee 1's link: nothing, not nm0000001"],
    ],
    ['perhaps a person, who is stored as a company', {}, { kind: 'company' }, []],
    ['of no known kind, which is stored as a company', { kind: 'unknown' }, { kind: 'company' }, []],
  ])('is what a nominee is: %s', (_, said, held, expected) => {
    const nominee = { name: 'Somebody', ...said };
    const [was] = holding([{ nominees: [{ name: 'Somebody', ...held }] }]).nominations;
    expect(nominationDifferences(file({ nominees: [nominee] }), was as StoredNomination)).toEqual(expected);
  });

  test('is not a title that is none', () => {
    const untitled = { movies: [{ title: 'tt0000001', imdbId: 'tt0000001' }], nominees: [ann] };
    expect(nominationDifferences(file(untitled), row)).toEqual([]);
  });
});

describe('the category and the organization', () => {
  const named = ceremonyOf([], { name: 'Best Director', canonicalName: 'Directing' });

  test('have the name of the year, where the source knows it', () => {
    const other = {
      ...stored(named),
      categories: stored(named).categories.map((one) => ({ ...one, name: 'Director' })),
    };
    expect(verify(named, other).problems).toEqual(["Best Director: the category's name: Director, not Best Director"]);
    const unnamed = ceremonyOf([], { name: 'Directing', canonicalName: 'Directing' });
    expect(verify(unnamed, other).problems).toEqual([]);
  });

  test('have the event of the source', () => {
    const organization = { ...named.organization, imdbEventId: 'ev0000003' as never };
    expect(verify({ ...named, organization }, stored(named)).problems).toEqual([
      "the organization's IMDb event: nothing, not ev0000003",
    ]);
  });
});

describe('what is counted', () => {
  const file = [
    { won: true, movies: [alpha, beta], nominees: [ann, person('Cy'), person('Dee')] },
    { won: true, movies: [movie('Gamma')], nominees: [bob] },
  ];
  const none = { present: 0, expected: 0 };

  test('persons and movies that are linked, of those that the file names', () => {
    const ceremony = ceremonyOf(file);
    const directing = {
      nominations: { present: 2, expected: 2 },
      people: { present: 2, expected: 4 },
      pendingPeople: 2,
    };
    expect(verify(ceremony, stored(ceremony))).toMatchObject({
      groups: [{ label: 'Directing', ...directing }],
      peopleNominations: { label: 'People nominations', ...directing },
      all: { label: 'All 1 categories', ...directing },
      winners: { present: 2, expected: 2 },
      movies: { present: 2, expected: 3 },
      pending: ['Directing: Cy', 'Directing: Dee', 'Directing: Gamma'],
    });
  });

  test('of what is missing, what the file expects', () => {
    const verification = verify(ceremonyOf(file), holding(file.slice(1)));
    expect(verification).toMatchObject({
      peopleNominations: { nominations: { present: 1, expected: 2 }, people: { present: 1, expected: 4 } },
      winners: { present: 1, expected: 2 },
      movies: { present: 0, expected: 3 },
      pending: ['Directing: Gamma'],
    });
    expect(isExact(verification)).toBe(false);
    expect(isExact(verify(ceremonyOf(file.slice(1)), holding(file)))).toBe(false);
  });

  test('no people nominations of other categories, and as persons those whom the row knows as such', () => {
    const company = (kind: string) => ceremonyOf([{ nominees: [{ name: 'Kodak', kind }] }], { kind: 'craft' });
    expect(verify(company('person'), stored(company('company')))).toMatchObject({
      groups: [],
      peopleNominations: { nominations: none, people: none },
      all: { people: none },
    });
  });
});

describe('a nomination that says less takes no row that is the only one for its twin', () => {
  const film = { movies: [alpha], nominees: [ann] };
  const winner = { movies: [beta], won: true };
  test.each<[string, NominationFile[], NominationFile[]]>([
    [
      'not who won',
      [{ ...film, won: true }, film],
      [
        { ...film, won: null },
        { ...film, won: true },
      ],
    ],
    ['not who lost', [film, { ...film, won: true }], [{ ...film, won: null }, film]],
    [
      'not which year the movie is of',
      [{ movies: [{ ...alpha, year: 1999 }] }, { movies: [alpha] }],
      [{ movies: [alpha] }, { movies: [{ ...alpha, year: 1999 }] }],
    ],
    [
      'not which movie it is',
      [{ movies: [alpha] }, { movies: [movie('Alpha')] }],
      [{ movies: [movie('Alpha')] }, { movies: [alpha] }],
    ],
  ])('%s', (_, rows, file) => {
    // The own format refuses twins; they come of sources that lost what tells two apart.
    const twins = (nominations: NominationFile[]) => {
      const [whole, ...others] = nominations.map((one) => ceremonyOf([one, winner]));
      if (whole === undefined) throw new Error('no nominations');
      const [category] = whole.categories;
      const all = [whole, ...others].flatMap(({ categories }) => categories[0]?.nominations.slice(0, 1) ?? []);
      return { ...whole, categories: category === undefined ? [] : [{ ...category, nominations: all }] };
    };
    const held = stored(twins(rows));
    expect(isExact(verify(twins(file), held))).toBe(true);
  });
});
