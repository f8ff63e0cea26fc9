/** Builds the program before the tests, when it is not there or older than what it is made of. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const sources = ['src', 'drizzle', 'fixtures', 'package.json', 'package-lock.json'];

/** @throws Error with the build's output when it fails */
export function ensureBuilt(): void {
  const built = join(root, 'dist', 'cli.js');
  if (existsSync(built) && statSync(built).mtimeMs > newest(sources.map((name) => join(root, name)))) return;
  const build = spawnSync(process.execPath, ['--import', 'tsx', 'src/build/build.ts'], { cwd: root, encoding: 'utf8' });
  if (build.status !== 0) throw new Error(`the build failed:\n${build.stdout}${build.stderr}`);
}

function newest(paths: readonly string[]): number {
  const files = paths.flatMap((path) =>
    statSync(path).isDirectory()
      ? [path, ...readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => join(path, name))]
      : [path],
  );
  return Math.max(...files.map((file) => statSync(file).mtimeMs));
}
