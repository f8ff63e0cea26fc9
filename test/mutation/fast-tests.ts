/** The tests that need neither a server nor the built program: what a mutant is tried on. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Folders and files of `test/` by the room whose mutants they are to notice. Tests of other rooms would take far longer. */
const testsOf: Readonly<Record<string, readonly string[]>> = {
  ceremony: ['ceremony', 'formats', 'load.test.ts'],
  cli: ['cli/exit-code.test.ts'],
  entities: ['entities'],
  formats: ['formats', 'ceremony', 'load.test.ts'],
  plan: ['plan'],
  report: ['report'],
  tmdb: ['tmdb/answer.test.ts', 'tmdb/rate-limiter.test.ts', 'tmdb/retry-timing.test.ts', 'tmdb/snapshot.test.ts'],
  verify: ['verify', 'plan'],
};

/** It starts a server. */
const slow = 'report/page.test.ts';

/**
 * @param root of the project, or of a copy of it
 * @returns paths from there
 */
export function fastTests(root: string): string[] {
  const found = Object.values(testsOf)
    .flat()
    .flatMap((one) => filesOf(root, one));
  return [...new Set(found)].filter((file) => file !== slow).map((file) => join('test', file));
}

function filesOf(root: string, name: string): string[] {
  if (name.endsWith('.ts')) return [name];
  const files = readdirSync(join(root, 'test', name), { recursive: true, encoding: 'utf8' });
  return files.filter((file) => file.endsWith('.test.ts')).map((file) => join(name, file));
}

/** Whether a mutant of a source is tried on a test; both are paths from the root. */
export function isTriedOn(source: string, test: string): boolean {
  const [, room = ''] = source.split('/');
  return (testsOf[room] ?? []).some((one) => test.startsWith(join('test', one)));
}
