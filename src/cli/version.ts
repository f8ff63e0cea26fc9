/** Which version of the program this is. */
import { readFile } from 'node:fs/promises';
import { packageFiles } from '../package-files.ts';

/** As in package.json, such as `0.1.0`. */
export async function programVersion(): Promise<string> {
  const { version } = JSON.parse(await readFile(packageFiles.manifest, 'utf8')) as { version: string };
  return version;
}
