import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DatabaseTarget } from '../../src/db/open.ts';
import { readQuery } from '../../src/db/read-query.ts';
import type { ExpectedError } from '../../src/model/errors.ts';
import { contentsOf, server } from '../support/contents.ts';
import { createDatabase, createEmbeddedFolder, type EmbeddedFolder, type TestDatabase } from '../support/databases.ts';
import { runProgram } from '../support/program.ts';
import { connected } from '../support/sessions.ts';

let database: TestDatabase;
let embedded: EmbeddedFolder;

beforeAll(async () => {
  [database, embedded] = await Promise.all([createDatabase({ migrated: false }), createEmbeddedFolder()]);
  await Promise.all([ask('server', ['2024', '-q']), ask('embedded', ['2024', '-q'])]);
});
afterAll(() => Promise.all([database.drop(), embedded.remove()]));

type Kind = 'server' | 'embedded';

/** Runs the program on one of the two databases. */
function ask(kind: Kind, args: readonly string[], input?: string) {
  const where = kind === 'server' ? { DATABASE_URL: database.url } : {};
  const folder = kind === 'server' ? [] : ['--data-dir', embedded.folder];
  return runProgram([...args, ...folder], { env: where, ...(input === undefined ? {} : { input }) });
}

/** Statements that would write, or do what a transaction that only reads has no part in. */
const writing = [
  'with gone as (delete from nominees returning 1) select * from gone',
  'select 1; delete from nominees',
  "copy people to '/tmp/people.txt'",
  "copy people to program 'true'",
  'explain analyze delete from nominees',
  "select set_config('transaction_read_only', 'off', true)",
  'do $$ begin delete from nominees; end $$',
  'create table mine (x int)',
  "select nextval('import_runs_id_seq')",
  'truncate people cascade',
  'select * from people for update',
];

describe.each<Kind>(['server', 'embedded'])('sql on the %s database', (kind) => {
  const sql = async (query: string, ...options: string[]) => {
    const { code, stdout, stderr } = await ask(kind, ['sql', query, ...options]);
    return { code, stdout, stderr };
  };

  test('prints a table, numbers to the right, with the number of rows', async () => {
    expect(await sql("select 'a' as name, 1 as count, null as nothing union all select 'bcd', 100, null")).toEqual({
      code: 0,
      stdout: 'name  count  nothing\na         1\nbcd     100\n2 rows\n',
      stderr: '',
    });
  });

  test('takes a query that begins with a comment', async () => {
    expect(await sql('-- How many?\nselect 1 as count', '--csv')).toEqual({
      code: 0,
      stdout: 'count\n1\n',
      stderr: '',
    });
    expect(await sql('-- How many?', '--cvs')).toMatchObject({ code: 1, stderr: expect.stringContaining("'--cvs'") });
  });

  test('says of rows without columns that there is nothing to see', async () => {
    const query = 'select from organizations';
    expect((await sql(query)).stdout).toBe('1 row without columns: name some, or * for all\n');
    expect((await sql(`${query} where false`)).stdout).toBe('0 rows without columns: name some, or * for all\n');
    expect(JSON.parse((await sql(query, '--json')).stdout)).toMatchObject({ columns: [], rows: [{}] });
  });

  test('prints no rows as such', async () => {
    expect((await sql('select 1 as one where false')).stdout).toBe('one\n0 rows\n');
  });

  test('--csv is for spreadsheets: quoted, and no cell is a formula, which a number is not', async () => {
    const { stdout } = await sql(`select '=1+1' as a, 'x, "y"' as b, '-1+A1' as c, -1 as d`, '--csv');
    expect(stdout).toBe(`a,b,c,d\n'=1+1,"x, ""y""",'-1+A1,-1\n`);
  });

  test('--json keeps what JSON has a form for, and every digit and column', async () => {
    const { stdout } = await sql(
      `select true as yes, 1.5 as n, 12345678901234567890 as long, '{"a": [1]}'::jsonb as j, 1 as x, 2 as x, null as none,
              date '2024-03-10' as day, array['a'] as list`,
      '--json',
    );
    const row = { yes: true, n: 1.5, long: '12345678901234567890', j: { a: [1] }, x: 1, 'x (2)': 2, none: null };
    const { columns, rows } = JSON.parse(stdout);
    expect(rows).toEqual([{ ...row, day: '2024-03-10', list: '{a}' }]);
    expect(columns).toEqual(['yes', 'n', 'long', 'j', 'x', 'x (2)', 'none', 'day', 'list']);
  });

  test('takes the statement from standard input, comments included', async () => {
    const { stdout } = await ask(kind, ['sql', '-'], '-- how many\nselect count(*) from people;\n');
    expect(stdout).toBe('count\n  205\n1 row\n');
  });

  test.each([
    [
      'a column that is not there',
      'select\n  nope from people',
      'column "nope" does not exist (line 2, column 3, at "nope from people")',
    ],
    ['a typing error', 'selct 1', 'syntax error at or near "selct" (line 1, column 1, at "selct 1")'],
    ['two statements', 'select 1; select 2', 'one statement at a time'],
  ])('says what is wrong with %s', async (_, query, message) => {
    const { code, stderr } = await sql(query);
    expect(code).toBe(1);
    expect(stderr).toContain(`error: ${message}\n`);
  });

  test.each(['delete from nominees', 'commit'])('refuses to write: %s', async (query) => {
    const { code, stdout, stderr } = await sql(query);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^error: /);
  });

  test('so does the database itself, whatever the statement is', async () => {
    const target: DatabaseTarget =
      kind === 'server' ? server(database.url) : { kind, folder: embedded.folder, schema: 'public' };
    const codes = await connected(target, async (db) => {
      const refused: string[] = [];
      for (const statement of writing)
        await readQuery(db, statement).catch((error: ExpectedError) => refused.push(`${statement}: ${error.code}`));
      return refused;
    });
    expect(codes).toEqual(writing.map((statement) => `${statement}: usage`));
  });

  test('and nothing was written', async () => {
    const { stdout } = await sql('select count(*), (select count(*) from people) as people from nominees', '--json');
    expect(JSON.parse(stdout).rows).toEqual([{ count: 226, people: 205 }]);
  });

  test('text from outside is shown, not acted on', async () => {
    expect((await sql('select E\'\\x1b[31mred\' as "a\nb"')).stdout).toBe('a\\u{a}b\n\\u{1b}[31mred\n1 row\n');
  });
});

test.each([
  ['no query', ' ', 'the query is empty'],
  ['both forms', 'select 1', '--json and --csv cannot be given together', '--json', '--csv'],
])('%s is refused, wherever the database is', async (_, query, message, ...options) => {
  const { code, stderr } = await ask('server', ['sql', query, ...options]);
  expect([code, stderr]).toEqual([1, expect.stringContaining(`error: ${message}\n`)]);
});

test('a database without a schema says what to do first', async () => {
  const { folder, remove } = await createEmbeddedFolder();
  const { code, stderr } = await runProgram(['sql', 'select 1', '--data-dir', folder]);
  expect(code).toBe(1);
  expect(stderr).toContain('import a ceremony first: oscars-import 2024');
  await remove();
});

test('asking changes nothing', async () => {
  const before = await contentsOf(server(database.url));
  await ask('server', ['sql', 'select * from people_nominations']);
  expect(await contentsOf(server(database.url))).toEqual(before);
});

describe('the questions of the documents', () => {
  const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
  const answered = [...read('docs/queries.md').matchAll(/```sql\n([\s\S]*?)```\n\n```\n([\s\S]*?)```/g)];

  test('there are five', () => {
    expect(answered).toHaveLength(5);
  });

  test.each(answered.map(([, query = '', answer = '']) => [query, answer]))('%s', async (query, answer) => {
    const [onServer, inFolder] = await Promise.all([
      ask('server', ['sql', '-'], query),
      ask('embedded', ['sql', '-'], query),
    ]);
    expect(onServer.stdout).toBe(answer);
    expect(inFolder.stdout).toBe(answer);
  });

  const block = /```sql\n([\s\S]*?)```/.exec(read('README.md'))?.[1] ?? '';
  test.each(block.trim().split('\n\n'))("the README's: %s", async (query) => {
    const { code, stdout } = await ask('server', ['sql', '-'], query);
    expect(code).toBe(0);
    expect(stdout.split('\n').length).toBeGreaterThan(3);
  });
});
