/** The program's connections to a database, as the server sees them. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Query, TortureDatabase } from './torture.ts';

const ofProgram = `application_name = 'oscars-import' and datname = current_database()`;

/** Resolves when the server has noticed that the program is gone: until then it may still commit a statement. */
export async function programGone({ query }: TortureDatabase): Promise<void> {
  while ((await count(query, 'true')) > 0) await nextTurn();
}

/** Ends the program's connections, and says how many there were. */
export async function terminatePrograms({ query }: TortureDatabase, where = 'true'): Promise<number> {
  const ended = await query(`select pg_terminate_backend(pid) from pg_stat_activity where ${ofProgram} and ${where}`);
  return ended.length;
}

async function count(query: Query, where: string): Promise<number> {
  const [row] = await query<{ n: number }>(
    `select count(*)::int as n from pg_stat_activity where ${ofProgram} and ${where}`,
  );
  return row?.n ?? 0;
}
