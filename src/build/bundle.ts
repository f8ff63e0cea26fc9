/** Bundles the program, so that it starts fast and is installed with a single dependency. */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { build, type Metafile, type OutputFile, type Plugin } from 'esbuild';

export interface Bundle {
  readonly metafile: Metafile;
  readonly outputs: readonly OutputFile[];
}

/** Name of the built program's first file. */
export const entryName = 'cli.js';

/** Bundled CommonJS packages call `require` for Node's own modules, which an ES module has to make for itself. */
const requireBanner = `import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);`;

/**
 * Bundles `entry` with everything it imports but PGlite, which finds its WebAssembly beside its own file. What is
 * imported lazily stays in chunks of its own, directly in `outdir`: `src/package-files.ts` depends on that.
 *
 * @param plugins for who builds a program that is not the one that ships
 */
export async function bundleProgram(entry: string, outdir: string, plugins: readonly Plugin[] = []): Promise<Bundle> {
  const { metafile, outputFiles } = await build({
    entryPoints: { [entryName.replace(/\.js$/, '')]: entry },
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: ['@electric-sql/pglite'],
    plugins: [...plugins],
    banner: { js: requireBanner },
    chunkNames: '[name]-[hash]',
    // Licences are collected into a file of their own.
    legalComments: 'none',
    metafile: true,
    write: false,
    logLevel: 'warning',
  });
  return { metafile, outputs: outputFiles };
}

/** Writes the bundle, its first file last: a program that is there is whole. */
export async function writeBundle({ outputs }: Bundle, outdir: string): Promise<void> {
  await mkdir(outdir, { recursive: true });
  const isEntry = ({ path }: OutputFile) => basename(path) === entryName;
  for (const { path, contents } of outputs.filter((output) => !isEntry(output))) await writeFile(path, contents);
  for (const { path, contents } of outputs.filter(isEntry)) {
    await writeFile(`${path}.new`, contents);
    await rename(`${path}.new`, join(outdir, entryName));
  }
}
