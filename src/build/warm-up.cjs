/**
 * Runs the built program a few times in one process, and writes down what it was compiled to. CommonJS, and no types, since
 * compiled code fits only a Node that runs as the program's does, without a loader of TypeScript.
 */
const { writeFileSync } = require('node:fs');
const { createServer } = require('node:http');
const { join } = require('node:path');
const v8 = require('node:v8');
const { cacheOf, load, modules, scripts } = require('../../bin/load.js');

const first = join(__dirname, '../../dist/arguments.cjs');
const folder = process.argv[2];

/** In place of TMDb, which a build does not ask: it knows nobody. */
const tmdb = createServer((_, response) => {
  response.setHeader('content-type', 'application/json');
  response.end('{"movie_results":[],"person_results":[]}');
});

const runs = [
  { args: ['--nobody'] },
  // Nobody listens there: so far goes what a run does before it has a connection.
  { args: ['2024', '--offline'], url: 'postgres://nobody@127.0.0.1:1/none' },
  { args: ['2024', '--offline', '--data-dir', join(folder, 'data')] },
  { args: ['2024', '--offline', '--data-dir', join(folder, 'data')] },
  { args: ['2024', '--rate', '1000', '--data-dir', join(folder, 'data')], isOnline: true },
];

// Otherwise V8 forgets what has not run for a while, the code around all others first.
v8.setFlagsFromString('--no-flush-bytecode');
// A run is over when nothing is left to do.
process.on('beforeExit', next);
next();

function next() {
  const run = runs.shift();
  if (run === undefined) return keep();
  delete process.env.DATABASE_URL;
  if (run.url !== undefined) process.env.DATABASE_URL = run.url;
  if (run.isOnline) return goOnline(() => start(run));
  start(run);
}

function start(run) {
  process.argv = [process.argv[0], process.argv[1], ...run.args];
  modules.delete(first);
  load(first);
}

/** The server is only there while it is asked: a run is over when nothing is left to do. */
function goOnline(then) {
  tmdb.listen(0, '127.0.0.1', () => {
    process.env.TMDB_API_URL = `http://127.0.0.1:${tmdb.address().port}`;
    process.env.TMDB_API_TOKEN = 'nobody';
    tmdb.unref();
    then();
  });
}

function keep() {
  process.off('beforeExit', next);
  // As it was: flags that differ make the compiled code another Node's.
  v8.setFlagsFromString('--flush-bytecode');
  for (const [path, script] of scripts) writeFileSync(cacheOf(path), script.createCachedData());
  process.exitCode = 0;
}
