import { expect, test } from 'vitest';
import { collect, idsOf } from '../../src/entities/collect.ts';
import { bundled, ceremonyOf } from '../support/ceremonies.ts';

test('the 96th Academy Awards have 53 movies and 205 people, each once', () => {
  const { movies, people } = idsOf(collect([{ ceremony: bundled() }]));
  expect([movies.length, people.length]).toEqual([53, 205]);
  expect(new Set([...movies, ...people]).size).toBe(258);
});

test('IDs come in ascending order, whatever the order of the file', () => {
  const { people } = idsOf(collect([{ ceremony: bundled() }]));
  expect(people).toEqual([...people].sort());
});

test('an ID that several ceremonies share is collected once, under the name credited first', () => {
  const first = ceremonyOf([{ nominees: [{ name: 'Finneas', imdbId: 'nm3906552' }] }]);
  const second = ceremonyOf([{ nominees: [{ name: "Finneas O'Connell", imdbId: 'nm3906552' }] }]);
  expect([...collect([{ ceremony: first }, { ceremony: second }]).people]).toEqual([['nm3906552', 'Finneas']]);
});

test('companies, countries and names without an ID are not looked up', () => {
  const nominees = [
    { name: 'Warner Bros.', imdbId: 'co0002663' },
    { name: 'Japan', kind: 'country' },
    { name: 'Somebody' },
  ];
  expect(idsOf(collect([{ ceremony: ceremonyOf([{ nominees }]) }]))).toEqual({ movies: [], people: [] });
});
