import { createServer, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { faultMeanings, neededGrants, remedyFor } from '../../src/db/fault-meanings.ts';
import { query } from '../support/contents.ts';
import { asAdmin, createDatabase, type TestDatabase } from '../support/databases.ts';
import { type ProgramOptions, runProgram, startProgram } from '../support/program.ts';
import { withGate } from '../support/sessions.ts';

let database: TestDatabase;
let role: string;
beforeEach(async () => {
  database = await createDatabase({ migrated: true });
  role = `role_${database.name}`;
  await query(database.url, `create role ${role} login password 'x'`);
});
afterEach(async () => {
  await database.drop();
  await asAdmin(database.url.replace(`/${database.name}`, '/postgres'), (sql) => sql.unsafe(`drop role ${role}`));
});

const as = (user: string) => {
  const url = new URL(database.url);
  url.username = user;
  return url.href;
};
const run = (args: string[], options: ProgramOptions = {}) =>
  runProgram(args, { ...options, env: { DATABASE_URL: database.url, ...options.env } });

/** What makes the program fail with a code, as an administrator can. */
const troubles: readonly (readonly [code: string, statement: string, hint: string])[] = [
  ['25006', 'alter role {role} set default_transaction_read_only = on', 'default_transaction_read_only'],
  [
    '42501',
    'revoke all on nominations from {role}',
    'grant select, insert, update, delete on table nominations to the role',
  ],
  ['53300', 'alter role {role} connection limit 0', 'one connection is enough for a run'],
  ['28000', 'alter role {role} nologin', 'check the user and what pg_hba.conf allows'],
  ['42703', 'alter table nominations drop column citation cascade', 'somebody has changed the tables'],
  ['42P01', 'drop table nominees cascade', 'somebody has changed the tables'],
  ['23514', 'alter table nominations add constraint no_winners check (not won)', 'the constraint is named'],
  [
    'XX000',
    "create function fail() returns trigger language plpgsql as $$ begin raise exception 'x' using errcode = 'XX000'; end $$; create trigger fail before insert on nominations execute function fail()",
    "see the server's log",
  ],
  [
    '57014',
    'create function fail() returns trigger language plpgsql as $$ begin perform pg_cancel_backend(pg_backend_pid()); perform pg_sleep(9); return new; end $$; create trigger fail before insert on nominations execute function fail()',
    'look for statement_timeout',
  ],
  [
    '55P03',
    "create function fail() returns trigger language plpgsql as $$ begin raise exception 'x' using errcode = '55P03'; end $$; create trigger fail before insert on nominations execute function fail()",
    'pg_stat_activity shows it',
  ],
];

const whenWritten = (body: string) =>
  `create function fail() returns trigger language plpgsql as $$ begin ${body}; return new; end $$; create trigger fail before insert on nominations execute function fail()`;

/** What ends the connection in the middle of writing, each time anew. */
const endings: readonly (readonly [code: string, body: string, hint: string])[] = [
  ['57P01', 'perform pg_terminate_backend(pg_backend_pid()), pg_sleep(9)', 'when the server is back'],
  ['25P03', "perform set_config('idle_in_transaction_session_timeout', '1', true)", 'raise the time limit'],
];

describe('each error says what to do', () => {
  test.each(endings)('%s by: %s', async (code, body, hint) => {
    const {
      code: exitCode,
      stdout,
      stderr,
    } = await withGate(database.url, async ({ sql, waiting, open }) => {
      await sql.unsafe(whenWritten(`perform pause(''); ${body}`));
      const program = startProgram(['2024', '-q'], { env: { DATABASE_URL: database.url } });
      await waiting(1);
      // Stopped, it sends nothing: to a server that has hung up, it would lose what that has said before.
      const [waiter] = await sql`select pid from pg_locks where not granted`;
      program.child.kill('SIGSTOP');
      await open();
      while ((await sql`select from pg_stat_activity where pid = ${waiter?.pid}`).length > 0);
      program.child.kill('SIGCONT');
      return program.result;
    });
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(new RegExp(`^error: .*terminating connection due to .*\\[${code}\\]\n  hint: .*${hint}`));
    expect(await query(database.url, 'select from nominations')).toEqual([]);
  });

  test('42P07: others make something of a name of ours after it was looked for', async () => {
    const empty = await createDatabase({ migrated: false });
    for (const one of [
      "create function fail() returns event_trigger language plpgsql as $$ begin if to_regclass('tmdb_claims') is null then execute 'create table tmdb_claims ()'; end if; end $$",
      "create event trigger fail on ddl_command_end when tag in ('CREATE TABLE') execute function fail()",
    ])
      await query(empty.url, one);
    const { code, stderr } = await run(['2024', '-q'], { env: { DATABASE_URL: empty.url } });
    expect([code, stderr]).toEqual([1, expect.stringMatching(/tmdb_claims.*\[42P07\]\n {2}hint: .*--schema oscars/)]);
    await empty.drop();
  });

  test('3F000: the schema is gone before its first table is there, and nothing seems to be imported', async () => {
    for (const one of [
      "create function fail() returns event_trigger language plpgsql as $$ begin execute 'drop schema gone'; end $$",
      "create event trigger fail on ddl_command_end when tag in ('CREATE SCHEMA') execute function fail()",
    ])
      await query(database.url, one);
    const { code, stdout, stderr } = await run(['2024', '-q', '--schema', 'gone']);
    expect([code, stdout, stderr]).toEqual([1, '', expect.stringMatching(/\[3F000\]\n {2}hint: create it/)]);
  });

  test('22P05: the name of a schema has no place in the encoding of the database', async () => {
    const latin = await createDatabase({ migrated: false, encoding: 'LATIN1' });
    const { code, stderr } = await run(['2024', '--schema', '映画', '-q'], { env: { DATABASE_URL: latin.url } });
    expect([code, stderr]).toEqual([1, expect.stringMatching(/\[22P05\]\n {2}hint: the database has to be in UTF8/)]);
    await latin.drop();
  });

  test.each(troubles)('%s by: %s', async (code, statement, hint) => {
    await query(database.url, `grant select, insert, update, delete on all tables in schema public to ${role}`);
    for (const one of statement.replaceAll('{role}', role).split(/; (?=create trigger)/))
      await query(database.url, one);
    const { code: exitCode, stdout, stderr } = await run(['2024'], { env: { DATABASE_URL: as(role) } });
    expect([exitCode, stdout]).toEqual([1, '']);
    expect(stderr).toContain(`[${code}]`);
    expect(/hint: (.*)/.exec(stderr)?.[1]).toContain(hint);
  });

  test('a role that is not there is to be made', () => {
    expect(remedyFor('28000', 'role "nobody" does not exist')).toMatch(/^create the role/);
    expect(remedyFor('28000', 'no pg_hba.conf entry for host "::1"')).toContain('pg_hba.conf');
  });

  test('no code has two meanings, and every one has something to do', () => {
    const codes = faultMeanings.flatMap((one) => one.codes);
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) expect(remedyFor(code, '')).toMatch(/\w/);
    for (const code of [
      '42501',
      '42P07',
      '3F000',
      '28000',
      '53300',
      '55P03',
      '57014',
      '25006',
      '22P05',
      '57P01',
      '25P03',
      '08P01',
    ])
      expect(codes).toContain(code);
  });
});

/** Each right that an import needs, what else is done before it is taken away, and what then needs it. */
function singleRights(name: string): readonly (readonly [right: string, object: string, before: string, string[]])[] {
  const tables = 'all tables in schema awards';
  return [
    ['connect', `database ${name}`, '', ['status']],
    ['usage', 'schema awards', '', ['status']],
    ['select', tables, '', ['status']],
    ['insert', tables, 'truncate awards.nominations cascade', ['2024']],
    ['update', tables, 'update awards.ceremonies set number = null', ['2024']],
    ['delete', tables, '', ['remove', '2024', '--yes']],
  ];
}

test('the grants that the documentation lists are enough and needed, each for what it says', async () => {
  const owned = await createDatabase({ migrated: false });
  try {
    await query(owned.url, `revoke all on database ${owned.name} from public`);
    const grant = async (at: number) => {
      for (const statement of neededGrants[at]?.statements ?? [])
        await query(
          owned.url,
          statement.replaceAll('oscars', 'awards').replace('films', owned.name).replace('importer', role),
        );
    };
    const url = new URL(owned.url);
    url.username = role;
    const env = { DATABASE_URL: url.href, OSCARS_IMPORT_SCHEMA: 'awards' };
    expect((await runProgram(['status'], { env })).stderr).toContain('[42501]');
    expect((await runProgram(['2024', '-q'], { env: { ...env, DATABASE_URL: owned.url } })).code).toBe(0);
    await grant(0);
    for (const args of [['show', '2024'], ['status'], ['verify', '2024'], ['sql', 'select 1'], ['2024', '-n']])
      expect([args, (await runProgram([...args, '-q'], { env })).code]).toEqual([args, 0]);
    expect((await runProgram(['2024', '-q'], { env })).stderr).toContain('[42501]');
    await grant(1);
    await query(owned.url, 'update awards.nominations set won = false');
    for (const more of [[], ['--no-migrate']])
      expect((await runProgram(['2024', '-q', ...more], { env })).code).toBe(0);
    for (const [right, object, before, args] of singleRights(owned.name)) {
      if (before !== '') await query(owned.url, before);
      await query(owned.url, `revoke ${right} on ${object} from ${role}`);
      const { code, stderr } = await runProgram([...args, '-q'], { env });
      const kind = /(database|schema|table)/.exec(object)?.[0];
      expect([right, code]).toEqual([right, 1]);
      expect(stderr).toMatch(new RegExp(`hint: grant [a-z, ]*${right}[a-z, ]* on ${kind} `));
      await query(owned.url, `grant ${right} on ${object} to ${role}`);
    }
    expect((await runProgram(['2024', '-q', '--prune'], { env })).code).toBe(0);
    const other = { ...env, OSCARS_IMPORT_SCHEMA: 'empty' };
    await query(owned.url, 'create schema empty');
    await query(owned.url, `grant usage on schema empty to ${role}`);
    expect((await runProgram(['2024', '-q'], { env: other })).stderr).toContain('grant usage, create on schema empty');
    await query(owned.url, `grant create on schema empty to ${role}`);
    expect((await runProgram(['2024', '-q'], { env: other })).code).toBe(0);
    const none = { ...env, OSCARS_IMPORT_SCHEMA: 'none' };
    expect((await runProgram(['2024', '-q'], { env: none })).stderr).toContain(
      `grant connect, create on database ${owned.name}`,
    );
    await grant(3);
    expect((await runProgram(['2024', '-q'], { env: none })).code).toBe(0);
  } finally {
    await owned.drop();
  }
});

test('waiting for another importer is told', async () => {
  await run(['2024', '-q']);
  await query(database.url, 'update nominations set won = false');
  const { default: postgres } = await import('postgres');
  const holder = postgres(database.url, { max: 1 });
  try {
    const program = await holder.begin(async (tx) => {
      await tx`select * from ceremonies for update`;
      const started = startProgram(['2024'], { env: { DATABASE_URL: database.url } });
      await started.printed(/Waiting for another run/);
      return started;
    });
    expect((await program.result).code).toBe(0);
  } finally {
    await holder.end();
  }
});

describe('what is no server that can be worked with is told at once', () => {
  const startup = Buffer.from('520000000800000007', 'hex');
  test.each([
    ['speaks HTTP', () => 'HTTP/1.1 400 Bad Request\r\n\r\n', '08P01', 'is a PostgreSQL server there'],
    ['asks for GSSAPI', (before: number) => (before === 0 ? 'N' : startup), 'AUTHENTICATION_KIND', 'pg_hba.conf'],
  ])('one that %s', async (_, answer, code, hint) => {
    const other = createServer((socket) => {
      let before = 0;
      socket.on('error', () => {}).on('data', () => socket.write(answer(before++)));
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const env = { DATABASE_URL: `postgres://me@127.0.0.1:${typeof address === 'object' ? address?.port : 0}/films` };
    const { code: exitCode, stderr } = await runProgram(['2024', '-q'], { env });
    other.close();
    expect([exitCode, stderr]).toEqual([
      1,
      expect.stringMatching(new RegExp(`^error: .*\\[${code}\\]\n  hint: .*${hint}`)),
    ]);
  });
});

test('a server that authenticates and then goes silent ends in an error', async () => {
  const sockets = new Set<Socket>();
  const silent = createServer((socket) => {
    sockets.add(socket.on('error', () => {}));
    socket.once('data', () => {
      // No TLS; then AuthenticationOk and ReadyForQuery, and nothing ever after.
      socket.once('data', () => socket.write(Buffer.from('520000000800000000' + '5a0000000549', 'hex')));
      socket.write('N');
    });
  });
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const address = silent.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const env = { DATABASE_URL: `postgres://me@127.0.0.1:${port}/films?connect_timeout=2` };
  const { code, stderr, timedOut } = await runProgram(['2024'], { env });
  for (const socket of sockets) socket.destroy();
  silent.close();
  expect([code, timedOut]).toEqual([1, false]);
  expect(stderr).toContain('the server no longer answers [SERVER_SILENT]');
});
