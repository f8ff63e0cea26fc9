#!/usr/bin/env node
// CommonJS, which Node starts faster than a module.
const { existsSync, readFileSync, writeSync } = require('node:fs');
const { join } = require('node:path');

const dist = join(__dirname, '..', 'dist');
const args = process.argv.slice(2);
const isQuestion = args.length <= 2 && args.some((word) => /^(-h|--help|help|-V|--version|version)$/.test(word));
const answer = isQuestion ? builtAnswer() : undefined;

if (answer !== undefined) {
  const bytes = Buffer.from(answer);
  const rest = bytes.subarray(writeAtOnce(bytes));
  if (rest.length > 0) writeByStream(rest);
} else if (existsSync(join(dist, 'arguments.cjs'))) {
  require('./load.js').load(join(dist, 'arguments.cjs'));
} else {
  console.error('error: oscars-import is not built yet: run npm run build');
  process.exitCode = 1;
}

/** Opening a stream takes as long as all else: only what is not taken at once gets one. Tells how many bytes were taken. */
function writeAtOnce(bytes) {
  // A console of Windows takes text, not bytes.
  if (process.platform === 'win32') return 0;
  try {
    return writeSync(1, bytes);
  } catch {
    return 0;
  }
}

function writeByStream(bytes) {
  // A reader that leaves early, such as `head`, has what it wanted.
  process.stdout.on('error', (error) => {
    if (error.code === 'EPIPE' || error.code === 'EIO') return;
    const reason = error.code === 'ENOSPC' ? 'no space is left on the device' : error.message;
    console.error(`error: the answer could not be written: ${reason}`);
    process.exitCode = 1;
  });
  process.stdout.write(bytes);
}

/** What the program says about itself, as it was built; undefined for any other question, and where it is not built. */
function builtAnswer() {
  try {
    return JSON.parse(readFileSync(join(dist, 'answers.json'), 'utf8'))[JSON.stringify(args)];
  } catch {
    return undefined;
  }
}
