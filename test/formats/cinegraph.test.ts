import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseCeremony } from '../../src/ceremony/parse.ts';
import { readCinegraph } from '../../src/formats/cinegraph.ts';
import type { Ceremony } from '../../src/model/ceremony.ts';
import { plan } from '../../src/plan/plan.ts';
import { bundled, parsedFrom, problemsIn, stored } from '../support/ceremonies.ts';

interface OscarsFile {
  year: number;
  ceremony_number?: number;
  categories: { category: string; nominees: Record<string, unknown>[] }[];
}

const fixture = (name: string) =>
  JSON.parse(readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8')) as unknown;

function ceremonyIn(value: unknown): Ceremony {
  const reading = readCinegraph(value, '');
  expect(problemsIn(reading)).toEqual([]);
  const [ceremony] = reading.ceremonies.map((read) => parsedFrom(read, 'f.json'));
  if (ceremony === undefined) throw new Error('no ceremony');
  return ceremony;
}

/** The fixture of the Academy Awards with one nominee in place of all. */
function withNominee(nominee: Record<string, unknown>, category = 'Directing'): OscarsFile {
  return { year: 2024, ceremony_number: 96, categories: [{ category, nominees: [nominee] }] };
}
const nomineesOf = (value: unknown) => ceremonyIn(value).categories[0]?.nominations[0]?.nominees;

describe('the Academy Awards', () => {
  const oscars = fixture('cinegraph-oscars.json');

  test('are the ceremony of that number, with canonical categories', () => {
    const { organization, year, number, name, categories } = ceremonyIn(oscars);
    expect([organization.key, year, number, name]).toEqual(['oscars', 2024, 96, '96th Academy Awards']);
    expect(categories.map((one) => `${one.canonicalName} (${one.kind})`)).toEqual([
      'Directing (person)',
      'Writing (Original Screenplay) (person)',
      'International Feature Film (movie)',
    ]);
  });

  test('several names in one string each get the ID beside them, and the string is kept as the credit', () => {
    const [, writing] = ceremonyIn(oscars).categories;
    expect(writing?.nominations[0]).toMatchObject({
      credit: 'Screenplay by Samy Burch; Story by Samy Burch & Alex Mechanik',
      movies: [{ title: 'May December', year: 2023, imdbId: 'tt13651794' }],
      nominees: [
        { name: 'Samy Burch', imdbId: 'nm2092552' },
        { name: 'Alex Mechanik', imdbId: 'nm2553112' },
      ],
    });
  });

  test.each<[string, string[]]>([
    ['Christopher Nolan', ['Christopher Nolan']],
    ['Written by Greta Gerwig & Noah Baumbach', ['Greta Gerwig', 'Noah Baumbach']],
    ['Screenplay - Justine Triet and Arthur Harari', ['Justine Triet', 'Arthur Harari']],
    [
      'Emma Thomas, Charles Roven and Christopher Nolan, Producers',
      ['Emma Thomas', 'Charles Roven', 'Christopher Nolan'],
    ],
    ['Production Design: James Price; Set Decoration: Zsuzsa Mihalek', ['James Price', 'Zsuzsa Mihalek']],
    ['Music and Lyric by Billie Eilish and Finneas O’Connell', ['Billie Eilish', 'Finneas O’Connell']],
    ['Arthur Hornblow, Jr., Producer', ['Arthur Hornblow, Jr.']],
    ['Peter Anderson, Andy Sanders', ['Peter Anderson', 'Andy Sanders']],
    ['Music and Lyric by Earth, Wind and Fire', ['Earth, Wind and Fire']],
    ['Music by Emerson, Lake & Palmer; Lyric by Ann Lyric', ['Emerson, Lake & Palmer', 'Ann Lyric']],
    ['Nick Case and the Good Seeds', ['Nick Case and the Good Seeds']],
    ['Joel and Ethan Coen', ['Joel and Ethan Coen']],
    ['Cher, Ann Lyric and Bo Tune', ['Cher', 'Ann Lyric', 'Bo Tune']],
    ['Music by Fred Ebb, M.D. and Lee Hall, Ph.D.', ['Fred Ebb, M.D.', 'Lee Hall, Ph.D.']],
    ['Sound Service, Inc. and Ann Sound, C.A.S.', ['Sound Service, Inc.', 'Ann Sound, C.A.S.']],
  ])('the names in "%s"', (name, names) => {
    expect(nomineesOf(withNominee({ film: 'A', name }))?.map((nominee) => nominee.name)).toEqual(names);
  });

  test('a nominee without an ID waits for one, and one without a name is not invented', () => {
    expect(ceremonyIn(oscars).categories[0]?.nominations[1]?.nominees).toEqual([
      { kind: 'person', name: 'Yorgos Lanthimos', imdbId: null },
    ]);
    expect(nomineesOf(withNominee({ film: 'A', name: null }))).toEqual([]);
  });

  test.each([
    ['Earth, Wind and Fire', 'Music (Original Song)', ['Earth, Wind and Fire: unknown']],
    ['Ann Lyric and Bo Tune', 'Music (Original Song)', ['Ann Lyric: person', 'Bo Tune: person']],
    ['Sound Service, Inc.', 'Sound', ['Sound Service, Inc.: unknown']],
    ['Ann Giver', 'Honorary Award', ['Ann Giver: unknown']],
    ['Joel and Ethan Coen', 'Directing', ['Joel and Ethan Coen: unknown']],
    ['Nominees to be determined', 'Sound', []],
    ['Music', 'Music (Original Song)', []],
  ])('"%s" without IDs for %s: %j', (name, category, kinds) => {
    const nominees = nomineesOf(withNominee({ film: 'A', name }, category));
    expect(nominees?.map((one) => `${one.name}: ${one.kind}`)).toEqual(kinds);
  });

  test('IDs tell how many names there are', () => {
    const withIds = (name: string, ...person_imdb_ids: string[]) =>
      nomineesOf(withNominee({ film: 'A', name, person_imdb_ids }))?.map((one) => `${one.name} ${one.imdbId}`);
    expect(withIds('Joel and Ethan Coen', 'nm0000001', 'nm0000002')).toEqual([
      'Joel nm0000001',
      'Ethan Coen nm0000002',
    ]);
    expect(withIds('Earth, Wind and Fire', 'nm0000001')).toEqual(['Earth, Wind and Fire nm0000001']);
  });

  test('an international feature is nominated by its country, and a company keeps its whole name', () => {
    expect(ceremonyIn(oscars).categories[2]?.nominations[0]?.nominees).toEqual([
      { kind: 'country', name: 'Italy', imdbId: null },
    ]);
    const society = { name: 'Society of Sound, Light and Motion', person_imdb_ids: ['co0000001'] };
    expect(nomineesOf(withNominee(society, 'Honorary Award'))).toEqual([
      { kind: 'company', name: 'Society of Sound, Light and Motion', imdbId: 'co0000001' },
    ]);
  });

  test('what cannot be placed is a problem with its path', () => {
    const file = withNominee({ film: 'A', name: 'Bo B and Cy C', person_imdb_ids: ['nm1'] });
    expect(problemsIn(readCinegraph(file, ''))).toEqual([
      expect.stringMatching(/^categories\[0\]\.nominees\[0\]\.person_imdb_ids\[0\]: expected "nm"/),
    ]);
    const good = withNominee({ film: 'A', name: 'Bo B' });
    expect(problemsIn(readCinegraph({ ...good, year: 2023 }, ''))).toEqual([
      'year: ceremony 96 was held in 2024, got 2023',
    ]);
    expect(problemsIn(readCinegraph({ ...good, year: 1930, ceremony_number: null }, '[3]'))).toEqual([
      '[3].ceremony_number: which ceremony of 1930 it is must be said',
    ]);
    expect(problemsIn(readCinegraph({ year: '2024', categories: [{ category: 'Sound' }] }, ''))).toEqual([
      expect.stringContaining('year: '),
      expect.stringContaining('categories[0].nominees: '),
    ]);
  });

  test('are recognised as the bundled nominations', () => {
    const planned = plan(ceremonyIn(oscars), stored(bundled()));
    expect(planned.nominations.filter(({ action }) => action === 'add')).toEqual([]);
  });
});

describe('another festival', () => {
  const venice = fixture('cinegraph-festival.json');

  test('has its own organization, awards, movies and people', () => {
    const { organization, year, number, name, categories } = ceremonyIn(venice);
    expect(organization.key).toBe('venice');
    expect([year, number, name]).toEqual([2023, null, 'Venice International Film Festival 2023']);
    expect(categories.map((one) => [one.name, one.kind, one.nominations.length])).toEqual([
      ['Golden Lion', 'movie', 2],
      ['Golden Lion for Lifetime Achievement', 'special', 1],
    ]);
    expect(categories[0]?.nominations[0]).toMatchObject({
      won: true,
      movies: [{ title: 'Poor Things', year: 2023, imdbId: 'tt14230458' }],
      nominees: [{ kind: 'person', name: 'Yorgos Lanthimos', imdbId: 'nm0487166' }],
    });
    expect(categories[1]?.nominations[0]).toMatchObject({ note: 'Awarded in Venice', movies: [] });
  });

  test('an entry that names nothing is left out with a remark', () => {
    const prize = { films: [{ imdb_id: 'tt0000001', title: 'A' }], winner: true };
    const [read] = readCinegraph(
      { year: 2023, festival: 'F', awards: { 'Golden Lion': [{ winner: true }, prize] } },
      '',
    ).ceremonies;
    const parsed = read && parseCeremony(read);
    expect(parsed?.ceremony?.categories[0]?.nominations).toHaveLength(1);
    expect(parsed).toMatchObject({
      remarks: ['awards["Golden Lion"][0]: left out an entry that names neither a movie nor a nominee'],
    });
  });

  test.each([
    [
      { year: 1950, festival: 'F', awards: {}, note: 'No awards' },
      '[2]: F 1950 was left out: no awards in it ("No awards")',
    ],
    [{ year: 1950, festival: 'F', awards: { A: [] } }, '[2]: F 1950 was left out: no awards in it'],
    [{ awards: [], nominations: [] }, '[2]: a ceremony was left out: no awards in it'],
    [{ year: 1933, categories: [] }, '[2]: Academy Awards 1933 was left out: no awards in it'],
  ])('a year of which nothing is known is left out with a remark', (value, remark) => {
    expect(readCinegraph(value, '[2]')).toEqual({ ceremonies: [], problems: [], remarks: [remark] });
  });
});
