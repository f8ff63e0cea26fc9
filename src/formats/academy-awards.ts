/**
 * When the Academy Awards were held. The first was in May 1929, the second and the third in April and November 1930;
 * 1933 saw none; from the sixth (March 1934) on there was one a year (oscars.org, "Ceremonies").
 */
import { ordinal } from '../model/ordinal.ts';
import { organizationOf } from './organizations.ts';
import type { CeremonyFile } from './reading.ts';

interface Edition {
  readonly year: number;
  readonly instance: number;
}

const early: readonly Edition[] = [
  { year: 1929, instance: 1 },
  { year: 1930, instance: 1 },
  { year: 1930, instance: 2 },
  { year: 1931, instance: 1 },
  { year: 1932, instance: 1 },
];

export const academy = organizationOf('', 'oscars');

/** Year and instance of the nth Academy Awards. */
export function editionOf(number: number): Edition {
  return early[number - 1] ?? { year: number + 1928, instance: 1 };
}

/** The number of the Academy Awards held then, or null where there were none. */
export function numberOf({ year, instance }: Edition): number | null {
  const at = early.findIndex((edition) => edition.year === year && edition.instance === instance);
  if (at >= 0) return at + 1;
  return year >= 1934 && instance === 1 ? year - 1928 : null;
}

/** First year of the movies that the nth Academy Awards honoured: 1927 for the first, 1934 for the seventh. */
export function firstYearHonoured(number: number): number {
  return number <= 6 ? number + 1926 : number + 1927;
}

/** Everything of an edition but its categories. */
export function academyAwards(number: number): Omit<CeremonyFile, 'categories'> {
  const { year, instance } = editionOf(number);
  return {
    organization: { ...academy },
    year,
    ...(instance === 1 ? {} : { instance }),
    number,
    name: `${ordinal(number)} Academy Awards`,
  };
}
