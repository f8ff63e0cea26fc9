import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeStyle } from '../../src/report/style.ts';
import { text } from '../../src/report/text.ts';
import { createDatabase, type TestDatabase } from '../support/databases.ts';
import { basicEnvironment, programFile, runProgram, startProgram } from '../support/program.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase({ migrated: true });
});
afterAll(() => database.drop());

const run = (args: string[]) => runProgram(args, { env: { DATABASE_URL: database.url } });

test('--json puts one object on stdout and nothing on stderr', async () => {
  const { code, stdout, stderr } = await run(['2024', '--json']);
  const answer = JSON.parse(stdout);
  expect([code, stderr]).toEqual([0, '']);
  expect(answer).toMatchObject({
    command: 'import',
    exitCode: 0,
    tmdb: { source: 'snapshot', ids: 258, found: 140, waiting: 118, requests: 0 },
    ceremonies: [
      {
        name: '96th Academy Awards',
        status: 'imported',
        nominations: { added: 120, changed: 0, unchanged: 0, removed: 0 },
        verification: {
          exact: true,
          peopleNominations: { present: 44, expected: 44 },
          winners: { present: 23, expected: 23 },
        },
      },
    ],
  });
});

test('--json answers with the error too, so that a pipe never ends in nothing', async () => {
  const { code, stdout, stderr } = await run(['1994', '--json']);
  expect([code, stderr.split('\n')[0]]).toEqual([1, 'error: there is no ceremony 1994 to import']);
  expect(JSON.parse(stdout)).toMatchObject({ command: 'import', exitCode: 1, error: { code: 'usage' } });
});

test('--quiet prints the closing line only', async () => {
  const { stdout, stderr } = await run(['2024', '-q']);
  expect(stderr).toBe('');
  expect(stdout).toMatch(/^PASS 44\/44 people nominations · database: [^\n]+\n$/);
  expect((await run(['2024', '-n', '-q'])).stdout).toBe(
    'No changes. The database matches fixtures/ceremonies/2024.json.\n',
  );
});

test('a pipe gets no colours', async () => {
  const { stdout, stderr } = await run(['2024']);
  expect(stdout + stderr).not.toContain('\u001b');
});

test('colours, where there are any, are around the text and change none of it', () => {
  expect(String(makeStyle(true).good(text`✔`))).toBe('\u001b[32m✔\u001b[39m');
  expect(String(makeStyle(false).good(text`✔`))).toBe('✔');
});

test('a reader that leaves early ends the output quietly', async () => {
  const program = startProgram(['2024', '-n', '--data-dir', 'never-made'], { cwd: process.cwd() });
  program.child.stdout.destroy();
  const { code, stderr } = await program.result;
  expect(code).toBe(0);
  expect(stderr).not.toMatch(/EPIPE|error/);
});

describe('wrong usage ends with 1 and says what is wrong', () => {
  test.each<[string[], string]>([
    [[], 'error: no ceremony named\n  hint: see oscars-import --help, or try: oscars-import 2024\n'],
    [['--bogus'], "error: unknown option '--bogus'\n"],
    [['2024', '--dry-rum'], "error: unknown option '--dry-rum'\n(Did you mean --dry-run?)\n"],
    [
      ['2024', '--rate', 'fast'],
      'error: --rate takes a whole number from 1 to 1000\n  hint: see oscars-import --help\n',
    ],
    [['show'], "error: missing required argument 'ceremony'\n"],
    [['show', '2024', '--json', '--csv'], 'error: --json and --csv cannot be given together\n'],
  ])('%j', async (args, message) => {
    const { code, stderr } = await run(args);
    expect([code, stderr]).toEqual([1, message]);
  });
});

test('--help and --version go to stdout', async () => {
  const help = await run(['--help']);
  expect([help.code, help.stderr]).toEqual([0, '']);
  expect(help.stdout).toContain('This product uses the TMDB API but is not endorsed or certified by TMDB.');
  expect(Math.max(...help.stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  expect((await run(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

describe('--json has an answer for every failure', () => {
  test.each([
    [['2024', '--bogus', '--json'], 'import', "unknown option '--bogus'"],
    [['show', '--json'], 'show', "missing required argument 'ceremony'"],
    [['verify', '2024', '--format', 'x', '--json'], 'verify', "option '--format <name>' argument 'x' is invalid"],
  ])('wrong usage: %j', async (args, command, words) => {
    const { code, stdout } = await run(args);
    expect(code).toBe(1);
    const answer = JSON.parse(stdout);
    expect(answer).toMatchObject({ command, exitCode: 1, error: { code: 'usage' } });
    expect(answer.error.message).toContain(words);
  });
});

describe.runIf(existsSync('/dev/full'))('a full disk', () => {
  const full = async (args: string[]) => {
    const env = { ...basicEnvironment(), DATABASE_URL: database.url };
    const disk = openSync('/dev/full', 'w');
    const { status: code, stderr } = spawnSync(process.execPath, [programFile, ...args], {
      env,
      stdio: ['ignore', disk, 'pipe'],
      encoding: 'utf8',
    });
    closeSync(disk);
    return { code, stderr };
  };
  const told = 'error: the answer could not be written: no space is left on the device\n';

  test('is told once, and the exit code says what became of the import', async () => {
    const { code, stderr } = await full(['2024', '--offline', '--quiet']);
    expect([code, stderr]).toEqual([0, told]);
    expect((await run(['verify', '2024', '-q'])).code).toBe(0);
  });

  test.each([['status'], ['--help'], ['--version'], ['status --help']])(
    'fails %s, which has nothing but its answer',
    async (args) => {
      expect(await full(args.split(' '))).toMatchObject({ code: 1, stderr: told });
    },
  );
});

test('what was typed reaches the terminal as visible text, in a message of wrong usage too', async () => {
  const { stderr } = await run(['--\u001b[2Jbogus']);
  expect(stderr).toBe("error: unknown option '--\\u{1b}[2Jbogus'\n");
});
