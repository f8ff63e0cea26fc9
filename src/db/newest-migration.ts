/** How far the program's migrations go. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the applied migrations are recorded; `drizzle.config.ts` names the same, so that drizzle-kit agrees. */
export const migrationsTable = 'oscars_import_migrations';

/** Time stamp of the newest migration that the program has, by drizzle-kit's journal of them. */
export function newestMigration(migrationsFolder: string): number {
  const journal = JSON.parse(readFileSync(join(migrationsFolder, 'meta/_journal.json'), 'utf8'));
  return journal.entries.at(-1)?.when ?? 0;
}
