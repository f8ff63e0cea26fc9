/** A database that takes its time over each statement, so that a transaction is long enough to be hit inside. */
import type { Query } from './torture.ts';

const tables = ['ceremonies', 'nominations', 'nominated_movies', 'nominees', 'import_runs'];

/** Needs the tables to be there. Some 0.3 s for each import that changes something. */
export async function slowDown(query: Query): Promise<void> {
  await query(`create function take_time() returns trigger language plpgsql as
    'begin perform pg_sleep(0.06); return null; end'`);
  for (const table of tables)
    await query(`create trigger take_time after insert or update on ${table}
                 for each statement execute function take_time()`);
}
