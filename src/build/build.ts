/** Builds `dist/`: the bundled program, the database template, and what is bundled with its licences. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import manifest from '../../package.json' with { type: 'json' };
import { readBundledCeremonies } from '../bundled-ceremonies.ts';
import { packageFiles } from '../package-files.ts';
import { answersOf } from './answers.ts';
import { bundleProgram, writeBundle } from './bundle.ts';
import { bundledPackages } from './bundled-packages.ts';
import { writeCodeCaches } from './code-cache.ts';
import { thirdPartyLicenses } from './licenses.ts';
import { billOfMaterials } from './sbom.ts';
import { buildTemplate } from './template.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const dist = join(root, 'dist');

const startedAt = performance.now();
// From here until the program is written there is none, so that a build that fails never looks like one that worked.
await rm(dist, { recursive: true, force: true });
await mkdir(dist);
const bundle = await bundleProgram(root, dist);
const templateBytes = await buildTemplate(packageFiles.databaseTemplate, packageFiles.migrations);
const packages = await bundledPackages(bundle.metafiles, root);
await writeFile(join(dist, 'THIRD-PARTY-LICENSES.txt'), await thirdPartyLicenses(packages, root));
await writeFile(join(dist, 'sbom.cdx.json'), `${JSON.stringify(billOfMaterials(packages, manifest), null, 2)}\n`);
await writeFile(join(dist, 'answers.json'), JSON.stringify(await answersOf(manifest.version)));
await writeFile(join(dist, 'ceremonies.json'), JSON.stringify(await readBundledCeremonies(packageFiles.ceremonies)));
await writeBundle(bundle, dist);
await writeCodeCaches(root);

const kib = (bytes: number) => `${Math.round(bytes / 1024)} KiB`;
const programBytes = bundle.outputs.reduce((sum, { contents }) => sum + contents.length, 0);
const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
console.log(`Built dist/ in ${seconds} s: program ${kib(programBytes)}, template ${kib(templateBytes)}`);
