/** Names and titles that look like those in credits: marks above letters, apostrophes, commas, other scripts. */
import type { Random } from './random.ts';

const given = ['Ana', 'Béla', 'Chloé', 'Dino', 'Edith', 'Françoise', 'Günther', 'Hayao', 'Ida', 'Joël', 'Krzysztof']
  .concat(['Lotte', 'Máire', 'Nils', 'Olivia', 'Pēteris', 'Qiu', 'Ruth', 'Søren', 'Thelma', 'Ulu', 'Vangelis'])
  .concat(['Walter', 'Xavier', 'Yasujirō', 'Zoë', "D'Arcy", 'J. Michael', 'Mary Ann', '久石']);
const start = [
  'Al',
  'Bren',
  'Cast',
  'Dvoř',
  'Eis',
  'Fer',
  'Gar',
  'Hoff',
  'Iñár',
  'Jar',
  'Kow',
  'Lu',
  'Mor',
  'Ny',
].concat(['O’', 'Pow', 'Quin', 'Ros', 'Schn', 'Tark', 'Urb', 'Vin', 'Wel', 'Yam', 'Zel']);
const end = ['ák', 'bitt', 'cini', 'dale', 'enstein', 'feld', 'gård', 'hoven', 'ito', 'kowski', 'ley', 'man', 'nez'];
const suffixes = [', Jr.', ', Sr.', ' III', ' \\"Buddy\\"'];

/** As the table writes it: a quote stands behind a backslash. */
export function personName(random: Random): string {
  const suffix = random.chance(0.02) ? random.pick(suffixes) : '';
  return `${random.pick(given)} ${random.pick(start)}${random.pick(end)}${suffix}`;
}

const articles = ['The ', 'A ', '', '', 'Los ', 'L’'];
const adjectives = ['Quiet', 'Last', 'Great', 'Señor', 'Über', 'Little', 'Lost', 'Golden', 'Half', 'Second'];
const nouns = ['Train', 'Été', 'Harbor', 'Widow', 'General', 'Œuvre', 'Tide', 'Dancer', '8½', 'Mask', 'Orchard'];

export function movieTitle(random: Random, serial: number): string {
  const part = random.chance(0.05) ? `, Part ${1 + random.int(3)}` : '';
  const quoted = random.chance(0.01) ? ' \\"Redux\\"' : '';
  return `${random.pick(articles)}${random.pick(adjectives)} ${random.pick(nouns)} ${serial}${part}${quoted}`;
}

export function sentence(random: Random): string {
  return `For ${random.pick(['outstanding', 'lasting', 'pioneering'])} work on ${movieTitle(random, random.int(9_999))}; ${'it moved everybody who saw it, '.repeat(1 + random.int(6))}and still does.`;
}
