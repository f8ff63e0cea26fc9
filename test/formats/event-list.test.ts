import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readEventList } from '../../src/formats/event-list.ts';
import { plan } from '../../src/plan/plan.ts';
import { bundled, bundledFile, parsedFrom, problemsIn, stored } from '../support/ceremonies.ts';
import { asEventList } from '../support/other-sources.ts';

const list = readFileSync(new URL('../fixtures/ev0000999.yml', import.meta.url), 'utf8');
const ceremoniesIn = (text: string, name = 'ev0000999.yml') => {
  const reading = readEventList(text, name);
  expect([...reading.problems, ...problemsIn(reading)]).toEqual([]);
  return reading.ceremonies.map((read) => parsedFrom(read, name));
};

describe("a list of an event's years", () => {
  test('gives an edition each, the oldest first, and leaves out those without titles', () => {
    expect(ceremoniesIn(list).map(({ name, year, instance }) => [name, year, instance])).toEqual([
      ['Some Film Festival 2024', 2024, 1],
      ['Some Film Festival 2024/2', 2024, 2],
    ]);
    expect(readEventList(list, 'x').remarks).toEqual(['years without titles were left out: 2025']);
  });

  test("knows the event by its file's name, by its addresses, or by its name alone", () => {
    const idIn = (text: string, name: string) => ceremoniesIn(text, name)[0]?.organization.imdbEventId;
    expect(idIn(list, 'ev0000998.yml')).toBe('ev0000998');
    expect(idIn(list, 'festival.yml')).toBe('ev0000999');
    expect(idIn(list.replaceAll(/ {2}# https.*/g, ''), 'festival.yml')).toBeNull();
  });

  test('has awards and categories, and who won; those of one name by their award too', () => {
    const { categories = [] } = ceremoniesIn(list)[0] ?? {};
    expect(categories.map(({ name, kind, nominations }) => [name, kind, nominations.map(({ won }) => won)])).toEqual([
      ['Golden Prize / Best Film', 'movie', [true, false]],
      ['Golden Prize / Best Actor: Drama', 'person', [true]],
      ['Silver Prize / Best Film', 'movie', [true]],
      ['Audience Award', expect.any(String), [true]],
    ]);
    expect(categories[0]?.nominations[0]?.movies).toEqual([{ title: 'tt0000001', year: null, imdbId: 'tt0000001' }]);
    expect(ceremoniesIn(list)[1]?.categories[0]?.nominations.map(({ won }) => won)).toEqual([null]);
  });

  test.each([
    ["# F\n'2024': {}\n'2024': {}\n", ['line 3 column 1: Map keys must be unique']],
    ["'2024': {a: {b: {nominee: [], winner: []}}}\n", [expect.stringContaining('line 1: expected a comment')]],
    ['# F\n{}\n', [expect.stringContaining('there are no editions in it')]],
    ['# F\n- 2024\n', [expect.stringContaining('there are no editions in it')]],
  ])('is refused whole: %j', (text, problems) => {
    expect(readEventList(text, 'f.yml').problems).toEqual(problems);
  });

  test.each([
    ["# F\n'soon': {a: {}}\n", ['soon: expected a year, such as 2024, or 2024-2 for its second edition']],
    ["# Academy Awards, USA\n'1933': {a: {}}\n", [expect.stringContaining('saw none then')]],
    ["# F\n'x2024': {a: {}}\n", [expect.stringContaining('expected a year')]],
    ["# F\n'2024-10': {a: {}}\n", [expect.stringContaining('expected a year')]],
    ["# F\n'2024': 1\n", ['2024: expected awards by their names']],
    ["# F\n'2024': {a: 1}\n", ['2024.a: expected categories by their names']],
    ["# F\n'2024': {a: {b: {nominee: [tt1]}}}\n", [expect.stringMatching(/^2024\.a\.b: expected lists of title IDs/)]],
    ["# F\n'2024': {a: {b: {winner: [tt1]}}}\n", [expect.stringContaining('expected lists of title IDs')]],
    ["# F\n'2024': {a: {b: {nominee: [7], winner: []}}}\n", [expect.stringContaining('expected lists of title IDs')]],
  ])('is refused for its edition: %j', (text, problems) => {
    expect(problemsIn(readEventList(text, 'f.yml'))).toEqual(problems);
  });

  test('is called by its first comment, whatever signs stand there', () => {
    const edition = "'2024': {the prize of the city: {best: {nominee: [], winner: [tt0000001]}}}\n";
    const [ceremony] = ceremoniesIn(`\n\n## Film Festival #1 \n${edition}`, 'f.yml');
    expect(ceremony?.organization.name).toBe('Film Festival #1');
    expect(ceremony?.categories.map(({ name }) => name)).toEqual(['The Prize of the City / Best']);
  });

  test('of several events has no ID, unless its file is named by it', () => {
    const idIn = (name: string) => ceremoniesIn(`${list}# ev0000001\n`, name)[0]?.organization.imdbEventId;
    expect(idIn('ev0000998.yml')).toBe('ev0000998');
    expect(idIn('list-of-ev0000998.yml')).toBeNull();
  });

  test("has the Academy's own names for its awards, and nobody else's", () => {
    const edition =
      "'2024': {oscar: {best performance by an actor in a leading role: {nominee: [], winner: [tt0000001]}}}";
    const categoryOf = (event: string) => ceremoniesIn(`# ${event}\n${edition}\n`, 'f.yml')[0]?.categories;
    expect(categoryOf('Academy Awards, USA')).toMatchObject([
      { name: 'Actor in a Leading Role', kind: 'person', group: 'Acting' },
    ]);
    expect(categoryOf('Ferry Film Festival')).toMatchObject([
      { name: 'Oscar / Best Performance by an Actor in a Leading Role', group: null },
    ]);
  });

  test('tells each year without titles, or nothing', () => {
    const edition = "'2024': {a: {b: {nominee: [], winner: [tt0000001]}}}\n";
    expect(readEventList(`# F\n${edition}'2023': {}\n'2022': {}\n`, 'f.yml').remarks).toEqual([
      'years without titles were left out: 2022, 2023',
    ]);
    expect(readEventList(`# F\n${edition}`, 'f.yml').remarks).toEqual([]);
  });

  test('names the edition that is refused, and the place of a nomination', () => {
    const [refused] = readEventList(
      "# F\n'2024-x': {a: {b: {nominee: [], winner: [tt0000001]}}}\n",
      'f.yml',
    ).ceremonies;
    expect(refused?.heading).toMatchObject({ organization: 'f', name: 'F 2024-x' });
    const [read] = readEventList("# F\n'2024': {a: {b: {nominee: [tt1], winner: []}}}\n", 'f.yml').ceremonies;
    expect(() => read && parsedFrom(read, 'f.yml')).toThrow(
      expect.objectContaining({ problems: [expect.stringContaining('f.yml: 2024.a.b: tt1: movies[0].imdbId: ')] }),
    );
  });

  test('names that are words of JavaScript are names', () => {
    const text = "# F\n'2024': {__proto__: {constructor: {nominee: [tt0000001], winner: []}}}\n";
    expect(ceremoniesIn(text)[0]?.categories.map(({ name }) => name)).toEqual(['__Proto__ / Constructor']);
  });
});

describe('after a richer source', () => {
  const text = asEventList(bundledFile());

  test('it adds nothing, erases nothing, and misses nothing that it cannot tell apart', () => {
    const [listed] = ceremoniesIn(text, 'ev0000003.yml');
    if (listed === undefined) throw new Error('no ceremony');
    expect(listed.categories.flatMap(({ nominations }) => nominations)).toHaveLength(119);
    const planned = plan(listed, stored(bundled()));
    expect(planned.nominations.filter(({ action }) => action !== 'same')).toEqual([]);
    expect(planned.extra).toEqual([]);
  });

  test('and the richer one after it brings all titles', () => {
    const [listed] = ceremoniesIn(text, 'ev0000003.yml');
    if (listed === undefined) throw new Error('no ceremony');
    const planned = plan(bundled(), stored(listed));
    const titles = planned.nominations.flatMap(({ after }) => after.movies.map(({ title }) => title));
    expect(titles.filter((title) => title.startsWith('tt'))).toEqual([]);
    expect(planned.nominations.filter(({ action }) => action === 'add')).toHaveLength(1);
    expect(planned.extra).toEqual([]);
  });
});
