import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseCeremony } from '../../src/ceremony/parse.ts';
import { formatOfText } from '../../src/formats/formats.ts';
import { readOscarData } from '../../src/formats/oscar-data.ts';
import type { Ceremony } from '../../src/model/ceremony.ts';
import { ExpectedError } from '../../src/model/errors.ts';
import { plan } from '../../src/plan/plan.ts';
import { bundled, parsedFrom, problemsIn, stored } from '../support/ceremonies.ts';

const fixture = readFileSync(new URL('../fixtures/oscar_data.tsv', import.meta.url), 'utf8');

function ceremoniesIn(text: string): Ceremony[] {
  const reading = readOscarData(text);
  expect(problemsIn(reading)).toEqual([]);
  return reading.ceremonies.map((read) => parsedFrom(read, 'oscars.csv'));
}

const numbered = (number: number, text = fixture) => {
  const found = ceremoniesIn(text).find((ceremony) => ceremony.number === number);
  if (found === undefined) throw new Error(`no ceremony ${number}`);
  return found;
};
const category = (number: number, name: string, text = fixture) => {
  const found = numbered(number, text).categories.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no category ${name}`);
  return found;
};

/** The fixture's header and the given rows, by column. */
function table(...rows: Record<string, string>[]): string {
  const [header = ''] = fixture.split('\n');
  const usual = { Ceremony: '96', Class: 'Title', Category: 'BEST PICTURE', Film: 'A', FilmId: 'tt0000001' };
  const lines = rows.map((row) =>
    header
      .split('\t')
      .map((column) => ({ ...usual, ...row })[column] ?? '')
      .join('\t'),
  );
  return [header, ...lines].join('\n');
}

describe('ceremonies', () => {
  test('a table of many ceremonies gives them all, each held in its year', () => {
    const held = ceremoniesIn(fixture).map(({ name, year, instance }) => `${name} ${year}/${instance}`);
    expect(held).toEqual([
      '1st Academy Awards 1929/1',
      '2nd Academy Awards 1930/1',
      '3rd Academy Awards 1930/2',
      '96th Academy Awards 2024/1',
    ]);
  });

  test('ordinals are right in the teens and beyond', () => {
    const rows = ['4', '5', '6', '11', '12', '13', '21', '22', '93', '101'].map((Ceremony) => ({ Ceremony }));
    expect(ceremoniesIn(table(...rows)).map(({ name, year }) => `${name.split(' ')[0]} ${year}`)).toEqual(
      '4th 1931,5th 1932,6th 1934,11th 1939,12th 1940,13th 1941,21st 1949,22nd 1950,93rd 2021,101st 2029'.split(','),
    );
  });
});

describe('categories', () => {
  test('keep the name of their year beside the canonical one', () => {
    const names = numbered(1).categories.map(({ name, canonicalName }) => `${name}: ${canonicalName}`);
    expect(names).toEqual(['Actor: Actor in a Leading Role', 'Outstanding Picture: Best Picture']);
    expect(category(96, 'Documentary Feature Film').canonicalName).toBe('Documentary Feature Film');
  });

  test('have the kind and group of their class; cinematography honours people', () => {
    const kinds = ceremoniesIn(fixture).flatMap(({ categories }) => categories.map((c) => [c.name, c.kind, c.group]));
    expect(kinds).toContainEqual(['Actor', 'person', 'Acting']);
    expect(kinds).toContainEqual(['Writing', 'person', 'Writing']);
    expect(kinds).toContainEqual(['Cinematography', 'person', null]);
    expect(kinds).toContainEqual(['Music (Song)', 'craft', null]);
    expect(kinds).toContainEqual(['Outstanding Picture', 'movie', null]);
    expect(kinds).toContainEqual(['Scientific or Technical Award (Class II)', 'special', null]);
  });

  test('two awards of one year under one canonical name stay two, with both their names', () => {
    const text = table(
      { Class: 'Production', CanonicalCategory: 'VISUAL EFFECTS', Category: 'SPECIAL EFFECTS' },
      { Class: 'Production', CanonicalCategory: 'VISUAL EFFECTS', Category: 'ENGINEERING EFFECTS' },
    );
    expect(numbered(96, text).categories.map(({ name, canonicalName }) => `${name}: ${canonicalName}`)).toEqual([
      'Special Effects: Visual Effects',
      'Engineering Effects: Engineering Effects',
    ]);
  });

  test('one that no table knows is spelled in title case', () => {
    const text = table({ Class: 'Special', Category: 'JANE Q. DOE MEDAL OF THE ARTS (Class III)' });
    expect(numbered(96, text).categories[0]?.name).toBe('Jane Q. Doe Medal of the Arts (Class III)');
  });
});

describe('nominations', () => {
  test('of several movies keep them in order, and their detail as it is', () => {
    expect(category(1, 'Actor').nominations).toEqual([
      {
        won: true,
        detail: 'The Sailor|The Clerk',
        credit: null,
        citation: null,
        note: null,
        movies: [
          { title: 'The First Film', year: null, imdbId: 'tt0000011' },
          { title: 'The Second Film', year: null, imdbId: 'tt0000012' },
        ],
        nominees: [{ kind: 'person', name: 'Ann Actor', imdbId: 'nm0000011' }],
      },
    ]);
  });

  test('name companies, and people without an ID', () => {
    expect(category(1, 'Outstanding Picture').nominations[0]?.nominees).toEqual([
      { kind: 'company', name: 'Big Studio', imdbId: 'co0000011' },
    ]);
    expect(category(3, 'Music (Song)').nominations[0]?.nominees).toEqual([
      { kind: 'person', name: 'Sue Song', imdbId: 'nm0000033' },
      { kind: 'person', name: 'Lee Lyric', imdbId: null },
    ]);
  });

  test('of an international feature name its country', () => {
    expect(category(96, 'International Feature Film').nominations[0]?.nominees).toEqual([
      { kind: 'country', name: 'Italy', imdbId: null },
    ]);
  });

  test('keep the credit where it says more than the names', () => {
    const credits = ceremoniesIn(fixture).flatMap(({ categories }) =>
      categories.flatMap(({ nominations }) => nominations.map(({ credit }) => credit)),
    );
    expect(credits.filter((credit) => credit !== null)).toEqual([
      'Music by Sue Song; Lyrics by Sue Song and Lee Lyric',
      'Music by Sue Song; Lyrics by Sue Song and Lee Lyric',
      'Screenplay - Justine Triet and Arthur Harari',
      'Written by Celine Song',
    ]);
  });

  test('move a credit that strayed into a name out of it', () => {
    const [triet] = category(96, 'Writing (Original Screenplay)').nominations[0]?.nominees ?? [];
    expect(triet).toEqual({ kind: 'person', name: 'Justine Triet', imdbId: 'nm2630323' });
  });

  test('without a movie keep note and citation, and a literal quote is one', () => {
    expect(category(2, 'Cinematography').nominations[0]?.note).toBe('NOTE: Only the winners were announced.');
    const [honorary] = category(3, 'Honorary Award').nominations;
    expect(honorary?.nominees[0]?.name).toBe('Gil ("Bronco") Gray');
    expect(honorary?.citation).toBe('To Gil Gray for pioneering.');
  });

  test('that differ in song or in citation alone are two', () => {
    expect(category(3, 'Music (Song)').nominations.map(({ detail }) => detail)).toEqual(['Rails', 'Smoke']);
    expect(category(3, 'Scientific or Technical Award (Class II)').nominations).toHaveLength(2);
  });
});

describe('names', () => {
  const read = (row: Record<string, string>) => {
    const [ceremony] = readOscarData(table(row)).ceremonies;
    const parsed = ceremony && parseCeremony(ceremony);
    if (!parsed?.ceremony) throw new Error(parsed?.problems.join());
    return { ...parsed.ceremony.categories[0]?.nominations[0], remarks: parsed.remarks };
  };
  const kindsOf = (row: Record<string, string>) =>
    (read(row).nominees ?? []).map(
      ({ name, kind, imdbId }) => `${name}: ${kind}${imdbId === null ? '' : ` ${imdbId}`}`,
    );

  test('that several people share are a nominee for each of them', () => {
    const row = {
      Class: 'Production',
      Name: 'R. J. & A B',
      Nominees: 'R. J.|A B',
      NomineeIds: 'nm0000001,nm0000002|?',
    };
    expect(kindsOf(row)).toEqual(['R. J.: person nm0000001', 'R. J.: person nm0000002', 'A B: unknown']);
    expect(read({ ...row, Name: 'R. J. and A B' }).credit).toBeNull();
  });

  test.each([
    ['Eastman Kodak Company', 'SciTech', 'unknown'],
    ['Jane Doe', 'SciTech', 'unknown'],
    ['Jane Doe', 'Acting', 'person'],
    ['Jane Doe', 'Music', 'person'],
    ['Gabrielle Union', 'Acting', 'person'],
    ['Jane Doe, Jr.', 'Writing', 'person'],
    ['Earth, Wind and Fire', 'Music', 'unknown'],
    ['Jane Doe & the Does', 'Music', 'unknown'],
    ['The Does', 'Music', 'unknown'],
    ['Big Studio Music Dept.', 'Music', 'unknown'],
    ['M.D.', 'Writing', 'unknown'],
  ])('%s without an ID, in the class %s, is of kind %s', (name, Class, kind) => {
    expect(kindsOf({ Class, Nominees: name })).toEqual([`${name}: ${kind}`]);
    expect(kindsOf({ Class, Nominees: name, NomineeIds: 'nm0000001' })).toEqual([`${name}: person nm0000001`]);
  });

  test.each(['Nominees to be determined', 'TBD', 'Producers: TBA', 'To Be Announced', 'N/A', 'Music', 'Lyric by', '?'])(
    '%s is none',
    (name) => {
      expect(read({ Class: 'Music', Name: name, Nominees: name })).toMatchObject({
        nominees: [],
        credit: null,
        remarks: [`line 2: left out ${JSON.stringify(name)}, which is no name`],
      });
      expect(kindsOf({ Class: 'Music', Nominees: name, NomineeIds: 'nm0000001' })).toHaveLength(1);
    },
  );

  test.each(['Tobe Announcer', 'Tim Story', 'Na Art', 'Will Known'])('%s is one', (name) => {
    expect(kindsOf({ Class: 'Writing', Nominees: name })).toEqual([`${name}: person`]);
  });
});

describe('the table', () => {
  test.each([
    ['True', true],
    ['TRUE', true],
    ['true', true],
    ['', null],
    ['FALSE', null],
  ])('says who won by %j: %j', (Winner, won) => {
    expect(category(96, 'Best Picture', table({ Winner })).nominations[0]?.won).toBe(won);
  });

  test('may have its columns in any order, more of them, and Windows line ends', () => {
    const shuffled = fixture
      .trimEnd()
      .split('\n')
      .map((line, at) => {
        const cells = line.split('\t');
        while (cells.length < 14) cells.push('');
        return [...cells.reverse(), at === 0 ? 'NomId' : `an${at}`].join('\t');
      })
      .join('\r\n')
      .concat('\r\n');
    expect(ceremoniesIn(shuffled)).toEqual(ceremoniesIn(fixture));
    expect(readOscarData(shuffled).remarks).toEqual(['not imported, as the format does not know them: columns NomId']);
  });

  test.each([
    ['a spreadsheet, with tabs', '\t', '\r\n'],
    ['a spreadsheet, with commas', ',', '\n'],
    ['a spreadsheet, with semicolons', ';', '\r\n'],
  ])('is the same, saved by %s', (_, separator, end) => {
    // A cell is put in quotes where it needs them, as it looks after opening the original.
    const saved = (cell: string) => (/[",;]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
    const rows = fixture.split('\n').filter((line) => line !== '');
    const full = rows.map((line) =>
      [...line.split('\t'), ...Array(14).fill('')].slice(0, 14).map(saved).join(separator),
    );
    expect(ceremoniesIn(full.map((line) => line + end).join(''))).toEqual(ceremoniesIn(fixture));
  });

  test.each([
    ['columns without a name and with nothing in them', (header: string) => `${header}\t\t`, '\t\t', []],
    [
      'one without a name that holds something',
      (header: string) => `${header}\t\t`,
      '\t\tmine',
      ['not imported, as the format does not know them: columns without a name'],
    ],
    ["Excel's word on what separates cells", (header: string) => `sep=\t\n${header}`, '', []],
    ['names in lower case', (header: string) => header.toLowerCase(), '', []],
    ['names in words', (header: string) => header.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' '), '', []],
    ['names with underscores', (header: string) => header.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_'), '', []],
  ])('may have %s', (_, headed, tail, remarks) => {
    const [header = '', ...rows] = fixture.trimEnd().split('\n');
    const full = rows.map((row) => row + '\t'.repeat(header.split('\t').length - row.split('\t').length) + tail);
    const text = [headed(header), ...full, ''].join('\n');
    expect(formatOfText(text)?.name).toBe('oscar_data');
    expect(ceremoniesIn(text)).toEqual(ceremoniesIn(fixture));
    expect(readOscarData(text).remarks).toEqual(remarks);
  });

  describe('that was cut off', () => {
    const row = { Name: 'A B', Nominees: 'A B', NomineeIds: 'nm00000012', Citation: 'For it.' };
    const whole = table({ Ceremony: '95' }, row, row);
    const cut = (length: number) => readOscarData(whole.slice(0, length));
    const last = whole.lastIndexOf('\n') + 1;

    test.each([
      ['in a name', whole.indexOf('A B', last) + 2],
      ['in an ID', whole.indexOf('nm0', last) + 9],
      ['in its third cell', whole.indexOf('Title', last) + 2],
    ])('%s, is refused for the ceremony of its last line', (_, length) => {
      const { ceremonies, problems } = cut(length);
      expect(problems).toEqual([]);
      expect(ceremonies.map(({ heading, problems: own }) => [heading.number, own])).toEqual([
        [95, []],
        [96, ['line 4: the last line is incomplete: it has no line end, as when a file is cut off']],
      ]);
    });

    test('in its first cell, is refused for the ceremony above', () => {
      expect(cut(last + 1).ceremonies.map(({ heading, problems }) => [heading.number, problems.length])).toEqual([
        [95, 0],
        [96, 1],
      ]);
    });

    test('in its last cell, may be whole, which is a remark', () => {
      expect(problemsIn(cut(whole.length - 1))).toEqual([]);
      expect(cut(whole.length - 1).remarks).toEqual([
        'line 4, the last, has no line end: if the file was cut off, its last cell is not whole',
      ]);
      expect(readOscarData(`${whole}\n`).remarks).toEqual([]);
    });
  });

  test('has all cells on each line, where commas separate them', () => {
    const text = table({}, {}).replaceAll('\t', ',');
    expect(problemsIn(readOscarData(`${text.replace(/,$/, '')}\n`))).toEqual(['line 3: 13 cells under 14 columns']);
  });

  test('with more cells on a line than columns is refused for its ceremony', () => {
    const [header, first] = table({ Ceremony: '95' }).split('\n');
    const text = `${header}\n${first}\n${first?.replace('95', '96')}\tmore\n`;
    expect(readOscarData(text).ceremonies.map(({ problems }) => problems)).toEqual([
      [],
      ['line 3: 15 cells under 14 columns'],
    ]);
  });

  test('is refused with every row that cannot be placed, each with its line', () => {
    const text = table(
      {},
      { Ceremony: 'x' },
      { Class: 'Casting' },
      { Nominees: 'A|B', NomineeIds: 'nm0000001' },
      { FilmId: 'tt0000001|tt0000002', Winner: 'yes' },
      { Year: '1999' },
    );
    expect(problemsIn(readOscarData(text))).toEqual([
      'line 3: Ceremony: expected a number, got "x"',
      'line 4: Class: "Casting" is none that is known',
      'line 5: NomineeIds: 1 IDs beside 2 in Nominees',
      'line 6: Winner: expected True or nothing, got "yes"',
      'line 6: FilmId: 2 IDs beside 1 in Film',
      'line 7: Year: ceremony 96 honoured the movies of 2023, got "1999"',
    ]);
  });

  test('is refused without repeating a long text', () => {
    expect(problemsIn(readOscarData(table({ Winner: '🏆'.repeat(50_000) })))).toEqual([
      `line 2: Winner: expected True or nothing, got "${'🏆'.repeat(60)}…"`,
    ]);
  });

  test('is refused when a column is missing', () => {
    expect(readOscarData('Ceremony\tCategory\n').problems).toContain('line 1: there is no column NomineeIds');
    const without = fixture.replace('Ceremony', 'Edition');
    expect(formatOfText(without)?.name).toBe('oscar_data');
    expect(readOscarData(without).problems).toEqual(['line 1: there is no column Ceremony']);
    expect(readOscarData(fixture.replace('Note', 'film id')).problems).toEqual([
      'line 1: two columns are called "FilmId"',
    ]);
    expect(formatOfText('Film\tClass\tWinner\n')).toBeNull();
  });

  test('what the common check finds is told by its line too', () => {
    const text = table({ FilmId: 'tt12' }, {}, {});
    const { ceremonies } = readOscarData(text);
    const refusal = (() => {
      try {
        ceremonies.map((read) => parsedFrom(read, 'oscars.csv'));
      } catch (error) {
        return error;
      }
    })();
    expect(refusal).toBeInstanceOf(ExpectedError);
    expect((refusal as ExpectedError).problems).toEqual([
      'oscars.csv: line 2: FilmId: expected "tt" and 7 or more digits, got "tt12"',
    ]);
  });

  describe('with a row that stands there twice', () => {
    const song = { Class: 'Music', CanonicalCategory: 'MUSIC (Original Song)', Category: 'MUSIC (Song)' };
    const score = { Class: 'Music', CanonicalCategory: 'MUSIC (Original Score)', Category: 'MUSIC (Original Score)' };
    const science = {
      Class: 'SciTech',
      Category: 'SCIENTIFIC AND TECHNICAL AWARD',
      Film: '',
      FilmId: '',
      Nominees: 'A',
    };
    const parsedOf = (...rows: Record<string, string>[]) => {
      const [read] = readOscarData(`${table(...rows)}\n`).ceremonies;
      if (read === undefined) throw new Error('no ceremony');
      const parsed = parseCeremony(read);
      if (parsed.ceremony === null) return { problems: parsed.problems };
      return { count: parsed.ceremony.categories.flatMap((one) => one.nominations).length, remarks: parsed.remarks };
    };

    test.each<[string, Record<string, string>]>([
      ['a movie', {}],
      ['a winner', { Winner: 'True' }],
      ['a score', score],
      ['a song with its title', { ...song, Detail: 'One' }],
      ['a technical award with what it was for', { ...science, Citation: 'To A, for it.' }],
      ['an honour', { Class: 'Special', Category: 'MEMORIAL AWARD', Film: '', FilmId: '', Nominees: 'A' }],
    ])('counts it once: %s', (_, row) => {
      expect(parsedOf(row, { Film: 'B', FilmId: 'tt0000002' }, row, row)).toEqual({
        count: 2,
        remarks: ['line 4: the same row as line 2; it counts once', 'line 5: the same row as line 2; it counts once'],
      });
    });

    test('as programs write it, too', () => {
      expect(parsedOf({ Winner: 'True' }, { Winner: 'TRUE' })).toMatchObject({ count: 1 });
      expect(parsedOf({ Winner: '' }, { Winner: 'False' })).toMatchObject({ count: 1 });
    });

    test('is refused where the two contradict each other on the winner, with both lines', () => {
      expect(parsedOf({ Winner: 'True' }, { Winner: 'True' }, {}, { Film: 'B', FilmId: 'tt0000002' })).toEqual({
        problems: ['line 4: Winner: "", but "True" on line 2, which is the same row otherwise'],
      });
      expect(parsedOf({ ...song, Detail: 'One' }, { ...song, Detail: 'One', Winner: 'True' })).toEqual({
        problems: ['line 3: Winner: "True", but "" on line 2, which is the same row otherwise'],
      });
    });

    test('counts rows that differ in any cell, also one that is not imported', () => {
      expect(parsedOf({}, { Note: 'Withdrawn.' })).toMatchObject({ count: 2 });
      const text = table({}, {})
        .split('\n')
        .map((line, at) => `${line}\t${at === 0 ? 'NomId' : at}\n`);
      const [read] = readOscarData(text.join('').replaceAll(/\t(?=[12]\n)/g, '\t')).ceremonies;
      expect(read && parseCeremony(read)).toMatchObject({
        remarks: ['line 3: the same nomination as line 2; both are kept'],
      });
    });

    test('that has lost what tells two songs or two technical awards apart keeps both, with a remark', () => {
      const remarks = ['line 3: the same nomination as line 2; both are kept'];
      expect(parsedOf(song, song)).toEqual({ count: 2, remarks });
      expect(parsedOf(song, { ...song, Winner: 'True' })).toEqual({ count: 2, remarks });
      expect(parsedOf(science, science)).toEqual({ count: 2, remarks });
    });
  });
});

test('the same nominations as the bundled ones are recognised, and only gain their credits', () => {
  const planned = plan(numbered(96), stored(bundled()));
  const changes = planned.nominations.flatMap((change) => {
    if (change.action !== 'update') return [change.action];
    return change.fields.filter(({ field }) => field !== 'position').map(({ field, after }) => `${field}: ${after}`);
  });
  expect(changes).toEqual([
    'same',
    'credit: Screenplay - Justine Triet and Arthur Harari',
    'credit: Written by Celine Song',
    'same',
  ]);
  const fields = planned.categories.flatMap((change) => (change.action === 'update' ? change.fields : []));
  expect(fields.filter(({ field }) => field !== 'position' && field !== 'order')).toEqual([]);
});
