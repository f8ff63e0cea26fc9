import { describe, expect, test } from 'vitest';
import { missingEditions } from '../../src/advice/missing.ts';

const held = (year: number, number: number | null = null, instance = 1, organization = 'oscars') => ({
  organization,
  year,
  instance,
  number,
});
const table = (...editions: ReturnType<typeof held>[]) => ({ option: ['--from', 'oscar_data'] as const, editions });
const told = (...args: Parameters<typeof missingEditions>) =>
  missingEditions(...args).map(({ year, number, instance, source }) => [year, number, instance, source]);

describe('numbers between the first and the last', () => {
  test('are missing, in whatever order the ceremonies stand, and those before and after are not', () => {
    expect(told([held(1996, 68), held(1993, 65)], [])).toEqual([
      [null, 66, null, null],
      [null, 67, null, null],
    ]);
  });

  test('a year without a ceremony is none', () => {
    expect(told([held(1932, 5), held(1934, 6)], [])).toEqual([]);
  });

  test('a ceremony whose number nobody said is the one that its year says', () => {
    expect(told([held(1993, 65), held(1995), held(1996, 68)], [])).toEqual([[null, 66, null, null]]);
    expect(told([held(1993, 65), held(1994), held(1995), held(1996, 68)], [])).toEqual([]);
    // Held in one year with another, so that its year says nothing, and there is no other place.
    expect(told([held(2023, 74), held(2024, null, 2), held(2024, 76)], [])).toEqual([]);
  });

  test('each organization has its own, also where it stands under two keys', () => {
    expect(told([held(1993, 65), held(1994, 66, 1, 'ampas'), held(1995, 67), held(2020, 7, 1, 'fest')], [])).toEqual(
      [],
    );
  });
});

describe('what a source holds', () => {
  test('is missing where it is not stored, with its year; by the number, wherever the year moved to', () => {
    const source = table(held(2022, 74), held(2023, 75), held(2025, 77));
    expect(told([held(2022, 74), held(2024, 75), held(2024, 76, 2)], [source])).toEqual([[2025, 77, 1, 0]]);
  });

  test('the second ceremony of a year is another one', () => {
    expect(told([held(1930, 2)], [table(held(1930, 2), held(1930, 3, 2))])).toEqual([[1930, 3, 2, 0]]);
    expect(told([held(2016)], [table(held(2016), held(2016, null, 2))])).toEqual([[2016, null, 2, 0]]);
  });

  test('is told once, from the first that has it, and organizations that are not stored are not missed', () => {
    const sources = [table(held(1994, 66), held(2000, 1, 1, 'fest')), table(held(1994, 66), held(1995, 67))];
    expect(told([held(1993, 65)], sources)).toEqual([
      [1994, 66, 1, 0],
      [1995, 67, 1, 1],
    ]);
  });

  test('a number that it holds is no gap besides', () => {
    expect(told([held(1993, 65), held(1996, 68)], [table(held(1995, 67))])).toEqual([
      [null, 66, null, null],
      [1995, 67, 1, 0],
    ]);
  });
});
