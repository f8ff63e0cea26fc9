/** `psql \copy` of the rows of a database into the same tables elsewhere: what writing them costs at least. */
import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asAdmin, type BenchServer } from './server.ts';

/** In an order in which every row finds those that it refers to. `import_runs` counts its own rows. */
const tables = ['organizations', 'ceremonies', 'categories', 'ceremony_categories', 'people', 'movies'].concat([
  'nominations',
  'nominated_movies',
  'nominees',
]);

export function hasPsql(): boolean {
  return spawnSync('psql', ['--version']).status === 0;
}

/** Writes the rows of a database, each table in a file; returns the script that copies them into another one. */
export async function dumpRows(database: string, folder: string): Promise<string> {
  const lines = tables.map((table) => `\\copy ${table} from '${join(folder, table)}'`);
  const script = join(folder, 'copy.sql');
  await writeFile(script, ['begin;', ...lines, 'commit;', ''].join('\n'));
  for (const table of tables) psql(database, ['--command', `\\copy ${table} to '${join(folder, table)}'`]);
  return script;
}

/** @returns milliseconds */
export function timeCopy(database: string, script: string): number {
  return psql(database, ['--file', script]);
}

/** A database with the tables of another and no rows. */
export async function emptyLike(database: string, server: BenchServer): Promise<string> {
  const empty = await server.createDatabase(database);
  await asAdmin(empty, (sql) => sql`truncate organizations, people, movies cascade`);
  return empty;
}

function psql(database: string, args: readonly string[]): number {
  const startedAt = performance.now();
  const options = ['--no-psqlrc', '--quiet', '--set', 'ON_ERROR_STOP=1'];
  const { status, stderr } = spawnSync('psql', [...options, ...args, database], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`psql ended with ${status}: ${stderr}`);
  return performance.now() - startedAt;
}
