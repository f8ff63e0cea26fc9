import { describe, expect, test } from 'vitest';
import { selectCeremonies } from '../../src/ceremony/select.ts';
import { parseSelector } from '../../src/ceremony/selector.ts';

const held = (year: number, number: number | null, instance = 1, organization = 'oscars') => ({
  organization,
  year,
  number,
  instance,
  name: `${number ?? organization}`,
});
type Held = ReturnType<typeof held>;
const early = [held(1929, 1), held(1930, 2), held(1930, 3, 2), held(1931, 4), held(1932, 5), held(1934, 6)];
const available = [...early, held(2023, 95), held(2024, 96)];
const select = (all: readonly Held[], ...names: string[]) => selectCeremonies(all, (one) => one, names);
const chosen = (...names: string[]) => select(available, ...names).chosen.map(({ number }) => number);

describe('a ceremony is named', () => {
  test.each<[name: string, numbers: number[]]>([
    ['2024', [96]],
    ['2023-2024', [95, 96]],
    ['2024-2024', [96]],
    ['2023–2024', [95, 96]],
    ['2023-', [95, 96]],
    ['96', [96]],
    ['96th', [96]],
    ['2ND', [2]],
    ['95th-96th', [95, 96]],
    ['1st-3', [1, 2, 3]],
    ['95th-', [95, 96]],
    ['1929,1931', [1, 4]],
    ['1929, 96', [1, 96]],
    ['1930/2', [3]],
    ['latest', [96]],
  ])('%s', (name, numbers) => expect(chosen(name)).toEqual(numbers));

  test('several times, and is chosen once, oldest first', () => {
    expect(chosen('2024', '1929', '96th', 'latest')).toEqual([1, 96]);
    expect(chosen()).toEqual(available.map(({ number }) => number));
  });
});

test('1930 saw two ceremonies and asks which', () => {
  expect(() => chosen('1930')).toThrow(
    expect.objectContaining({
      message: '1930 saw 2 ceremonies',
      hint: 'choose 1930/1 or 2nd (2), or 1930/2 or 3rd (3)',
    }),
  );
  expect(chosen('1930/1')).toEqual([2]);
  expect(chosen('1929-1930')).toEqual([1, 2, 3]);
});

test('one year of two organizations means the ceremony of each, and so does the latest', () => {
  const both = [held(2023, null, 1, 'a'), held(2024, null, 1, 'a'), held(2023, null, 1, 'b')];
  expect(select(both, '2023').chosen).toEqual([both[0], both[2]]);
  expect(select(both, 'latest').chosen).toEqual([both[1], both[2]]);
});

describe('what names no ceremony is an error', () => {
  test.each(['2024x', '', '-1', '20 24', '1930/0', '96st4', 'th', '2020-2024-2025', '123456'])('"%s"', (name) => {
    expect(() => select(available, name)).toThrow(/^".*" names no ceremony$/);
  });

  test.each([
    ['2024,', '2nd', '2024'],
    [',2024', '1st', '2024'],
    ['2024,, 2023', '2nd', '2024,2023'],
    [' ,', '1st', null],
  ])('"%s" says which of its names is empty', (name, which, meant) => {
    const hint = meant === null ? expect.stringContaining('give the year') : `did you mean ${meant}?`;
    const message = `the ${which} of the names in "${name}" is empty`;
    expect(() => select(available, name)).toThrow(expect.objectContaining({ message, hint }));
  });

  test.each([
    ['2024-2020', '2020-2024'],
    ['96th-94th', '94-96'],
    ['2020-24', '2020-2024'],
    ['1998-05', undefined],
    ['2020-96th', undefined],
  ])('"%s", and what may be meant', (name, meant) => {
    const ways = expect.stringContaining('give the year');
    const hint = meant === undefined ? ways : `did you mean ${meant}?`;
    expect(() => parseSelector(name)).toThrow(expect.objectContaining({ hint }));
  });
});

describe('what is asked for and not there is an error, whatever else is there', () => {
  test.each([
    ['1994', '1994'],
    ['97', '97'],
    ['2024,2025', '2025'],
    ['2020-2024', '2020-2022'],
    ['2020-', '2020-2022'],
    ['2023-2026', '2025-2026'],
    ['2030-', '2030'],
    ['94th-98th', '94th, 97th-98th'],
    ['1930/3', '1930/3'],
  ])('%s', (name, missing) => {
    expect(() => chosen(name)).toThrow(`there is no ceremony ${missing} to import`);
  });

  test('without listing all that a long file has', () => {
    const many = Array.from({ length: 20 }, (_, at) => held(2000 + at, 72 + at));
    expect(() => select(many, '1994')).toThrow(
      expect.objectContaining({
        hint: 'there are 20 ceremonies, from 2000 (72) to 2019 (91); give another file with --file',
      }),
    );
  });

  test('the latest of nothing', () => expect(() => select([], 'latest')).toThrow('there is no ceremony latest'));
});

describe('a range skips years that saw none, and says so', () => {
  test.each([
    ['between two numbers that follow each other', early, '1932-1934', '1933'],
    ['before the first of all', early, '1927-1930', '1927-1928'],
  ])('%s', (_, all, name, without) => expect(select(all, name).without).toBe(without));

  test('within a history that is not numbered', () => {
    const history = [1938, 1939, ...Array.from({ length: 8 }, (_, at) => 1946 + at)].map((year) => held(year, null));
    expect(select(history, '1939-1947').without).toBe('1940-1945');
    // Of a few ceremonies nobody knows whether they are all.
    expect(() => select(history.slice(0, 4), '1939-1947')).toThrow('there is no ceremony 1940-1945 to import');
  });

  test('a range that is all there has nothing to say, nor has another name', () => {
    expect(select(available, '1929-1930', '2024', '96th').without).toBeNull();
  });
});
