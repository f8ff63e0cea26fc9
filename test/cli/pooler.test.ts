import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Certificates, hasOpenssl, makeCertificates } from '../support/certificates.ts';
import { type Contents, contentsOf, query, server } from '../support/contents.ts';
import { asAdmin } from '../support/databases.ts';
import { hasPooler, withPooler } from '../support/pooler.ts';
import { type PostgresServer, startPostgres } from '../support/postgres-server.ts';
import { runProgram } from '../support/program.ts';

const password = 'p@ss/w%rd:1';

let folder: string;
let certificates: Certificates;
let cluster: PostgresServer;
let url: string;
let expected: Contents;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'oi-'));
  chmodSync(folder, 0o777);
  certificates = makeCertificates(folder);
  cluster = await startPostgres({ password });
  url = cluster.url.replace(/postgres$/, 'films');
  await fresh();
  await runProgram(['2024', '-q'], { env: { DATABASE_URL: url } });
  expected = await contentsOf(server(url));
});
afterAll(async () => {
  await cluster.stop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => fresh());

const fresh = () =>
  asAdmin(cluster.url, async (sql) => {
    await sql.unsafe('drop database if exists films with (force)');
    await sql.unsafe('create database films');
  });

/** What another client of the same pooler leaves in the connection that the program gets next. */
async function pollute(pooled: string, statements: string): Promise<void> {
  const other = postgres(pooled, { max: 1, prepare: false, fetch_types: false, onnotice: () => {} });
  await other.unsafe(statements).simple();
  await other.end();
}

/** Named like all that the program's statements call, and found before it by a `search_path` with `public` in front. */
const hostile = `
  create table public.people (id serial primary key, name text not null);
  insert into public.people (name) values ('Ada');
  create table public.movies (id int, imdb_id text unique, title text);
  create table public.pg_class (relname text, relnamespace oid);
  create table public.oscars_import_migrations (id int, hash text, created_at bigint);
  insert into public.oscars_import_migrations values (1, 'theirs', 9999999999999);
  create type public.uuid as (a int);
  create type public.jsonb as enum ('a');
  create domain public.text as varchar(3);
  create function public.lower(pg_catalog.text) returns pg_catalog.text language sql as $$ select 'called' $$;
  create function public.now() returns timestamptz language sql as $$ select timestamptz '1970-01-01' $$;
  create function public.current_setting(pg_catalog.text, boolean) returns pg_catalog.text language sql as $$ select 'x' $$;
  create function public.set_config(pg_catalog.text, pg_catalog.text, boolean) returns pg_catalog.text language sql as $$ select 'x' $$;
  create function public.sha256(bytea) returns bytea language sql as $$ select ''::bytea $$;
  create function public.encode(bytea, pg_catalog.text) returns pg_catalog.text language sql as $$ select 'x' $$;
  create function public.json_agg(pg_catalog.text) returns json language sql as $$ select '[]'::json $$;
  create function public.gen_random_uuid() returns pg_catalog.uuid language sql as
    $$ select '00000000-0000-4000-8000-000000000000'::pg_catalog.uuid $$;
  create function public.never(pg_catalog.text, pg_catalog.text) returns boolean language sql as $$ select false $$;
  create operator public.= (leftarg = pg_catalog.text, rightarg = pg_catalog.text, function = public.never);
  create operator public.<> (leftarg = pg_catalog.text, rightarg = pg_catalog.text, function = public.never);`;

const theirs = () =>
  query(
    url,
    `select (select pg_catalog.json_agg(p) from public.people p)::pg_catalog.text as people,
            (select pg_catalog.count(*) from public.movies) as movies,
            (select pg_catalog.count(*) from public.oscars_import_migrations) as migrations`,
  );

describe.skipIf(!hasPooler())('through PgBouncer in transaction mode', () => {
  const through = <T>(use: (pooled: string) => Promise<T>, settings = {}) =>
    withPooler({ url, folder, connections: 1, settings }, use);
  const run = (pooled: string, ...args: string[]) => runProgram(args, { env: { DATABASE_URL: pooled } });

  test('names of others, in public and in the connection itself, are not taken for the program’s own', async () => {
    await query(url, hostile);
    const before = await theirs();
    await through(async (pooled) => {
      await pollute(
        pooled,
        `set search_path = public, pg_catalog; set DateStyle = 'German, DMY'; set standard_conforming_strings = off;
         create temporary table nominations (id int); create temporary table people (id int);
         create function pg_temp.lower(pg_catalog.text) returns pg_catalog.text language sql as $$ select 'called' $$`,
      );
      for (const schema of ['oscars', 'public"; drop']) {
        expect(await run(pooled, '2024', '-q', '--schema', schema)).toMatchObject({ code: 0, stderr: '' });
        expect(await contentsOf(server(url, schema))).toEqual(expected);
        expect((await run(pooled, '2024', '-n', '--detailed-exitcode', '--schema', schema)).code).toBe(0);
        expect((await run(pooled, 'verify', '2024', '--schema', schema)).code).toBe(0);
      }
      expect((await run(pooled, '2024', '-q')).stderr).toMatch(/the schema public has|newer oscars-import/);
    });
    expect(await theirs()).toEqual(before);
  });

  test.each(['md5', 'scram-sha-256', 'plain'])('with %s for its passwords', async (auth_type) => {
    await through(
      async (pooled) => {
        expect(await run(pooled, '2024', '-q')).toMatchObject({ code: 0, stderr: '' });
        const wrong = await run(pooled.replace(/:[^:@]*@/, ':wrong@'), '2024', '-q');
        expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining('check the user and the password')]);
      },
      { auth_type },
    );
  });

  test.skipIf(!hasOpenssl())('with TLS on its side', async () => {
    const settings = {
      client_tls_sslmode: 'require',
      client_tls_cert_file: certificates.server,
      client_tls_key_file: certificates.key,
    };
    await through(async (pooled) => {
      const host = pooled.replace('127.0.0.1', 'localhost');
      for (const [mode, code] of [
        ['', 0],
        ['?sslmode=require', 0],
        [`?sslmode=verify-full&sslrootcert=${certificates.root}`, 0],
        [`?sslmode=verify-full&sslrootcert=${certificates.otherRoot}`, 1],
        ['?sslmode=disable', 1],
      ] as const)
        expect([mode, (await run(host + mode, '2024', '-q')).code]).toEqual([mode, code]);
    }, settings);
  });

  test.each([
    ['gives each session a connection', { pool_mode: 'session' }, 0, ''],
    ['gives each statement another connection', { pool_mode: 'statement' }, 1, 'has to be transaction or session'],
    ['has no place left', { max_client_conn: '0' }, 1, 'raise max_client_conn'],
  ])('where it %s', async (_, settings, code, hint) => {
    await through(async (pooled) => {
      const result = await run(pooled, '2024', '-q');
      expect([result.code, result.stderr]).toEqual([code, expect.stringContaining(hint)]);
    }, settings);
  });

  test('doctor says that one is there, and what is wrong with it', async () => {
    await through(async (pooled) => {
      const good = await run(pooled, 'doctor');
      expect([good.code, good.stdout]).toEqual([0, expect.stringMatching(/✔ pooler +one is in between/)]);
      for (const [broken, told] of [
        [pooled.replace('/films', '/other'), 'no such database'],
        [pooled.replace(/:[^:@]*@/, ':wrong@'), 'check the user and the password'],
        [pooled.replace('//postgres', '//nobody'), 'check the user and the password'],
      ] as const) {
        const { code, stdout } = await run(broken, 'doctor');
        expect([code, stdout]).toEqual([1, expect.stringContaining(told)]);
      }
    });
    // The pooler is there, the server behind it is not.
    const gone = url.replace(/:\d+\/films/, ':1/films');
    await withPooler({ url: gone, folder, connections: 1, settings: { query_wait_timeout: '2' } }, async (pooled) => {
      const { code, stdout } = await run(pooled, 'doctor');
      expect([code, stdout]).toEqual([1, expect.stringContaining('look whether PostgreSQL itself runs')]);
    });
  });
});
