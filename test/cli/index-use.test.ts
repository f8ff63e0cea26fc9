import { afterEach, beforeEach, expect, test } from 'vitest';
import { editedFile } from '../support/ceremonies.ts';
import { query } from '../support/contents.ts';
import { createDatabase, type TestDatabase } from '../support/databases.ts';
import { runProgram } from '../support/program.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase({ migrated: false });
});
afterEach(() => database.drop());

/** The same ceremony, another year: everything that it refers to is there already, and little else. */
const ofYear = (year: number) =>
  JSON.stringify(
    editedFile((file) =>
      Object.assign(file, { year, number: year - 1928, name: `Awards of ${year}`, date: `${year}-03-10` }),
    ),
  );

/** Rows that were read by going through a whole table. A session's are counted when it has ended. */
async function rowsOfWholeTables(): Promise<unknown[]> {
  const others = 'select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()';
  while ((await query(database.url, others)).length > 0);
  return query(
    database.url,
    `select relname, seq_tup_read::int from pg_stat_user_tables
      where seq_tup_read > 0 and relname not in ('oscars_import_migrations', 'oscars_import_lock')`,
  );
}

test('however few rows there are at first, none is ever looked for in a whole table', async () => {
  // PostgreSQL plans the check of a foreign key once a session: a plan that suits a small table would be kept for a large one.
  for (const year of [2022, 2023, 2024]) {
    const { code, stderr } = await runProgram(['-f', '-', '-q'], {
      env: { DATABASE_URL: database.url },
      input: ofYear(year),
    });
    expect([code, stderr]).toEqual([0, '']);
    expect(await rowsOfWholeTables()).toEqual([]);
  }
  const again = await runProgram(['-f', '-', '-q'], { env: { DATABASE_URL: database.url }, input: ofYear(2023) });
  expect(again.code).toBe(0);
  expect(await rowsOfWholeTables()).toEqual([]);
});
