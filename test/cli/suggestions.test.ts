import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { shellWord } from '../../src/report/suggested-command.ts';
import { type CeremonyFile, categoryOf, editedFile, nominationOf } from '../support/ceremonies.ts';
import { createDatabase, type TestDatabase } from '../support/databases.ts';
import { basicEnvironment, runProgram } from '../support/program.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oscars suggestions '));
  await symlink(fileURLToPath(new URL('../../bin/oscars-import.js', import.meta.url)), join(folder, 'oscars-import'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase({ migrated: false });
});
afterEach(() => database.drop());

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const typed = (args: string[], input = '') =>
  runProgram(args, { cwd: folder, env: { DATABASE_URL: database.url }, input }) as Promise<Ran>;

/** Runs a line as the user would who copies it into a shell. */
function pasted(line: string | undefined, input = ''): Promise<Ran> {
  const env = basicEnvironment();
  const path = `${folder}:${env.PATH}`;
  return new Promise((resolve) => {
    const child = execFile(
      'bash',
      ['-c', line ?? 'false'],
      { cwd: folder, env: { ...env, PATH: path, DATABASE_URL: database.url } },
      (error, stdout, stderr) => resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
    child.stdin?.on('error', () => {});
    child.stdin?.end(input);
  });
}

const suggestion = (text: string, after: string) =>
  text
    .split('\n')
    .find((line) => line.includes(after))
    ?.split(after)[1];

const film = (title: string) => ({ movies: [{ title }], nominees: [{ name: `${title}'s maker` }] });

/** A ceremony with so many nominations in one category. */
const festival = (year: number, nominations: number, more: object = {}) => ({
  organization: { key: 'fest', name: 'Festival' },
  year,
  name: `Festival ${year}`,
  categories: [
    {
      name: 'Best Film',
      kind: 'movie',
      nominations: Array.from({ length: nominations }, (_, at) => film(`Film ${at}`)),
    },
  ],
  ...more,
});

const hostileNames = [
  "o'brien.json",
  'two  spaces.json',
  '-n',
  '$(touch made).json',
  'a\n\u001b[2J\u202e9.json',
  '=é !.json',
];

async function fileOf(content: unknown, name = 'festival.json'): Promise<string> {
  await writeFile(join(folder, name), JSON.stringify(content));
  return name;
}

test.each(hostileNames)('what a dry run of %j suggests is the import of that file, on that database', async (name) => {
  await fileOf(festival(2001, 4), name);
  const preview = await typed([`-vnf${name}`, '--schema', "it's", '--detailed-exitcode']);
  expect(preview.code).toBe(2);
  const command = suggestion(preview.stdout, 'Apply with: ');
  expect(command).toMatch(/^[^\p{Cc}\u202e]+$/u);
  const done = await pasted(command);
  expect([done.code, done.stderr]).toEqual([0, expect.stringContaining('4 added')]);
  expect((await typed([`-nf${name}`, '--schema', "it's"])).stdout).toContain('No changes.');
});

test('a dry run of standard input suggests what takes it from there again', async () => {
  const input = JSON.stringify(festival(2001, 4));
  const { stdout } = await typed(['-nf-'], input);
  expect((await pasted(suggestion(stdout, 'Apply with: '), input)).stdout).toContain('PASS 4/4');
});

test('a plan that is refused suggests what lets it through, and so does the import', async () => {
  await typed(['-f', await fileOf(festival(2001, 4))]);
  await fileOf(festival(2001, 1));
  const preview = await typed(['-n', '-f', 'festival.json', '--prune']);
  const command = suggestion(preview.stdout, 'Only --force lets it through: ');
  const refused = await typed(['-f', 'festival.json', '--prune']);
  expect([refused.code, suggestion(refused.stderr, 'If it is: ')]).toEqual([1, command]);
  expect((await pasted(command)).stdout).toContain('PASS 1/1');
});

test('verify suggests the dry run, which suggests the import', async () => {
  await typed(['2024', '--offline']);
  const won = editedFile((file) => {
    delete file.expected;
    nominationOf(file, 'Sound', 0).detail = 'corrected';
  });
  const { stdout } = await typed(['verify', '-f', await fileOf(won)]);
  const preview = await pasted(suggestion(stdout, 'see what an import would do: '));
  expect(preview.stdout).toContain('detail: (none) → corrected');
  expect((await pasted(suggestion(preview.stdout, 'Apply with: '))).code).toBe(0);
  expect((await typed(['verify', '-f', 'festival.json'])).code).toBe(0);
});

describe('what the file does not have', () => {
  const behind: CeremonyFile = editedFile((file) => {
    delete file.expected;
    categoryOf(file, 'Cinematography').nominations.push(film('Saltburn'));
  });

  test('is deleted by what the dry run suggests', async () => {
    await typed(['-f', '-', '--offline'], JSON.stringify(behind));
    const { stdout } = await typed(['96th', '-n', '--offline']);
    const command = suggestion(stdout, 'Delete what the file does not have: ');
    expect(command).toBe('oscars-import 96th --offline --prune');
    expect((await pasted(command)).stderr).toContain('1 removed');
  });

  test('is deleted by what the import suggests', async () => {
    await typed(['-f', '-', '--offline'], JSON.stringify(behind));
    const { stdout } = await typed(['2024', '--quiet']);
    expect((await pasted(/\((oscars-import .*) deletes them\)/.exec(stdout)?.[1])).stderr).toContain('1 removed');
  });

  test('of one ceremony of many is deleted by itself, by a name that means no other', async () => {
    await typed(['-f', await fileOf([festival(2001, 5), festival(2001, 5, { instance: 2 }), festival(2002, 5)])]);
    await fileOf([festival(2001, 4), festival(2001, 5, { instance: 2 }), festival(2002, 4)]);
    const { stdout } = await typed(['-n', '-f', 'festival.json', '--all']);
    const commands = suggestion(stdout, 'Delete what the file does not have: ')?.split(', ');
    expect(commands).toEqual([
      'oscars-import 2001/1 --file festival.json --prune',
      'oscars-import 2002 --file festival.json --prune',
    ]);
    for (const command of commands ?? []) expect((await pasted(command)).stderr).toContain('1 removed');
    expect((await typed(['-n', '-f', 'festival.json'])).stdout).toContain('No changes.');
  });
});

test.each([['verify', '2024'], ['show', '2024'], ['status'], ['history'], ['--offline']])(
  'where nothing is there yet, %s suggests an import into the same database',
  async (...args) => {
    const { stdout, stderr } = await typed([...args, '--schema', 'films of mine']);
    const command = /: (oscars-import .*)/.exec(stdout + stderr)?.[1];
    const kept = args[0] === '--offline' ? '--offline ' : '';
    expect(command).toBe(`oscars-import 2024 ${kept}--schema 'films of mine'`);
    expect((await pasted(command)).stdout).toContain('PASS 44/44');
    expect((await typed(['status', '--schema', 'films of mine'])).stdout).toContain('96th Academy Awards');
  },
);

test('a database without tables suggests the run that makes them', async () => {
  const { stderr } = await typed(['2024', '--offline', '--no-migrate']);
  expect((await pasted(suggestion(stderr, 'create tables: '))).code).toBe(0);
});

test.each([...hostileNames, '', '~', '*', 'a=b', '!!', '`id`', '\\', "'", '\u007f', '日本', '\ufeff'])(
  'a shell reads %j as itself',
  async (text) => {
    expect((await pasted(`printf %s ${shellWord(text)}`)).stdout).toBe(text);
  },
);
