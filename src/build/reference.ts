/** Rewrites the marked blocks of `docs/reference.md` from the program itself: help, settings, exit codes. */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { withBlocks } from './reference-blocks.ts';

const file = fileURLToPath(new URL('../../docs/reference.md', import.meta.url));
await writeFile(file, withBlocks(await readFile(file, 'utf8')));
