import { describe, expect, test } from 'vitest';
import { parseCeremony } from '../../src/ceremony/parse.ts';
import { type KnownNames, noKnownNames } from '../../src/entities/acquaintance.ts';
import { pairIds } from '../../src/entities/pairing.ts';
import { readCinegraph } from '../../src/formats/cinegraph.ts';
import type { LoadedCeremony } from '../../src/model/ceremony.ts';

type Entry = readonly [film: string, names: string, ...ids: string[]];

/** Cinegraph's Academy Awards of 2024, category by category. */
function cinegraph(categories: Readonly<Record<string, readonly Entry[]>>): LoadedCeremony {
  const [read] = readCinegraph(
    {
      year: 2024,
      ceremony_number: 96,
      categories: Object.entries(categories).map(([category, entries]) => ({
        category,
        nominees: entries.map(([film, name, ...person_imdb_ids]) => ({ film, name, person_imdb_ids })),
      })),
    },
    '',
  ).ceremonies;
  const parsed = parseCeremony(read ?? { at: '', problems: [], make: () => expect.fail('nothing was read') });
  if (parsed.ceremony === null) throw new Error(parsed.problems.join('\n'));
  return { ceremony: parsed.ceremony, looseIds: parsed.looseIds, source: 'f.json', sha256: '' };
}

const one = (id: number) => `nm000000${id}`;
const sure = (names: Record<string, string>): KnownNames => ({ ...noKnownNames, sure: new Map(Object.entries(names)) });

/** `Ann One 1` for each nominee, `-` for one who is pending. */
function pairs(
  loaded: LoadedCeremony,
  known: KnownNames = noKnownNames,
): { linked: string[]; remarks: readonly string[] } {
  const { ceremonies, remarks } = pairIds([loaded], known);
  const nominees = ceremonies[0]?.ceremony.categories.flatMap(({ nominations }) =>
    nominations.flatMap((n) => n.nominees),
  );
  return { linked: (nominees ?? []).map(({ name, imdbId }) => `${name} ${imdbId?.at(-1) ?? '-'}`), remarks };
}

describe('an ID goes to the name', () => {
  const swapped = cinegraph({ 'Music (Original Song)': [['A', 'Ann One and Bo Two', one(2), one(1)]] });

  test('in the order of the list, where nothing else is known', () => {
    expect(pairs(swapped)).toEqual({ linked: ['Ann One 2', 'Bo Two 1'], remarks: [] });
  });

  test('that TMDb knows it by', () => {
    expect(pairs(swapped, sure({ [one(1)]: 'Ann One' }))).toEqual({ linked: ['Ann One 1', 'Bo Two 2'], remarks: [] });
  });

  test('that an earlier file credited', () => {
    const known = { sure: new Map(), credited: new Map([[one(2), 'Bo Two']]) };
    expect(pairs(swapped, known).linked).toEqual(['Ann One 1', 'Bo Two 2']);
  });

  test("that the file's other rows have beside it", () => {
    const loaded = cinegraph({
      'Music (Original Song)': [['A', 'Ann One and Bo Two', one(2), one(1)]],
      Directing: [['B', 'Ann One', one(1)]],
    });
    expect(pairs(loaded).linked).toEqual(['Ann One 1', 'Bo Two 2', 'Ann One 1']);
  });

  test('rather of TMDb than of other rows, and rather of those than of an earlier file', () => {
    const loaded = cinegraph({
      'Music (Original Song)': [['A', 'Ann One and Bo Two', one(2), one(1)]],
      Directing: [['B', 'Ann One', one(1)]],
    });
    const credited = new Map([[one(1), 'Bo Two']]);
    expect(pairs(loaded, { sure: new Map(), credited }).linked).toEqual(['Ann One 1', 'Bo Two 2', 'Ann One 1']);
    const known = sure({ [one(1)]: 'Bo Two', [one(2)]: 'Ann One' });
    expect(pairs(loaded, known).linked).toEqual(['Ann One 2', 'Bo Two 1', 'Ann One -']);
  });

  test.each([
    ['J. A. Bayona', 'Juan Antonio Bayona'],
    ['Bayona, Juan Antonio', 'Juan Antonio Bayona'],
    ["Finneas O'Connell", 'FINNEAS O’CONNELL'],
    ['Robert Downey, Jr.', 'Robert Downey Jr.'],
    ['Chloe Zhao', 'Chloé Zhao'],
    ['Bill Smith', 'William Smith'],
    ['Joe Hisaishi', '久石譲'],
  ])('%s, who is %s to TMDb', (name, known) => {
    const loaded = cinegraph({ Directing: [['A', name, one(1)]] });
    expect(pairs(loaded, sure({ [one(1)]: known }))).toEqual({ linked: [`${name} 1`], remarks: [] });
  });

  test('of the brother that it is', () => {
    const loaded = cinegraph({ Directing: [['A', 'Joel Coen and Ethan Coen', one(1), one(2)]] });
    const known = sure({ [one(1)]: 'Ethan Coen', [one(2)]: 'Joel Coen' });
    expect(pairs(loaded, known).linked).toEqual(['Joel Coen 2', 'Ethan Coen 1']);
  });

  test('in the nomination to which the list belongs, where two were mixed up', () => {
    const loaded = cinegraph({
      'Actor in a Supporting Role': [
        ['A', 'Kay Smith', one(2)],
        ['B', 'Jo Plum', one(1)],
      ],
    });
    const known = sure({ [one(1)]: 'Kay Smith', [one(2)]: 'Jo Plum' });
    expect(pairs(loaded, known)).toEqual({ linked: ['Kay Smith 1', 'Jo Plum 2'], remarks: [] });
  });
});

describe('what contradicts is not linked', () => {
  const sameFilm = cinegraph({
    'Actor in a Supporting Role': [
      ['The Dog', 'Kay Smith', one(1)],
      ['The Dog', 'Jo Plum', one(1)],
    ],
  });
  const place = 'f.json: categories[0].nominees';

  test('one ID under two actors of one movie in one category', () => {
    expect(pairs(sameFilm)).toEqual({
      linked: ['Kay Smith -', 'Jo Plum -'],
      remarks: [
        `${place}[0]: nm0000001 is not linked to Kay Smith, as it stands beside Jo Plum, too`,
        `${place}[1]: nm0000001 is not linked to Jo Plum, as it stands beside Kay Smith, too`,
      ],
    });
  });

  test('but it is to whom TMDb, another row or an earlier file knows it as', () => {
    const remarks = [`${place}[0]: nm0000001 is not linked, as it is known as Jo Plum`];
    expect(pairs(sameFilm, sure({ [one(1)]: 'Jo Plum' }))).toEqual({ linked: ['Kay Smith -', 'Jo Plum 1'], remarks });
    const credited = { sure: new Map(), credited: new Map([[one(1), 'Jo Plum']]) };
    expect(pairs(sameFilm, credited).linked).toEqual(['Kay Smith -', 'Jo Plum 1']);
    const more = cinegraph({
      'Actor in a Supporting Role': [
        ['The Dog', 'Kay Smith', one(1)],
        ['The Dog', 'Jo Plum', one(1)],
      ],
      Directing: [['The Dog', 'Kay Smith', one(1)]],
    });
    expect(pairs(more).linked).toEqual(['Kay Smith 1', 'Jo Plum -', 'Kay Smith 1']);
  });

  test('two of one family in one category, though the names are alike', () => {
    const loaded = cinegraph({
      Directing: [
        ['A', 'Joel Coen', one(1)],
        ['A', 'Ethan Coen', one(1)],
      ],
    });
    expect(pairs(loaded).linked).toEqual(['Joel Coen -', 'Ethan Coen -']);
  });

  test('two IDs of namesakes, of whom one is named', () => {
    const namesakes = sure({ [one(1)]: 'Ann One', [one(2)]: 'Ann One' });
    const reason = 'is not linked, as more than one may be Ann One';
    expect(pairs(cinegraph({ Directing: [['A', 'Ann One', one(1), one(2)]] }), namesakes)).toEqual({
      linked: ['Ann One -'],
      remarks: [`${place}[0]: nm0000001 ${reason}`, `${place}[0]: nm0000002 ${reason}`],
    });
    const apart = cinegraph({
      Directing: [
        ['A', 'Ann One', one(1), one(2)],
        ['B', 'Bo Two', one(2)],
      ],
    });
    expect(pairs(apart, namesakes).linked).toEqual(['Ann One -', 'Bo Two -']);
  });

  test('a name that is another than TMDb knows', () => {
    const loaded = cinegraph({ Directing: [['A', 'Kay Smith', one(1)]] });
    expect(pairs(loaded, sure({ [one(1)]: 'Mary Jones' }))).toEqual({
      linked: ['Kay Smith -'],
      remarks: ['f.json: categories[0].nominees[0]: nm0000001 is not linked, as it is known as Mary Jones'],
    });
  });

  test('IDs of which there are more or fewer than names, but for those that are known', () => {
    const loaded = cinegraph({
      Directing: [
        ['A', 'Ann One and Bo Two', one(1)],
        ['B', '', one(2)],
      ],
    });
    expect(pairs(loaded)).toEqual({
      linked: ['Ann One -', 'Bo Two -'],
      remarks: [
        'f.json: categories[0].nominees[0]: nm0000001 is not linked, as nobody says whose it is',
        'f.json: categories[0].nominees[1]: nm0000002 is not linked, as nobody says whose it is',
      ],
    });
    expect(pairs(loaded, sure({ [one(1)]: 'Bo Two' })).linked).toEqual(['Ann One -', 'Bo Two 1']);
  });

  test('and one person under two spellings of one name is no contradiction', () => {
    const loaded = cinegraph({
      Directing: [['A', 'J. A. Bayona', one(1)]],
      'Best Picture': [['A', 'Juan Antonio Bayona', one(1)]],
    });
    expect(pairs(loaded)).toEqual({ linked: ['J. A. Bayona 1', 'Juan Antonio Bayona 1'], remarks: [] });
  });
});

test('a source that pairs names and IDs itself is taken at its word', () => {
  const { ceremony } = pairIds([cinegraph({ Directing: [['A', 'Kay Smith', one(1)]] })], noKnownNames)
    .ceremonies[0] as LoadedCeremony;
  const loaded = { ceremony, looseIds: [], source: 'f.json', sha256: '' };
  expect(pairs(loaded, sure({ [one(1)]: 'Mary Jones' }))).toEqual({ linked: ['Kay Smith 1'], remarks: [] });
});
