import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Contents, contentsOf, query, server } from '../support/contents.ts';
import { createDatabase, type TestDatabase } from '../support/databases.ts';
import { runProgram } from '../support/program.ts';

let plain: TestDatabase;
let shown: string;
let contents: Contents;
let database: TestDatabase;
let role: string;
beforeAll(async () => {
  plain = await createDatabase({ migrated: true });
  await runProgram(['2024', '-q'], { env: { DATABASE_URL: plain.url } });
  contents = await contentsOf(server(plain.url));
  shown = (await runProgram(['show', '2024', '--json'], { env: { DATABASE_URL: plain.url } })).stdout;
});
afterAll(() => plain.drop());

beforeEach(async () => {
  database = await createDatabase({ migrated: false });
  role = `role_${database.name}`;
  await query(database.url, `create role ${role} login`);
  await query(database.url, `alter schema public owner to ${role}`);
});
afterEach(async () => {
  await database.drop();
  await query(plain.url, `drop role ${role}`);
});

function run(args: string[], input = '') {
  const url = new URL(database.url);
  url.username = role;
  return runProgram(args, { env: { DATABASE_URL: url.href }, input });
}

/** Older servers do not have all of them. */
async function known(all: readonly string[]): Promise<string[]> {
  const names = await query<{ name: string }>(plain.url, 'select name from pg_settings');
  const has = (one: string) => names.some(({ name }) => name === one.split(' ')[0]);
  return all.filter(has);
}

/**
 * Of each line what no other on it could hide: how values are spelt, what statements mean, how they are planned, and how
 * long anything may take. A millisecond is less than it takes to begin a transaction.
 */
const settings: readonly (readonly string[])[] = [
  ["DateStyle = 'German, DMY'"],
  ["IntervalStyle = 'sql_standard'", "bytea_output = 'escape'", 'extra_float_digits = -15', "xmloption = 'document'"],
  ["TimeZone = 'Asia/Kolkata'", "lc_numeric = 'C'", 'quote_all_identifiers = on', 'check_function_bodies = off'],
  ['array_nulls = off', 'transform_null_equals = on', 'row_security = off'],
  ['standard_conforming_strings = off', 'backslash_quote = off', 'escape_string_warning = on'],
  ["client_encoding = 'LATIN1'"],
  ["default_transaction_isolation = 'serializable'", 'default_transaction_deferrable = on'],
  ["search_path = 'pg_catalog'"],
  ['enable_indexscan = off', 'enable_seqscan = off', 'enable_bitmapscan = off', 'jit_above_cost = 0'],
  ['exit_on_error = on'],
  ['statement_timeout = 1'],
  ['lock_timeout = 1'],
  ['idle_in_transaction_session_timeout = 1'],
  ['idle_session_timeout = 1'],
  ['transaction_timeout = 1'],
];

describe('what a database or a role sets changes nothing', () => {
  test.each(settings.map((all) => [all.join(', '), all] as const))('%s', async (_, given) => {
    const all = await known(given);
    if (all.length === 0) return;
    const { name } = database;
    for (const one of all) await query(plain.url, `alter database ${name} set ${one}`);
    expect(await run(['2024', '-q'])).toMatchObject({ code: 0, stderr: '' });
    await query(plain.url, `alter database ${name} reset all`);
    expect(await contentsOf(server(database.url))).toEqual(contents);

    for (const one of all) await query(plain.url, `alter role ${role} set ${one}`);
    await query(database.url, 'update nominations set won = false');
    expect(await run(['2024', '-q'])).toMatchObject({ code: 0, stderr: '' });
    expect(await contentsOf(server(database.url))).toEqual(contents);
    expect((await run(['show', '2024', '--json'])).stdout).toBe(shown);
    expect((await run(['-f', '-', '-n'], shown)).stdout).toContain('No changes');
  });
});

describe('what would change what an import means is told, with what to do', () => {
  test('no foreign key is checked, and the role may not change that', async () => {
    await query(plain.url, `alter role ${role} set session_replication_role = 'replica'`);
    const { code, stderr } = await run(['2024', '-q']);
    expect([code, stderr]).toEqual([1, expect.stringContaining('reset session_replication_role')]);
    expect(await query(database.url, "select to_regclass('public.nominations') as made")).toEqual([{ made: null }]);
  });

  test('nothing is to be written', async () => {
    await query(plain.url, `alter role ${role} set default_transaction_read_only = on`);
    const { code, stderr } = await run(['2024', '-q']);
    expect([code, stderr]).toEqual([1, expect.stringContaining('see default_transaction_read_only of the role')]);
  });
});
