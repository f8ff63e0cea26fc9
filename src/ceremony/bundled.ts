/** The ceremonies that ship with the program. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { loadCeremonies } from '../load.ts';
import type { LoadedCeremony } from '../model/ceremony.ts';

/** Loads every ceremony in the folder, oldest first; each is named by its path within the package. */
export async function loadBundledCeremonies(folder: string): Promise<LoadedCeremony[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
  const loaded = await Promise.all(
    files.map((file) =>
      loadCeremonies(join(folder, file), Readable.from([]), {
        source: `fixtures/ceremonies/${file}`,
        format: 'ceremony',
      }),
    ),
  );
  return loaded.flat();
}
