#!/usr/bin/env node
import { existsSync } from 'node:fs';
import module from 'node:module';

const program = new URL('../dist/cli.js', import.meta.url);

if (existsSync(program)) {
  // Node 22 and newer keep the compiled code between runs.
  module.enableCompileCache?.();
  await import(program.href);
} else {
  console.error('error: oscars-import is not built yet: run npm run build');
  process.exitCode = 1;
}
