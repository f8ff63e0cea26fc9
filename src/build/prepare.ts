/** What npm runs after an installation, `npx` before each command in this folder: a build where one is needed. */
import { fileURLToPath } from 'node:url';
import { isBuilt } from './up-to-date.ts';

if (!isBuilt(fileURLToPath(new URL('../../', import.meta.url)))) await import('./build.ts');
