/** Keeps what V8 compiles the program to, for Node versions that do not do so themselves. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import module from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/**
 * Runs the built program, so that what a run needs is compiled, and writes it down beside the program's files, each as
 * `.cache`. Nothing depends on it but the time of a start, so that a build does not fail where it cannot be had.
 *
 * @param root the package's folder
 */
export async function writeCodeCaches(root: string): Promise<void> {
  // This Node keeps it by itself, and `bin/load.js` leaves it to that.
  if ('enableCompileCache' in module) return;
  const folder = await mkdtemp(join(tmpdir(), 'oscars-import-build-'));
  try {
    // Nothing of who builds gets in: no settings, no database.
    const env = { PATH: process.env.PATH, HOME: folder };
    const args = [join(root, 'src/build/warm-up.cjs'), folder];
    await promisify(execFile)(process.execPath, args, { cwd: folder, env, timeout: 120_000 });
  } catch (error) {
    console.error(`warning: the program starts more slowly, as it could not be run: ${(error as Error).message}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
