import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { query } from '../support/contents.ts';
import { createDatabase, type TestDatabase } from '../support/databases.ts';
import { runProgram } from '../support/program.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase({ migrated: true });
});
afterEach(() => database.drop());

const run = (args: string[], input: unknown) =>
  runProgram([...args, '-f', '-'], {
    env: { DATABASE_URL: database.url },
    input: typeof input === 'string' ? input : JSON.stringify(input),
  });

async function stored(): Promise<string[]> {
  const rows = await query<{ name: string }>(database.url, 'select name from ceremonies order by year');
  return rows.map(({ name }) => name);
}

const festival = (year: unknown, movie: object = { title: 'One', imdbId: 'tt0000001' }) => ({
  organization: { key: 'festival', name: 'Festival' },
  year,
  name: `Festival ${year}`,
  categories: [{ name: 'Prize', kind: 'movie', nominations: [{ movies: [movie] }] }],
});

const columns = 'Ceremony Class Category Film FilmId Nominees NomineeIds Winner'.split(' ');
const table = (...rows: Record<string, string>[]) =>
  [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))]
    .map((cells) => `${cells.join('\t')}\n`)
    .join('');
const row = { Ceremony: '96', Class: 'Title', Category: 'BEST PICTURE', Film: 'A', FilmId: 'tt0000001' };

describe('problems belong to their ceremony', () => {
  test.each<[string, unknown, string]>([
    ['an array', [festival(2020), festival(2021, { title: '' })], '[1].categories[0].nominations[0].movies[0].title: '],
    ['an array, a year that is none', [festival(2020), festival('soon')], '[1].year: '],
    ['a table', table(row, { ...row, Ceremony: '70', FilmId: 'tt12' }), 'line 3: FilmId: '],
    ['a table, a row of no ceremony', table(row, { ...row, Ceremony: 'x' }), 'line 3: Ceremony: '],
    [
      'a table, IDs that do not pair',
      table(row, { ...row, Ceremony: '70', FilmId: 'tt0000001|tt0000002' }),
      'line 3: FilmId: ',
    ],
  ])('%s: the others are imported, and the end says which was not', async (_, input, problem) => {
    const { code, stdout, stderr } = await run(['--all'], input);
    expect(code).toBe(1);
    expect(stdout).toContain('FAILED 1/2 ceremonies');
    expect(stderr).toContain(`  standard input: ${problem}`);
    expect(await stored()).toHaveLength(1);

    const json = JSON.parse((await run(['--all', '--json'], input)).stdout);
    expect(json.ceremonies.map(({ status }: { status: string }) => status)).toEqual(['imported', 'failed']);
    expect(json.ceremonies[1].error.problems[0]).toContain(problem);

    const verified = await run(['verify'], input);
    expect([verified.code, verified.stdout]).toEqual([1, expect.stringContaining('FAILED 1/2 ceremonies')]);
    const preview = await run(['-n'], input);
    expect([preview.code, preview.stdout]).toEqual([1, expect.stringContaining('No changes of what could be read.')]);
    expect(preview.stderr).toContain(problem);
  });

  test.each<[string, string, unknown, string]>([
    [
      'an array',
      '2020',
      [festival(2020), festival(2021, { title: '' })],
      'Festival 2021, not asked for, could not be read: [1].',
    ],
    [
      'a table',
      '2024',
      table(row, { ...row, Ceremony: '70', Winner: 'perhaps' }),
      '70th Academy Awards, not asked for',
    ],
    ['a table, a row of no ceremony', '96th', table(row, { ...row, Ceremony: '' }), 'ceremony "", not asked for'],
  ])('%s: a ceremony that nobody asked for is a remark', async (_, name, input, remark) => {
    const { code, stderr } = await run([name], input);
    expect([code, stderr]).toEqual([0, expect.stringContaining(`standard input: ${remark}`)]);
    const json = JSON.parse((await run([name, '--json'], input)).stdout);
    expect([json.exitCode, json.remarks]).toEqual([0, [expect.stringContaining(remark)]]);
    const asked = await run([name === '2020' ? '2021' : '70th'], input);
    expect(asked.code).toBe(1);
  });

  test('a baseline that is not met is its ceremony’s alone', async () => {
    const expected = { categories: 1, nominations: 2, winners: 0, peopleNominations: 0 };
    const { code, stderr } = await run([], [festival(2020), { ...festival(2021), expected }]);
    expect(code).toBe(1);
    expect(stderr).toContain('[1]: expected 2 nominations, the file holds 1');
    expect(await stored()).toEqual(['Festival 2020']);
  });

  test('nothing of a remark reaches the terminal raw', async () => {
    const { stderr } = await run(
      ['2020'],
      [festival(2020), { ...festival(2021), name: 'F\u001b[31m', year: 2021, x: 1 }],
    );
    expect(stderr).toContain('not asked for');
    expect(stderr).not.toContain('\u001b');
  });
});

describe('an entry that names nothing is left out with a remark, and the rest is imported', () => {
  const venice = (films: unknown) => ({
    year: 2023,
    festival: 'Venice International Film Festival',
    festival_key: 'venice',
    awards: { Lion: [{ films: [{ title: 'Good', imdb_id: 'tt0000001' }], winner: true }, { films }] },
  });
  test.each<[string, unknown, string]>([
    [
      'a null title',
      venice([{ title: null, imdb_id: 'tt0000002' }]),
      'awards.Lion[1]: left out a movie without a title ("tt0000002")',
    ],
    ['an empty title', venice([{ title: '' }]), 'awards.Lion[1]: left out a movie without a title'],
    [
      'a movie without a title beside one that has it',
      venice([{ title: 'Two', imdb_id: 'tt0000003', year: '' }, { imdb_id: 'tt0000002' }]),
      'awards.Lion[1]: left out a movie without a title ("tt0000002")',
    ],
    [
      'an ID without a title of the Academy Awards',
      {
        year: 2024,
        ceremony_number: 96,
        categories: [
          {
            category: 'Best Picture',
            nominees: [
              { film: 'A', winner: true },
              { film: null, film_imdb_id: 'tt0000002' },
            ],
          },
        ],
      },
      'categories[0].nominees[1]: left out a movie without a title ("tt0000002")',
    ],
  ])('%s', async (_, input, remark) => {
    const { code, stderr } = await run([], input);
    expect([code, stderr]).toEqual([0, expect.stringContaining(remark)]);
    const json = JSON.parse((await run(['--json'], input)).stdout);
    expect(json.remarks).toEqual([expect.stringContaining(remark)]);
  });

  test.each(['titleText', 'nameText'])('a page of IMDb whose %s is null', async (key) => {
    const named = (id: string, text: string | null) =>
      key === 'titleText'
        ? { awardTitles: [{ title: { id: `tt${id}`, titleText: text === null ? null : { text } } }] }
        : { awardNames: [{ name: { id: `nm${id}`, nameText: { text } } }] };
    const nominations = [named('0000001', 'Good'), named('0000002', null)].map((awardedEntities) => ({
      node: { awardedEntities },
    }));
    const page = {
      eventName: 'Cannes Film Festival',
      editionInfo: { year: 2023 },
      edition: {
        awards: [
          { text: 'Palme', nominationCategories: { edges: [{ node: { nominations: { edges: nominations } } }] } },
        ],
      },
    };
    const { code, stderr } = await run([], { pageProps: page });
    expect([code, stderr]).toEqual([
      0,
      expect.stringMatching(/: "Palme", nomination 2: left out .* without a .*0000002/),
    ]);
  });
});

test('a name like any other, such as __proto__, is one', async () => {
  const text =
    '{"year": 2023, "festival": "F", "awards": {"__proto__": [{"films": [{"title": "A"}]}], "constructor": [{"films": [{"title": "B"}]}]}}';
  expect((await run([], text)).code).toBe(0);
  const names = await query<{ name: string }>(database.url, 'select name from categories order by name');
  expect(names.map(({ name }) => name)).toEqual(['__proto__', 'constructor']);
});

test('a table whose rows nothing tells apart is imported whole, numbered, and matches when imported again', async () => {
  const song = { ...row, Class: 'Music', Category: 'MUSIC (Original Song)' };
  const input = table(song, song, { ...song, Film: 'B', FilmId: 'tt0000002' }, song);
  const { code, stderr } = await run([], input);
  expect(code).toBe(0);
  expect(stderr).toContain('standard input: line 3: the same nomination as line 2; both are kept');
  expect(
    await query(database.url, 'select count(*)::int as n, count(distinct id)::int as ids from nominations'),
  ).toEqual([{ n: 4, ids: 4 }]);
  const again = await run(['-n', '--detailed-exitcode'], input);
  expect([again.code, again.stdout]).toEqual([0, expect.stringContaining('No changes.')]);
  expect((await run(['verify'], input)).code).toBe(0);
});

test('a table with copied rows counts each once; one that contradicts itself on the winner fails its ceremony', async () => {
  const other = { ...row, Ceremony: '95' };
  const copied = await run(['95th'], table(row, other, other));
  expect([copied.code, copied.stderr]).toEqual([
    0,
    expect.stringContaining('standard input: line 4: the same row as line 3; it counts once'),
  ]);
  expect(await query(database.url, 'select count(*)::int as n from nominations')).toEqual([{ n: 1 }]);
  const { code, stdout, stderr } = await run(['--all'], table(row, other, { ...other, Winner: 'True' }));
  expect([code, stdout]).toEqual([1, expect.stringContaining('FAILED 1/2 ceremonies')]);
  expect(stderr).toContain('standard input: line 4: Winner: "True", but "" on line 3, which is the same row otherwise');
});

test('years without awards are left out with a remark, and the others of the dump imported', async () => {
  const prize = [
    {
      films: [
        { imdb_id: 'tt0000001', title: 'One' },
        { imdb_id: 'tt0000002', title: null },
      ],
      winner: false,
    },
  ];
  const dump = [
    { year: 2020, festival: 'F', awards: { Prize: prize } },
    { year: 2021, festival: 'F', awards: {} },
    { awards: [], nominations: [] },
  ];
  const { code, stdout } = await run(['--json'], dump);
  expect([code, JSON.parse(stdout).remarks]).toEqual([
    0,
    [
      'standard input: [1]: F 2021 was left out: no awards in it',
      'standard input: [2]: a ceremony was left out: no awards in it',
      'standard input: [0].awards.Prize[0]: left out a movie without a title ("tt0000002")',
    ],
  ]);
  expect(await stored()).toEqual(['F 2020']);
});
