/** Builds the program before the tests, when it is not there or older than what it is made of. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** @throws Error with the build's output when it fails */
export function ensureBuilt(): void {
  const args = ['--import', 'tsx', 'src/build/prepare.ts'];
  const build = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  if (build.status !== 0) throw new Error(`the build failed:\n${build.stdout}${build.stderr}`);
}
