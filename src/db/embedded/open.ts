/** The embedded PostgreSQL (PGlite): one folder, one process at a time. */
import { existsSync } from 'node:fs';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { ExpectedError, messageOf } from '../../model/errors.ts';
import { unfinishedMark } from './folder.ts';
import { type FolderLockOptions, withFolderLock } from './lock.ts';
import { unpackTemplate } from './template.ts';

export interface EmbeddedOptions extends FolderLockOptions {
  /** Migrated template that a new database starts from; where it is missing, PGlite makes an empty database itself. */
  readonly templateFile: string;
}

/** What may lie in a folder that still counts as empty: the root of an ext file system has it. */
const ignoredNames = new Set(['lost+found']);

/**
 * Opens the database in `folder` for the time `use` takes, and makes it first where the folder is missing or empty. A
 * run that is killed while it makes the database leaves a mark, and the next one begins anew.
 *
 * @throws ExpectedError `database` when the folder holds something else, cannot be written, or is in use for too long
 */
export async function withEmbedded<T>(
  folder: string,
  options: EmbeddedOptions,
  use: (client: PGlite) => Promise<T>,
): Promise<T> {
  return withFolderLock(folder, options, async () => {
    const client = await open(folder, options.templateFile);
    return closing(client, use);
  });
}

async function closing<T>(client: PGlite, use: (client: PGlite) => Promise<T>): Promise<T> {
  try {
    return await use(client);
  } finally {
    // What was committed is in the files; a shutdown that fails costs a recovery at the next start, and must not hide
    // what went wrong before.
    await client.close().catch(() => {});
  }
}

async function open(folder: string, templateFile: string): Promise<PGlite> {
  try {
    if ((await contentOf(folder)) === 'database') return await PGlite.create(folder);
    return await create(folder, templateFile);
  } catch (error) {
    if (error instanceof ExpectedError) throw error;
    throw new ExpectedError('database', `cannot open the embedded database in ${folder}: ${messageOf(error)}`, {
      cause: error,
      hint: 'is the folder writable, and was it made by this version? Another one can be given with --data-dir',
    });
  }
}

async function contentOf(folder: string): Promise<'database' | 'nothing'> {
  const names = (await readdir(folder)).filter((name) => !ignoredNames.has(name));
  if (names.length === 0 || names.includes(unfinishedMark)) return 'nothing';
  if (names.includes('PG_VERSION')) return 'database';
  throw new ExpectedError('database', `the folder ${folder} holds files that are no database; nothing was written`, {
    hint: 'give an empty or a new folder with --data-dir',
  });
}

async function create(folder: string, templateFile: string): Promise<PGlite> {
  await writeFile(join(folder, unfinishedMark), 'An oscars-import database is being made here.\n', { mode: 0o600 });
  const client = (await createFromTemplate(folder, templateFile)) ?? (await createByInitdb(folder));
  await rm(join(folder, unfinishedMark));
  return client;
}

/** Null where the template is missing, broken or made for another version of PGlite. */
async function createFromTemplate(folder: string, templateFile: string): Promise<PGlite | null> {
  if (!existsSync(templateFile)) return null;
  await clear(folder);
  try {
    await unpackTemplate(templateFile, folder);
    return await PGlite.create(folder);
  } catch {
    return null;
  }
}

async function createByInitdb(folder: string): Promise<PGlite> {
  await clear(folder);
  return PGlite.create(folder);
}

/** Removes what an unfinished start has left; only ever called where the mark lies. */
async function clear(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name === unfinishedMark || ignoredNames.has(name)) continue;
    await rm(join(folder, name), { recursive: true, force: true });
  }
}
