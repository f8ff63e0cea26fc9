import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { query } from '../support/contents.ts';
import { createDatabase, type TestDatabase } from '../support/databases.ts';
import { runProgram } from '../support/program.ts';

let database: TestDatabase;
const run = (args: string[]) => runProgram(args, { env: { DATABASE_URL: database.url } });

beforeAll(async () => {
  database = await createDatabase({ migrated: false });
  await run(['2024', '--offline', '-q']);
});
afterAll(() => database.drop());

const oppenheimer = `(select n.id from nominations n join categories c on c.id = n.category_id
  join nominated_movies m on m.nomination_id = n.id where c.name = 'Directing' and m.title = 'Oppenheimer')`;

/** One statement on the stored ceremony, and what verify says of it. */
const edits: readonly (readonly [statement: string, said: string])[] = [
  [`update ceremonies set name = 'The Oscars'`, "the ceremony's name: The Oscars, not 96th Academy Awards"],
  [`update ceremonies set held_on = '2024-03-11'`, "the ceremony's date: 2024-03-11, not 2024-03-10"],
  [`update ceremonies set number = null`, "the ceremony's number: nothing, not 96"],
  [`update ceremonies set expected_nominations = 1`, "the ceremony's expected totals: 23 categories, 1 nominations"],
  [
    `update organizations set name = 'The Academy'`,
    "the organization's name: The Academy, not Academy of Motion Picture Arts and Sciences",
  ],
  [`update organizations set abbreviation = null`, "the organization's abbreviation: nothing, not AMPAS"],
  [
    `update categories set group_name = 'Players' where name = 'Directing'`,
    // The file puts it into no group of its own, so that another one contradicts nothing that it says.
    '',
  ],
  [
    `update categories set group_name = 'Players' where name = 'Actor in a Leading Role'`,
    "Actor in a Leading Role: the category's group: Players, not Acting",
  ],
  [
    `update categories set kind = 'craft' where name = 'Directing'`,
    "Directing: the category's kind: craft, not person",
  ],
  [`update nominations set won = false where id = ${oppenheimer}`, 'differs (won: no, not yes)'],
  [
    `update nominations set detail = 'x' where detail = 'Leonard Bernstein'`,
    'differs (detail: x, not Leonard Bernstein)',
  ],
  [`delete from nominations where id = ${oppenheimer}`, 'Directing · Oppenheimer · Christopher Nolan: missing'],
  [
    `update nominated_movies set title = 'O' where nomination_id = ${oppenheimer}`,
    'differs (movie 1: O, not Oppenheimer)',
  ],
  [
    `update nominated_movies set movie_id = null where nomination_id = ${oppenheimer}`,
    "differs (movie 1's link: nothing, not tt15398776)",
  ],
  [
    `update nominees set name = 'C. Nolan' where nomination_id = ${oppenheimer}`,
    'differs (nominee 1: C. Nolan, not Christopher Nolan)',
  ],
  [
    `update nominees set person_id = null where nomination_id = ${oppenheimer}`,
    "differs (nominee 1's link: nothing, not nm0634240)",
  ],
  [
    `update nominees set person_id = (select id from people where name = 'Emma Stone') where nomination_id = ${oppenheimer}`,
    "differs (nominee 1's link: nm1297015, not nm0634240)",
  ],
  [
    `update nominees n set (name, person_id) = (select m.name, m.person_id from nominees m
      where m.nomination_id = n.nomination_id and m.position = 3 - n.position)
      where nomination_id = (select nomination_id from nominees where name = 'Arthur Harari')`,
    'differs (nominee 1: Arthur Harari, not Justine Triet; ',
  ],
  [`update nominations set position = 99 - position`, ''],
  [`update ceremony_categories set position = 99 - position`, ''],
];

describe('verify notices what somebody changed by hand', () => {
  test.each(edits)('%s', async (statement, said) => {
    const changed = await createDatabase({ migrated: false, copyOf: database.name });
    try {
      await query(changed.url, statement);
      const { code, stdout } = await runProgram(['verify', '2024'], { env: { DATABASE_URL: changed.url } });
      expect(stdout).toContain(said);
      expect([code, stdout.includes('PASS')]).toEqual(said === '' ? [0, true] : [3, false]);
    } finally {
      await changed.drop();
    }
  });
});

describe('an import verifies what it wrote, whatever the database makes of it', () => {
  test.each([
    ['nominees', 'name', "new.name = 'Somebody Else'", 'nominee 1: Somebody Else, not '],
    ['ceremonies', 'name', "new.name = 'Another'", "the ceremony's name: Another, not 96th Academy Awards"],
    ['categories', 'group_name', 'new.group_name = null', "the category's group: nothing, not Acting"],
    ['nominations', 'detail', 'new.detail = null', 'differs (detail: nothing, not Leonard Bernstein'],
  ])('a trigger on %s that changes %s', async (table, _, change, said) => {
    const other = await createDatabase({ migrated: true });
    try {
      await query(
        other.url,
        `create function meddle() returns trigger language plpgsql as $$ begin ${change}; return new; end $$`,
      );
      await query(other.url, `create trigger meddle before insert on ${table} for each row execute function meddle()`);
      const { code, stderr } = await runProgram(['2024', '--offline'], { env: { DATABASE_URL: other.url } });
      expect(code).toBe(1);
      expect(stderr).toContain('what was read back is not what the file says');
      expect(stderr).toContain(said);
      expect(await query(other.url, 'select 1 from nominations')).toEqual([]);
    } finally {
      await other.drop();
    }
  });

  test('a constraint that is only checked at the end, too', async () => {
    const other = await createDatabase({ migrated: true });
    try {
      await query(
        other.url,
        `create function meddle() returns trigger language plpgsql as
         $$ begin update nominees set name = 'Somebody Else' where name = 'Christopher Nolan'; return null; end $$`,
      );
      await query(
        other.url,
        `create constraint trigger meddle after insert on nominations deferrable initially deferred
         for each row execute function meddle()`,
      );
      const { code, stderr } = await runProgram(['2024', '--offline'], { env: { DATABASE_URL: other.url } });
      expect([code, stderr]).toEqual([1, expect.stringContaining('nominee 1: Somebody Else, not Christopher Nolan')]);
    } finally {
      await other.drop();
    }
  });
});

test('who is pending is said as pending, never as a part that is missing', async () => {
  const other = await createDatabase({ migrated: true });
  const file = JSON.stringify({
    organization: { key: 'festival', name: 'Festival' },
    year: 2020,
    name: 'Festival 2020',
    categories: [{ name: 'Directing', kind: 'person', nominations: [{ nominees: [{ name: 'Somebody' }] }] }],
  });
  try {
    const options = { env: { DATABASE_URL: other.url }, input: file };
    const imported = await runProgram(['-f', '-'], options);
    expect([imported.code, imported.stdout]).toEqual([
      0,
      expect.stringContaining('PASS 1 people nomination, 1 pending ·'),
    ]);
    const verified = await runProgram(['verify', '-f', '-'], options);
    expect([verified.code, verified.stdout]).toEqual([
      0,
      expect.stringContaining('PASS 1 people nomination, 1 pending ·'),
    ]);
  } finally {
    await other.drop();
  }
});
