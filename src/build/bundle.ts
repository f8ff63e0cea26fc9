/** Bundles the program, so that it starts fast and is installed with a single dependency. */
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  type BuildOptions,
  type BuildResult,
  build,
  type Metafile,
  type OutputFile,
  type Plugin,
  transform,
} from 'esbuild';

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

/** What a second import loads: it is in one file, since opening some fifty takes a tenth of such a run. */
const often = ['main', 'session', 'import-command', 'public-table', 'tell-import']
  .map((name) => `src/cli/${name}.ts`)
  .concat('src/db/server.ts');

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
    plugins: [...plugins],
  });
  const first = await build({
    ...common,
    format: 'cjs',
    entryPoints: [join(root, 'src/cli/arguments.ts')],
    outfile: join(outdir, entryName),
    // Node resolves and reads a module that is required with less ado than one that is imported.
    supported: { 'dynamic-import': false },
    plugins: [leaveLazyImports(fileOf(commands)), startNoPrograms, ...plugins],
  });
  return {
    metafiles: [commands.metafile, first.metafile],
    outputs: [...(await partsOf(commands)), ...first.outputFiles],
  };
}

/** What stands for `import.meta.url`, which CommonJS does not have. */
const ownAddress = 'ownAddress';
const ownAddressHere = `const ${ownAddress} = require('node:url').pathToFileURL(__filename).href;\n`;

type Commands = BuildResult<typeof common>;

/** A file of the program, and how others require it. */
interface Part {
  readonly name: string;
  readonly path: string;
  readonly code: string;
}

/** As CommonJS, which Node starts faster than modules, in few files: the parts that are used often become one. */
async function partsOf(commands: Commands): Promise<Pick<OutputFile, 'path' | 'contents'>[]> {
  const parts = await Promise.all(commands.outputFiles.map(asCommonJs));
  const entry = fileOf(commands);
  const inOne = namesUsedOften(commands.metafile);
  const others = parts.filter(({ name }) => !inOne.has(name));
  const isOfOne = (name: string) => inOne.has(name) && name !== entry;
  return [
    {
      path: pathOf(parts, entry),
      contents: Buffer.from(
        joined(
          parts.filter(({ name }) => inOne.has(name)),
          entry,
        ),
      ),
    },
    ...others.map(({ path, code }) => ({ path, contents: Buffer.from(requiringFrom(entry, isOfOne, code)) })),
  ];
}

async function asCommonJs({ path, text }: OutputFile): Promise<Part> {
  const { code } = await transform(text, { format: 'cjs', platform: 'node', target: common.target });
  const lazy = code.replaceAll(/\bimport\(("\.\/[\w-]+\.cjs")\)/g, 'Promise.resolve().then(() => require($1))');
  return { name: `./${basename(path)}`, path, code: lazy };
}

function pathOf(parts: readonly Part[], wanted: string): string {
  const part = parts.find(({ name }) => name === wanted);
  if (part === undefined) throw new RangeError(`no part ${wanted}`);
  return part.path;
}

/** The parts that the modules of `often` are in, and all that those load at once. */
function namesUsedOften({ outputs }: Metafile): ReadonlySet<string> {
  const found = new Map<string, string>();
  const add = (path: string) => {
    const output = outputs[path];
    if (output === undefined || found.has(path)) return;
    found.set(path, `./${basename(path)}`);
    for (const one of output.imports) if (one.kind === 'import-statement') add(one.path);
  };
  for (const [path, { entryPoint = '' }] of Object.entries(outputs)) if (often.includes(entryPoint)) add(path);
  return new Set(found.values());
}

/** Each part is a function, called when it is first required; the file is what its entry is, and gives out the others. */
function joined(parts: readonly Part[], entry: string): string {
  return [
    ownAddressHere,
    'const loaded = {};\n',
    'function part(name) {\n',
    '  if (!(name in parts)) return require(name);\n',
    '  if (name in loaded) return loaded[name].exports;\n',
    '  const module = (loaded[name] = { exports: {} });\n',
    '  parts[name](module, module.exports, part);\n',
    '  return module.exports;\n',
    '}\n',
    'const parts = {\n',
    ...parts.map(({ name, code }) => `${JSON.stringify(name)}(module, exports, require) {\n${code}},\n`),
    '};\n',
    `module.exports = part(${JSON.stringify(entry)});\n`,
    'module.exports.part = part;\n',
  ].join('');
}

function requiringFrom(entry: string, isOfEntry: (name: string) => boolean, code: string): string {
  const requiring = code.replaceAll(/\brequire\("(\.\/[\w-]+\.cjs)"\)/g, (whole, name: string) =>
    isOfEntry(name) ? `require("${entry}").part("${name}")` : whole,
  );
  return new RegExp(`\\b${ownAddress}\\b`).test(code) ? `${ownAddressHere}${requiring}` : requiring;
}

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
