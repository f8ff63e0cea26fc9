/** The licences of the packages whose code the bundle holds. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BundledPackage } from './bundled-packages.ts';

const licenseFile = /^(licen[cs]e|copying|notice)/i;

/** One text with name, version and licence of every bundled package. */
export async function thirdPartyLicenses(packages: readonly BundledPackage[], root: string): Promise<string> {
  const sections = await Promise.all(packages.map((one) => describe(one, root)));
  return `${['oscars-import contains code of these packages.', ...sections].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

async function describe({ folder, name, version, license }: BundledPackage, root: string): Promise<string> {
  const files = (await readdir(join(root, folder))).filter((file) => licenseFile.test(file)).sort();
  const paths = files.length > 0 ? files.map((file) => join(root, folder, file)) : [standardText(license)];
  const texts = await Promise.all(paths.map((path) => readFile(path, 'utf8')));
  return `${name} ${version}\nLicence: ${license}\n\n${texts.map((text) => text.trimEnd()).join('\n\n')}`;
}

/** For packages that only name their licence: its text, kept here. A new such package fails the build until it is. */
function standardText(license: string): string {
  return fileURLToPath(new URL(`license-texts/${license}.txt`, import.meta.url));
}
