import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type CeremonyFile, editedFile } from '../support/ceremonies.ts';
import { contentsOf, query, server } from '../support/contents.ts';
import { asAdmin, createDatabase, type TestDatabase } from '../support/databases.ts';
import { runProgram } from '../support/program.ts';

let database: TestDatabase;
let reference: TestDatabase;
beforeEach(async () => {
  [database, reference] = [await createDatabase({ migrated: true }), await createDatabase({ migrated: true })];
});
afterEach(() => Promise.all([database.drop(), reference.drop()]));

const ofYear = (year: number, edit: (file: CeremonyFile) => void = () => {}) =>
  editedFile((file) => {
    Object.assign(file, { year, number: year - 1928, name: `Awards of ${year}`, date: `${year}-03-10` });
    edit(file);
  });

const run = (content: unknown, args: string[] = [], url = database.url) =>
  runProgram(['-f', '-', ...args], { env: { DATABASE_URL: url }, input: JSON.stringify(content) });

/** How many transactions wrote runs: those of one have their row's version in common. */
const transactions = async () =>
  (await query<{ count: number }>(database.url, 'select count(distinct xmin::text)::int as count from import_runs'))[0]
    ?.count;

describe('ceremonies of one file', () => {
  const years = [2020, 2021, 2022, 2023];

  test('are written in one transaction, and are what one by one makes of them', async () => {
    // The last one is smaller, and calls a category by another name.
    const files = years.map((year) =>
      ofYear(year, (file) => {
        if (year === 2023) Object.assign(file.categories[0] ?? {}, { name: 'Lead Actor', canonicalName: 'ACTOR' });
        if (year === 2023) file.categories.splice(5);
      }),
    );
    expect((await run(files, ['-q'])).code).toBe(0);
    expect(await transactions()).toBe(1);
    for (const file of files) await run(file, ['-q'], reference.url);
    expect(await contentsOf(server(database.url))).toEqual(await contentsOf(server(reference.url)));
    const again = await run(files);
    expect([again.code, again.stderr]).toEqual([0, expect.stringContaining('nothing: all 385 nominations')]);
  });

  test('of more than are sent at once, too, and what a constraint checks at the end is checked once all of it is there', async () => {
    await asAdmin(database.url, (sql) =>
      sql.unsafe(`
        create function credited() returns trigger language plpgsql as $$ begin
          if not exists (select from nominated_movies where nomination_id = new.id) then raise 'of no movie'; end if;
          return null; end $$;
        create constraint trigger credited after insert on nominations deferrable initially deferred
          for each row execute function credited()`),
    );
    // Each renames a category of the one before, and has its nominations in another order.
    const files = Array.from({ length: 9 }, (_, at) =>
      ofYear(2012 + at, (file) => {
        Object.assign(file.categories[0] ?? {}, { name: `Lead Actor of ${2012 + at}`, canonicalName: 'ACTOR' });
        if (at % 2 === 0) for (const category of file.categories) category.nominations.reverse();
      }),
    );
    expect(await run(files, ['-q'])).toMatchObject({ code: 0, stderr: '' });
    expect(await transactions()).toBe(1);
    for (const file of files) await run(file, ['-q'], reference.url);
    expect(await contentsOf(server(database.url))).toEqual(await contentsOf(server(reference.url)));
    expect((await run(files)).stderr).toContain('nothing: all 1080 nominations');
  });

  test('of which one fails are written one by one: the others whole, and the report says which', async () => {
    await asAdmin(database.url, (sql) =>
      sql.unsafe(`
        create function refuse() returns trigger language plpgsql as $$ begin
          if (select year from ceremonies where id = new.ceremony_id) = 2021 then raise 'not this year'; end if;
          return new; end $$;
        create trigger refuse before insert on nominations for each row execute function refuse()`),
    );
    const { code, stdout, stderr } = await run(years.map((year) => ofYear(year)));
    expect(code).toBe(1);
    expect(stdout).toContain('FAILED 3/4 ceremonies');
    expect(stderr).toContain('cannot write the nominations of Awards of 2021');
    expect(stderr).not.toContain('2022 (');
    expect(await query(database.url, 'select year, nominations from import_status order by 1')).toEqual(
      [2020, 2022, 2023].map((year) => ({ year, nominations: 120 })),
    );
    expect(await transactions()).toBe(3);
  });

  test('of which one would lose too much to --prune leave that one alone', async () => {
    await run(years.map((year) => ofYear(year)));
    const fewer = years.map((year) =>
      ofYear(year, ({ categories }) => {
        if (year === 2022) for (const { nominations } of categories) nominations.splice(1);
      }),
    );
    const { code, stderr } = await run(fewer, ['--prune']);
    expect([code, stderr]).toEqual([1, expect.stringContaining('refusing to delete 97 of the 120')]);
    expect(await query(database.url, 'select distinct nominations from import_status')).toEqual([{ nominations: 120 }]);
  });

  test('of which two are the same one are written one after the other', async () => {
    const corrected = ofYear(2020, (file) => Object.assign(file, { name: 'The Awards' }));
    const { code, stderr } = await run([ofYear(2020), ofYear(2021), corrected], ['-q']);
    expect([code, stderr]).toEqual([0, '']);
    expect(await query(database.url, 'select year, name from ceremonies order by 1')).toEqual([
      { year: 2020, name: 'The Awards' },
      { year: 2021, name: 'Awards of 2021' },
    ]);
  });

  test('of which one moved to the year of another are written one after the other', async () => {
    await run(ofYear(2020, (file) => Object.assign(file, { number: 92 })));
    const moved = ofYear(2021, (file) => Object.assign(file, { number: 92 }));
    const other = ofYear(2021, (file) => Object.assign(file, { number: 93 }));
    expect((await run([moved, other], ['-q'])).code).toBe(0);
    expect(await query(database.url, 'select year, instance, number from ceremonies order by number')).toEqual([
      { year: 2021, instance: 1, number: 92 },
      { year: 2021, instance: 2, number: 93 },
    ]);
  });
});

test('many nominations are written in transactions of some thousands', async () => {
  const files = Array.from({ length: 20 }, (_, at) => ofYear(2000 + at));
  expect((await run(files, ['-q'])).code).toBe(0);
  // 2,400 nominations: 16 ceremonies and 4.
  expect(await transactions()).toBe(2);
});
