/** The tests that need neither a server nor the built program: what a mutant is tried on. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const folders = ['ceremony', 'entities', 'formats', 'plan', 'report', 'verify'];
const files = [
  'load.test.ts',
  'cli/exit-code.test.ts',
  'tmdb/answer.test.ts',
  'tmdb/rate-limiter.test.ts',
  'tmdb/retry-timing.test.ts',
  'tmdb/snapshot.test.ts',
];
/** It starts a server. */
const slow = 'report/page.test.ts';

/** @param root of the project, or of a copy of it */
export function fastTests(root: string): string[] {
  const inFolders = folders.flatMap((folder) =>
    (readdirSync(join(root, 'test', folder), { recursive: true }) as string[])
      .filter((name) => name.endsWith('.test.ts'))
      .map((name) => join(folder, name)),
  );
  return [...inFolders, ...files].filter((file) => file !== slow).map((file) => join(root, 'test', file));
}
