/** Names of countries, those of today and those that have submitted movies and are gone. */
import { fold } from '../model/identity.ts';

const former = ['Soviet Union', 'USSR', 'Yugoslavia', 'Federal Republic of Yugoslavia', 'Czechoslovakia'].concat(
  ['West Germany', 'East Germany', 'Federal Republic of Germany', 'German Democratic Republic'],
  ['Serbia and Montenegro', 'Macedonia', 'Czech Republic', 'Burma', 'Zaire', 'Ceylon'],
);
/** As credits have them, where Unicode's English name is another. */
const otherwise = [
  'Bosnia and Herzegovina',
  'Ivory Coast',
  'Hong Kong',
  'Macau',
  'Palestine',
  'Republic of Korea',
].concat(
  ['Turkey', 'UK', 'USA', 'United States of America', 'Republic of Macedonia', 'Viet Nam', 'Netherlands'],
  [
    'Trinidad and Tobago',
    'Antigua and Barbuda',
    'Congo',
    'Democratic Republic of the Congo',
    'Swaziland',
    'Cape Verde',
  ],
);

let names: ReadonlySet<string> | null = null;

/** Whether the text is the name of a country and nothing else. */
export function isCountry(text: string): boolean {
  // Stryker disable next-line all: made once, of sound code, before any mutant of it is tried.
  names ??= new Set([...current(), ...former, ...otherwise].map(fold));
  return names.has(fold(text).replace(/^the /, '').replaceAll("'", '’'));
}

// Stryker disable all: as above.
function current(): string[] {
  const english = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  return letters.flatMap((first) => letters.flatMap((second) => english.of(first + second) ?? []));
}
