import { expect, test } from 'vitest';
import { nameLikeness } from '../../src/entities/name-likeness.ts';

const [same, variant, related, different] = [3, 2, 1, 0];

test.each<[string, string, number | null]>([
  ['Ann One', 'ANN ONE', same],
  ["Finneas O'Connell", 'Finneas O’Connell', same],
  ['Robert Downey, Jr.', 'Robert Downey Jr.', same],
  ['De Niro', 'DeNiro', same],
  ['Chloe Zhao', 'Chloé Zhao', same],
  ['Zhang Yimou', 'Yimou Zhang', variant],
  ['Ann One', 'Ann Middle One', variant],
  ['J. A. Bayona', 'Juan Antonio Bayona', variant],
  ['J. Antonio Bayona', 'Juan A. Bayona', variant],
  ['Ann One', 'A. One', variant],
  ['Robert Downey', 'Robert Downey Jr.', variant],
  // An initial is taken once, and by a word that begins with it.
  ['J. J. Bayona', 'Juan Antonio Bayona', related],
  ['X. Bayona', 'Juan Antonio Bayona', related],
  ['A. Bayona', 'Juana Bayona', related],
  ['Bayona Bayona', 'Juan Bayona', related],
  // Half a name is no initial.
  ['Ann One', 'Annabel One', related],
  ['Joel Coen', 'Ethan Coen', related],
  ['Joel Middle Coen', 'Ethan Coen', related],
  // Initials alone, and words that many names have, make nobody known.
  ['J. A.', 'Juan Antonio', different],
  ['J. A.', 'J. A. Smith', different],
  ['Jr.', 'Ann One Jr.', different],
  ['J. A. Smith', 'J. A. Jones', different],
  ['Ann Jr.', 'Bob Jr.', different],
  ['Ann III', 'Bob III', different],
  ['Ann Sr', 'Bob Sr', different],
  ['Ann Jrs', 'Bob Jrs', related],
  ['Ann Major', 'Bob Major', related],
  ['Ann Ajr', 'Bob Ajr', related],
  ['Ann One', 'Bob Two', different],
  ['Joe Hisaishi', '久石譲', null],
  ['久石譲', '宮崎駿', different],
  ['Joe 久石', 'Joe Hisaishi', related],
  ['', 'Ann', null],
])('%s and %s: %s', (a, b, expected) => {
  expect([nameLikeness(a, b), nameLikeness(b, a)]).toEqual([expected, expected]);
});
