import { readFileSync } from 'node:fs';
import postgres from 'postgres';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrate, schemaState } from '../../src/db/migrate.ts';
import type { Connection } from '../../src/db/open.ts';
import { serverConnection } from '../../src/db/server.ts';
import { indexNames, ownNames } from '../../src/db/surroundings.ts';
import { packageFiles } from '../../src/package-files.ts';
import { query } from '../support/contents.ts';
import { createDatabase, type TestDatabase } from '../support/databases.ts';

let database: TestDatabase;
let clients: postgres.Sql[] = [];
beforeEach(async () => {
  database = await createDatabase({ migrated: false });
});
afterEach(async () => {
  await Promise.all(clients.map((client) => client.end()));
  clients = [];
  await database.drop();
});

function connection(): Connection {
  const client = postgres(database.url, { max: 1, prepare: false, fetch_types: false, onnotice: () => {} });
  clients.push(client);
  return serverConnection(client, 'public');
}

/** The connection, where `work` is done to its end after the statement of that place, from 1. */
function pausingAfter(db: Connection, place: number, work: () => Promise<void>): Connection {
  let count = 0;
  const statements = async () => {
    const all = await db.statements();
    const execute = async (...args: Parameters<typeof all.execute>) => {
      const isPlace = ++count === place;
      try {
        return await all.execute(...args);
      } finally {
        if (isPlace) await work();
      }
    };
    return Object.create(all, { execute: { value: execute } }) as typeof all;
  };
  return { ...db, statements };
}

describe('of two first runs', () => {
  test('the one that looked before the other migrated takes the tables for what they are', async () => {
    // The first statement finds no table of migrations.
    const slow = pausingAfter(connection(), 1, () => migrate(connection(), packageFiles.migrations));
    expect(await schemaState(slow, packageFiles.migrations)).toBe('current');
  });

  test('the one that comes second finds all migrations done', async () => {
    await migrate(connection(), packageFiles.migrations);
    await migrate(connection(), packageFiles.migrations);
    const journal = JSON.parse(readFileSync(`${packageFiles.migrations}/meta/_journal.json`, 'utf8'));
    const [row] = await query<{ count: number }>(
      database.url,
      'select count(*)::int as count from oscars_import_migrations',
    );
    expect(row?.count).toBe(journal.entries.length);
  });
});

test('the names that are looked for before the first migration are those that it makes', async () => {
  await migrate(connection(), packageFiles.migrations);
  const made = await query<{ name: string; kind: string }>(
    database.url,
    `select relname::text as name, relkind::text as kind from pg_class
      where relnamespace = 'public'::regnamespace and relname not like 'oscars_import_%' order by relname collate "C"`,
  );
  const namesOf = (kinds: string) => made.filter(({ kind }) => kinds.includes(kind)).map(({ name }) => name);
  expect(ownNames()).toEqual(namesOf('rv'));
  // What PostgreSQL names itself takes a name that is free.
  expect(indexNames().sort()).toEqual(namesOf('i').filter((name) => !name.endsWith('_pkey')));
});
