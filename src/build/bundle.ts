/** Bundles the program, so that it starts fast and is installed with a single dependency. */
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type BuildOptions, build, type Metafile, type OutputFile, type Plugin } from 'esbuild';

export interface Bundle {
  /** Of its two parts. */
  readonly metafiles: readonly Metafile[];
  readonly outputs: readonly OutputFile[];
}

/** Names of the built program's first file, which reads the arguments, and of the one that it loads for a command. */
export const entryName = 'arguments.cjs';
const commandsName = 'cli.js';

/** Bundled CommonJS packages call `require` for Node's own modules, which an ES module has to make for itself. */
const requireBanner = `import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);`;

/** What both parts of the program share. */
const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  // Licences are collected into a file of their own.
  legalComments: 'none',
  metafile: true,
  write: false,
  logLevel: 'warning',
} as const satisfies BuildOptions;

/**
 * Bundles the program with everything it imports but PGlite, which finds its WebAssembly beside its own file. What reads the
 * arguments is one CommonJS file, which Node starts faster than modules. The rest is modules: what is imported lazily
 * stays in chunks of its own, directly in `outdir`, which `src/package-files.ts` depends on.
 *
 * @param root the package's folder
 * @param plugins for who builds a program that is not the one that ships
 */
export async function bundleProgram(root: string, outdir: string, plugins: readonly Plugin[] = []): Promise<Bundle> {
  const builds = await Promise.all([
    build({
      ...common,
      entryPoints: [join(root, 'src/cli/arguments.ts')],
      outfile: join(outdir, entryName),
      format: 'cjs',
      plugins: [leaveLazyImports, startNoPrograms, ...plugins],
    }),
    build({
      ...common,
      entryPoints: { [commandsName.replace(/\.js$/, '')]: join(root, 'src/cli/main.ts') },
      outdir,
      splitting: true,
      format: 'esm',
      external: ['@electric-sql/pglite'],
      plugins: [...plugins],
      banner: { js: requireBanner },
      chunkNames: '[name]-[hash]',
    }),
  ]);
  return {
    metafiles: builds.map(({ metafile }) => metafile),
    outputs: builds.flatMap(({ outputFiles }) => outputFiles),
  };
}

/** What the first file loads later is in the other ones: the commands, and in them what only they ever ask for. */
const leaveLazyImports: Plugin = {
  name: 'leave lazy imports',
  setup: ({ onResolve }) => {
    onResolve({ filter: /./ }, ({ kind, path }) => {
      if (kind !== 'dynamic-import') return undefined;
      return { path: path === './main.ts' ? `./${commandsName}` : path, external: true };
    });
  },
};

/** Commander loads what starts other programs, for commands that are such; it takes a tenth of a start, and here are none. */
const startNoPrograms: Plugin = {
  name: 'start no programs',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^node:child_process$/ }, ({ path }) => ({ path, namespace: 'none' }));
    onLoad({ filter: /./, namespace: 'none' }, () => ({ contents: 'module.exports = {};', loader: 'js' }));
  },
};

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
