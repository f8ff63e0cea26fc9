import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openOutput } from '../../src/cli/output.ts';
import { text } from '../../src/report/text.ts';
import { query } from '../support/contents.ts';
import { asAdmin, createEmbeddedFolder, type EmbeddedFolder } from '../support/databases.ts';
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts';
import { runProgram, startProgram } from '../support/program.ts';

let server: PostgresServer;
let place: EmbeddedFolder;
beforeAll(async () => {
  server = await startPostgres({ password: 'administrator' });
});
afterAll(() => server.stop());
beforeEach(async () => {
  place = await createEmbeddedFolder();
  await asAdmin(server.url, async (sql) => {
    await sql.unsafe('drop schema public cascade; create schema public');
    await sql.unsafe('drop role if exists film_maker');
    await sql.unsafe("create role film_maker login superuser password 'x'");
  });
});
afterEach(() => place.remove());

/** Times and durations are the only things that two runs of the same commands may differ in. */
const timeless = (text: string) => text.replace(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?Z?)?/g, 'TIME');

const commands = [
  ['2024', '--dry-run', '--debug'],
  ['2024', '--debug'],
  ['2024', '--json'],
  ['show', '2024', '--json'],
  ['show', '2024', '--csv'],
  ['status'],
];

/** What all commands print with this password. */
async function printedWith(password: string): Promise<string> {
  await asAdmin(server.url, (sql) =>
    sql.unsafe(`alter role film_maker password '${password}'; drop schema public cascade; create schema public`),
  );
  const url = new URL(server.url);
  url.username = 'film_maker';
  url.password = password;
  let all = '';
  for (const args of commands) {
    const { code, stdout, stderr } = await runProgram(args, { env: { DATABASE_URL: url.href } });
    all += `${args.join(' ')}: ${code}\n${stdout}\n${stderr}\n`;
  }
  return timeless(all);
}

describe('whatever the password is, output and errors are byte for byte the same', () => {
  let expected: string;
  beforeAll(async () => {
    await asAdmin(server.url, (sql) => sql.unsafe("create role film_maker login superuser password 'x'"));
    expected = await printedWith('correct horse battery');
  }, 60_000);

  test.each(['44', '1', 'won', 'oscars', 'name', 'postgres', 'ro', 'Academy Awards'])('%s', async (password) => {
    expect(await printedWith(password)).toBe(expected);
    expect(expected).toContain('PASS 44/44');
    expect(expected).not.toMatch(/battery|\*\*\*/);
  });
});

test('the password stands nowhere: not in errors, stacks, arguments of processes, the database', async () => {
  const password = 'Zq7-unlike-anything';
  await asAdmin(server.url, (sql) => sql.unsafe(`alter role film_maker password '${password}'`));
  const url = new URL(server.url);
  url.username = 'film_maker';
  url.password = password;
  const withUrl = (change: (url: URL) => void) => {
    const changed = new URL(url);
    change(changed);
    return { DATABASE_URL: changed.href };
  };
  const broken = [
    withUrl((one) => (one.port = '1')),
    withUrl((one) => (one.pathname = '/none')),
    withUrl((one) => (one.username = 'nobody')),
    withUrl((one) => (one.search = '?sslmode=require')),
    { DATABASE_URL: url.href.replace('@', '%@') },
    { DATABASE_URL: url.href.replace(password, `/${password}`) },
    { DATABASE_URL: url.href.replace('@', '@@') },
    { DATABASE_URL: url.href.replace('postgres:', 'mysql:') },
    { DATABASE_URL: `password=${password} host` },
    { PGHOST: '127.0.0.1', PGPORT: '1', PGPASSWORD: password },
  ];
  for (const env of broken) {
    for (const args of [
      ['2024', '--debug'],
      ['2024', '--json'],
    ]) {
      const { code, stdout, stderr } = await runProgram(args, { env });
      expect([code, stdout + stderr]).toEqual([1, expect.not.stringContaining(password)]);
    }
  }
  const running = startProgram(['2024'], { env: { DATABASE_URL: url.href } });
  const shown = readFileSync(`/proc/${running.child.pid}/cmdline`, 'utf8');
  expect(shown).toContain('oscars-import');
  expect(shown).not.toContain(password);
  expect((await running.result).code).toBe(0);
  const [row] = await query<{ all: string }>(server.url, "select database_to_xml(true, false, '')::text as all");
  expect(row?.all).toContain('Cillian Murphy');
  expect(row?.all).not.toContain(password);
});

test('a credential of TMDb stands in no file of the embedded database', async () => {
  const env = { TMDB_API_KEY: 'Zq7-unlike-anything' };
  expect((await runProgram(['2024', '-q', '--offline', '--data-dir', place.folder], { env })).code).toBe(0);
  for (const file of readdirSync(place.folder, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    expect(readFileSync(join(file.parentPath, file.name)).includes(env.TMDB_API_KEY)).toBe(false);
  }
});

describe('an address among the arguments is refused, and not repeated', () => {
  const address = 'postgres://me:hush@127.0.0.1/films';
  test.each([
    [['2024', '--data-dir', address]],
    [['2024', '--data-dir', 'host=127.0.0.1 password=hush']],
    [['2024', '--schema', address]],
    [['2024', '--file', address]],
    [[address]],
    [['show', address]],
    [['2024', '--format', address]],
    [['status', address]],
    [['2024', `--${address}`]],
  ])('%j', async (args) => {
    for (const more of [[], ['--debug'], ['--json']]) {
      const { code, stdout, stderr } = await runProgram([...args, ...more], { cwd: join(place.folder, '..') });
      expect([code, stdout + stderr]).toEqual([1, expect.not.stringContaining('hush')]);
    }
  });
});

test('stdout is never altered; errors are guarded as a last resort', () => {
  const written: string[] = [];
  const stream = { write: (text: string) => written.push(text) } as unknown as typeof process.stdout;
  const { answer, notes } = openOutput({ stdout: stream, stderr: stream }, {}, true, ['long enough to be one', '44']);
  answer.line(text`long enough to be one, 44/44`);
  notes.line(text`long enough to be one, 44/44`);
  notes.errorLine(text`long enough to be one, 44/44, https://me:p@ss@db`);
  expect(written).toEqual([
    'long enough to be one, 44/44\n',
    'long enough to be one, 44/44\n',
    '***, 44/44, https://***@db\n',
  ]);
});
