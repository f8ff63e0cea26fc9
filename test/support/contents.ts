/** What a database holds, for comparing one with another. */
import { sql } from 'drizzle-orm';
import { withDatabase } from '../../src/db/connect.ts';
import type { DatabaseTarget, Db } from '../../src/db/open.ts';
import { readServerSettings } from '../../src/db/server-settings.ts';
import { rowsOf, withTransaction } from '../../src/db/transaction.ts';
import { packageFiles } from '../../src/package-files.ts';

/** Every table but the log of runs, which has a row more after each. */
const tables = [
  'organizations',
  'ceremonies',
  'categories',
  'ceremony_categories',
  'people',
  'movies',
  'nominations',
  'nominated_movies',
  'nominees',
] as const;

export type Contents = Record<(typeof tables)[number], readonly string[]>;

/** All rows as text, IDs included and times left out, in an order of their own. */
export async function contentsOf(target: DatabaseTarget): Promise<Contents> {
  return onDatabase(target, async (db) => {
    const contents: Partial<Record<(typeof tables)[number], string[]>> = {};
    for (const table of tables) {
      const result = await db.execute(sql`
        select (to_jsonb(t) - 'created_at' - 'updated_at' - 'tmdb_checked_at')::text as row from ${sql.identifier(table)} t`);
      contents[table] = rowsOf<{ row: string }>(result)
        .map(({ row }) => row)
        .sort();
    }
    return contents as Contents;
  });
}

/** Rows of one statement. */
export async function query<Row>(url: string, text: string): Promise<Row[]> {
  return onDatabase(server(url), async (db) => rowsOf<Row>(await db.execute(sql.raw(text))));
}

export function server(url: string, schema = 'public'): DatabaseTarget {
  const { settings } = readServerSettings(url, {}, 'the address');
  if (settings === null) throw new Error('the address of the database is wrong');
  return { kind: 'server', server: settings, schema };
}

function onDatabase<T>(target: DatabaseTarget, use: (db: Db) => Promise<T>): Promise<T> {
  const options = {
    templateFile: packageFiles.databaseTemplate,
    signal: new AbortController().signal,
    onWait: () => {},
  };
  return withDatabase(target, options, ({ db }) => withTransaction(db, use));
}
