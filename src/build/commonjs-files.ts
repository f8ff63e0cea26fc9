/**
 * What esbuild cuts into modules as CommonJS, which Node starts faster, and in few files: what nearly every run needs is one.
 */
import { basename } from 'node:path';
import { type BuildResult, type Metafile, type OutputFile, transform } from 'esbuild';

/** What a second import loads, beside what that imports: opening some fifty files takes a tenth of such a run. */
const often = [
  'src/cli/main.ts',
  'src/cli/session.ts',
  'src/cli/import-command.ts',
  'src/cli/public-table.ts',
  'src/cli/tell-import.ts',
  'src/db/server.ts',
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

/**
 * The files of a build that was cut into modules.
 *
 * @param entry how the first of them is required; it becomes the one with all that is needed often
 */
export async function commonJsFiles(
  { outputFiles, metafile }: BuildResult<{ metafile: true; write: false }>,
  entry: string,
): Promise<Pick<OutputFile, 'path' | 'contents'>[]> {
  const parts = await Promise.all(outputFiles.map(asCommonJs));
  const needed = neededOften(metafile);
  const inEntry = parts.filter(({ name }) => needed.has(name));
  const others = parts.filter(({ name }) => !needed.has(name)).map((part) => requiringFrom(entry, needed, part));
  return [joined(inEntry, entry), ...others].map(({ path, code }) => ({ path, contents: Buffer.from(code) }));
}

async function asCommonJs({ path, text }: OutputFile): Promise<Part> {
  const { code } = await transform(text, { format: 'cjs', platform: 'node', target: 'node20' });
  const lazy = code.replaceAll(/\bimport\(("\.\/[\w-]+\.cjs")\)/g, 'Promise.resolve().then(() => require($1))');
  return { name: `./${basename(path)}`, path, code: lazy };
}

/** The names of the parts that the modules of `often` are in, and of all that those load at once. */
function neededOften({ outputs }: Metafile): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (path: string) => {
    const name = `./${basename(path)}`;
    const output = outputs[path];
    if (output === undefined || found.has(name)) return;
    found.add(name);
    for (const one of output.imports) if (one.kind === 'import-statement') add(one.path);
  };
  for (const module of often) {
    const [path] = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === module) ?? [];
    if (path === undefined) throw new RangeError(`${module} is not imported lazily any more`);
    add(path);
  }
  return found;
}

/** Each part is a function, called when it is first required. The file exports what its entry does, and `part`. */
function joined(parts: readonly Part[], entry: string): Part {
  const own = parts.find(({ name }) => name === entry);
  if (own === undefined) throw new RangeError(`no part ${entry}`);
  const functions = parts.map(({ name, code }) => `${JSON.stringify(name)}(module, exports, require) {\n${code}},\n`);
  const code = `${ownAddressHere}
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
  return { ...own, code };
}

/** The part, with what is in the entry's file required from there. */
function requiringFrom(entry: string, inEntry: ReadonlySet<string>, part: Part): Part {
  const code = part.code.replaceAll(/\brequire\("(\.\/[\w-]+\.cjs)"\)/g, (whole, name: string) =>
    inEntry.has(name) && name !== entry ? `require("${entry}").part("${name}")` : whole,
  );
  const isAddressed = new RegExp(`\\b${ownAddress}\\b`).test(code);
  return { ...part, code: isAddressed ? `${ownAddressHere}${code}` : code };
}
