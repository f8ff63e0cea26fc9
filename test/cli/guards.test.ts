import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { editedFile, nominationOf } from '../support/ceremonies.ts';
import { contentsOf, query, server } from '../support/contents.ts';
import { asAdmin, createDatabase, type TestDatabase } from '../support/databases.ts';
import { runProgram } from '../support/program.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase({ migrated: true });
});
afterEach(() => database.drop());

const run = (args: string[], input?: string) =>
  runProgram(args, { env: { DATABASE_URL: database.url }, ...(input === undefined ? {} : { input }) });

/** Lets the first write of a nomination fail in that way, and every later one pass: no rollback takes a sequence back. */
const failOnce = (code: string) =>
  asAdmin(database.url, (sql) =>
    sql.unsafe(`
      create sequence tries;
      create function fail_once() returns trigger language plpgsql as $$ begin
        if nextval('public.tries') = 1 then raise exception 'once' using errcode = '${code}'; end if;
        return null; end $$;
      create trigger fail_once after insert on nominations for each statement execute function fail_once()`),
  );

describe('a transaction that fails', () => {
  // What is read back goes along with what is written, and is refused with another code than the first fault's.
  test.each(['40001', '40P01'])('by %s, which passes by itself, is done again', async (code) => {
    await failOnce(code);
    const { code: exitCode, stdout, stderr } = await run(['2024']);
    expect([exitCode, stdout]).toEqual([0, expect.stringContaining('PASS 44/44')]);
    expect(stderr).toContain('trying again (1 of 3)');
    expect(await query(database.url, 'select last_value::int as tries from tries')).toEqual([{ tries: 2 }]);
  });

  test('by a fault that stays is not', async () => {
    await failOnce('23514');
    const { code, stderr } = await run(['2024']);
    expect([code, stderr]).toEqual([1, expect.stringContaining('once [23514]')]);
    expect(await query(database.url, 'select last_value::int as tries from tries')).toEqual([{ tries: 1 }]);
  });
});

test('credits that a nomination has no more are removed, the others stay at their places', async () => {
  await run(['2024', '-q']);
  const before = await contentsOf(server(database.url));
  const longer = editedFile((file) => {
    nominationOf(file, 'Sound', 0).nominees?.push({ name: 'Nobody At All' }, { name: 'Somebody' });
    nominationOf(file, 'Directing', 0).movies?.push({ title: 'Another Movie' });
  });
  expect((await run(['-f', '-', '-q'], JSON.stringify(longer))).code).toBe(0);
  const counted = () =>
    query(
      database.url,
      'select (select count(*)::int from nominees) as nominees, (select count(*)::int from nominated_movies) as movies',
    );
  const [more] = await counted();
  expect((await run(['2024', '-q'])).code).toBe(0);
  expect(await contentsOf(server(database.url))).toEqual(before);
  const [fewer] = await counted();
  expect(more).not.toEqual(fewer);
});
