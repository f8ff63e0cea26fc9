import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { totalsOf } from '../src/ceremony/check.ts';
import { loadCeremonies } from '../src/load.ts';
import { ExpectedError } from '../src/model/errors.ts';
import {
  bundled,
  bundledFile,
  type CeremonyFile,
  categoryOf,
  editedFile,
  nominationOf,
  parsed,
} from './support/ceremonies.ts';

/** The error of a file that is not accepted. */
function refusal(content: unknown): ExpectedError {
  try {
    parsed(content, 'f.json');
  } catch (error) {
    if (error instanceof ExpectedError) return error;
    throw error;
  }
  throw new Error('the file was accepted');
}

describe('the bundled ceremony', () => {
  test('holds the 96th Academy Awards as announced', () => {
    expect(totalsOf(bundled())).toEqual({ categories: 23, nominations: 120, winners: 23, peopleNominations: 44 });
    expect(bundled().expected).toEqual(totalsOf(bundled()));
  });

  test('counts a person once a nomination, however often the name stands there', () => {
    const ceremony = bundled();
    const twice = ceremony.categories.map((category) => ({
      ...category,
      nominations: category.nominations.map((one) => ({ ...one, nominees: [...one.nominees, ...one.nominees] })),
    }));
    expect(totalsOf({ ...ceremony, categories: twice }).peopleNominations).toBe(44);
  });

  test('has one winner in every category', () => {
    for (const { nominations } of bundled().categories) expect(nominations.filter(({ won }) => won)).toHaveLength(1);
  });

  test('has 20 acting, 5 directing, 14 writing and 5 cinematography people nominations in 40 nominations', () => {
    const inPersonCategories = bundled().categories.filter(({ kind }) => kind === 'person');
    expect(inPersonCategories.flatMap(({ nominations }) => nominations)).toHaveLength(40);
    const people = new Map<string, number>();
    for (const { name, group, nominations } of inPersonCategories) {
      const label = group ?? name;
      people.set(label, (people.get(label) ?? 0) + nominations.flatMap(({ nominees }) => nominees).length);
    }
    expect(Object.fromEntries(people)).toEqual({ Acting: 20, Directing: 5, Writing: 14, Cinematography: 5 });
  });

  test('names a country, and no person, for each international feature', () => {
    const { nominations } = bundled().categories.find(({ name }) => name === 'International Feature Film') ?? {
      nominations: [],
    };
    expect(nominations.flatMap(({ nominees }) => nominees.map(({ kind, name }) => `${kind} ${name}`))).toEqual([
      'country Italy',
      'country Japan',
      'country Spain',
      'country Germany',
      'country United Kingdom',
    ]);
  });
});

describe('a wrong file is refused with every problem and its path', () => {
  test('several at once', () => {
    const { message, problems } = refusal(
      editedFile((file) => {
        nominationOf(file, 'Directing', 1).nominees = [{ name: 'Martin Scorsese', imdbId: 'nm217' }];
        nominationOf(file, 'Sound', 0).movies = [{ title: '', imdbId: '11858890' }];
        categoryOf(file, 'Film Editing').kind = 'editing';
      }),
    );
    expect(message).toBe('f.json is not a ceremony file: 4 problems');
    expect(problems).toEqual([
      'f.json: categories[4].nominations[1].nominees[0].imdbId: expected "nm" (person) or "co" (company) and 7 or more digits, got "nm217"',
      'f.json: categories[9].kind: expected one of "person", "craft", "movie", "special", got "editing"',
      'f.json: categories[13].nominations[0].movies[0].title: must not be empty',
      'f.json: categories[13].nominations[0].movies[0].imdbId: expected "tt" and 7 or more digits, got "11858890"',
    ]);
  });

  test.each<[string, (file: CeremonyFile) => void, string]>([
    [
      'an unknown key, such as a misspelt one',
      (f) => Object.assign(nominationOf(f, 'Directing', 0), { winner: true }),
      'unknown field: "winner"',
    ],
    [
      'many long unknown keys, cut',
      (f) =>
        Object.assign(f, Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`k${at}${'x'.repeat(5_000)}`, 1]))),
      `unknown fields: "k0${'x'.repeat(58)}…", `,
    ],
    [
      'a duplicate nomination',
      (f) => void categoryOf(f, 'Directing').nominations.push(nominationOf(f, 'Directing', 0)),
      'categories[4].nominations[5]: the same nomination as categories[4].nominations[0]; to keep both, say "repeats": true in nominations[5]',
    ],
    [
      'a person twice on a nomination',
      (f) => {
        const { nominees = [] } = nominationOf(f, 'Directing', 0);
        nominees.push({ ...nominees[0], name: 'Another Spelling' });
      },
      'categories[4].nominations[0].nominees[1]: the same person as categories[4].nominations[0].nominees[0]; to keep both, say "repeats": true in nominations[0]',
    ],
    [
      'a movie twice on a nomination',
      (f) => {
        const { movies = [] } = nominationOf(f, 'Sound', 0);
        movies.push(...movies);
      },
      'categories[13].nominations[0].movies[1]: the same movie as categories[13].nominations[0].movies[0]',
    ],
    [
      'a duplicate category',
      (f) => void f.categories.push({ name: 'directing', kind: 'person', nominations: [] }),
      'categories[23]: the same category as categories[4]',
    ],
    [
      'a date of another year',
      (f) => {
        f.date = '2023-03-12';
      },
      'date: 2023-03-12 is not in the year 2024',
    ],
    [
      'a date that is none',
      (f) => {
        f.date = '2024-02-30';
      },
      'date: expected a date such as 2024-03-10',
    ],
    [
      'a NUL character',
      (f) => {
        f.name = 'a\0b';
      },
      'name: holds a NUL character or half a surrogate pair',
    ],
    [
      'half a surrogate pair',
      (f) => {
        f.name = 'a\ud800b';
      },
      'name: holds a NUL character or half a surrogate pair',
    ],
    [
      'a nomination of nothing',
      (f) => void categoryOf(f, 'Sound').nominations.push({ won: true }),
      'names neither a movie nor a nominee',
    ],
    [
      'a country with an ID',
      (f) => {
        nominationOf(f, 'Sound', 0).nominees = [{ name: 'x', kind: 'country', imdbId: 'nm0000001' }];
      },
      'nominees[0].imdbId: "nm0000001" is no ID of a country',
    ],
    [
      'a nominee of unknown kind with an ID',
      (f) => {
        nominationOf(f, 'Sound', 0).nominees = [{ name: 'x', kind: 'unknown', imdbId: 'nm0000001' }];
      },
      'nominees[0].imdbId: "nm0000001" is no ID of a nominee of unknown kind',
    ],
    [
      'a person with the ID of a company',
      (f) => {
        nominationOf(f, 'Sound', 0).nominees = [{ name: 'x', kind: 'person', imdbId: 'co0000001' }];
      },
      'nominees[0].imdbId: "co0000001" is no ID of a person',
    ],
  ])('%s', (_, edit, problem) => {
    expect(refusal(editedFile(edit)).problems.join('\n')).toContain(problem);
  });

  test.each([null, 7, 'text', [], {}])('%j', (content) => {
    expect(refusal(content).code).toBe('input');
  });
});

test('a file that does not meet its own baseline is refused before anything is written', () => {
  const file = bundledFile();
  nominationOf(file, 'Directing', 0).nominees = [];
  expect(refusal(file).problems).toEqual(['f.json: expected 44 people nominations, the file holds 43']);
});

describe('reading', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'oscars-load-'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const none = Readable.from([]);
  const load = async (name: string, content: string | Buffer) => {
    await writeFile(join(folder, name), content);
    return (await loadCeremonies(join(folder, name), none, { source: name })).ceremonies;
  };

  test('a byte order mark and Windows line ends are no matter', async () => {
    const text = JSON.stringify(bundledFile(), null, 2).replaceAll('\n', '\r\n');
    const loaded = await load('bom.json', `\ufeff${text}`);
    expect(loaded.map(({ ceremony }) => ceremony)).toEqual([bundled()]);
  });

  test('standard input is a file too', async () => {
    const { ceremonies } = await loadCeremonies('-', Readable.from([Buffer.from(JSON.stringify(bundledFile()))]));
    const [loaded] = ceremonies;
    expect(loaded?.source).toBe('standard input');
    expect(loaded?.ceremony).toEqual(bundled());
  });

  test('what is not JSON is refused with the line', async () => {
    await expect(load('broken.json', '{\n  "year": 2024,\n  oops\n}')).rejects.toThrow(
      /^broken\.json is not JSON: .*\(line 3 column 3\)$/,
    );
  });

  test('what is not UTF-8 is refused', async () => {
    await expect(load('latin1.json', Buffer.from([0x22, 0xe9, 0x22]))).rejects.toThrow(
      'cannot read latin1.json: it is not UTF-8 text: byte 0xE9 on line 1',
    );
  });

  test('more than 32 MiB is refused, without reading all of it', async () => {
    let chunksRead = 0;
    const endless = Readable.from(
      (function* () {
        for (;;) {
          chunksRead++;
          yield Buffer.alloc(1024 * 1024, ' ');
        }
      })(),
    );
    await expect(loadCeremonies('-', endless)).rejects.toThrow('cannot read standard input: it is larger than 32 MiB');
    expect(chunksRead).toBeLessThan(40);
  });

  test('a missing file and a folder say what they are', async () => {
    await expect(loadCeremonies(join(folder, 'none.json'), none, { source: 'none.json' })).rejects.toThrow(
      'cannot read none.json: there is no such file',
    );
    await expect(loadCeremonies(folder, none, { source: 'folder' })).rejects.toThrow(
      'cannot read folder: it is a folder',
    );
  });
});

test('of what is no ceremony, what is wrong is told, also where it is asked for by its year', async () => {
  for (const content of [{ a: 1 }, [{ a: 1 }], []]) {
    const read = loadCeremonies('-', Readable.from([Buffer.from(JSON.stringify(content))]), { names: ['2020'] });
    const error = await read.catch((thrown: unknown) => thrown);
    if (!(error instanceof ExpectedError)) throw new Error('no error');
    expect(error.message).toMatch(/^standard input is not a ceremony file: \d+ problem/);
  }
});

test('a ceremony without a year is named without one where another is asked for', async () => {
  const files = [{ ...bundledFile(), year: undefined, number: undefined, name: 'Fest' }, bundledFile()];
  const read = loadCeremonies('-', Readable.from([Buffer.from(JSON.stringify(files))]), { names: ['2020'] });
  await expect(read).rejects.toMatchObject({
    hint: expect.stringContaining('there is Fest, without a year, 2024 (96th Academy Awards);'),
  });
});

describe('a ceremony that a file has twice', () => {
  const file = (year: number, title: string) => ({
    ...editedFile((one) => {
      one.categories = [{ name: 'Film', kind: 'movie', nominations: [{ won: true, movies: [{ title }] }] }];
    }),
    organization: { key: 'fest', name: 'Fest' },
    year,
    number: undefined,
    date: undefined,
    name: `Fest ${year}`,
  });
  const load = (files: object[], names: string[] = []) =>
    loadCeremonies('-', Readable.from([Buffer.from(JSON.stringify(files))]), { names });
  const titlesIn = async (files: object[], names: string[] = []) => {
    const { ceremonies, remarks } = await load(files, names);
    const titles = ceremonies.map(({ ceremony }) => ceremony.categories[0]?.nominations[0]?.movies[0]?.title);
    return { titles, remarks };
  };

  test('is read once where it is the same, also when it is asked for', async () => {
    const remarks = ['standard input: Fest 2020 stands there twice, it is read once'];
    for (const names of [[], ['2020'], ['2020-2021']]) {
      const files = [file(2020, 'A'), file(2021, 'B'), file(2020, 'A')];
      const titles = names[0] === '2020' ? ['A'] : ['A', 'B'];
      expect(await titlesIn(files, names)).toEqual({ titles, remarks });
    }
  });

  test('is one, too, where one of the two does not say its number', async () => {
    const [plain, numbered, other] = [
      file(2020, 'A'),
      { ...file(2020, 'B'), number: 7 },
      { ...file(2020, 'C'), number: 8 },
    ];
    const remarks = [
      'standard input: Fest 2020 stands there twice, not alike: of what both have, the later one counts',
    ];
    for (const files of [
      [plain, numbered],
      [numbered, plain],
    ])
      expect((await titlesIn(files)).remarks).toEqual(remarks);
    expect((await titlesIn([numbered, other])).remarks).toEqual([]);
  });

  test('is told where it is not the same, and the later one counts', async () => {
    expect(await titlesIn([file(2020, 'A'), file(2020, 'B')])).toEqual({
      titles: ['B'],
      remarks: ['standard input: Fest 2020 stands there twice, not alike: of what both have, the later one counts'],
    });
  });

  test('is one of the parts that stand in several places of the file, each with the IDs beside it', async () => {
    const nominee = (film: string, name: string, id: string) => ({ film, name, person_imdb_ids: [id] });
    const part = (categories: Record<string, object[]>) => ({
      year: 2024,
      ceremony_number: 96,
      categories: Object.entries(categories).map(([category, nominees]) => ({ category, nominees })),
    });
    const first = part({
      Directing: [nominee('A', 'Ann One, Bob Two', 'nm0000001')],
      Sound: [nominee('B', 'Cy', 'nm0000003')],
    });
    const second = part({
      'Visual Effects': [nominee('C', 'Di Four, Ed', 'nm0000004')],
      Directing: [nominee('A', 'Ann One', 'nm0000001')],
    });
    const { ceremonies } = await load([first, second]);
    expect(
      ceremonies.map(({ ceremony, looseIds }) => ({
        names: ceremony.categories.map(({ name }) => name),
        loose: looseIds.map(({ category, ids }) => [ceremony.categories[category]?.name, ...ids]),
      })),
    ).toEqual([
      {
        names: ['Sound', 'Visual Effects', 'Directing'],
        loose: [
          ['Sound', 'nm0000003'],
          ['Visual Effects', 'nm0000004'],
          ['Directing', 'nm0000001'],
        ],
      },
    ]);
  });

  test('states the totals of all of it alone, and what only one of the two says stays', async () => {
    const [whole, more] = [file(2020, 'A'), file(2020, 'B')];
    const totals = { categories: 1, nominations: 1, winners: 1, peopleNominations: 0 };
    const other = [{ name: 'Song', kind: 'craft', nominations: [{ movies: [{ title: 'S' }] }] }];
    const joined = async (files: object[]) => (await load(files)).ceremonies.map(({ ceremony }) => ceremony);
    expect(
      await joined([
        { ...whole, date: '2020-01-02', number: 7 },
        { ...more, expected: totals },
      ]),
    ).toMatchObject([{ number: 7, date: '2020-01-02', expected: totals, categories: [{ name: 'Film' }] }]);
    expect(
      await joined([
        { ...whole, categories: other },
        { ...more, expected: totals },
      ]),
    ).toMatchObject([{ expected: null, categories: [{ name: 'Song' }, { name: 'Film' }] }]);
  });

  test('by its number is that of any year, and editions of one year are two', async () => {
    const edition = (year: number, more: object) => ({ ...file(year, 'A'), ...more });
    expect((await titlesIn([edition(2020, { number: 3 }), edition(2021, { number: 3 })])).remarks).toHaveLength(1);
    for (const pair of [
      [{ number: 3 }, { number: 4 }],
      [{}, { instance: 2 }],
    ])
      expect((await titlesIn(pair.map((more) => edition(2020, more)))).remarks).toEqual([]);
  });
});
