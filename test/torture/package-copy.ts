/** A private copy of the built package: others may rebuild theirs while the harness runs, and this one can be broken. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';
import { bundleProgram, entryName, writeBundle } from '../../src/build/bundle.ts';
import type { Breakage, Edit } from './breakages.ts';

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
  if (!existsSync(join(folder, 'dist', entryName))) throw new Error('the program was being rebuilt: try again');
  return join(folder, 'bin', 'oscars-import.js');
}

/** Builds a copy anew from sources that are broken on purpose, to see that the harness notices. */
export async function breakPackage(folder: string, { name, edits }: Breakage): Promise<void> {
  for (const edit of edits)
    if (filesWith(edit).length === 0) throw new Error(`${name} does not apply any more: there is no ${edit.find}`);
  const dist = join(folder, 'dist');
  // What the whole program has read of the bundled files goes, too: the broken one is to read them itself.
  for (const file of readdirSync(dist).filter((one) => /\.cjs$|^ceremonies\.json$/.test(one))) rmSync(join(dist, file));
  await writeBundle(await bundleProgram(ownPackage, dist, [editing(edits)]), dist);
}

/** Sources of the program that the edit changes. */
export function filesWith({ find, replace }: Edit): string[] {
  const source = join(ownPackage, 'src');
  return (readdirSync(source, { recursive: true }) as string[])
    .map((file) => join(source, file))
    .filter((file) => file.endsWith('.ts'))
    .filter((file) => {
      const text = readFileSync(file, 'utf8');
      return text.replace(find, replace) !== text;
    });
}

function editing(edits: readonly Edit[]): Plugin {
  return {
    name: 'breakage',
    setup: (build) => {
      build.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path }) => {
        const text = readFileSync(path, 'utf8');
        return {
          loader: 'ts',
          contents: edits.reduce((edited, { find, replace }) => edited.replace(find, replace), text),
        };
      });
    },
  };
}
