import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bundledFile } from '../support/ceremonies.ts';
import { createDatabase, type TestDatabase } from '../support/databases.ts';
import { runProgram } from '../support/program.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oscars-convert-'));
});
afterEach(() => rm(folder, { recursive: true }));

const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));
const convert = (args: string[], input?: string) =>
  runProgram(['convert', ...args], { cwd: folder, ...(input === undefined ? {} : { input }) });

describe('convert', () => {
  test('prints the bundled ceremony as its file, and touches no database', async () => {
    const { code, stdout } = await convert(['2024']);
    const { $schema: _, ...file } = { $schema: undefined, ...bundledFile() };
    expect([code, JSON.parse(stdout)]).toEqual([0, file]);
    expect(await readdir(folder)).toEqual([]);
  });

  test('prints one ceremony of a table as a file, and several as a list, which can be converted again', async () => {
    const one = JSON.parse((await convert(['96th', '-f', fixture('oscar_data.tsv')])).stdout) as { name: string };
    expect(one.name).toBe('96th Academy Awards');
    const all = await convert(['-f', fixture('oscar_data.tsv')]);
    expect((JSON.parse(all.stdout) as { name: string }[]).map(({ name }) => name)).toHaveLength(4);
    expect((await convert(['-f', '-'], all.stdout)).stdout).toBe(all.stdout);
  });

  test('--expected states the totals, so that a file that loses a row is refused', async () => {
    const args = ['96th', '-f', fixture('oscar_data.tsv')];
    expect(JSON.parse((await convert(args)).stdout)).not.toHaveProperty('expected');
    const file = JSON.parse((await convert([...args, '--expected'])).stdout);
    expect(file.expected).toMatchObject({ categories: file.categories.length, peopleNominations: 3 });
    file.categories[0].nominations.pop();
    const { code, stderr } = await convert(['-f', '-'], JSON.stringify(file));
    expect([code, stderr]).toEqual([1, expect.stringContaining('nominations, the file holds')]);
  });

  test('remarks are on stderr; what could not be read is named there, and ends with 1', async () => {
    const prize = [{ films: [{ imdb_id: 'tt0000001', title: 'One' }], people: [{ imdb_id: 'nm0000001' }] }];
    const dump = [
      { year: 2020, festival: 'F', awards: { Prize: prize } },
      { year: 2021, festival: 'F', awards: { Prize: [{ films: [{ imdb_id: 'tt1', title: 'One' }] }] } },
    ];
    const { code, stdout, stderr } = await convert(['-f', '-'], JSON.stringify(dump));
    expect([code, JSON.parse(stdout)]).toMatchObject([1, { year: 2020 }]);
    expect(stderr).toContain('left out somebody without a name ("nm0000001")');
    expect(stderr).toContain('error: cannot read F 2021 from standard input: 1 problem');
  });

  test('says which IDs it does not link, as the file contradicts itself', async () => {
    const nominee = (name: string, id: string) => ({
      film: 'One',
      film_imdb_id: 'tt0000001',
      name,
      person_imdb_ids: [id],
    });
    const nominees = [nominee('Ann One', 'nm0000001'), nominee('Bo Two', 'nm0000001')];
    const file = { year: 2024, ceremony_number: 96, categories: [{ category: 'Directing', nominees }] };
    const { code, stdout, stderr } = await convert(['-f', '-'], JSON.stringify(file));
    expect([code, stdout]).toEqual([0, expect.not.stringContaining('nm0000001')]);
    expect(stderr).toMatch(/nm0000001/);
  });
});

describe('a history of any format loses nothing by convert, and the other way round', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createDatabase({ migrated: true });
  });
  afterEach(() => database.drop());
  const run = (args: string[], input = '') =>
    runProgram(args, { cwd: folder, env: { DATABASE_URL: database.url }, input });

  test.each([
    'imdb-graphql.jsonl',
    'ev0000999.yml',
    'imdb-event.json',
    'oscar_data.tsv',
    'cinegraph-festival.json',
    'cinegraph-globes.json',
    'cinegraph-oscars.json',
    'cinegraph-dump.jsonl',
  ])('%s', async (name) => {
    const original = ['-f', fixture(name), '--offline'];
    const { stdout: converted } = await convert(['-f', fixture(name)]);
    const copy = ['-f', '-', '--offline'];
    for (const [first, second] of [
      [original, copy],
      [copy, original],
    ] as const) {
      expect((await run([...first], converted)).stdout).toContain('PASS ');
      const again = await run([...second, '-n', '--detailed-exitcode'], converted);
      expect([again.code, again.stdout]).toEqual([0, expect.stringContaining('No changes.')]);
      expect((await run(['verify', ...second], converted)).code).toBe(0);
      await database.drop();
      database = await createDatabase({ migrated: true });
    }
  });

  test('what has the same words, and what the source itself says twice', async () => {
    const table = [
      'Ceremony\tClass\tCategory\tFilm\tFilmId\tNominees\tNomineeIds\tWinner',
      '96\tTitle\tBEST PICTURE\tDune\ttt0087182\t\t\t',
      '96\tTitle\tBEST PICTURE\tDune\ttt1160419\t\t\tTrue',
      '96\tActing\tACTOR\tDune\ttt1160419\tJo Same\tnm0000008\tTrue',
      '96\tActing\tACTOR\tDune\ttt1160419\tJo Same\tnm0000009\t',
      '96\tMusic\tMUSIC (Original Song)\tDune\ttt1160419\tJo Same\tnm0000009\t',
      '96\tMusic\tMUSIC (Original Song)\tDune\ttt1160419\tJo Same\tnm0000009\tTrue',
      '96\tWriting\tWRITING\tDune\ttt1160419\tJo Same|J. Same\tnm0000009|nm0000009\tTrue\n',
    ].join('\n');
    const { stdout: converted } = await convert(['-f', '-'], table);
    const args = ['-f', '-', '--offline'];
    for (const [first, second] of [
      [table, converted],
      [converted, table],
    ] as const) {
      const imported = await run(args, first);
      expect([imported.code, imported.stdout]).toEqual([0, expect.stringMatching(/All 4 categories +7\/7/)]);
      const shown = (await run(['show', '96th', '--json'])).stdout;
      for (const again of [first, second, shown]) {
        const { code, stdout } = await run([...args, '-n', '--detailed-exitcode'], again);
        expect([code, stdout]).toEqual([0, expect.stringContaining('No changes.')]);
        expect((await run(['verify', ...args], again)).code).toBe(0);
      }
      expect((await run(args, second)).code).toBe(0);
      expect((await run(['show', '96th', '--json'])).stdout).toBe(shown);
      await database.drop();
      database = await createDatabase({ migrated: true });
    }
  });
});
