/** `status --missing`: what is not there, and what looks wrong, on a server and in the embedded database. */
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type CeremonyFile, editedFile } from '../support/ceremonies.ts';
import { query } from '../support/contents.ts';
import { createDatabase, type TestDatabase } from '../support/databases.ts';
import { type FileServer, startFileServer } from '../support/file-server.ts';
import { asOscarData } from '../support/other-sources.ts';
import { basicEnvironment, programFile, runProgram, startProcess } from '../support/program.ts';
import { countRoundTrips } from '../support/round-trips.ts';

let database: TestDatabase;
let folder: string;
let web: FileServer;
beforeEach(async () => {
  database = await createDatabase({ migrated: true });
  folder = await mkdtemp(join(tmpdir(), 'oscars-missing-'));
  await symlink(programFile, join(folder, 'oscars-import'));
  web = await startFileServer('');
});
afterEach(async () => {
  await web.stop();
  await rm(folder, { recursive: true, force: true });
  await database.drop();
});

type Kind = 'server' | 'embedded';

const environment = (kind: Kind): Record<string, string> => ({
  XDG_CACHE_HOME: join(folder, 'cache'),
  OSCAR_DATA_URL: `${web.origin}/oscars.csv`,
  NO_PROXY: '127.0.0.1',
  PATH: `${folder}:${basicEnvironment().PATH}`,
  ...(kind === 'server' ? { DATABASE_URL: database.url } : {}),
});
const run = (args: string[], input: unknown = '', kind: Kind = 'server') =>
  runProgram(args, { cwd: folder, env: environment(kind), input: JSON.stringify(input) });
const imported = async (files: readonly object[], kind: Kind = 'server') => {
  const { code, stderr } = await run(['-f', '-', '-q', '--offline'], files, kind);
  expect([code, stderr]).toEqual([0, '']);
};
/** Runs each command that a text suggests, as the user would who copies it into a shell. */
const suggested = (text: string) =>
  text.split('\n').flatMap((line) => /^ {4}(oscars-import .*)$/.exec(line)?.[1] ?? []);
const pasted = (command: string) =>
  startProcess('bash', ['-c', command], { cwd: folder, env: environment('server') }).result;

/** The 96th Academy Awards as if they were those of another year. */
const oscars = (year: number, number: number): CeremonyFile =>
  editedFile((file) => {
    Object.assign(file, { year, number, name: `Academy Awards of ${year}`, date: `${year}-03-10` });
    file.categories = file.categories.slice(0, 3);
  });
/** The public table with the Academy Awards of those numbers; the first six honoured movies of years that overlap. */
const table = (...numbers: number[]) =>
  numbers
    .map((number) => asOscarData(oscars(number + (number <= 6 ? 1927 : 1928), number)))
    .reduce((all, one) => all + one.slice(one.indexOf('\n') + 1));

const festival = (year: number, wins: readonly (readonly boolean[])[], more: object = {}) => ({
  organization: { key: 'fest', name: 'Fest' },
  year,
  name: `Fest ${year}`,
  categories: wins.map((category, at) => ({
    name: `Prize ${at + 1}`,
    kind: 'movie',
    nominations: category.map((won, nth) => ({
      won,
      movies: [{ title: `Movie ${nth}`, imdbId: `tt000000${nth + 1}` }],
    })),
  })),
  ...more,
});
const usual = [
  [true, false],
  [true, false],
];

const firstGap =
  'Missing:\n  oscars: 66th-67th\n    oscars-import 66th-67th --from oscar_data\n\nNothing looks wrong.\n';

test('what is missing is named with the command that imports it, first by number, then by what the cache holds', async () => {
  web.serve(table(64, 65, 66, 67, 68, 69));
  await imported([oscars(1993, 65), oscars(1996, 68)]);
  const byNumber = await run(['status', '--missing']);
  expect([byNumber.code, byNumber.stderr]).toEqual([0, '']);
  expect(byNumber.stdout).toContain(firstGap);
  expect(web.requests).toEqual([]);
  const [first = ''] = suggested(byNumber.stdout);
  expect(await pasted(first)).toMatchObject({ code: 0, stdout: expect.stringContaining('PASS 2/2 ceremonies') });

  const asked = web.requests.length;
  const byCopy = await run(['status', '--missing']);
  expect(byCopy.stdout).toContain(
    'Missing:\n  oscars: 64th, 69th · 1992, 1997\n    oscars-import 1992,1997 --from oscar_data\n',
  );
  expect(web.requests).toHaveLength(asked);
  const [second = ''] = suggested(byCopy.stdout);
  expect((await pasted(`${second} --offline`)).code).toBe(0);
  expect((await run(['status', '--missing'])).stdout).toContain('No ceremony is missing');
});

test('a number that the copy of the table has not is not to be had from there', async () => {
  web.serve(table(64, 65, 68));
  expect((await run(['--from', 'oscar_data', '-q'])).code).toBe(1);
  expect((await run(['--from', 'oscar_data', '--all', '-q'])).code).toBe(0);
  expect((await run(['status', '--missing'])).stdout).toContain('oscars: 66th-67th\n    no copy in the cache has it\n');
});

test('the embedded database is looked at in the same way', async () => {
  await imported([oscars(1993, 65), oscars(1996, 68)], 'embedded');
  expect((await run(['status', '--missing'], '', 'embedded')).stdout).toContain(firstGap);
});

test('the second ceremony of a year is named so that its command imports no other', async () => {
  web.serve(table(1, 2, 3, 4, 6));
  expect((await run(['--from', 'oscar_data', '--all', '-q'])).code).toBe(0);
  for (const name of ['1930/2', '6th']) expect((await run(['remove', name, '--yes'])).code).toBe(0);
  const { stdout } = await run(['status', '--missing']);
  expect(suggested(stdout)).toEqual(['oscars-import 1934,1930/2 --from oscar_data']);
  for (const command of suggested(stdout)) expect((await pasted(command)).stdout).toContain('PASS 2/2 ceremonies');
  for (const name of ['1930/1', '1930/2', '1929', '4th']) expect((await run(['remove', name, '--yes'])).code).toBe(0);
  const [command = ''] = suggested((await run(['status', '--missing'])).stdout);
  expect(command).toBe('oscars-import 1929-1931 --from oscar_data');
  expect((await pasted(command)).stdout).toContain('PASS 4/4 ceremonies');
});

test('what another address holds of which there is a copy is missing too; without one nobody knows', async () => {
  const address = `${web.origin}/fest.json`;
  web.serve(JSON.stringify([festival(2000, usual), festival(2001, usual), { ...festival(2002, usual), name: 7 }]));
  expect((await run(['2000', '-f', address, '-q'])).code).toBe(0);
  const { stdout } = await run(['status', '--missing']);
  expect(suggested(stdout)).toEqual([`oscars-import 2001 --file ${address}`]);
  for (const command of suggested(stdout)) expect((await pasted(command)).code).toBe(0);
  await rm(join(folder, 'cache'), { recursive: true });
  await imported([festival(2010, usual, { number: 10 }), festival(2012, usual, { number: 12 })]);
  expect((await run(['status', '--missing'])).stdout).toContain(
    'Missing:\n  fest: 11th\n    no copy in the cache has it\n',
  );
});

describe('what looks wrong', () => {
  const oddLines = async (kind: Kind = 'server') => {
    const { code, stdout } = await run(['status', '--missing'], '', kind);
    expect(code).toBe(0);
    return stdout.slice(stdout.indexOf('\nNo ceremony is missing')).split('\n').slice(3, -1);
  };

  test.each<Kind>(['server', 'embedded'])(
    'a tie, a category without a winner, a ceremony before its night: a line each (%s)',
    async (kind) => {
      await imported(
        [
          festival(2000, [[true, true, false], [false, false], ...usual]),
          festival(2001, [[false], [false, false], [false, false], [false, false]]),
          // Prizes that are given out are not contested.
          festival(2002, [[true, true, true], [true], ...usual]),
        ],
        kind,
      );
      expect(await oddLines(kind)).toEqual([
        'What looks wrong, and may be right:',
        '  Fest 2000 (2000)',
        '    ? no winner in Prize 2',
        '    ? several winners in Prize 1: a tie, or one too many',
        '  Fest 2001 (2001)',
        '    ? nobody has won yet',
      ]);
    },
  );

  test('what is so in a quarter of the years is the custom of its category', async () => {
    const twice = [[true, true, false]];
    await imported(
      [2000, 2001, 2002].map((year) => festival(year, [[true, false, false]])).concat(festival(2003, twice)),
    );
    expect(await oddLines()).toEqual(['Nothing looks wrong.']);
    await imported([festival(2004, [[true, false, false]])]);
    expect(await oddLines()).toContain('    ? several winners in Prize 1: a tie, or one too many');
  });

  test('less than half of what is usual', async () => {
    await imported(
      [2000, 2001, 2003].map((year) => festival(year, [...usual, ...usual])).concat(festival(2002, [[true]])),
    );
    expect(await oddLines()).toEqual([
      'What looks wrong, and may be right:',
      '  Fest 2002 (2002)',
      '    ? 1 nomination, where about 8 are usual',
    ]);
  });
});

describe('movies released after the ceremony', () => {
  const released = (days: readonly (readonly [imdbId: string, day: string])[]) =>
    Promise.all(
      days.map(([id, day]) => query(database.url, `update movies set release_date = '${day}' where imdb_id = '${id}'`)),
    );
  const late = async () =>
    (await run(['status', '--missing'])).stdout.split('\n').filter((line) => line.includes('released after it'));
  const wide = [[true, false, false, false, false]];

  test.each([
    ['the day', { date: '2000-03-10' }, '2000-03-10', '2000-03-11'],
    ['the year, where the day is not known', {}, '2000-12-31', '2001-01-01'],
  ])('are named, by %s', async (_, more, onTime, tooLate) => {
    await imported([festival(2000, wide, more)]);
    await query(database.url, `update movies set release_date = '${onTime}'`);
    expect(await late()).toEqual([]);
    await released([['tt0000002', tooLate]]);
    expect(await late()).toEqual([
      `    ? released after it: Movie 1 (${tooLate}); is the IMDb ID that of another movie?`,
    ]);
  });

  test('are what a festival is for: two years later is too late', async () => {
    await imported([festival(2000, wide, { date: '2000-05-20' })]);
    await released([1, 2, 3, 4].map((at) => [`tt000000${at}`, '2001-02-01'] as const));
    expect(await late()).toEqual([]);
    await released([['tt0000005', '2022-02-01']]);
    expect(await late()).toEqual([
      '    ? released after it: Movie 4 (2022-02-01); is the IMDb ID that of another movie?',
    ]);
  });
});

test('--json says the same, and only where it is asked for', async () => {
  await imported([oscars(1993, 65), oscars(1995, 67), festival(2000, [[false]])]);
  expect(JSON.parse((await run(['status', '--json'])).stdout)).not.toHaveProperty('missing');
  expect(JSON.parse((await run(['status', '--missing', '--json'])).stdout)).toMatchObject({
    missing: [
      {
        organization: 'oscars',
        ceremonies: [{ year: null, instance: null, number: 66 }],
        command: 'oscars-import 66th --from oscar_data',
      },
    ],
    oddities: [{ ceremony: 'Fest 2000', kind: 'no-winner', subjects: [], present: 0, of: 1 }],
  });
});

test('many ceremonies take as many statements as one', async () => {
  const trips = await countRoundTrips(database.url);
  const counted = async () => {
    const before = trips.count();
    const { code } = await runProgram(['status', '--missing'], {
      env: { ...environment('server'), DATABASE_URL: trips.url },
    });
    expect(code).toBe(0);
    return trips.count() - before;
  };
  await imported([festival(2000, usual)]);
  const one = await counted();
  await imported(Array.from({ length: 12 }, (_, at) => festival(2001 + at, [[at % 3 === 0, true, false]])));
  expect(await counted()).toBe(one);
  await trips.stop();
});
