/** What the failures of PGlite mean: it tells them by objects and words of its own. */
import { statfsSync } from 'node:fs';
import { ExpectedError } from '../../model/errors.ts';
import { folderError } from './folder.ts';

/** Below this, PostgreSQL does not even get a new segment of its log. */
const leastFreeBytes = 2 * 1024 * 1024;

/** What WebAssembly and its file system throw when PostgreSQL ends in the middle of something. */
const crashes = new Set(['RuntimeError', 'ErrnoError', 'ExitStatus']);

/** The error of a database that does not open, for the user. */
export function explainOpening(folder: string, error: unknown): ExpectedError {
  if (error instanceof ExpectedError) return error;
  if (isSystemError(error)) return folderError(folder, 'be used', error);
  if (hasNoSpace(folder)) return folderError(folder, 'be used', Object.assign(new Error(), { code: 'ENOSPC' }));
  return damaged(`the embedded database in ${folder} does not open: it is damaged`, error);
}

/** A crash while the database was in use, for the user; any other error as it is. */
export function explainCrash(folder: string, error: unknown): unknown {
  if (error instanceof ExpectedError) return error;
  for (let inner = error; inner; inner = (inner as { cause?: unknown }).cause) {
    const { name, message = '' } = inner as { name?: string; message?: string };
    if (!crashes.has(name ?? '') && !String(message).startsWith('Aborted(')) continue;
    if (hasNoSpace(folder)) return folderError(folder, 'be written', Object.assign(new Error(), { code: 'ENOSPC' }));
    return damaged(`the embedded database in ${folder} stopped in the middle of a statement`, inner);
  }
  return error;
}

function damaged(message: string, error: unknown): ExpectedError {
  return new ExpectedError('database', message, {
    cause: error instanceof Error ? error : new Error(`PGlite: ${JSON.stringify(error)}`),
    hint: 'delete the folder and import again, which gives the same rows; or take a copy of it, if there is one',
  });
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && typeof (error as NodeJS.ErrnoException).syscall === 'string';
}

function hasNoSpace(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize < leastFreeBytes;
  } catch {
    return false;
  }
}
