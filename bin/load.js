/**
 * Loads the files of the built program. Half of a short run is V8 compiling: Node 22 and newer keep what is compiled between
 * runs, for an older one it was kept by the build. That counts for the very same Node alone, as V8 sees by itself.
 */
const { readFileSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { Script, constants } = require('node:vm');

/** Looked for only where it may be, as loading what has it takes a twentieth of a start. */
const enableCompileCache =
  Number.parseInt(process.versions.node, 10) >= 22 ? require('node:module').enableCompileCache : undefined;

/** By their paths; for the build, which keeps what they are compiled to. */
const scripts = new Map();
const modules = new Map();

module.exports = { cacheOf, load, modules, scripts };

/** @param path of a file of the program, absolute */
function load(path) {
  if (enableCompileCache !== undefined) {
    enableCompileCache();
    return require(path);
  }
  const loaded = modules.get(path);
  if (loaded !== undefined) return loaded.exports;
  const module = { exports: {} };
  modules.set(path, module);
  // The build writes nothing but ASCII.
  const script = new Script(`${head}${readFileSync(path).toString('latin1')}\n});`, {
    filename: path,
    cachedData: readCache(cacheOf(path)),
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  scripts.set(path, script);
  const folder = dirname(path);
  const requireOthers = (name) => (name.startsWith('./') ? load(join(folder, name)) : require(name));
  script.runInThisContext().call(module.exports, module.exports, requireOthers, module, path, folder);
  return module.exports;
}

/** What Node puts around CommonJS, too. */
const head = '(function (exports, require, module, __filename, __dirname) { ';

/** Where the compiled code of a file is. */
function cacheOf(path) {
  return path.replace(/\.cjs$/, '.cache');
}

function readCache(path) {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
