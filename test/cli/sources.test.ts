import { afterEach, beforeEach, expect, test } from 'vitest';
import { bundledFile } from '../support/ceremonies.ts';
import { query } from '../support/contents.ts';
import { createDatabase, type TestDatabase } from '../support/databases.ts';
import { asImdbPage, asOscarData } from '../support/other-sources.ts';
import { runProgram } from '../support/program.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase({ migrated: true });
});
afterEach(() => database.drop());

const run = (args: string[], input = '') => runProgram(args, { env: { DATABASE_URL: database.url }, input });

/** What no other source of the same ceremony may double, lose or erase. */
async function facts() {
  return query<{ id: string; category: string; detail: string | null; won: boolean; credits: string }>(
    database.url,
    `select n.id, k.canonical_name as category, n.detail, n.won,
            (select string_agg(coalesce(p.imdb_id, e.name), ' ' order by coalesce(p.imdb_id, e.name))
               from nominees e left join people p on p.id = e.person_id where e.nomination_id = n.id) as credits
       from nominations n join categories k on k.id = n.category_id order by n.id`,
  );
}

test("the 96th from oscar_data, then from IMDb's page, then from the bundled file is one ceremony", async () => {
  expect((await run(['-f', '-'], asOscarData(bundledFile()))).code).toBe(0);
  const first = await facts();
  expect(first).toHaveLength(120);

  const preview = await run(['-f', '-', '-n'], asImdbPage(bundledFile()));
  // The page has another order, and the date and notes on songs besides. What it leaves out is no difference.
  expect(preview.stdout).toMatch(/^Plan: 0 to add, \d+ to change, 0 to delete, \d+ unchanged\.$/m);
  const fields = [...preview.stdout.matchAll(/^ {6,}([^:]+): /gm)].map(([, field]) => field);
  expect(new Set(fields)).toEqual(new Set(['date', 'note']));
  const page = await run(['-f', '-'], asImdbPage(bundledFile()));
  expect([page.code, page.stdout]).toEqual([0, expect.stringContaining('PASS 44/44 people nominations')]);
  expect(await facts()).toEqual(first);

  const bundled = await run(['2024']);
  expect([bundled.code, bundled.stdout]).toEqual([0, expect.stringContaining('PASS 44/44 people nominations')]);
  expect(await facts()).toEqual(first);
  expect((await run(['verify', '2024'])).code).toBe(0);
});

test('what two sources differ in is in the diff, and a source that corrects another keeps its IDs', async () => {
  await run(['-f', '-'], asOscarData(bundledFile()));
  const before = await facts();
  const other = bundledFile();
  const [actor] = other.categories;
  const [loser, winner] = [false, true].map((won) => actor?.nominations.find((n) => (n.won ?? false) === won));
  Object.assign(loser ?? {}, { won: true });
  Object.assign(winner ?? {}, { won: false });
  const { stdout } = await run(['-f', '-', '-n', '--prune'], asImdbPage(other));
  expect(
    stdout
      .match(/^ +won: .*$/gm)
      ?.map((line) => line.trim())
      .sort(),
  ).toEqual(['won: no → yes', 'won: yes → no']);
  await run(['-f', '-'], asImdbPage(other));
  const after = await facts();
  expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
  expect(after.filter((row, at) => row.won !== before[at]?.won)).toHaveLength(2);
  expect(after.map(({ detail }) => detail)).toEqual(before.map(({ detail }) => detail));
});
