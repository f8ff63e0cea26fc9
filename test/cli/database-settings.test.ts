import { afterAll, beforeAll, expect, test } from 'vitest';
import { contentsOf, query, server } from '../support/contents.ts';
import { createDatabase, type TestDatabase } from '../support/databases.ts';
import { runProgram } from '../support/program.ts';

let plain: TestDatabase;
let shown: string;
beforeAll(async () => {
  plain = await createDatabase({ migrated: true });
  await runProgram(['2024', '-q'], { env: { DATABASE_URL: plain.url } });
  shown = (await runProgram(['show', '2024', '--json'], { env: { DATABASE_URL: plain.url } })).stdout;
});
afterAll(() => plain.drop());

/** Set on the database, as an administrator may have done for another program. */
test.each([
  ["DateStyle = 'German, DMY'", "IntervalStyle = 'sql_standard'", "TimeZone = 'Asia/Kolkata'"],
  ['array_nulls = off', 'standard_conforming_strings = off', "bytea_output = 'escape'", 'transform_null_equals = on'],
  [
    "default_transaction_isolation = 'serializable'",
    'default_transaction_deferrable = on',
    "search_path = 'pg_catalog'",
  ],
  [
    'statement_timeout = 500',
    'lock_timeout = 500',
    'idle_in_transaction_session_timeout = 500',
    'extra_float_digits = 0',
  ],
])('%s %s %s %s change nothing: the same rows, and the second import finds nothing to do', async (...settings) => {
  const database = await createDatabase({ migrated: true });
  try {
    for (const setting of settings.filter((one) => typeof one === 'string'))
      await query(database.url, `alter database ${database.name} set ${setting}`);
    const run = (...args: string[]) => runProgram(args, { env: { DATABASE_URL: database.url } });
    expect((await run('2024', '-q')).code).toBe(0);
    expect(await contentsOf(server(database.url))).toEqual(await contentsOf(server(plain.url)));
    expect((await run('2024', '-n', '--detailed-exitcode')).code).toBe(0);
    expect((await run('show', '2024', '--json')).stdout).toBe(shown);
  } finally {
    await database.drop();
  }
});
