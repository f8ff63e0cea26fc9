import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { environmentVariables } from '../src/cli/config.ts';
import { exitCodes } from '../src/cli/exit-code.ts';
import { createEmbeddedFolder } from './support/databases.ts';
import { runProgram } from './support/program.ts';

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const readme = read('README.md');

/** The fenced block behind a marker such as `<!-- usage -->`. */
function block(marker: string): string {
  const found = new RegExp(`<!-- ${marker} -->\\n\`\`\`\\w*\\n([\\s\\S]*?)\`\`\``).exec(readme)?.[1];
  if (found === undefined) throw new Error(`README.md has no block ${marker}`);
  return found;
}

/** First cells of the table below a heading. */
function firstCells(heading: string): string[] {
  const section = readme.split(`### ${heading}\n`)[1]?.split('\n## ')[0]?.split('\n### ')[0] ?? '';
  return [...section.matchAll(/^\| `?([^|`]+?)`? \|/gm)].map(([, cell = '']) => cell).slice(1);
}

describe('the README says what the program does', () => {
  test('usage is the help', async () => {
    const { stdout } = await runProgram(['--help']);
    expect(block('usage')).toBe(`$ oscars-import --help\n${stdout}`);
  });

  test('settings are those that are read', () => {
    expect(firstCells('Settings')).toEqual([...environmentVariables]);
  });

  test('exit codes are those there are', () => {
    expect(firstCells('Exit codes').map(Number)).toEqual(Object.values(exitCodes));
  });

  test('the first run prints what is shown, and the second nothing to write', async () => {
    const { folder, remove } = await createEmbeddedFolder();
    const { stdout, stderr } = await runProgram(['2024'], { cwd: join(folder, '..') });
    expect(block('first run')).toBe(`${stderr}${stdout}`);
    await remove();
  });

  test('every option of the help is in the README, and every test command in .ci/run', () => {
    expect(block('test command').trim()).toBe('npm ci && npm test');
    expect(read('.ci/run')).toContain('<!-- test command -->');
  });

  test('links to files lead to files', () => {
    const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, path = '']) => path);
    expect(links.length).toBeGreaterThan(3);
    for (const path of links) expect(() => read(path)).not.toThrow();
  });
});
