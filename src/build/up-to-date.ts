/** Whether there is a program, and nothing that it is made of is newer. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { entryName } from './bundle.ts';

const sources = ['src', 'drizzle', 'fixtures', 'package.json', 'package-lock.json'];

/** @param root the package's folder */
export function isBuilt(root: string): boolean {
  const built = join(root, 'dist', entryName);
  return existsSync(built) && statSync(built).mtimeMs > newest(sources.map((name) => join(root, name)));
}

/** Folders count too: a file that was removed changes its folder. */
function newest(paths: readonly string[]): number {
  const files = paths.flatMap((path) =>
    statSync(path).isDirectory()
      ? [path, ...readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => join(path, name))]
      : [path],
  );
  return Math.max(...files.map((file) => statSync(file).mtimeMs));
}
