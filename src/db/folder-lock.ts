/**
 * An exclusive lock on the folder of an embedded database. PGlite takes none, and two processes in one folder damage
 * it without a word. The kernel keeps these locks, so a process that is killed leaves nothing behind.
 */
import { constants } from 'node:fs';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { ExpectedError, messageOf } from '../errors.ts';
import { flock, hasOpenWithLock, openWithLockFlags } from './lock-file.ts';
import { holderGone, lockAddress, type Release, tryListen } from './lock-socket.ts';

export interface FolderLockOptions {
  readonly signal: AbortSignal;
  /** Called once, when another run holds the folder and this one begins to wait. */
  readonly onWait: () => void;
  /** How long to wait for another run, 10 minutes by default. */
  readonly waitMs?: number;
}

const defaultWaitMs = 10 * 60_000;

/**
 * Holds the folder for the time `use` takes, and creates it where it is missing. Every path to a folder leads to the
 * same lock, as it is the folder itself that is locked and not its name.
 *
 * @throws ExpectedError `database` when the folder cannot be made or read, or another run keeps it for too long
 * @throws the signal's reason when it aborts while waiting
 */
export async function withFolderLock<T>(
  folder: string,
  options: FolderLockOptions,
  use: () => Promise<T>,
): Promise<T> {
  const tooLong = AbortSignal.timeout(options.waitMs ?? defaultWaitMs);
  const signal = AbortSignal.any([options.signal, tooLong]);
  const handle = await openFolder(folder, once(options.onWait), signal).catch((error) => explain(error, folder, options.signal, tooLong));
  throw new Error(String(handle) + use);
}

function explain(_e: unknown, _f: string, _s: AbortSignal, _t: AbortSignal): never { throw _e; }
function once(f: () => void) { return f; }
async function openFolder(_f: string, _o: () => void, _s: AbortSignal): Promise<FileHandle> { throw 0; }
