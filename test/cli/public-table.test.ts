import { describe, expect, test } from 'vitest';
import { inPublicTable } from '../../src/cli/public-table.ts';

const asked = (...names: string[]) => inPublicTable(names, 2026);
const download = 'the table of all Academy Awards (2 MiB) is downloaded from DLu/oscar_data by';
const never = 'they began in 1929, twice in 1930 and not in 1933, else once a year';
const latest = 'the 98th Academy Awards, of 2026, are the latest that there can be';

describe('the public table is suggested', () => {
  test.each([
    ['2023'],
    ['2026'],
    ['98th'],
    ['1929'],
    ['1'],
    ['1930/2'],
    ['1920-1930'],
    ['1932-1934'],
    ['2020-'],
    ['latest'],
  ])('for %s', (name) =>
    expect(asked(name)).toEqual({ hint: download, remedy: { with: ['--from', 'oscar_data'], without: [] } }),
  );

  test.each<[names: string[], known: string[], why: string]>([
    [['2020-2035'], ['2020-2026'], `2027-2035 is yet to come: ${latest}`],
    [['2026-2027'], ['2026'], `2027 is yet to come: ${latest}`],
    [['97th-105'], ['97th-98th'], `99th-105th is yet to come: ${latest}`],
    [['2023,1933'], ['2023'], `there never was 1933: ${never}`],
  ])('for what of %j was held', (names, known, why) => {
    expect(asked(...names)).toEqual({
      hint: `${why}; ${download}`,
      remedy: { names: [...known, '--from', 'oscar_data'], without: [] },
    });
  });
});

describe('nothing is suggested', () => {
  test.each(['2027', '99th', '9999', '2030-2035', '2030-', '99th-'])('for %s, which is yet to come', (name) => {
    expect(asked(name)).toEqual({ hint: `${name} is yet to come: ${latest}` });
  });

  test.each(['0', '0th', '1926', '1927', '1928', '1933', '1920-1928', '2024/2', '1930/3'])(
    'for %s, which never was',
    (name) => expect(asked(name)).toEqual({ hint: `there never was ${name}: ${never}` }),
  );

  test('for one of each', () => {
    expect(asked('1933', '2027')).toEqual({
      hint: `there never was 1933: ${never}; 2027 is yet to come: ${latest}`,
    });
  });
});
