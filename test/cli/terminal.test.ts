import { spawn, spawnSync } from 'node:child_process';
import stringWidth from 'fast-string-width';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildProgram } from '../../src/cli/program.ts';
import { editedFile, nominationOf } from '../support/ceremonies.ts';
import { createDatabase, type TestDatabase } from '../support/databases.ts';
import { basicEnvironment, programFile, runProgram } from '../support/program.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase({ migrated: false });
  const long = editedFile((file) => {
    const nomination = nominationOf(file, 'Actor in a Leading Role', 0);
    nomination.detail = `A ${'very '.repeat(60)}long detail`;
    delete file.expected;
  });
  await runProgram(['-f', '-', '--offline'], { env: { DATABASE_URL: database.url }, input: JSON.stringify(long) });
});
afterAll(() => database.drop());

const isThere = spawnSync('script', ['--version']).status === 0;

/** What a terminal of so many columns and 24 rows gets. */
async function onTerminal(args: string[], columns: number, more: Record<string, string> = {}): Promise<string> {
  return (await answeredOnTerminal(args, null, columns, more)).output;
}

/** @param typed by somebody who is asked something */
function answeredOnTerminal(
  args: string[],
  typed: string | null,
  columns = 80,
  more: Record<string, string> = {},
): Promise<{ output: string; code: number | null }> {
  const line = [process.execPath, programFile, ...args].map((word) => `'${word}'`).join(' ');
  const child = spawn('script', ['-qec', `stty cols ${columns} rows 24; ${line}`, '/dev/null'], {
    env: { ...basicEnvironment(), TERM: 'xterm', PAGER: '', DATABASE_URL: database.url, ...more },
    stdio: [typed === null ? 'ignore' : 'pipe', 'pipe', 'inherit'],
  });
  let output = '';
  let isAsked = false;
  child.stdout?.setEncoding('utf8').on('data', (part: string) => {
    output += part;
    if (isAsked || !output.includes('Type yes: ')) return;
    isAsked = true;
    child.stdin?.write(typed);
  });
  return new Promise((resolve) =>
    child.once('close', (code) => resolve({ output: output.replaceAll('\r\n', '\n'), code })),
  );
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: what colours and cursor movements are made of
const controls = /\u001b\[[\d;?]*[a-zA-Z]/g;

const readers = [
  ['show', '2024'],
  ['verify', '2024'],
  ['status', '--pending'],
  ['history'],
  ['2024', '-n', '--offline'],
];

describe.runIf(isThere)('on a terminal', () => {
  test.each(readers.flatMap((args) => [80, 60].map((columns) => [args, columns] as const)))(
    'nothing of %j is wider than %i columns',
    async (args, columns) => {
      const lines = (await onTerminal(args, columns)).split('\n').filter((line) => !line.includes('oscars-import'));
      for (const line of lines.map((one) => one.split('\r').at(-1)?.split('\u001b[1G').at(-1) ?? ''))
        expect(stringWidth(line.replace(controls, '')), line).toBeLessThanOrEqual(columns);
      expect(lines.length).toBeGreaterThan(1);
    },
  );

  test('what is longer goes through the pager', async () => {
    expect((await onTerminal(['show', '2024'], 80, { PAGER: 'head -n 3' })).replace(controls, '')).toMatch(
      /^[^\n]*96th Academy Awards[^\n]*\n\n[^\n]+\n$/,
    );
    const whole = await onTerminal(['show', '2024'], 80);
    expect(await onTerminal(['show', '2024'], 80, { PAGER: 'no-such-pager 2> /dev/null' })).toBe(whole);
    expect(whole.split('\n').length).toBeGreaterThan(140);
  });

  test.each([
    ['no', 'no\r', 1, /error: nothing was removed\n$/],
    ['Ctrl-D', '\u0004', 1, /error: nothing was removed\n$/],
    ['Ctrl-C', '\u0003', 130, /Stopping: .*\n/],
  ])('remove takes %s for no', async (_, typed, exitCode, told) => {
    const { code, output } = await answeredOnTerminal(['remove', '2024'], typed);
    expect([code, output.replace(controls, '')]).toEqual([exitCode, expect.stringMatching(told)]);
    expect(output).not.toContain('bug');
    expect((await runProgram(['status'], { env: { DATABASE_URL: database.url } })).stdout).toContain(
      '96th Academy Awards',
    );
  });

  test('TERM=dumb and CI get plain lines', async () => {
    for (const more of [{ TERM: 'dumb' }, { CI: 'true', NO_COLOR: '1' }]) {
      const output = await onTerminal(['2024', '-n', '--offline'], 80, more);
      expect(output.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
    }
  });

  test('of a diff that is longer than the screen the totals come first, long lists are folded, long texts cut', async () => {
    const other = await createDatabase({ migrated: false });
    const first = await onTerminal(['2024', '-n', '--offline'], 80, { DATABASE_URL: other.url, NO_COLOR: '1' });
    await other.drop();
    expect(first.replace(controls, '')).toMatch(
      /Plan: 402 to add, 0 to change, 0 to delete, 0 unchanged\.\n\npeople\n/,
    );
    expect(first).toContain('    and 185 more (--verbose shows all)\n');
    const changed = await onTerminal(['2024', '-n', '--offline', '-v'], 80, { NO_COLOR: '1' });
    expect(changed.match(/very/g)?.length).toBeGreaterThan(100);
    expect((await onTerminal(['2024', '-n', '--offline'], 80, { NO_COLOR: '1' })).match(/very/g)?.length).toBeLessThan(
      60,
    );
  });
});

test('in a pipe nothing is cut', async () => {
  const { stdout } = await runProgram(['show', '2024'], { env: { DATABASE_URL: database.url } });
  expect(stdout).toContain(`A ${'very '.repeat(60)}long detail`);
  expect(stdout).not.toContain('…');
});

test.each([
  [{ FORCE_COLOR: '1' }, true],
  [{ FORCE_COLOR: '1', NO_COLOR: '1' }, true],
  [{ FORCE_COLOR: '0' }, false],
  [{ NO_COLOR: '1' }, false],
  [{}, false],
])('%j: colours in a pipe: %s', async (env, isColoured) => {
  const { stdout } = await runProgram(['verify', '2024'], { env: { DATABASE_URL: database.url, ...env } });
  expect(stdout.includes('\u001b[')).toBe(isColoured);
  const plain = ['verify', '2024', '--no-color'];
  expect((await runProgram(plain, { env: { DATABASE_URL: database.url, ...env } })).stdout).not.toContain('\u001b');
});

test.each(buildProgram('0.0.0', async () => {}).commands.map((command) => command.name()))(
  'the help of %s fits a terminal, and has examples',
  async (name) => {
    const { stdout } = await runProgram([name, '--help']);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(stdout.match(/^ {2}\$ .*oscars-import /gm)?.length).toBeGreaterThanOrEqual(2);
  },
);
