/** Rows of Cinegraph's table, as dumps have them, and values that are no ceremony. */
import { describe, expect, test } from 'vitest';
import { readCinegraph } from '../../src/formats/cinegraph.ts';
import { readImdbEvent } from '../../src/formats/imdb-event.ts';
import { unwrapped } from '../../src/formats/imdb-graphql-marks.ts';
import { parsedFrom, problemsIn } from '../support/ceremonies.ts';

const prize = [{ films: [{ title: 'A', imdb_id: 'tt0000001' }], winner: true }];
const row = (columns: object) => ({ year: 1950, name: '1950 Some Awards', data_source: 'imdb', ...columns });

describe('a row without data', () => {
  test.each([null, 'no JSON', '7', 'null', '[]', 7, []])(
    'such as %j is left out with its year and its name',
    (data) => {
      expect(readCinegraph(row({ data }), '')).toEqual({
        ceremonies: [],
        problems: [],
        remarks: ['data: Some Awards 1950 was left out: no awards in it'],
      });
    },
  );

  test.each([
    [{ name: 7 }, '1950'],
    [{ name: ' ' }, '1950'],
    [{ name: 'The 1950 Awards' }, 'The 1950 Awards 1950'],
    [{ name: null, year: null }, 'a ceremony'],
  ])('with the columns %j is called %s', (columns, name) => {
    expect(readCinegraph(row({ data: null, ...columns }), '').remarks).toEqual([
      `data: ${name} was left out: no awards in it`,
    ]);
  });
});

test('what the data leave out or have as null, the columns say', () => {
  for (const data of [{ awards: { A: prize } }, { year: null, festival: null, parser: null, awards: { A: prize } }]) {
    const [read] = readCinegraph(row({ data }), '').ceremonies;
    expect(read && parsedFrom(read, 'f.json').name).toBe('Some Awards 1950');
  }
});

test('one whose movies were gathered without their awards is called by what is known of it', () => {
  const data = { parser: 'html_fallback', festival: 'Some Awards', awards: { A: prize } };
  expect(readCinegraph(data, '').remarks).toEqual([
    'Some Awards was left out: its movies were scraped without their awards',
  ]);
});

describe('a value that is no ceremony', () => {
  const values = [null, 7, 'text', true, [], [1]];

  test.each(values)('such as %j is told as one, in every format of JSON', (value) => {
    for (const read of [readCinegraph, readImdbEvent])
      expect(problemsIn(read(value, '[3]'))).toContainEqual(expect.stringMatching(/^\[3\].*expected/));
    expect(unwrapped(value).answer).toEqual(typeof value === 'object' && value !== null ? value : {});
  });

  test.each(values)('nor is one whose awards or categories are %j', (value) => {
    const isEmpty = Array.isArray(value) && value.length === 0;
    for (const key of ['awards', 'categories']) {
      const { problems, remarks } = readCinegraph({ year: 1950, festival: 'F', [key]: value }, '');
      const refused = problemsIn(readCinegraph({ year: 1950, festival: 'F', [key]: value }, ''));
      // Null says nothing, as an empty list does.
      if (isEmpty || value === null)
        expect([problems, remarks]).toEqual([[], ['F 1950 was left out: no awards in it']]);
      else expect(refused).toEqual([expect.stringContaining(key)]);
    }
  });
});
