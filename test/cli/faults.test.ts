import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bundledFile, editedFile, nominationOf } from '../support/ceremonies.ts';
import { contentsOf, query, server } from '../support/contents.ts';
import { createDatabase, type TestDatabase } from '../support/databases.ts';
import { startPostgres } from '../support/postgres-server.ts';
import { type ProgramOptions, runProgram, startProgram } from '../support/program.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase({ migrated: true });
});
afterEach(() => database.drop());

const run = (args: string[], options: ProgramOptions = {}) =>
  runProgram(args, { ...options, env: { DATABASE_URL: database.url, ...options.env } });

describe('file missing, not JSON, wrong shape, bad ID, unknown kind, duplicate nomination', () => {
  test.each<[string, string[], string | undefined, string]>([
    ['missing', ['-f', 'nowhere.json'], undefined, 'error: cannot read nowhere.json: there is no such file\n'],
    ['not JSON', ['-f', '-'], '{"year": 2024,}', 'error: standard input is not JSON: '],
    ['wrong shape', ['-f', '-'], '[]', 'error: standard input is not a ceremony file: 1 problem\n'],
    [
      'empty',
      ['-f', '-'],
      ' \n',
      'error: standard input is empty\n  hint: it takes a ceremony file (JSON with an organization), ',
    ],
    ['of no known format', ['-f', '-'], 'a;b\n1;2', 'error: standard input is in no format that is known\n  hint: '],
    [
      'bad ID',
      ['-f', '-'],
      JSON.stringify(
        editedFile((f) =>
          Object.assign(nominationOf(f, 'Sound', 0), { movies: [{ title: 'x', imdbId: 'nm0000001' }] }),
        ),
      ),
      'categories[13].nominations[0].movies[0].imdbId: expected "tt" and 7 or more digits, got "nm0000001"',
    ],
  ])('%s', async (_, args, input, message) => {
    const { code, stdout, stderr } = await run(args, input === undefined ? {} : { input });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/\n {4}at /);
    expect((await contentsOf(server(database.url))).ceremonies).toEqual([]);
  });
});

test('baseline not met by the file itself', async () => {
  const file = bundledFile();
  nominationOf(file, 'Directing', 0).nominees = [];
  const { code, stderr } = await run(['-f', '-'], { input: JSON.stringify(file) });
  expect(code).toBe(1);
  expect(stderr).toContain('expected 44 people nominations, the file holds 43');
  expect((await contentsOf(server(database.url))).people).toEqual([]);
});

describe('database', () => {
  test('unreachable: host and database named', async () => {
    const { code, stderr } = await run(['2024'], {
      env: { DATABASE_URL: 'postgres://me:hush-hush@127.0.0.1:1/films' },
    });
    expect(code).toBe(1);
    expect(stderr).toContain('error: cannot connect to the database (films on 127.0.0.1:1): connect ECONNREFUSED');
    expect(stderr).toContain('hint: is the server running');
    expect(stderr).not.toContain('hush-hush');
  });

  test('wrong password: the password is never shown', async () => {
    const guarded = await startPostgres({ password: 'right-password' });
    try {
      const url = new URL(guarded.url);
      url.password = 'wrong%20hush';
      const { code, stdout, stderr } = await run(['2024', '--debug'], { env: { DATABASE_URL: url.href } });
      expect(code).toBe(1);
      expect(stderr).toContain('password authentication failed');
      expect(stdout + stderr).not.toMatch(/hush|right-password/);
    } finally {
      await guarded.stop();
    }
  });

  test('that does not exist', async () => {
    const url = new URL(database.url);
    url.pathname = '/nothing_here';
    const { code, stderr } = await run(['2024'], { env: { DATABASE_URL: url.href } });
    expect(code).toBe(1);
    expect(stderr).toContain('database "nothing_here" does not exist');
    expect(stderr).toContain('hint: create the database first');
  });

  test('with no right to migrate; after another role did, --no-migrate is enough', async () => {
    const empty = await createDatabase({ migrated: false });
    const role = `reader_${empty.name}`;
    try {
      await query(empty.url, `create role ${role} login password 'x'; `);
      await query(empty.url, 'revoke create on schema public from public');
      const url = new URL(empty.url);
      url.username = role;
      url.password = 'x';
      const env = { DATABASE_URL: url.href };
      const refused = await run(['2024'], { env });
      expect(refused.code).toBe(1);
      expect(refused.stderr).toContain('permission denied for schema public');
      expect(refused.stderr).toContain('hint: grant usage, create on schema public to the role, see docs/errors.md');
      const unmigrated = await run(['2024', '--no-migrate'], { env });
      expect(unmigrated.stderr).toContain('error: the database is not migrated, and --no-migrate was given');
      await run(['2024', '-q'], { env: { DATABASE_URL: empty.url } });
      expect((await run(['status'], { env })).stderr).toContain('error: cannot read the database (');
      await query(empty.url, `grant select, insert, update, delete on all tables in schema public to ${role}`);
      expect((await run(['2024', '--no-migrate'], { env })).code).toBe(0);
      expect((await run(['2024'], { env })).code).toBe(0);
    } finally {
      await empty.drop();
      await query(database.url, `drop role if exists ${role}`);
    }
  });

  test('migrated by a newer version', async () => {
    await query(
      database.url,
      "insert into oscars_import_migrations (hash, created_at) values ('newer', 9999999999999)",
    );
    for (const args of [['2024'], ['2024', '-n'], ['status']]) {
      const { code, stderr } = await run(args);
      expect([code, stderr]).toEqual([
        1,
        expect.stringContaining('error: the database has the schema of a newer oscars-import'),
      ]);
    }
  });

  test('that is read-only', async () => {
    await query(database.url, `alter database ${database.name} set default_transaction_read_only = on`);
    const { code, stderr } = await run(['2024']);
    expect(code).toBe(1);
    expect(stderr).toContain('read-only transaction');
  });

  test('that changes what is written: the import rolls back and says so', async () => {
    await query(
      database.url,
      `create function spoil() returns trigger language plpgsql as $$ begin new.won := false; return new; end $$;`,
    );
    await query(
      database.url,
      'create trigger spoil before insert on nominations for each row execute function spoil()',
    );
    const { code, stderr } = await run(['2024']);
    expect(code).toBe(1);
    expect(stderr).toContain(
      'error: 96th Academy Awards was not written: what was read back is not what the file says',
    );
    expect(stderr).toContain('Directing · Oppenheimer · Christopher Nolan: differs (won: no, not yes)');
    const { nominations, ceremonies, people } = await contentsOf(server(database.url));
    expect([nominations, ceremonies]).toEqual([[], []]);
    expect(people).toHaveLength(205);
  });

  test('whose statement fails: one sentence, never the statement', async () => {
    await query(database.url, 'alter table nominations add constraint no_winners check (not won)');
    const { code, stderr } = await run(['2024']);
    expect(code).toBe(1);
    expect(stderr).toContain('error: cannot write the nominations of 96th Academy Awards');
    expect(stderr).toContain('constraint no_winners');
    expect(stderr).not.toMatch(/insert into|unnest/);
    expect(stderr.length).toBeLessThan(1_500);
  });
});

describe('connection lost inside the transaction', () => {
  /** Takes the ceremony's lock, so that the program waits inside its transaction, and cuts it off `times` times. */
  async function cutOff(times: number) {
    await run(['2024', '-q']);
    await query(database.url, 'update nominations set won = false');
    const { default: postgres } = await import('postgres');
    const holder = postgres(database.url, { max: 1 });
    const watcher = postgres(database.url, { max: 1 });
    try {
      const program = await holder.begin(async (tx) => {
        await tx`select * from ceremonies for update`;
        const started = startProgram(['2024'], { env: { DATABASE_URL: database.url } });
        // One that was told to end may be seen again before it does.
        for (const cut = new Set<number>(); cut.size < times; ) {
          const rows = await watcher<{ pid: number }[]>`
            select pid, pg_terminate_backend(pid) from pg_stat_activity
             where application_name = 'oscars-import' and wait_event_type = 'Lock' and datname = current_database()`;
          for (const { pid } of rows) cut.add(pid);
        }
        return started;
      });
      return await program.result;
    } finally {
      await Promise.all([holder.end(), watcher.end()]);
    }
  }

  test('once: the transaction is repeated, and the run succeeds', async () => {
    const { code, stderr, stdout } = await cutOff(1);
    expect([code, stdout]).toEqual([0, expect.stringContaining('PASS 44/44')]);
    expect(stderr).toContain('! The database failed; trying again (1 of 3)');
    expect(stderr).toContain('0 added, 23 changed');
  });

  test('again and again: exit 1, nothing changed', async () => {
    const { code, stderr } = await cutOff(4);
    expect(code).toBe(1);
    expect(stderr).toContain('error: cannot write the nominations of 96th Academy Awards');
    expect(await query(database.url, 'select count(*)::int as winners from nominations where won')).toEqual([
      { winners: 0 },
    ]);
  });
});

test('escape sequences in a name are shown as visible text', async () => {
  const file = editedFile((f) => {
    f.name = '\u001b[2Jcleared';
    nominationOf(f, 'Directing', 0).nominees = [{ name: '\u001b]0;owned\u0007 \u202egnitcerid' }];
  });
  const input = JSON.stringify(file);
  for (const args of [['-n'], [], ['--json'], ['-n', '--json']]) {
    const { stdout, stderr } = await run(['-f', '-', ...args], { input });
    for (const character of ['\u001b', '\u0007', '\u202e']) expect(stdout + stderr).not.toContain(character);
  }
  const { stdout } = await run(['show', '2024']);
  expect(stdout).toContain('\\u{1b}]0;owned\\u{7} \\u{202e}gnitcerid (pending)');
});
