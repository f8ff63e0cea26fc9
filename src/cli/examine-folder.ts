/** The findings of `doctor` about the folder of an embedded database: looked at from outside, as opening it would write. */
import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { contentOf, embeddedVersion, isWritable } from '../db/embedded/folder.ts';
import { withFolderLock } from '../db/embedded/lock.ts';
import type { EmbeddedTarget } from '../db/open.ts';
import { ExpectedError } from '../model/errors.ts';
import type { Finding } from '../report/doctor-text.ts';
import type { Session } from './session.ts';

/** A ceremony takes 11 MB; all Academy Awards some 60. */
const leastFreeBytes = 100 * 1024 * 1024;

export async function examineFolder({ folder }: EmbeddedTarget, { interrupts }: Session): Promise<Finding[]> {
  const isThere = existsSync(folder);
  const first = await attempted('folder', () => {
    const content = contentOf(folder);
    if (content === 'database') return `${folder}: a database of PostgreSQL ${embeddedVersion}`;
    return `${folder}: ${isThere ? 'no database in it yet' : 'not there yet'}; an import makes one`;
  });
  if (!first.isGood) return [first];
  return [
    first,
    writableFinding(folder),
    spaceFinding(folder),
    ...(isThere ? [await lockFinding(folder, interrupts.signal)] : []),
  ];
}

function writableFinding(folder: string): Finding {
  const isGood = existsSync(folder)
    ? isWritable(folder) || mayWrite(folder, contentOf(folder))
    : mayWrite(nearest(folder), 'nothing');
  return {
    area: 'database',
    subject: 'writable',
    isGood,
    found: isGood ? 'yes' : 'no: it can only be read',
    remedy: isGood ? null : 'give a folder of your own with --data-dir',
  };
}

function mayWrite(folder: string, content: 'database' | 'nothing'): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return content === 'nothing';
  } catch {
    return false;
  }
}

/** The folder, or the one that it would be made in. */
function nearest(folder: string): string {
  const path = resolve(folder);
  return existsSync(path) || dirname(path) === path ? path : nearest(dirname(path));
}

function spaceFinding(folder: string): Finding {
  const { bavail, bsize } = statfsSync(nearest(folder));
  const isGood = bavail * bsize >= leastFreeBytes;
  return {
    area: 'database',
    subject: 'space',
    isGood,
    found: `${Math.floor((bavail * bsize) / 1024 / 1024)} MiB free`,
    remedy: isGood ? null : 'make room: a ceremony takes 11 MiB, all Academy Awards some 60',
  };
}

/** Taken and let go again, without waiting for whoever has it. */
async function lockFinding(folder: string, signal: AbortSignal): Promise<Finding> {
  return attempted('lock', () =>
    withFolderLock(folder, { signal, onWait: () => {}, waitMs: 300 }, async () => 'free: no other run is in it'),
  );
}

async function attempted(subject: string, look: () => string | Promise<string>): Promise<Finding> {
  try {
    return { area: 'database', subject, isGood: true, found: await look(), remedy: null };
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    return { area: 'database', subject, isGood: false, found: error.message, remedy: error.hint ?? null };
  }
}
