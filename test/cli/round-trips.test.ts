import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../support/databases.ts';
import { runProgram } from '../support/program.ts';
import { countRoundTrips, type RoundTrips } from '../support/round-trips.ts';

let database: TestDatabase;
let link: RoundTrips;
beforeEach(async () => {
  database = await createDatabase({ migrated: false });
  link = await countRoundTrips(database.url);
});
afterEach(async () => {
  await link.stop();
  await database.drop();
});

/** Round trips of a run, signing in included. */
async function tripsOf(args: string[]): Promise<number> {
  const before = link.count();
  expect(await runProgram(args, { env: { DATABASE_URL: link.url } })).toMatchObject({ code: 0, stderr: '' });
  return link.count() - before;
}

test('a first import, with all migrations, takes few round trips, and a second one fewer', async () => {
  expect(await tripsOf(['2024', '-q'])).toBeLessThanOrEqual(26);
  // Two to sign in, a question, a goodbye.
  expect(await tripsOf(['2024', '-q'])).toBe(4);
});
