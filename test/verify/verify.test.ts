import { describe, expect, test } from 'vitest';
import type { StoredCeremony, StoredNomination } from '../../src/model/stored.ts';
import { isExact, verify } from '../../src/verify/verify.ts';
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

describe('every kind of damage is noticed', () => {
  test.each<[string, (row: StoredNomination) => StoredNomination | null, string]>([
    ['a lost nomination', () => null, 'missing'],
    ['another winner', (row) => ({ ...row, won: !row.won }), 'differs (won)'],
    ['another place', (row) => ({ ...row, position: 9 }), 'differs (position)'],
    [
      'an unlinked nominee',
      (row) => ({ ...row, nominees: row.nominees.map((n) => ({ ...n, imdbId: null })) }),
      'differs (nominee not linked)',
    ],
    [
      'an unlinked movie',
      (row) => ({ ...row, movies: row.movies.map((m) => ({ ...m, imdbId: null })) }),
      'differs (movie not linked)',
    ],
    ['a lost nominee', (row) => ({ ...row, nominees: [] }), 'missing'],
    ['another title', (row) => ({ ...row, movies: row.movies.map((m) => ({ ...m, title: 'Other' })) }), 'missing'],
  ])('%s', (_, damage, words) => {
    const verification = verify(bundled(), damaged('Directing', damage));
    expect(verification.problems).toEqual([expect.stringMatching(/^Directing · Anatomy of a Fall · Justine Triet: /)]);
    expect(verification.problems[0]).toContain(words);
    expect(verification.peopleNominations.people.present).toBe(43);
    // What differs is there: it is not also something that the file does not have.
    if (words.startsWith('differs')) expect(verification.extra).toEqual([]);
  });

  test('another detail', () => {
    const verification = verify(
      bundled(),
      damaged('Actor in a Leading Role', (row) => ({ ...row, detail: 'Lenny' })),
    );
    expect(verification.problems[0]).toContain('differs (detail)');
  });

  test('a nomination that is there twice', () => {
    const twice = { ...exact, nominations: [...exact.nominations, ...exact.nominations.slice(0, 1)] };
    expect(verify(bundled(), twice).extra).toHaveLength(1);
    expect(isExact(verify(bundled(), twice))).toBe(false);
  });

  test('a lost category, another kind, another order', () => {
    const [first, second, ...rest] = exact.categories;
    if (first === undefined || second === undefined) throw new Error('no categories');
    expect(verify(bundled(), { ...exact, categories: [second, ...rest] }).problems).toEqual([
      'Actor in a Leading Role: the category is missing',
    ]);
    const other = { ...exact, categories: [{ ...first, kind: 'craft' as const }, { ...second, position: 7 }, ...rest] };
    expect(verify(bundled(), other).problems).toEqual([
      'Actor in a Leading Role: the category is of kind craft, not person',
      'Actress in a Leading Role: the category has position 7, not 2',
    ]);
  });
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
