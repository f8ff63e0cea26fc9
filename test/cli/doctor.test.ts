import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contentsOf, query, server } from '../support/contents.ts';
import { asAdmin, createDatabase, createEmbeddedFolder, type TestDatabase } from '../support/databases.ts';
import { runProgram } from '../support/program.ts';
import { startTmdbServer } from '../support/tmdb-server.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase({ migrated: true });
});
afterEach(() => database.drop());

interface Answer {
  readonly exitCode: number;
  readonly findings: readonly { subject: string; isGood: boolean; found: string; remedy: string | null }[];
}

async function examine(env: Record<string, string>, args: string[] = []) {
  const { code, stdout, stderr } = await runProgram(['doctor', '--json', ...args], { env });
  expect(stderr).toBe('');
  const answer = JSON.parse(stdout) as Answer;
  expect(answer.exitCode).toBe(code);
  const bad = answer.findings.filter(({ isGood }) => !isGood).map(({ subject }) => subject);
  const by = (subject: string) => answer.findings.find((one) => one.subject === subject);
  return { code, bad, by };
}

describe('a server', () => {
  test('that is as it should be', async () => {
    const tmdb = await startTmdbServer();
    const before = await contentsOf(server(database.url));
    const env = { DATABASE_URL: database.url, TMDB_API_URL: tmdb.url, TMDB_API_TOKEN: 'token' };
    const { code, stdout } = await runProgram(['doctor'], { env });
    expect([code, stdout]).toEqual([0, expect.stringContaining('Everything works.')]);
    for (const line of [
      /^✔ Node /m,
      /^✔ server .*answers/m,
      /^✔ TLS .*not encrypted/m,
      /^✔ pooler .*none/m,
      /^✔ version .*PostgreSQL \d/m,
      /^✔ encoding .*UTF8/m,
      /^✔ tables .*up to date/m,
      /^✔ TMDb .*accepts the credential, answered in \d+ ms/m,
      /^✔ proxy .*none/m,
    ])
      expect(stdout).toMatch(line);
    expect(await contentsOf(server(database.url))).toEqual(before);
    await tmdb.stop();
  });

  test('that is not there', async () => {
    const { code, bad, by } = await examine({ DATABASE_URL: 'postgres://me:hush@127.0.0.1:1/films' });
    expect([code, bad]).toEqual([1, ['server']]);
    expect(by('server')).toMatchObject({
      found: expect.stringContaining('ECONNREFUSED'),
      remedy: expect.stringContaining('is the server running'),
    });
  });

  test('whose role has few rights, and writes nothing', async () => {
    const role = `role_${database.name}`;
    await query(database.url, `create role ${role} login`);
    await query(database.url, `grant select on all tables in schema public to ${role}`);
    await query(database.url, `alter role ${role} set default_transaction_read_only = on`);
    const url = new URL(database.url);
    url.username = role;
    const { code, bad, by } = await examine({ DATABASE_URL: url.href });
    expect([code, bad]).toEqual([1, ['writes', 'rights on the tables']]);
    expect(by('rights on the tables')?.found).toMatch(
      /^missing: insert, update, delete on categories, .*, nominations, nominees, organizations, people, [^:;]*$/,
    );
    expect(by('right to make tables')?.found).toBe(`${role}: no`);
    expect(by('settings')?.found).toBe('default_transaction_read_only=on');
    await database.drop();
    await asAdmin(url.href.replace(role, 'postgres').replace(database.name, 'postgres'), (sql) =>
      sql.unsafe(`drop role ${role}`),
    );
  });

  test('with tables of others', async () => {
    await query(database.url, 'create schema theirs');
    await query(database.url, 'create table theirs.people (id int)');
    const { code, bad, by } = await examine({ DATABASE_URL: database.url }, ['--schema', 'theirs']);
    expect([code, bad]).toEqual([1, ['tables in theirs']]);
    expect(by('tables in theirs')?.remedy).toContain('--schema');
    expect((await examine({ DATABASE_URL: database.url }, ['--schema', 'new'])).code).toBe(0);
    expect(await query(database.url, "select to_regnamespace('new') as made")).toEqual([{ made: null }]);
  });
});

describe('a schema that is not there yet', () => {
  const rightsIn = (by: (subject: string) => { found: string } | undefined) =>
    ['right to use the schema', 'right to make tables', 'rights on the tables'].map((subject) => by(subject)?.found);

  test('has no tables to have rights on, and a role that may make it', async () => {
    const { code, by } = await examine({ DATABASE_URL: database.url }, ['--schema', 'new']);
    expect([code, rightsIn(by)]).toEqual([
      0,
      [
        'there is no schema new yet',
        'postgres: yes, with the schema, which it may make',
        'none needed: there are no tables yet',
      ],
    ]);
  });

  test('or one that may not', async () => {
    const role = `role_${database.name}`;
    await query(database.url, `create role ${role} login`);
    const url = new URL(database.url);
    url.username = role;
    const { bad, by } = await examine({ DATABASE_URL: url.href }, ['--schema', 'new']);
    expect(bad).toEqual(['right to use the schema', 'tables in new']);
    expect(rightsIn(by)).toEqual(['there is no schema new yet', `${role}: no`, 'none needed: there are no tables yet']);
    await asAdmin(url.href.replace(role, 'postgres').replace(database.name, 'postgres'), (sql) =>
      sql.unsafe(`drop role ${role}`),
    );
  });

  test('nor has one without tables any to have rights on', async () => {
    await query(database.url, 'create schema bare');
    const { code, by } = await examine({ DATABASE_URL: database.url }, ['--schema', 'bare']);
    expect([code, rightsIn(by)]).toEqual([
      0,
      ['postgres: yes', 'postgres: yes', 'none needed: there are no tables yet'],
    ]);
    expect((await examine({ DATABASE_URL: database.url })).by('rights on the tables')?.found).toBe(
      'all that are needed',
    );
  });
});

test('a credential that TMDb refuses', async () => {
  const tmdb = await startTmdbServer({
    misbehave: () => ({ kind: 'status', status: 401, body: '{"status_code":7}' }),
  });
  const env = { DATABASE_URL: database.url, TMDB_API_URL: tmdb.url, TMDB_API_TOKEN: 'token' };
  const { code, bad } = await examine(env);
  expect([code, bad]).toEqual([1, ['TMDb']]);
  await tmdb.stop();
});

describe('an embedded folder', () => {
  test('that is not there yet, is there, or is not ours', async () => {
    const { folder, remove } = await createEmbeddedFolder();
    const look = () => examine({}, ['--data-dir', folder]);
    expect(await look()).toMatchObject({ code: 0, bad: [] });
    expect(existsSync(folder)).toBe(false);
    await runProgram(['2024', '-q', '--data-dir', folder]);
    const whole = await look();
    expect([whole.code, whole.bad]).toEqual([0, []]);
    expect(whole.by('lock')?.found).toBe('free: no other run is in it');
    expect(whole.by('space')?.found).toMatch(/^\d+ MiB free$/);
    const other = join(folder, '..', 'other');
    mkdirSync(other);
    writeFileSync(join(other, 'holiday.jpg'), '');
    expect(await examine({}, ['--data-dir', other])).toMatchObject({ code: 1, bad: ['folder'] });
    expect(readdirSync(other)).toEqual(['holiday.jpg']);
    await remove();
  });
});
