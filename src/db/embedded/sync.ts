/** Writing through to the disk, which PGlite leaves to the operating system. */
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Returns when all files in the folder, and the names of all of them, are on the disk (fsync). Those that did not change
 * since cost next to nothing.
 */
export async function syncFolder(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name));
  await Promise.all(files.map(syncOne));
  // Names after what they name. Windows has no such thing.
  if (process.platform !== 'win32') await Promise.all([...folders, folder].map(syncOne));
}

async function syncOne(path: string): Promise<void> {
  const handle = await open(path, process.platform === 'win32' ? 'r+' : 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
