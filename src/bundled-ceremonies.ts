/**
 * The ceremonies that ship with the program: read and checked by the build, as that takes longer than a second import of one.
 * Read at once and not in turns, which takes longer too.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { selectCeremonies } from './ceremony/select.ts';
import type { Loaded } from './load.ts';
import type { LoadedCeremony } from './model/ceremony.ts';
import type { ErrorDetails } from './model/errors.ts';

/** What was read of the bundled files, by the SHA-256 of each. */
export type BundledReadings = Readonly<Record<string, readonly LoadedCeremony[]>>;

/**
 * Loads ceremonies that ship with the program, oldest first; each is named by its path within the package.
 *
 * @param folder of their files
 * @param readingsFile `BundledReadings` as JSON; a file that it does not know is read, and so are all where it is not there
 * @param elsewhere where there are others, for whoever names one that is not bundled
 * @throws ExpectedError `usage` when anything that was named is not there
 */
export async function loadBundledCeremonies(
  { ceremonies: folder, readings: readingsFile }: { readonly ceremonies: string; readonly readings: string },
  names: readonly string[],
  elsewhere?: ErrorDetails,
): Promise<Loaded> {
  const readings = readingsIn(readingsFile);
  const read = await Promise.all(
    bundledFiles(folder).map(async ({ path, source, sha256 }) => readings[sha256] ?? readBundled(path, source)),
  );
  const { chosen, without } = selectCeremonies(
    read.flat(),
    ({ ceremony }) => ({ ...ceremony, organization: ceremony.organization.key }),
    names,
    elsewhere,
  );
  return { ceremonies: chosen, refused: [], remarks: without === null ? [] : [`there was no ceremony in ${without}`] };
}

/** Reads and checks all bundled files, for the build to keep. */
export async function readBundledCeremonies(folder: string): Promise<BundledReadings> {
  const files = bundledFiles(folder);
  return Object.fromEntries(
    await Promise.all(files.map(async ({ path, source, sha256 }) => [sha256, await readBundled(path, source)])),
  );
}

function bundledFiles(folder: string) {
  const names = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return names.sort().map((name) => {
    const path = join(folder, name);
    const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
    return { path, source: `fixtures/ceremonies/${name}`, sha256 };
  });
}

async function readBundled(path: string, source: string): Promise<readonly LoadedCeremony[]> {
  const { loadCeremonies } = await import('./load.ts');
  return (await loadCeremonies(path, Readable.from([]), { source, format: 'ceremony' })).ceremonies;
}

/** None where the build left none, as where the program runs from its sources. */
function readingsIn(file: string): BundledReadings {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as BundledReadings;
  } catch {
    return {};
  }
}
