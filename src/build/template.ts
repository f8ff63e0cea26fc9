/** Packs the migrated, empty database that a first embedded run starts from. */
import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { PGlite } from '@electric-sql/pglite';
import { create } from 'tar';
import { quotedName } from '../db/begin.ts';
import { embeddedConnection } from '../db/embedded-connection.ts';
import { migrate, schemaState } from '../db/migrate.ts';
import { defaultSchema } from '../db/open.ts';
import { tableNames } from '../db/surroundings.ts';

/** Write-ahead log segments of 1 MB instead of 16: an empty one is nearly half of an empty database. */
const initdbOptions = ['--wal-segsize=1'];

/**
 * Two thirds of the files of a new cluster, and only of use to `create database`, which one with a single connection
 * never runs. PGlite itself works in the database `postgres`.
 */
const unusedDatabases = ['template0', 'template1'];

/** Longest name that fits the plain tar header, which is all that `unpackTemplate` reads. */
const longestNameBytes = 100;

/**
 * Writes the template, all or nothing, and proves that it opens and is current.
 *
 * @returns its size in bytes
 */
export async function buildTemplate(templateFile: string, migrationsFolder: string): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'oscars-import-template-'));
  try {
    const walFile = await makeDatabase(folder, migrationsFolder);
    await removeUnusedLog(folder, walFile);
    const packed = gzipSync(await pack(folder), { level: 9 });
    await writeFile(`${templateFile}.new`, packed);
    await prove(`${templateFile}.new`, migrationsFolder);
    await rename(`${templateFile}.new`, templateFile);
    return packed.length;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Makes the database as small as it gets and gives the name of the log segment that it ends in. */
async function makeDatabase(folder: string, migrationsFolder: string): Promise<string> {
  const client = await PGlite.create(folder, { initDbStartParams: initdbOptions });
  try {
    await migrate(embeddedConnection(client, defaultSchema), migrationsFolder);
    for (const name of unusedDatabases) {
      await client.exec(`update pg_database set datistemplate = false where datname = '${name}'`);
      await client.exec(`drop database ${name}`);
    }
    await client.exec('vacuum full');
    await client.exec('vacuum (freeze, analyze)');
    // Their statistics say again that nobody has counted the rows yet. That there are none would be believed, and the
    // first statements be planned for tables that stay empty.
    await client.exec(`truncate ${tableNames().map(quotedName).join(', ')}`);
    await client.exec('select pg_switch_wal()');
    await client.exec('checkpoint');
    const { rows } = await client.query<{ name: string }>('select pg_walfile_name(pg_current_wal_lsn()) as name');
    return rows[0]?.name ?? '';
  } finally {
    await client.close();
  }
}

/** Segments after the current one are kept by PostgreSQL for later use; a database that was shut down needs none. */
async function removeUnusedLog(folder: string, current: string): Promise<void> {
  for (const name of await readdir(join(folder, 'pg_wal'))) {
    if (/^[0-9A-F]{24}$/.test(name) && name > current) await rm(join(folder, 'pg_wal', name));
  }
}

async function pack(folder: string): Promise<Buffer> {
  const names = (await readdir(folder, { recursive: true })).sort();
  const tooLong = names.find((name) => Buffer.byteLength(name) >= longestNameBytes);
  if (tooLong !== undefined) throw new Error(`the name ${tooLong} is too long for the template`);
  const tarFile = join(folder, 'template.tar');
  await create({ cwd: folder, file: tarFile, portable: true, noDirRecurse: true }, names);
  return readFile(tarFile);
}

async function prove(templateFile: string, migrationsFolder: string): Promise<void> {
  const template = new Blob([await readFile(templateFile)], { type: 'application/gzip' });
  const client = await PGlite.create({ loadDataDir: template });
  const state = await schemaState(embeddedConnection(client, defaultSchema), migrationsFolder).finally(() =>
    client.close(),
  );
  // Without a usable template the database would be empty, and its schema absent.
  if (state !== 'current') throw new Error(`the template's schema is ${state}, not current`);
}
