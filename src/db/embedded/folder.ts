/** What tells the folder of an embedded database from others. Apart from `open.ts`, so that looking does not load PGlite. */
import { accessSync, constants, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ExpectedError } from '../../model/errors.ts';

/** Lies in the folder from before the first file is written until the new database has been opened. */
export const unfinishedMark = '.oscars-import-unfinished';

/** Lies in the folder of every database made since 0.1.0. */
export const ownMark = '.oscars-import';

/** PostgreSQL's major version that PGlite is; what another has made it cannot read. */
export const embeddedVersion = '18';

/** What may lie in a folder that still counts as empty: the root of an ext file system has it. */
export const ignoredNames = new Set(['lost+found']);

/** `nothing`: no folder, an empty one, or one whose database is just being made, or was left half-made. */
export type FolderContent = 'database' | 'nothing';

/**
 * Looks at a folder without touching it: PGlite would take any cluster of its version for its own, and delete the lock of
 * a server that runs there.
 *
 * @throws ExpectedError `database` where the folder cannot be read, or holds what this program did not make
 */
export function contentOf(folder: string): FolderContent {
  try {
    return recognize(folder);
  } catch (error) {
    throw error instanceof ExpectedError ? error : folderError(folder, 'be read', error);
  }
}

function recognize(folder: string): FolderContent {
  const names = namesIn(folder);
  if (names.length === 0 || names.includes(unfinishedMark)) return 'nothing';
  if (!names.includes('PG_VERSION'))
    throw foreign(`the folder ${folder} holds files that are no database; nothing was written`);
  if (names.includes('postmaster.opts') || (names.includes('postmaster.pid') && !isOwnLock(folder)))
    throw foreign(`the folder ${folder} belongs to a PostgreSQL server; nothing was touched`);
  if (!names.includes(ownMark) && !isOfFirstVersion(folder))
    throw foreign(`the folder ${folder} holds a database that oscars-import did not make; nothing was touched`);
  refuseOtherVersion(folder);
  return 'database';
}

/** Whether there is a database to read. */
export function holdsDatabase(folder: string): boolean {
  return contentOf(folder) === 'database';
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => !ignoredNames.has(name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** PGlite writes what it takes for a process and a folder, and leaves the file behind when it is killed. */
function isOwnLock(folder: string): boolean {
  const [process, place] = readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n');
  return process === '-42' && place === '/pglite/data';
}

/** 0.1.0 left no mark, but of a cluster's three databases it kept one. */
function isOfFirstVersion(folder: string): boolean {
  try {
    return readdirSync(join(folder, 'base')).join() === '5';
  } catch {
    return false;
  }
}

function refuseOtherVersion(folder: string): void {
  const version = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
  if (version === embeddedVersion || !/^\d+$/.test(version)) return;
  const age = Number(version) > Number(embeddedVersion) ? 'a newer' : 'an older';
  throw new ExpectedError(
    'database',
    `the database in ${folder} was made by ${age} oscars-import (PostgreSQL ${version}; this one has ${embeddedVersion})`,
    { hint: 'use that version, or import into another folder with --data-dir: the rows are the same' },
  );
}

function foreign(message: string): ExpectedError {
  return new ExpectedError('database', message, { hint: 'give an empty or a new folder with --data-dir' });
}

/** Whether files in the folder can be changed and made. */
export function isWritable(folder: string): boolean {
  try {
    for (const path of [folder, join(folder, 'PG_VERSION')]) accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** @param doing such as `be read` */
export function folderError(folder: string, doing: string, cause: unknown): ExpectedError {
  const code = (cause as NodeJS.ErrnoException).code ?? '';
  const reasons: Readonly<Record<string, string>> = {
    EACCES: ownerText(folder),
    EPERM: ownerText(folder),
    EROFS: 'its file system is read-only',
    ENOTDIR: 'it is not a folder',
    EEXIST: 'it is not a folder',
    ENOSPC: 'its disk is full',
    EDQUOT: "its disk's quota is used up",
  };
  const reason = reasons[code] ?? (cause instanceof Error ? cause.message : code);
  return new ExpectedError('database', `the database folder ${folder} cannot ${doing}: ${reason}`, {
    cause,
    hint: code === 'ENOSPC' ? 'make room, and run again' : 'give a folder of your own with --data-dir',
  });
}

function ownerText(folder: string): string {
  try {
    const { uid } = statSync(folder);
    return uid === process.getuid?.() ? 'it is read-only' : `this user may not; it belongs to the user number ${uid}`;
  } catch {
    return 'this user may not';
  }
}
