import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startNode } from '../support/program.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

let folder: string;
let caches: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'oscars-import-cache-'));
  for (const name of ['bin', 'dist']) cpSync(join(root, name), join(folder, name), { recursive: true });
  for (const name of ['fixtures', 'drizzle', 'node_modules', 'package.json'])
    symlinkSync(join(root, name), join(folder, name));
  caches = filesOf(folder)
    .filter((name) => name.endsWith('.cache'))
    .map((name) => join(folder, 'dist', name));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const filesOf = (of: string) => readdirSync(join(of, 'dist'));
const convert = (of: string) => startNode([join(of, 'bin/oscars-import.js'), 'convert', '2024'], {}).result;

// A Node that keeps compiled code by itself has no use for it.
const isOlder = !('enableCompileCache' in (await import('node:module')).default);

test('every file that an import loads starts from compiled code that fits', async () => {
  const script = `
    const { load, scripts } = require(${JSON.stringify(join(folder, 'bin/load.js'))});
    process.argv.splice(1, 1, 'oscars-import', '2024', '--offline', '--data-dir', ${JSON.stringify(join(folder, 'data'))});
    load(${JSON.stringify(join(folder, 'dist/arguments.cjs'))});
    process.on('exit', () => console.error(JSON.stringify([...scripts.values()].map((one) => one.cachedDataRejected))));`;
  writeFileSync(join(folder, 'look.cjs'), script);
  const { stdout, stderr } = await startNode([join(folder, 'look.cjs')], {}).result;
  expect(stdout).toContain('PASS 44/44 people nominations');
  const rejected = JSON.parse(stderr.split('\n').at(-2) ?? '') as unknown[];
  expect(new Set(rejected)).toEqual(new Set(isOlder ? [false] : []));
  expect(caches.length > 0).toBe(isOlder);
});

describe('the program runs the same with compiled code that is', () => {
  test.each<[string, (cache: string) => void]>([
    ['missing', (cache) => rmSync(cache)],
    ['empty', (cache) => truncateSync(cache)],
    ['cut off', (cache) => truncateSync(cache, Math.floor(readFileSync(cache).length / 2))],
    ["another program's", (cache) => writeFileSync(cache, readFileSync(caches.find((other) => other !== cache) ?? ''))],
    ["another Node's", (cache) => writeFileSync(cache, readFileSync(cache).fill(7, 4, 12))],
  ])('%s', async (_, damage) => {
    const whole = await convert(root);
    for (const cache of caches) damage(cache);
    expect(await convert(folder)).toEqual(whole);
    expect(whole.code).toBe(0);
  });
});
