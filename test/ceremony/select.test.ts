import { describe, expect, test } from 'vitest';
import { parseSelector, selectCeremonies, yearsNotThere } from '../../src/ceremony/select.ts';
import { edited } from '../support/ceremonies.ts';

const held = (year: number, number: number, instance = 1) => ({
  ceremony: edited((file) => Object.assign(file, { year, number, instance, name: `${number}th`, date: undefined })),
});
const available = [held(1929, 1), held(1930, 2), held(1930, 3, 2), held(2023, 95), held(2024, 96)];
const chosen = (...names: string[]) => selectCeremonies(available, names).map(({ ceremony }) => ceremony.number);

test('a ceremony is named by year, by a range of years or by number', () => {
  expect(chosen('2024')).toEqual([96]);
  expect(chosen('2020-2024')).toEqual([95, 96]);
  expect(chosen('96th')).toEqual([96]);
  expect(chosen('2ND')).toEqual([2]);
});

test('several names choose each ceremony once, oldest first', () => {
  expect(chosen('2024', '1929', '96th')).toEqual([1, 96]);
  expect(chosen()).toEqual([1, 2, 3, 95, 96]);
});

test('1930 saw two ceremonies and asks which', () => {
  expect(() => chosen('1930')).toThrow(
    expect.objectContaining({
      message: '1930 saw 2 ceremonies',
      hint: 'choose 1930/1 or 2nd (2th), or 1930/2 or 3rd (3th)',
    }),
  );
  expect(chosen('1930/1')).toEqual([2]);
  expect(chosen('2nd')).toEqual([2]);
  expect(chosen('1930/2')).toEqual([3]);
  expect(chosen('3rd')).toEqual([3]);
  expect(chosen('1929-1930')).toEqual([1, 2, 3]);
});

describe('what names no ceremony is an error', () => {
  test.each(['2024x', '', '96', '2024-2020', '-1', '20 24'])('"%s"', (name) => {
    expect(() => parseSelector(name)).toThrow(`"${name}" names no ceremony`);
  });

  test('a year without a ceremony', () => {
    expect(() => chosen('1994')).toThrow('there is no ceremony 1994 to import');
  });

  test('a year that a long file lacks, without listing all that it has', () => {
    const many = Array.from({ length: 20 }, (_, at) => held(2000 + at, 72 + at));
    expect(() => selectCeremonies(many, ['1994'])).toThrow(
      expect.objectContaining({
        hint: 'there are 20 ceremonies, from 2000 (72th) to 2019 (91th); give another file with --file',
      }),
    );
  });
});

test('years of a range that are not there are named, those of nothing else', () => {
  expect(yearsNotThere(available, ['1928-1931', '2020-2024'])).toBe('1928, 1931, 2020-2022');
  expect(yearsNotThere(available, ['1929-1930', '2024', '96th'])).toBeNull();
  expect(yearsNotThere(available, [])).toBeNull();
});
