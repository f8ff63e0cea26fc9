/**
 * What esbuild cuts into modules as CommonJS, which Node starts faster, and in few files: what most runs need is joined.
 */
import { basename } from 'node:path';
import { type BuildResult, type Metafile, type OutputFile, transform } from 'esbuild';

/**
 * What most runs load, beside what that imports, in the files that it becomes, as opening a file takes longer than reading
 * it: what it takes to begin to connect, to find that there is nothing to do, and to import. The first of each gives the file
 * its name.
 */
const often = [
  ['src/cli/main.ts', 'src/cli/session.ts'],
  ['src/cli/import-command.ts', 'src/cli/public-table.ts', 'src/cli/tell-import.ts', 'src/db/server.ts'],
  ['src/import.ts', 'src/db/migrate.ts', 'src/db/server-statements.ts'],
];

/** What stands for `import.meta.url`, which CommonJS does not have. */
export const ownAddress = 'ownAddress';
const ownAddressHere = `const ${ownAddress} = require('node:url').pathToFileURL(__filename).href;\n`;

/** A file of the program, its name as others require it. */
interface Part {
  readonly name: string;
  readonly path: string;
  readonly code: string;
}

/** Parts that become one file: that of its entry. */
interface Group {
  readonly entry: string;
  readonly names: ReadonlySet<string>;
}

/** The files of a build that was cut into modules, those that are needed often joined. */
export async function commonJsFiles({
  outputFiles,
  metafile,
}: BuildResult<{ metafile: true; write: false }>): Promise<Pick<OutputFile, 'path' | 'contents'>[]> {
  const groups = groupsOf(metafile);
  const parts = (await Promise.all(outputFiles.map(asCommonJs))).map((part) => requiringFrom(groups, part));
  const files = groups.map((group) => joined(parts, group));
  const others = parts.filter(({ name }) => !groups.some(({ names }) => names.has(name))).map(addressed);
  return [...files, ...others].map(({ path, code }) => ({ path, contents: Buffer.from(code) }));
}

async function asCommonJs({ path, text }: OutputFile): Promise<Part> {
  const { code } = await transform(text, { format: 'cjs', platform: 'node', target: 'node20' });
  // As with modules, what is going on meanwhile, such as connecting, goes on before one more file is loaded.
  const lazy = code.replaceAll(/\bimport\(("\.\/[\w-]+\.cjs")\)/g, 'new Promise(setImmediate).then(() => require($1))');
  return { name: `./${basename(path)}`, path, code: inAscii(lazy) };
}

/**
 * The same with escapes, which esbuild leaves out in patterns and templates: V8 takes in a file that is ASCII throughout in
 * half the time. Nothing here looks at templates as they were written.
 */
function inAscii(code: string): string {
  if (/\\[^\0-\x7f]/.test(code))
    throw new RangeError('a backslash stands before a character that is to become an escape');
  return code.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The parts that the modules of `often` are in, and all that those load at once, each where it is needed first. */
function groupsOf(metafile: Metafile): Group[] {
  const groups: Group[] = [];
  for (const modules of often) {
    const names = namesFor(modules, metafile);
    const [entry = ''] = names;
    for (const group of groups) for (const name of group.names) names.delete(name);
    groups.push({ entry, names });
  }
  return groups;
}

/** The names of the parts that the modules are in, the first one's first, and of all that those load at once. */
function namesFor(modules: readonly string[], { outputs }: Metafile): Set<string> {
  const found = new Set<string>();
  const add = (path: string) => {
    const name = `./${basename(path)}`;
    const output = outputs[path];
    if (output === undefined || found.has(name)) return;
    found.add(name);
    for (const one of output.imports) if (one.kind === 'import-statement') add(one.path);
  };
  for (const module of modules) {
    const [path] = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === module) ?? [];
    if (path === undefined) throw new RangeError(`${module} is not imported lazily any more`);
    add(path);
  }
  return found;
}

/** Each part is a function, called when it is first required. The file exports what its entry does, and `part`. */
function joined(all: readonly Part[], { entry, names }: Group): Part {
  const parts = all.filter(({ name }) => names.has(name));
  const own = parts.find(({ name }) => name === entry);
  if (own === undefined) throw new RangeError(`no part ${entry}`);
  const functions = parts.map(({ name, code }) => `${JSON.stringify(name)}(module, exports, require) {\n${code}},\n`);
  const code = `
const loaded = {};
function part(name) {
  if (!(name in parts)) return require(name);
  if (name in loaded) return loaded[name].exports;
  const module = (loaded[name] = { exports: {} });
  parts[name](module, module.exports, part);
  return module.exports;
}
const parts = {
${functions.join('')}};
module.exports = part(${JSON.stringify(entry)});
module.exports.part = part;
`;
  return addressed({ ...own, code });
}

/** The part, with what is in the file of a group that is not its own required from there. */
function requiringFrom(groups: readonly Group[], part: Part): Part {
  const code = part.code.replaceAll(/\brequire\("(\.\/[\w-]+\.cjs)"\)/g, (whole, name: string) => {
    const group = groups.find(({ names }) => names.has(name));
    if (group === undefined || group.entry === name || group.names.has(part.name)) return whole;
    return `require("${group.entry}").part("${name}")`;
  });
  return { ...part, code };
}

function addressed(part: Part): Part {
  const isAddressed = new RegExp(`\\b${ownAddress}\\b`).test(part.code);
  return { ...part, code: isAddressed ? `${ownAddressHere}${part.code}` : part.code };
}
