/** Bundles the program, so that it starts fast and is installed with a single dependency. */
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type BuildOptions, type BuildResult, build, type Metafile, type OutputFile, type Plugin } from 'esbuild';
import { commonJsFiles, ownAddress } from './commonjs-files.ts';

export interface Bundle {
  /** Of its parts. */
  readonly metafiles: readonly Metafile[];
  readonly outputs: readonly Pick<OutputFile, 'path' | 'contents'>[];
}

/** The built program's first file, which reads the arguments. */
export const entryName = 'arguments.cjs';

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
 * Bundles the program with everything it imports but PGlite, which finds its WebAssembly beside its own file: one file reads
 * the arguments, the next holds what nearly every run needs, and the others the rest, cut where something is imported
 * lazily. All lie directly in `outdir`, which `src/package-files.ts` depends on, and all but the first are named after what
 * is in them and in those that they load, so that the name of the commands' file stands for the whole program.
 *
 * @param root the package's folder
 * @param plugins for who builds a program that is not the one that ships
 */
export async function bundleProgram(root: string, outdir: string, plugins: readonly Plugin[] = []): Promise<Bundle> {
  const commands = await build({
    ...common,
    // Only modules are cut.
    format: 'esm',
    splitting: true,
    entryPoints: { commands: join(root, 'src/cli/main.ts') },
    entryNames: '[name]-[hash]',
    chunkNames: 'part-[hash]',
    outExtension: { '.js': '.cjs' },
    outdir,
    external: ['@electric-sql/pglite'],
    define: { 'import.meta.url': ownAddress },
    plugins: [undiciInPart(root), postgresInPart, ...plugins],
  });
  const commandsFile = fileOf(commands);
  const first = await build({
    ...common,
    format: 'cjs',
    entryPoints: [join(root, 'src/cli/arguments.ts')],
    outfile: join(outdir, entryName),
    // Node resolves and reads a module that is required with less ado than one that is imported.
    supported: { 'dynamic-import': false },
    plugins: [leaveLazyImports(commandsFile), startNoPrograms, ...plugins],
  });
  return {
    metafiles: [commands.metafile, first.metafile],
    outputs: [...(await commonJsFiles(commands)), ...first.outputFiles],
  };
}

type Commands = BuildResult<typeof common>;

/** How the first file requires the commands. */
function fileOf({ outputFiles }: Commands): string {
  const file = outputFiles.find(({ path }) => basename(path).startsWith('commands-'));
  if (file === undefined) throw new Error('esbuild wrote no file of the commands');
  return `./${basename(file.path)}`;
}

/** What the first file loads later is in the other one: the commands, and in them what only they ever ask for. */
const leaveLazyImports = (commandsFile: string): Plugin => ({
  name: 'leave lazy imports',
  setup: ({ onResolve }) => {
    onResolve({ filter: /./ }, ({ kind, path }) => {
      if (kind !== 'dynamic-import') return undefined;
      return { path: path === './main.ts' ? commandsFile : path, external: true };
    });
  },
});

/** Commander loads what starts other programs, for commands that are such; it takes a tenth of a start, and here are none. */
const startNoPrograms: Plugin = {
  name: 'start no programs',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^node:child_process$/ }, ({ path }) => ({ path, namespace: 'none' }));
    onLoad({ filter: /./, namespace: 'none' }, () => ({ contents: 'module.exports = {};', loader: 'js' }));
  },
};

/**
 * undici's index loads all that there is of it (fetch, web sockets, caches, mocks), which takes an import longer than all of
 * this program. What is imported and not exported here fails the build.
 *
 * @param root the package's folder
 */
const undiciInPart = (root: string): Plugin => ({
  name: 'undici in part',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^undici$/ }, ({ path }) => ({ path, namespace: 'part' }));
    onLoad({ filter: /./, namespace: 'part' }, () => ({ contents: undiciExports, loader: 'js', resolveDir: root }));
  },
});

/**
 * postgres.js loads TLS and Node's clock, which take an import with nothing to do a twentieth of its time. The program makes
 * the sockets itself, and the driver reads that clock for connections that it makes anew, which are none here.
 */
const postgresInPart: Plugin = {
  name: 'postgres in part',
  setup: ({ onResolve, onLoad }) => {
    const replacements = { tls: 'export default {};', perf_hooks: 'export const performance = Date;' };
    onResolve({ filter: /^(tls|perf_hooks)$/ }, ({ path, importer }) =>
      /[\\/]node_modules[\\/]postgres[\\/]/.test(importer) ? { path, namespace: 'unneeded' } : undefined,
    );
    onLoad({ filter: /./, namespace: 'unneeded' }, ({ path }) => ({
      contents: replacements[path as keyof typeof replacements],
      loader: 'js',
    }));
  },
};

/** As undici's index has them. */
const undiciExports = `
  import api from 'undici/lib/api/index.js';
  import errors from 'undici/lib/core/errors.js';
  import Dispatcher from 'undici/lib/dispatcher/dispatcher.js';
  import EnvHttpProxyAgent from 'undici/lib/dispatcher/env-http-proxy-agent.js';
  import Pool from 'undici/lib/dispatcher/pool.js';
  import DecoratorHandler from 'undici/lib/handler/decorator-handler.js';
  Object.assign(Dispatcher.prototype, api);
  export { DecoratorHandler, EnvHttpProxyAgent, errors, Pool };
`;

/** Writes the bundle, its first file last: a program that is there is whole. What another one was compiled to goes. */
export async function writeBundle({ outputs }: Bundle, outdir: string): Promise<void> {
  await mkdir(outdir, { recursive: true });
  // V8 knows a source by its length alone.
  for (const file of await readdir(outdir)) if (file.endsWith('.cache')) await rm(join(outdir, file));
  const isEntry = ({ path }: Pick<OutputFile, 'path'>) => basename(path) === entryName;
  for (const { path, contents } of outputs.filter((output) => !isEntry(output))) await writeFile(path, contents);
  for (const { path, contents } of outputs.filter(isEntry)) {
    await writeFile(`${path}.new`, contents);
    await rename(`${path}.new`, join(outdir, entryName));
  }
}
