/** What the cells and columns of oscar_data's table say where the public one has nothing of the kind, or not yet. */
import { describe, expect, test } from 'vitest';
import { parseCeremony } from '../../src/ceremony/parse.ts';
import { formatOfText } from '../../src/formats/formats.ts';
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

describe('above its header, a table may have', () => {
  const filled: Record<string, string> = {
    Ceremony: '96',
    Class: 'Title',
    Category: 'BEST PICTURE',
    Film: 'A',
    FilmId: 'tt0000001',
    Winner: 'True',
  };
  const cells = allColumns.map((column) => filled[column] ?? '');
  const tableOf = (above: string[], separator = ',', end = '\n') =>
    [...above, allColumns.join(separator), cells.join(separator), ''].join(end);
  const empty = ','.repeat(allColumns.length - 1);

  test.each<[string, string[], string, string, string[]]>([
    [
      'a title',
      ['Academy Awards data 2024'],
      ',',
      '\n',
      ['line 1: left out "Academy Awards data 2024", above the header (line 2)'],
    ],
    [
      'a title and an empty row, as a spreadsheet saves them',
      [`"Academy Awards, data 2024"${empty}`, empty],
      ',',
      '\r\n',
      ['line 1: left out "Academy Awards, data 2024", above the header (line 3)'],
    ],
    [
      'a line for Excel, blank lines and a date beside its word',
      ['sep=;', '', 'Academy Awards', 'Exported on;2024-03-11', ''],
      ';',
      '\n',
      [
        'line 3: left out "Academy Awards", above the header (line 6)',
        'line 4: left out "Exported on;2024-03-11", above the header (line 6)',
      ],
    ],
    [
      'a title with commas and a quote',
      ['5" disk, "A", B'],
      '\t',
      '\n',
      ['line 1: left out "5\\" disk, \\"A\\", B", above the header (line 2)'],
    ],
    ['nothing', [], '\t', '\r', []],
    ['blank lines', ['', ''], ';', '\r\n', []],
  ])('%s', (_, above, separator, end, remarks) => {
    const text = tableOf(above, separator, end);
    expect(formatOfText(text)?.name).toBe('oscar_data');
    const reading = readOscarData(text);
    expect([problemsIn(reading), reading.remarks]).toEqual([[], remarks]);
    const [ceremony] = reading.ceremonies.map((one) => parsedFrom(one, 'oscars.csv'));
    expect(ceremony?.categories[0]?.nominations[0]?.movies[0]?.imdbId).toBe('tt0000001');
  });

  test('lines that keep the numbers of those below', () => {
    const text = tableOf(['Title', '']).replace('tt0000001', 'tt12').replace('2024', '');
    const [read] = readOscarData(text).ceremonies;
    if (read === undefined) throw new Error('no ceremony');
    expect(parseCeremony(read)).toMatchObject({ problems: [expect.stringMatching(/^line 4: FilmId: expected "tt"/)] });
    expect(readOscarData('Title\nCeremony,Category\n96,A\n').problems[0]).toBe('line 2: there is no column Class');
    // A header that is not known for this table's has its separators named in the same way.
    const { problems, remarks } = readOscarData('sep=;\nCeremony;Other\n96;A\n');
    expect([problems[0], problems.length, remarks]).toEqual(['line 2: there is no column Class', 7, []]);
    expect(readOscarData(`Title\n${allColumns.join(',')}\n`).problems).toEqual([
      'line 2: there are no rows below the header',
    ]);
  });

  test('no row, which may be of the table or not', () => {
    const row = allColumns.map((column) => filled[column] ?? 'x').join(',');
    expect(readOscarData(tableOf(['Title', row])).problems).toEqual([
      'line 2: stands above the header (line 3) and is filled as a row is: put it below, or take it out',
    ]);
  });

  test('no more than twenty lines, and no other format', () => {
    const titles = (count: number) => Array.from({ length: count }, (_, at) => `Title ${at}`);
    expect(formatOfText(tableOf(titles(20)))?.name).toBe('oscar_data');
    expect(formatOfText(tableOf(titles(21)))).toBeNull();
    for (const begin of ['{', '[', ' <p>']) expect(formatOfText(tableOf([begin]))?.name).not.toBe('oscar_data');
  });
});

test('a table separated by upright lines is refused by name: they separate the names within a cell, too', () => {
  for (const text of [
    `${allColumns.join('|')}\n96|Title||BEST PICTURE|A\n`,
    `| ${allColumns.join(' | ')} |\n|---|---|\n| 96 | Title |\n`,
  ]) {
    expect(formatOfText(text)?.name).toBe('oscar_data');
    expect(readOscarData(text).problems).toEqual([
      expect.stringMatching(/^line 1: its cells are separated by upright/),
    ]);
  }
  expect(readOscarData(`Title\n\n${allColumns.join('|')}\n`).problems).toEqual([expect.stringMatching(/^line 3: /)]);
});

describe('what is wrong with a cell is told by its line and column', () => {
  const long = 'x'.repeat(2_001);
  const problemsOf = (row: Record<string, string>) => {
    const usual: Record<string, string> = { Ceremony: '96', Class: 'Directing', Category: 'DIRECTING', Film: 'A' };
    const line = allColumns.map((column) => ({ ...usual, ...row })[column] ?? '').join('\t');
    const [read] = readOscarData(`${allColumns.join('\t')}\n${line}\n`).ceremonies;
    const parsed = read === undefined ? null : parseCeremony(read);
    return parsed?.ceremony === null ? parsed.problems : [];
  };

  test.each<[string, Record<string, string>, string]>([
    ['a title', { Film: `B|${long}` }, 'Film: is longer than 2,000 characters'],
    ['an ID', { FilmId: 'tt1' }, 'FilmId: expected "tt" and 7 or more digits, got "tt1"'],
    ['a name', { Nominees: long }, 'Nominees: is longer than 2,000 characters'],
    ['a name in words', { Film: '', Name: long }, 'Name: is longer than 2,000 characters'],
    ['a nameless one', { Nominees: 'Ann One|', NomineeIds: 'nm0000001|nm0000002' }, 'Nominees: must not be empty'],
    [
      "a person's ID",
      { Nominees: 'Ann One', NomineeIds: 'xx1' },
      'NomineeIds: expected "nm" (person) or "co" (company) and 7 or more digits, got "xx1"',
    ],
    ['a detail', { Detail: long }, 'Detail: is longer than 2,000 characters'],
    ['a citation', { Citation: long }, 'Citation: is longer than 2,000 characters'],
    ['a note', { Note: long }, 'Note: is longer than 2,000 characters'],
    ['a category', { Category: long, CanonicalCategory: 'DIRECTING' }, 'Category: is longer than 2,000 characters'],
  ])('%s', (_, row, problem) => {
    expect(problemsOf(row)).toContain(`line 2: ${problem}`);
    expect(problemsOf(row).filter((one) => !one.startsWith('line 2: '))).toEqual([]);
  });

  test('a row that names neither a movie nor a nominee is left out with a remark', () => {
    const rows = ['96\tTitle\t\tBEST PICTURE\tA', '96\tTitle\t\tBEST PICTURE'];
    const [read] = readOscarData(`${allColumns.join('\t')}\n${rows.join('\n')}\n`).ceremonies;
    expect(read?.make().remarks).toEqual(['line 3: left out an entry that names neither a movie nor a nominee']);
  });
});
