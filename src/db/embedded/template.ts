/** The migrated, empty database that the build packs, so that a first start need not run initdb. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const blockBytes = 512;

/**
 * Unpacks the template into an existing folder. It is a gzipped tar of this program's own making (`src/build/`), with
 * plain files and folders and short names only, so the few header fields read here are enough (POSIX ustar). That is
 * faster than the tar library, and spares loading it: it comes down to some 400 small files, written without waiting.
 *
 * @throws NodeJS.ErrnoException where the file is missing or broken, or the folder cannot be written
 */
export async function unpackTemplate(templateFile: string, folder: string): Promise<void> {
  const tar = gunzipSync(await readFile(templateFile));
  for (let header = 0; tar[header]; ) {
    const name = tar.toString('utf8', header, tar.indexOf(0, header));
    const size = Number.parseInt(tar.toString('latin1', header + 124, header + 136), 8);
    const content = header + blockBytes;
    const isFolder = tar[header + 156] === '5'.charCodeAt(0);
    if (isFolder) mkdirSync(join(folder, name), { recursive: true, mode: 0o700 });
    else writeFileSync(join(folder, name), tar.subarray(content, content + size), { mode: 0o600 });
    header = content + Math.ceil(size / blockBytes) * blockBytes;
  }
}
