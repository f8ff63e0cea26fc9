import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadBundledCeremonies, readBundledCeremonies } from '../../src/bundled-ceremonies.ts';
import { packageFiles } from '../../src/package-files.ts';
import { ensureBuilt } from '../support/built-program.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'oscars-import-bundled-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const bundled = readFileSync(join(packageFiles.ceremonies, '2024.json'), 'utf8');
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Loads a folder with this one file, and readings of another build. */
async function load(file: string, readings: unknown) {
  writeFileSync(join(folder, '2024.json'), file);
  const readingsFile = join(folder, 'readings');
  writeFileSync(readingsFile, typeof readings === 'string' ? readings : JSON.stringify(readings));
  const { ceremonies } = await loadBundledCeremonies({ ceremonies: folder, readings: readingsFile }, ['2024']);
  return ceremonies.map(({ ceremony }) => ceremony.name);
}

test('the build leaves what it has read of each bundled file, and the program reads the same', async () => {
  ensureBuilt();
  const built = fileURLToPath(new URL('../../dist/ceremonies.json', import.meta.url));
  const readings = await readBundledCeremonies(packageFiles.ceremonies);
  expect(JSON.parse(readFileSync(built, 'utf8'))).toEqual(JSON.parse(JSON.stringify(readings)));
  const from = (file: string) =>
    loadBundledCeremonies({ ceremonies: packageFiles.ceremonies, readings: file }, ['latest']);
  expect(await from(built)).toEqual(JSON.parse(JSON.stringify(await from('none'))));
});

test('a reading stands for the very bytes it was made of', async () => {
  const readings = await readBundledCeremonies(packageFiles.ceremonies);
  const [reading] = readings[sha256(bundled)] ?? [];
  const other = { ...reading, ceremony: { ...reading?.ceremony, name: 'As it was read' } };
  expect(await load(bundled, { [sha256(bundled)]: [other] })).toEqual(['As it was read']);
  const edited = bundled.replace('96th Academy Awards', 'Edited since');
  expect(await load(edited, { [sha256(bundled)]: [other] })).toEqual(['Edited since']);
});

test.each([
  ['no JSON', '{'],
  ['empty', {}],
])('readings that are %s cost time alone', async (_, readings) => {
  expect(await load(bundled, readings)).toEqual(['96th Academy Awards']);
});
