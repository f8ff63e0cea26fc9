import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { generatedDocs, withBlocks } from '../src/build/reference-blocks.ts';
import { exitCodes } from '../src/cli/exit-codes.ts';
import { exitMeanings } from '../src/cli/settings.ts';
import { categoryOf, editedFile, nominationOf } from './support/ceremonies.ts';
import { createEmbeddedFolder } from './support/databases.ts';
import { runProgram } from './support/program.ts';

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
const readme = read('README.md');

/** The fenced block behind a marker such as `<!-- first run -->`. */
function blockOf(marker: string): string {
  const found = new RegExp(`<!-- ${marker} -->\\n\`\`\`\\w*\\n([\\s\\S]*?)\`\`\``).exec(readme)?.[1];
  if (found === undefined) throw new Error(`README.md has no block ${marker}`);
  return found;
}

describe('the README says what the program does', () => {
  test('the first run prints what is shown', async () => {
    const { folder, remove } = await createEmbeddedFolder();
    const { stdout, stderr } = await runProgram(['2024'], { cwd: join(folder, '..') });
    // A machine that takes its time is told how far it is, which nobody else sees.
    expect(blockOf('first run')).toBe(`${stderr.replace(/^ *Resolving .*\n/gm, '')}${stdout}`);
    await remove();
  });

  test('a dry run on a database that is behind prints what is shown', async () => {
    const { folder, remove } = await createEmbeddedFolder();
    const cwd = join(folder, '..');
    const behind = editedFile((file) => {
      delete file.expected;
      delete nominationOf(file, 'Directing', 2).won;
      nominationOf(file, 'Sound', 3).nominees?.pop();
      categoryOf(file, 'Cinematography').nominations.push({
        movies: [{ title: 'Saltburn', imdbId: 'tt17351924' }],
        nominees: [{ name: 'Linus Sandgren', imdbId: 'nm0761617' }],
      });
    });
    await runProgram(['-f', '-'], { cwd, input: JSON.stringify(behind) });
    const { stdout } = await runProgram(['2024', '--dry-run'], { cwd });
    expect(blockOf('dry run')).toBe(`$ oscars-import 2024 --dry-run 2> /dev/null\n${stdout}`);
    await remove();
  });

  test('its test command installs and tests, and .ci/run runs it', () => {
    expect(blockOf('test command').trim()).toBe('npm ci && npm test');
    expect(read('.ci/run')).toContain('<!-- test command -->');
  });

  test('it is short', () => {
    expect(readme.split('\n').length).toBeLessThanOrEqual(201);
  });
});

describe('the reference says what the program does', () => {
  test.each(generatedDocs)(
    'the generated parts of %s are those of the program: npm run docs makes them anew',
    (file) => {
      const page = read(file);
      expect(page).toBe(withBlocks(page));
    },
  );

  test('every exit code has a meaning', () => {
    expect(exitMeanings.map(({ code }) => code)).toEqual(Object.values(exitCodes));
  });

  test('every option of the help is explained there', async () => {
    const { stdout } = await runProgram(['--help']);
    expect(read('docs/reference.md')).toContain(stdout.trimEnd());
  });
});

test.each(['README.md', 'CONTRIBUTING.md', 'docs/reference.md', 'docs/errors.md'])(
  'links of %s lead to files',
  (file) => {
    const links = [...read(file).matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, path = '']) => path);
    for (const path of links) expect(() => read(join(file, '..', path))).not.toThrow();
  },
);
