/** The packages whose code the bundle holds, as esbuild tells it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

export interface BundledPackage {
  /** Where it is installed, below the root: `node_modules/@scope/name`, deeper where it is nested. */
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  /** SPDX identifier or expression. */
  readonly license: string;
  /** Names of the packages that it needs. */
  readonly dependencies: readonly string[];
}

/** The package's folder in a path such as `node_modules/@scope/name/lib/index.js`, also of a nested one. */
const packageFolder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/;

/** Sorted by name, then version. */
export async function bundledPackages(metafiles: readonly Metafile[], root: string): Promise<BundledPackage[]> {
  const outputs = metafiles.flatMap((metafile) => Object.values(metafile.outputs));
  const inputs = outputs.flatMap((output) =>
    Object.entries(output.inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0),
  );
  const folders = inputs.map(([path]) => packageFolder.exec(path)?.[0]).filter((folder) => folder !== undefined);
  const packages = await Promise.all([...new Set(folders)].map((folder) => describe(folder, root)));
  const keyOf = ({ name, version }: BundledPackage) => `${name} ${version}`;
  return packages.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

async function describe(folder: string, root: string): Promise<BundledPackage> {
  const manifest = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8')) as Record<string, unknown>;
  const { name, version, license, dependencies } = manifest;
  return {
    folder,
    name: String(name),
    version: String(version),
    license: String(license),
    dependencies: Object.keys((dependencies as object | undefined) ?? {}),
  };
}
