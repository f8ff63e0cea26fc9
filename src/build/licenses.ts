/** The licences of the packages whose code the bundle holds. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Metafile } from 'esbuild';

/** The package's folder in a path such as `node_modules/@scope/name/lib/index.js`, also of a nested one. */
const packageFolder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/;

const licenseFile = /^(licen[cs]e|copying|notice)/i;

/** One text with name, version and licence of every bundled package, sorted by name. */
export async function thirdPartyLicenses(metafile: Metafile, root: string): Promise<string> {
  const sections = await Promise.all(bundledPackages(metafile).map((folder) => describe(join(root, folder))));
  return `${['oscars-import contains code of these packages.', ...sections.sort()].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

function bundledPackages({ outputs }: Metafile): string[] {
  const inputs = Object.values(outputs).flatMap((output) =>
    Object.entries(output.inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0),
  );
  const folders = inputs.map(([path]) => packageFolder.exec(path)?.[0]).filter((folder) => folder !== undefined);
  return [...new Set(folders)];
}

async function describe(folder: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Record<string, unknown>;
  const { name, version, license } = manifest;
  const files = (await readdir(folder)).filter((file) => licenseFile.test(file)).sort();
  const paths = files.length > 0 ? files.map((file) => join(folder, file)) : [standardText(String(license))];
  const texts = await Promise.all(paths.map((path) => readFile(path, 'utf8')));
  return `${name} ${version}\nLicence: ${license}\n\n${texts.map((text) => text.trimEnd()).join('\n\n')}`;
}

/** For packages that only name their licence: its text, kept here. A new such package fails the build until it is. */
function standardText(license: string): string {
  return fileURLToPath(new URL(`license-texts/${license}.txt`, import.meta.url));
}
