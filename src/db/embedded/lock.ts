/**
 * An exclusive lock on the folder of an embedded database. PGlite takes none, and two processes in one folder damage
 * it without a word. The kernel keeps these locks, so a process that is killed leaves nothing behind.
 */
import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ExpectedError } from '../../model/errors.ts';
import { folderError } from './folder.ts';
import { flock, hasOpenWithLock, openWithLockFlags } from './lock-file.ts';
import { holderGone, lockAddress, type Release, tryListen } from './lock-socket.ts';

export interface FolderLockOptions {
  readonly signal: AbortSignal;
  /** Called once, when another run holds the folder and this one begins to wait. */
  readonly onWait: () => void;
  /** How long to wait for another run, 10 minutes by default. */
  readonly waitMs?: number;
}

interface Waiting {
  readonly signal: AbortSignal;
  readonly begins: () => void;
}

const defaultWaitMs = 10 * 60_000;
const openRetryMs = 200;

/**
 * Holds the folder for the time `use` takes, and creates it where it is missing. All paths to a folder lead to one
 * lock, as it is the folder that is locked and not its name.
 *
 * @throws ExpectedError `database` when the folder cannot be made or read, or another run keeps it for too long
 * @throws the signal's reason when it aborts while this waits
 */
export async function withFolderLock<T>(folder: string, options: FolderLockOptions, use: () => Promise<T>): Promise<T> {
  const held: Release[] = [];
  const letGo = () => {
    for (const release of held.splice(0).reverse()) release();
  };
  try {
    await takeLocks(folder, options, held);
  } catch (error) {
    letGo();
    throw error;
  }
  return use().finally(letGo);
}

async function takeLocks(folder: string, options: FolderLockOptions, held: Release[]): Promise<void> {
  await createFolder(folder);
  const tooLong = AbortSignal.timeout(options.waitMs ?? defaultWaitMs);
  const waiting = { signal: AbortSignal.any([options.signal, tooLong]), begins: once(options.onWait) };
  try {
    waiting.signal.throwIfAborted();
    if (hasOpenWithLock) held.push(await openLocked(folder, waiting));
    else await takeSocketAndFlock(folder, waiting, held);
  } catch (error) {
    if (!tooLong.aborted || options.signal.aborted) throw error;
    throw new ExpectedError('database', `the database folder ${folder} is in use by another run`, {
      hint: 'let the other run end, or give this one another folder with --data-dir',
    });
  }
}

async function createFolder(folder: string): Promise<void> {
  try {
    await makeFolder(folder);
    // A file of that name passes mkdir on some systems.
    if (!(await stat(folder)).isDirectory()) throw Object.assign(new Error(), { code: 'ENOTDIR' });
  } catch (error) {
    throw folderError(folder, 'be used', error);
  }
}

/** Step by step: Node's own recursion never ends where a file system has no folders to make, such as /proc. */
async function makeFolder(folder: string): Promise<void> {
  const parent = dirname(resolve(folder));
  const make = () =>
    mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  await make().catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' || parent === resolve(folder)) throw error;
    await makeFolder(parent);
    await make();
  });
}

/**
 * The socket is the lock that every run can take. It is only seen inside one network namespace, though, so runs in two
 * containers that share the folder need flock besides. Always in this order, so that no two runs wait for each other.
 */
async function takeSocketAndFlock(folder: string, waiting: Waiting, held: Release[]): Promise<void> {
  // Opened first and kept: on some file systems a folder has a lasting inode number only while it is open.
  const handle = process.platform === 'win32' ? null : await openFolder(folder, constants.O_RDONLY);
  if (handle !== null) held.push(() => void handle.close().catch(() => {}));
  const { dev, ino } = await stat(folder, { bigint: true });
  const address = lockAddress(`${dev}:${ino}`);
  if (address !== null) held.push(await listen(address, waiting));
  if (handle !== null && (await flock(handle.fd, false, waiting.signal)) === 'held') {
    waiting.begins();
    await flock(handle.fd, true, waiting.signal);
  }
}

async function listen(address: string, { signal, begins }: Waiting): Promise<Release> {
  for (;;) {
    const release = await tryListen(address);
    if (release !== null) return release;
    begins();
    await holderGone(address, signal);
  }
}

async function openLocked(folder: string, { signal, begins }: Waiting): Promise<Release> {
  for (;;) {
    try {
      const handle = await open(folder, constants.O_RDONLY | constants.O_NONBLOCK | openWithLockFlags);
      return () => void handle.close().catch(() => {});
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw folderError(folder, 'be used', error);
    }
    begins();
    await sleep(openRetryMs, undefined, { signal });
  }
}

async function openFolder(folder: string, flags: number): Promise<FileHandle> {
  return open(folder, flags).catch((error: unknown) => {
    throw folderError(folder, 'be used', error);
  });
}

function once(action: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    action();
  };
}
