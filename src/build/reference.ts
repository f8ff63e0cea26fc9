/** Rewrites the marked blocks of the documentation from the program itself: help, settings, exit codes, errors. */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { generatedDocs, withBlocks } from './reference-blocks.ts';

for (const name of generatedDocs) {
  const file = fileURLToPath(new URL(`../../${name}`, import.meta.url));
  await writeFile(file, withBlocks(await readFile(file, 'utf8')));
}
