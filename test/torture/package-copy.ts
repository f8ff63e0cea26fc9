/** A private copy of the built package: others may rebuild theirs while the harness runs, and this one can be broken. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Breakage } from './breakages.ts';

/** Of this repository. */
export const ownPackage = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Copies a built package into `folder`.
 *
 * @returns the program's first file
 */
export function copyPackage(root: string, folder: string): string {
  mkdirSync(folder, { recursive: true });
  for (const name of ['bin', 'dist', 'drizzle', 'fixtures', 'package.json'])
    cpSync(join(root, name), join(folder, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  if (!existsSync(join(folder, 'dist', 'cli.js'))) throw new Error('the program was being rebuilt: try again');
  return join(folder, 'bin', 'oscars-import.js');
}

/** Breaks a copy on purpose, to see that the harness notices. */
export function breakPackage(folder: string, { name, edits }: Breakage): void {
  for (const { find, replace } of edits) {
    const [file] = filesWith(folder, find);
    if (file === undefined) throw new Error(`${name} does not apply any more: there is no ${find}`);
    const text = readFileSync(file, 'utf8');
    writeFileSync(
      file,
      text.replaceAll(find, () => replace),
    );
  }
}

/** Files of the built program with that text. */
export function filesWith(folder: string, text: string): string[] {
  const dist = join(folder, 'dist');
  return readdirSync(dist)
    .map((file) => join(dist, file))
    .filter((file) => file.endsWith('.js') && readFileSync(file, 'utf8').includes(text));
}
