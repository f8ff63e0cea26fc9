import { expect, test } from 'vitest';
import { academyAwards, editionOf, firstYearHonoured, numberOf } from '../../src/formats/academy-awards.ts';

test.each([
  [1, 1929, 1, 1927],
  [2, 1930, 1, 1928],
  [3, 1930, 2, 1929],
  [5, 1932, 1, 1931],
  [6, 1934, 1, 1932],
  [7, 1935, 1, 1934],
  [96, 2024, 1, 2023],
])('the Academy Awards no. %i were held in %i (%i) for movies from %i on', (number, year, instance, honoured) => {
  expect(editionOf(number)).toEqual({ year, instance });
  expect(numberOf({ year, instance })).toBe(number);
  expect(firstYearHonoured(number)).toBe(honoured);
});

test.each([
  [1928, 1],
  [1929, 2],
  [1930, 3],
  [1933, 1],
  [2024, 2],
])('in %i there was no edition %i', (year, instance) => {
  expect(numberOf({ year, instance })).toBeNull();
});

test('only the second edition of a year is named as such', () => {
  expect(academyAwards(3)).toMatchObject({ year: 1930, instance: 2, name: '3rd Academy Awards' });
  expect(academyAwards(96)).not.toHaveProperty('instance');
});
