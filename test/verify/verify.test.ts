import { describe, expect, test } from 'vitest';
import type { Ceremony } from '../../src/model/ceremony.ts';
import type { StoredCategory, StoredCeremony, StoredNomination } from '../../src/model/stored.ts';
import { isExact } from '../../src/verify/verification.ts';
import { verify } from '../../src/verify/verify.ts';
import { bundled, ceremonyOf, stored } from '../support/ceremonies.ts';

const exact = stored(bundled());

/** The stored ceremony with one nomination of a category replaced, or removed. */
function damaged(category: string, damage: (row: StoredNomination) => StoredNomination | null): StoredCeremony {
  const at = exact.nominations.findIndex((row) => row.category === category);
  const row = exact.nominations[at];
  if (row === undefined) throw new Error(`no nomination in ${category}`);
  const replaced = damage(row);
  return { ...exact, nominations: exact.nominations.toSpliced(at, 1, ...(replaced === null ? [] : [replaced])) };
}

test('a database that holds the file is exact, 44 of 44 people nominations', () => {
  const verification = verify(bundled(), exact);
  expect(isExact(verification)).toBe(true);
  expect(verification.peopleNominations.people).toEqual({ present: 44, expected: 44 });
  expect(verification.all.nominations).toEqual({ present: 120, expected: 120 });
  expect(verification.all.people).toEqual({ present: 221, expected: 221 });
  expect(verification.winners).toEqual({ present: 23, expected: 23 });
  expect(verification.movies).toEqual({ present: 120, expected: 120 });
  expect(verification.groups.map(({ label, people }) => [label, people.present])).toEqual([
    ['Acting', 20],
    ['Directing', 5],
    ['Writing', 14],
    ['Cinematography', 5],
  ]);
});

test('two of the same words are each held against the row with their own IDs or years', () => {
  const dune = (facts: object) => ({ movies: [{ title: 'Dune', ...facts }] });
  const category = { name: 'Prize', kind: 'movie' };
  for (const [old, late, difference] of [
    [dune({ imdbId: 'tt0087182' }), dune({ imdbId: 'tt1160419' }), "movie 1's link: tt1160419, not tt0087182"],
    [dune({ year: 1984 }), dune({ year: 2021 }), "movie 1's year: 2021, not 1984"],
  ] as const) {
    const file = ceremonyOf([old, late], category);
    const row = stored(file);
    expect(isExact(verify(ceremonyOf([late, old], category), row))).toBe(true);
    const [, second] = row.nominations;
    if (second === undefined) throw new Error('no second nomination');
    expect(verify(file, { ...row, nominations: [second] }).problems).toEqual(['Prize · Dune: missing']);
    const twice = { ...row, nominations: [second, { ...second, id: 'another' }] };
    expect(verify(file, twice).problems).toEqual([`Prize · Dune: differs (${difference})`]);
  }
});

describe('every kind of damage is noticed', () => {
  const link = {
    nominees: "nominee 1's link: nothing, not nm2630323",
    movies: "movie 1's link: nothing, not tt17009710",
  };
  test.each<[string, (row: StoredNomination) => StoredNomination | null, string]>([
    ['a lost nomination', () => null, 'missing'],
    ['another winner', (row) => ({ ...row, won: !row.won }), 'differs (won: yes, not no)'],
    [
      'an unlinked nominee',
      (row) => ({ ...row, nominees: row.nominees.map((n) => ({ ...n, imdbId: null })) }),
      `differs (${link.nominees})`,
    ],
    [
      'an unlinked movie',
      (row) => ({ ...row, movies: row.movies.map((m) => ({ ...m, imdbId: null })) }),
      `differs (${link.movies})`,
    ],
    ['a lost nominee', (row) => ({ ...row, nominees: [] }), 'missing'],
    [
      'another title',
      (row) => ({ ...row, movies: row.movies.map((m) => ({ ...m, title: 'Other' })) }),
      'differs (movie 1: Other, not Anatomy of a Fall)',
    ],
    [
      'another spelling of a name',
      (row) => ({ ...row, nominees: row.nominees.map((n) => ({ ...n, name: 'Justine Triét' })) }),
      'differs (nominee 1: Justine Triét, not Justine Triet)',
    ],
    [
      'a company instead of a person',
      (row) => ({ ...row, nominees: row.nominees.map(({ name }) => ({ kind: 'company', name, imdbId: null })) }),
      `differs (nominee 1's kind: company, not person; ${link.nominees})`,
    ],
    [
      'one nominee more',
      (row) => ({ ...row, nominees: [...row.nominees, { kind: 'unknown', name: 'Else', imdbId: null }] }),
      'missing',
    ],
  ])('%s', (_, damage, words) => {
    const verification = verify(bundled(), damaged('Directing', damage));
    expect(verification.problems).toEqual([`Directing · Anatomy of a Fall · Justine Triet: ${words}`]);
    expect(verification.peopleNominations.people.present).toBe(43);
    // What differs is there: it is not also something that the file does not have.
    if (words.startsWith('differs')) expect(verification.extra).toEqual([]);
  });

  test('another detail', () => {
    const verification = verify(
      bundled(),
      damaged('Actor in a Leading Role', (row) => ({ ...row, detail: 'Lenny' })),
    );
    expect(verification.problems[0]).toContain('differs (detail: Lenny, not Leonard Bernstein)');
  });

  test.each(['credit', 'citation', 'note'] as const)('another %s', (field) => {
    const ceremony = ceremonyOf([{ nominees: [{ name: 'Somebody' }], [field]: 'said' }]);
    const was = stored(ceremony);
    const lost = { ...was, nominations: was.nominations.map((row) => ({ ...row, [field]: null })) };
    expect(verify(ceremony, lost).problems).toEqual([expect.stringContaining(`differs (${field}: nothing, not said)`)]);
  });

  test("a movie's year", () => {
    const ceremony = ceremonyOf([{ movies: [{ title: 'A', year: 1999 }] }]);
    const was = stored(ceremony);
    const other = {
      ...was,
      nominations: was.nominations.map((row) => ({ ...row, movies: row.movies.map((m) => ({ ...m, year: 2000 })) })),
    };
    expect(verify(ceremony, other).problems).toEqual(["Directing · A: differs (movie 1's year: 2000, not 1999)"]);
  });

  test('a nomination that is there twice', () => {
    const twice = { ...exact, nominations: [...exact.nominations, ...exact.nominations.slice(0, 1)] };
    expect(verify(bundled(), twice).extra).toHaveLength(1);
    expect(isExact(verify(bundled(), twice))).toBe(false);
  });

  test('a lost category', () => {
    expect(verify(bundled(), { ...exact, categories: exact.categories.slice(1) }).problems).toEqual([
      'Actor in a Leading Role: the category is missing',
    ]);
  });

  test.each<[string, Partial<StoredCategory>, string]>([
    ['kind', { kind: 'craft' }, "the category's kind: craft, not person"],
    ['group', { group: 'Players' }, "the category's group: Players, not Acting"],
  ])('another %s of a category', (_, damage, words) => {
    const categories = exact.categories.map((category, at) => (at === 0 ? { ...category, ...damage } : category));
    expect(verify(bundled(), { ...exact, categories }).problems).toEqual([`Actor in a Leading Role: ${words}`]);
  });

  test.each<[string, Partial<StoredCeremony>, string]>([
    ['name', { name: 'The Oscars' }, "the ceremony's name: The Oscars, not 96th Academy Awards"],
    ['year', { year: 2023 }, "the ceremony's year: 2023, not 2024"],
    ['number', { number: 69 }, "the ceremony's number: 69, not 96"],
    ['date', { date: '2024-03-11' }, "the ceremony's date: 2024-03-11, not 2024-03-10"],
    ['date that is gone', { date: null }, "the ceremony's date: nothing, not 2024-03-10"],
    [
      'baseline',
      { expected: { categories: 23, nominations: 121, winners: 23, peopleNominations: 44 } },
      "the ceremony's expected totals: 23 categories, 121 nominations, 23 winners, 44 people nominations, not " +
        '23 categories, 120 nominations, 23 winners, 44 people nominations',
    ],
    [
      'organization',
      { organization: { ...exact.organization, name: 'The Academy' } },
      "the organization's name: The Academy, not Academy of Motion Picture Arts and Sciences",
    ],
    [
      'abbreviation',
      { organization: { ...exact.organization, abbreviation: null } },
      "the organization's abbreviation: nothing, not AMPAS",
    ],
  ])('another %s', (_, damage, words) => {
    expect(verify(bundled(), { ...exact, ...damage }).problems).toEqual([words]);
  });
});

describe('what the file does not say is no difference', () => {
  const said = ceremonyOf([{ movies: [{ title: 'A' }], nominees: [{ name: 'Somebody' }] }]);
  const known = stored(
    ceremonyOf([
      {
        won: true,
        detail: 'a character',
        citation: 'for it',
        credit: 'by Somebody',
        note: 'a note',
        movies: [{ title: 'A', year: 1999, imdbId: 'tt0000001' }],
        nominees: [{ name: 'Somebody', imdbId: 'nm0000001' }],
      },
    ]),
  );

  test('winners, details, years, IDs, notes', () => {
    expect(isExact(verify(said, known))).toBe(true);
    expect(verify(said, known).peopleNominations.people).toEqual({ present: 1, expected: 1 });
  });

  test('the date, the number, the totals of the ceremony, the abbreviation of its organization', () => {
    const more = {
      ...known,
      date: '2024-03-10',
      number: 7,
      expected: { categories: 1, nominations: 1, winners: 1, peopleNominations: 1 },
      organization: { ...known.organization, abbreviation: 'X' },
    };
    expect(isExact(verify({ ...said, date: null, number: null }, more))).toBe(true);
  });

  test('the order of categories and nominations', () => {
    const turned = {
      ...exact,
      categories: exact.categories.map((category) => ({ ...category, position: 24 - category.position })).reverse(),
      nominations: exact.nominations.map((row) => ({ ...row, position: 11 - row.position })).reverse(),
    };
    expect(isExact(verify(bundled(), turned))).toBe(true);
  });

  test('a whole category', () => {
    const { categories, ...rest } = bundled();
    const some = { ...rest, expected: null, categories: categories.slice(0, 3) };
    expect(verify(some, exact)).toMatchObject({ problems: [], extra: [] });
  });

  test('nominees or movies where it names none', () => {
    const movieOnly = ceremonyOf([{ movies: [{ title: 'A' }] }]);
    expect(isExact(verify(movieOnly, known))).toBe(true);
    const nomineeOnly = ceremonyOf([{ nominees: [{ name: 'Somebody' }] }]);
    expect(isExact(verify(nomineeOnly, known))).toBe(true);
  });
});

test('a category that says that there are no nominations has none', () => {
  const { categories, ...rest } = bundled();
  const empty = { ...rest, categories: categories.map((one, at) => (at === 0 ? { ...one, nominations: [] } : one)) };
  expect(verify(empty, exact).extra).toHaveLength(5);
});

test('exact rows first: one that says less does not take the row of one that says more', () => {
  const two = ceremonyOf([
    { movies: [{ title: 'A' }], nominees: [{ name: 'Somebody' }] },
    { movies: [{ title: 'A' }], nominees: [{ name: 'Somebody' }], detail: 'second' },
  ]);
  const [first, second] = stored(two).nominations;
  if (first === undefined || second === undefined) throw new Error('no rows');
  const rows = { ...stored(two), nominations: [second, { ...first, detail: 'first' }] };
  expect(verify(two, rows).problems).toEqual([]);
});

test('a person counts once on a nomination, however often the name stands there; two of one name count twice', () => {
  const one = { name: 'Somebody', imdbId: 'nm0000001' };
  // The own format refuses that; the sources of others hold it.
  const once = ceremonyOf([{ nominees: [one] }]);
  const twice: Ceremony = {
    ...once,
    categories: once.categories.map((category) => ({
      ...category,
      nominations: category.nominations.map(({ nominees, ...nomination }) => ({
        ...nomination,
        nominees: [...nominees, ...nominees],
      })),
    })),
  };
  expect(verify(twice, stored(twice)).peopleNominations.people).toEqual({ present: 1, expected: 1 });
  const pseudonym = ceremonyOf([{ nominees: [one, { ...one, imdbId: 'nm0000002' }] }]);
  expect(verify(pseudonym, stored(pseudonym)).peopleNominations.people).toEqual({ present: 2, expected: 2 });
});

test('a ceremony that is not there at all is one problem', () => {
  const verification = verify(bundled(), null);
  expect(verification.problems).toEqual(['the ceremony is not in the database']);
  expect(verification.all.nominations).toEqual({ present: 0, expected: 120 });
});

test('a nominee without an ID is pending, and no problem', () => {
  const ceremony = ceremonyOf([{ nominees: [{ name: 'Somebody' }] }]);
  const verification = verify(ceremony, stored(ceremony));
  expect(verification.pending).toEqual(['Directing: Somebody']);
  expect(verification.peopleNominations.people).toEqual({ present: 0, expected: 1 });
  expect(isExact(verification)).toBe(true);
});
