/** The embedded PostgreSQL (PGlite): one folder, one process at a time. */
import { existsSync, realpathSync } from 'node:fs';
import { chmod, copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { explainCrash, explainOpening } from './faults.ts';
import { contentOf, folderError, ignoredNames, isWritable, ownMark, unfinishedMark } from './folder.ts';
import { type FolderLockOptions, withFolderLock } from './lock.ts';
import { syncFolder } from './sync.ts';
import { unpackTemplate } from './template.ts';

export interface EmbeddedOptions extends FolderLockOptions {
  /** Migrated template that a new database starts from; where it is missing, PGlite makes an empty database itself. */
  readonly templateFile: string;
  /** Whether only reading is wanted, which a folder that cannot be written allows, too. */
  readonly isForReading?: boolean;
}

/**
 * Opens the database in `folder` for the time `use` takes, and makes it first where the folder is missing or empty. A
 * run that is killed while it makes the database leaves a mark, and the next one begins anew. What was written is on the
 * disk when this resolves.
 *
 * @throws ExpectedError `database` when the folder holds something else, cannot be written, or is in use for too long
 */
export async function withEmbedded<T>(
  folder: string,
  options: EmbeddedOptions,
  use: (client: PGlite) => Promise<T>,
): Promise<T> {
  return withFolderLock(folder, options, async () => {
    const content = contentOf(folder);
    // PGlite makes a folder of its own where it is given a link.
    const place = realpathSync(folder);
    if (options.isForReading && content === 'database' && !isWritable(place))
      return withCopy(place, (copy) => opened(copy, options, use));
    return opened(place, options, use);
  }).catch((error) => {
    throw explainCrash(folder, error);
  });
}

async function opened<T>(folder: string, options: EmbeddedOptions, use: (client: PGlite) => Promise<T>): Promise<T> {
  const client = await open(folder, options.templateFile);
  let answer: T;
  try {
    answer = await use(client);
    if (!options.isForReading) await client.exec('checkpoint');
  } catch (error) {
    // What was committed is in the files; a shutdown that fails costs a recovery at the next start, and must not hide
    // what went wrong before.
    await client.close().catch(() => {});
    throw error;
  }
  await client.close().catch(() => {});
  if (!options.isForReading) await syncFolder(folder);
  return answer;
}

/** PostgreSQL cannot even start without writing. */
async function withCopy<T>(folder: string, use: (copy: string) => Promise<T>): Promise<T> {
  const scratch = await mkdtemp(join(tmpdir(), 'oscars-import-'));
  try {
    await copyFolder(folder, scratch).catch((error) => {
      throw folderError(folder, 'be read', error);
    });
    return await use(scratch);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/** Without the modes of the files, which may forbid to write. */
async function copyFolder(from: string, to: string): Promise<void> {
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) {
      await mkdir(target, { mode: 0o700 });
      await copyFolder(source, target);
    } else if (entry.isFile()) {
      await copyFile(source, target);
      await chmod(target, 0o600);
    }
  }
}

async function open(folder: string, templateFile: string): Promise<PGlite> {
  try {
    if (contentOf(folder) === 'nothing') return await create(folder, templateFile);
    if (!isWritable(folder)) throw Object.assign(new Error(), { code: 'EACCES', syscall: 'access' });
    return await PGlite.create(folder);
  } catch (error) {
    throw explainOpening(folder, error);
  }
}

async function create(folder: string, templateFile: string): Promise<PGlite> {
  await writeFile(join(folder, unfinishedMark), 'An oscars-import database is being made here.\n', { mode: 0o600 });
  const client = (await createFromTemplate(folder, templateFile)) ?? (await createByInitdb(folder));
  await writeFile(join(folder, ownMark), 'An oscars-import database: an embedded PostgreSQL.\n', { mode: 0o600 });
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
  } catch (error) {
    // A disk that takes no template takes no cluster either.
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw error;
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
