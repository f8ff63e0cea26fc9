/** What tells the folder of an embedded database. Apart from `embedded.ts`, so that looking does not load PGlite. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Lies in the folder from before the first file is written until the new database has been opened. */
export const unfinishedMark = '.oscars-import-unfinished';

/** Whether there is a database to read; one that is just being made, or was left half-made, is none. */
export function holdsDatabase(folder: string): boolean {
  return existsSync(join(folder, 'PG_VERSION')) && !existsSync(join(folder, unfinishedMark));
}
