import { describe, expect, test } from 'vitest';
import { findOddities } from '../../src/advice/oddities.ts';
import type { CeremonyStatus } from '../../src/model/stored.ts';

const status = (year: number, nominations: number, winners = 1): CeremonyStatus => ({
  organization: 'fest',
  year,
  instance: 1,
  number: null,
  ceremony: `Fest ${year}`,
  expectedNominations: null,
  nominations,
  winners,
  expectedPeopleNominations: null,
  peopleNominations: 0,
  linkedPeopleNominations: 0,
  pending: 0,
  waiting: 0,
  lastOutcome: null,
  lastFinishedAt: null,
});
const years = (...counts: number[]) => counts.map((count, at) => status(2000 + at, count));
const few = (ceremonies: CeremonyStatus[]) =>
  findOddities(ceremonies, [], []).map(({ year, kind, present, of }) => [year, kind, present, of]);

describe('few nominations', () => {
  test('are less than half of what the ceremonies around have', () => {
    expect(few(years(120, 124, 59, 118, 130))).toEqual([[2002, 'few-nominations', 59, 120]]);
    expect(few(years(120, 124, 60, 118, 130))).toEqual([]);
  });

  test('are not those of an award that was small when it began', () => {
    expect(few(years(34, 38, 42, 50, 47, 65, 67, 94, 114, 134, 141, 151, 162, 190))).toEqual([]);
  });

  test('cannot be told by one other ceremony alone', () => {
    expect(few(years(120, 10))).toEqual([]);
  });

  test('are compared within an organization', () => {
    const small = years(9, 10, 11).map((one) => ({ ...one, organization: 'small' }));
    expect(few([...years(120, 121, 119), ...small])).toEqual([]);
  });
});

describe('winners', () => {
  const category = (name: string, winners: number) => ({
    organization: 'fest',
    year: 2000,
    instance: 1,
    category: name,
    winners,
    categories: 24,
  });

  test('a ceremony before its night is one line', () => {
    const found = findOddities([status(2000, 120, 0)], [category('A', 0), category('B', 0)], []);
    expect(found).toEqual([expect.objectContaining({ kind: 'no-winner', subjects: [], present: 0, of: 120 })]);
  });

  test('categories are named together, by what is odd about them', () => {
    const found = findOddities([status(2000, 120, 22)], [category('A', 0), category('B', 2), category('C', 0)], []);
    expect(found.map(({ kind, subjects, present, of }) => [kind, subjects, present, of])).toEqual([
      ['no-winner', ['A', 'C'], 2, 24],
      ['several-winners', ['B'], 1, 24],
    ]);
  });
});
