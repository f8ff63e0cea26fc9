/** What the cells and columns of oscar_data's table say where the public one has nothing of the kind, or not yet. */
import { describe, expect, test } from 'vitest';
import { readOscarData } from '../../src/formats/oscar-data.ts';
import { parsedFrom, problemsIn } from '../support/ceremonies.ts';

const columns = ['Ceremony', 'Class', 'CanonicalCategory', 'Category', 'Film', 'FilmId', 'Name', 'Nominees'];
const allColumns = [...columns, 'NomineeIds', 'Winner', 'Detail', 'Note', 'Citation'];

function read(...rows: Record<string, string>[]) {
  const usual = { Ceremony: '96', Class: 'Title', Category: 'FERRY PRIZE' };
  const lines = rows.map((row) => allColumns.map((column) => ({ ...usual, ...row })[column] ?? '').join('\t'));
  const reading = readOscarData(`${[allColumns.join('\t'), ...lines].join('\n')}\n`);
  expect(problemsIn(reading)).toEqual([]);
  return reading.ceremonies.map((one) => parsedFrom(one, 'oscars.csv'));
}
const nominationOf = (row: Record<string, string>) => read(row)[0]?.categories[0]?.nominations[0];

describe('words without a list of nominees', () => {
  const nomineesOf = (row: Record<string, string>) =>
    nominationOf(row)?.nominees.map(({ kind, name }) => `${kind} ${name}`);

  test('are all that is known of the nominee', () => {
    expect(nomineesOf({ Class: 'Special', Name: 'Ann One' })).toEqual(['unknown Ann One']);
    expect(nomineesOf({ Class: 'Music', Name: 'Ann One' })).toEqual(['person Ann One']);
  });

  test('beside a movie or a citation are the credit', () => {
    for (const beside of [{ Film: 'A' }, { Class: 'Special', Citation: 'For all.' }])
      expect(nominationOf({ Name: 'To Ann One', ...beside })).toMatchObject({ credit: 'To Ann One', nominees: [] });
  });

  test('are the country of an international feature, and of no other category', () => {
    const CanonicalCategory = 'INTERNATIONAL FEATURE FILM';
    expect(nomineesOf({ Film: 'A', Name: 'Italy', CanonicalCategory })).toEqual(['country Italy']);
    expect(nomineesOf({ Film: 'A', Name: 'TBD', CanonicalCategory })).toEqual([]);
    expect(nomineesOf({ Film: 'A', Name: 'Italy' })).toEqual([]);
  });
});

test('items of a list may have blanks around them, and an ID that is unknown is none', () => {
  const row = {
    Film: 'A | B',
    FilmId: 'tt0000001|?',
    Nominees: 'Ann One|Bo Two',
    NomineeIds: 'nm0000001, nm0000002|?',
  };
  const nomination = nominationOf({ ...row, Class: 'Directing' });
  expect(nomination?.movies.map(({ title, imdbId }) => [title, imdbId])).toEqual([
    ['A', 'tt0000001'],
    ['B', null],
  ]);
  expect(nomination?.nominees.map(({ name, imdbId }) => [name, imdbId])).toEqual([
    ['Ann One', 'nm0000001'],
    ['Ann One', 'nm0000002'],
    ['Bo Two', null],
  ]);
});

test('a credit is what the names are without, and a list of names alone is none', () => {
  expect(nominationOf({ Film: 'A', Nominees: 'Ann One|Bo Two' })?.credit).toBeNull();
  expect(nominationOf({ Film: 'A', Nominees: 'TBD' })?.credit).toBeNull();
  expect(nominationOf({ Film: 'A', Name: 'Producers: Ann One', Nominees: 'Ann One' })?.credit).toBe(
    'Producers: Ann One',
  );
});

test('rows of a ceremony that is none come before all others, under what their cell says', () => {
  const lines = [allColumns.join('\t'), '96\tTitle\t\tBEST PICTURE\tA', 'soon\tTitle\t\tBEST PICTURE\tB'];
  const { ceremonies } = readOscarData(`${lines.join('\n')}\n`);
  expect(ceremonies.map(({ heading }) => [heading.organization, heading.name, heading.number])).toEqual([
    ['oscars', 'ceremony "soon"', null],
    ['oscars', '96th Academy Awards', 96],
  ]);
});

describe('columns', () => {
  test('of one name are told, and a header alone is no table', () => {
    const header = allColumns.join('\t');
    expect(readOscarData(`${header}\tFilm\tFilm\n`).problems).toEqual(['line 1: two columns are called "Film"']);
    expect(readOscarData(`${header}\n`).problems).toEqual(['line 1: there are no rows below the header']);
    expect(readOscarData('').problems).toContain('line 1: there is no column Ceremony');
  });

  test('that are not imported are named up to twenty', () => {
    const more = (count: number) => Array.from({ length: count }, (_, at) => `X${at + 1}`);
    const remarkOn = (count: number) =>
      readOscarData(`${[...allColumns, ...more(count)].join('\t')}\n96\tTitle\t\tBEST PICTURE\tA\n`).remarks[0];
    expect(remarkOn(20)).toMatch(/: columns X1, X2, .*, X20$/);
    expect(remarkOn(23)).toMatch(/, X20, and 3 more$/);
  });

  test('may be in quotes, below empty lines', () => {
    const { problems } = readOscarData(`\n\n"${allColumns.join('","')}"\n96,Title,,BEST PICTURE,A,,,,,,,,\n`);
    expect(problems).toEqual([]);
  });
});
