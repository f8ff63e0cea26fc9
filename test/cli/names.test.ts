import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { query } from '../support/contents.ts';
import { createDatabase, type TestDatabase } from '../support/databases.ts';
import { runProgram } from '../support/program.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase({ migrated: true });
});
afterEach(() => database.drop());

const run = (args: string[], input = '') => runProgram(args, { env: { DATABASE_URL: database.url }, input });
const ceremonies = async () => (await query(database.url, 'select 1 from ceremonies')).length;

describe('what is asked for and cannot be had is exit 1, before anything is written', () => {
  test.each([['2020-2024'], ['2023,2024'], ['95th-96th'], ['2024', '1994']])('%s %s', async (...names) => {
    const given = names.filter((name) => name !== undefined);
    for (const more of [[], ['-q'], ['--json'], ['-n']]) {
      const { code, stdout, stderr } = await run([...given, ...more]);
      expect([code, stderr]).toEqual([1, expect.stringContaining('error: there is no ceremony ')]);
      expect(stdout).not.toContain('PASS');
    }
    expect(await ceremonies()).toBe(0);
  });
});

test('what has not been held yet, or never was, is not looked for in the public table', async () => {
  const next = String(new Date().getUTCFullYear() + 1);
  for (const [name, why] of [
    [next, `${next} is yet to come`],
    ['1933', 'there never was 1933'],
  ] as const) {
    const { code, stderr } = await run([name]);
    expect([code, stderr]).toEqual([1, expect.stringContaining(why)]);
    expect(stderr).not.toContain('oscar_data');
  }
});

test.each([['96'], ['96th'], ['latest'], ['2024-2024'], ['import', '2024']])('%s %s imports', async (...names) => {
  const { code, stdout } = await run([...names.filter((name) => name !== undefined), '-q']);
  expect([code, stdout]).toEqual([0, expect.stringContaining('PASS 44/44')]);
});

test('show takes the same names', async () => {
  await run(['2024', '-q']);
  for (const name of ['96', 'latest', '2020-']) expect((await run(['show', name, '--json'])).code).toBe(0);
});

describe('a word that is no ceremony', () => {
  test.each<[args: string[], suggestion: string]>([
    [['verfy', '2024', '-n'], 'verify 2024'],
    [['2024', 'verify', '-q'], 'verify 2024 --quiet'],
    [['x.json', '-n'], '--file x.json --dry-run'],
    [['2024.json'], '--file 2024.json'],
    [['https://example.com/x'], '--file https://example.com/x'],
    [['verify', 'data/x', '-q'], 'verify --file data/x --quiet'],
    [['lastest'], 'latest'],
    [['histroy'], 'history'],
    [['import', 'import'], 'import 2024'],
    [['import', 'import', '2023'], 'import 2023'],
    [['importt'], 'import 2024'],
    [['verify', 'verify'], 'verify 2024'],
    [['verify', 'verify', '-f', 'x.json'], 'verify --file x.json'],
  ])('%j suggests what was meant', async (args, suggestion) => {
    const { code, stderr } = await run(args);
    expect([code, stderr]).toEqual([1, expect.stringContaining(`hint: did you mean: oscars-import ${suggestion}\n`)]);
  });

  test('one that is like nothing gets no suggestion', async () => {
    expect((await run(['zebra'])).stderr).toContain('hint: give the year it was held (2024)');
  });
});

test('help and version are what they are elsewhere', async () => {
  const [help, helpOfShow, version] = await Promise.all([run(['help']), run(['help', 'show']), run(['version'])]);
  expect(help).toEqual(await run(['--help']));
  expect(helpOfShow).toEqual(await run(['show', '--help']));
  expect(version).toEqual(await run(['--version']));
  expect([help.code, helpOfShow.code, version.code]).toEqual([0, 0, 0]);
});

test('help with what is no command is exit 1, in --json too', async () => {
  const wrong = await run(['help', 'verfy', '--json']);
  expect([wrong.code, wrong.stderr]).toEqual([1, "error: there is no command 'verfy' to help with\n"]);
  expect(JSON.parse(wrong.stdout)).toMatchObject({ error: { code: 'usage' }, exitCode: 1 });
  const { stdout } = await run(['--help']);
  for (const name of ['import', 'help', 'version']) expect((await run(['help', name])).stdout).toBe(stdout);
});

test.each([
  [['verify'], 'oscars-import verify 2024'],
  [['convert', '--expected'], 'oscars-import convert 2024 --expected'],
  [['-n'], 'oscars-import 2024 --dry-run'],
])('%j without a ceremony suggests itself with one', async (args, command) => {
  const { code, stderr } = await run(args);
  expect([code, stderr]).toEqual([
    1,
    `error: no ceremony named\n  hint: see oscars-import --help, or try: ${command}\n`,
  ]);
});
