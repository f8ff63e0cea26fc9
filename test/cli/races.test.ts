import { afterEach, beforeEach, expect, test } from 'vitest';
import { editedFile } from '../support/ceremonies.ts';
import { contentsOf, query, server } from '../support/contents.ts';
import { createDatabase, type TestDatabase } from '../support/databases.ts';
import { runProgram } from '../support/program.ts';

let database: TestDatabase;
let reference: TestDatabase;
beforeEach(async () => {
  [database, reference] = [await createDatabase({ migrated: false }), await createDatabase({ migrated: false })];
});
afterEach(() => Promise.all([database.drop(), reference.drop()]));

const run = (url: string, args: string[], input?: string) =>
  runProgram(args, { env: { DATABASE_URL: url }, timeoutMs: 120_000, ...(input === undefined ? {} : { input }) });

test('twenty first runs at once, the first migration included: all succeed, rows as after one', async () => {
  const runs = await Promise.all(Array.from({ length: 20 }, () => run(database.url, ['2024', '-q'])));
  expect(runs.map(({ code, stderr }) => [code, stderr])).toEqual(runs.map(() => [0, '']));
  await run(reference.url, ['2024', '-q']);
  expect(await contentsOf(server(database.url))).toEqual(await contentsOf(server(reference.url)));
  expect(await query(database.url, 'select count(*)::int as runs from import_runs')).toEqual([{ runs: 20 }]);
}, 180_000);

test('importing ceremonies at the same time causes no race', async () => {
  // Four ceremonies that share every movie, person and category, so that everything is contended for.
  const years = [2021, 2022, 2023, 2024];
  const files = years.map((year) =>
    JSON.stringify(
      editedFile((file) =>
        Object.assign(file, { year, number: year - 1928, name: `Awards of ${year}`, date: `${year}-03-10` }),
      ),
    ),
  );
  const runs = await Promise.all([...files, ...files].map((file) => run(database.url, ['-f', '-', '-q'], file)));
  expect(runs.map(({ code, stderr }) => [code, stderr])).toEqual(runs.map(() => [0, '']));
  for (const file of files) await run(reference.url, ['-f', '-', '-q'], file);
  expect(await contentsOf(server(database.url))).toEqual(await contentsOf(server(reference.url)));
  const statuses = await query(
    database.url,
    'select year, nominations, linked_people_nominations as linked from import_status order by year',
  );
  expect(statuses).toEqual(years.map((year) => ({ year, nominations: 120, linked: 44 })));
}, 180_000);
