/** Databases for the tests: each test file has its own and shares it with nobody. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { inject } from 'vitest';

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: {
      /** For a role that may create databases. */
      readonly adminUrl: string;
      /** Name of a migrated database to clone. */
      readonly template: string;
    };
  }
}

export interface TestDatabase {
  readonly name: string;
  readonly url: string;
  /** Deletes it, and ends whoever is still connected. */
  readonly drop: () => Promise<void>;
}

interface NewDatabase {
  readonly migrated: boolean;
  /** UTF8 by default. */
  readonly encoding?: string;
  /** Another database of the tests, which nobody is connected to: with its rows. */
  readonly copyOf?: string;
}

/** Creates a database on the tests' server, either migrated or without anything in it. */
export async function createDatabase({ migrated, encoding, copyOf }: NewDatabase): Promise<TestDatabase> {
  const { adminUrl, template } = inject('postgres');
  const name = `oscars_test_${randomBytes(6).toString('hex')}`;
  const source = copyOf ?? (migrated ? template : 'template0');
  await asAdmin(adminUrl, (sql) =>
    sql.unsafe(`create database ${name} template ${source}${encoding === undefined ? '' : ` encoding '${encoding}'`}`),
  );
  return {
    name,
    url: databaseUrl(adminUrl, name),
    drop: () => asAdmin(adminUrl, (sql) => sql.unsafe(`drop database if exists ${name} with (force)`)),
  };
}

export interface EmbeddedFolder {
  /** Does not exist yet; its parent does. */
  readonly folder: string;
  readonly remove: () => Promise<void>;
}

/** A place for an embedded database. */
export async function createEmbeddedFolder(): Promise<EmbeddedFolder> {
  const parent = await mkdtemp(join(tmpdir(), 'oscars-import-test-'));
  return { folder: join(parent, 'oscars-data'), remove: () => rm(parent, { recursive: true, force: true }) };
}

/** The same server and user with another database. */
export function databaseUrl(adminUrl: string, name: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Runs statements as the server's administrator, on a connection of their own. */
export async function asAdmin(adminUrl: string, use: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => {}, fetch_types: false });
  try {
    await use(sql);
  } finally {
    await sql.end();
  }
}
