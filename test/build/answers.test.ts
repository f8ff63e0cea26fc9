import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { answersOf } from '../../src/build/answers.ts';
import { entryName } from '../../src/build/bundle.ts';
import { programVersion } from '../../src/cli/version.ts';
import { runProgram, startNode } from '../support/program.ts';

const built = fileURLToPath(new URL('../../dist/', import.meta.url));

test('what is written down is what the program definition says, for every command', async () => {
  const answers = await answersOf(programVersion);
  expect(JSON.parse(readFileSync(`${built}answers.json`, 'utf8'))).toEqual(answers);
  expect(answers['["--version"]']).toBe(`${programVersion}\n`);
  expect(answers['["verify","-h"]']).toContain('Usage: oscars-import verify');
});

describe('the program answers the same, written down or not', () => {
  test.each([['--help'], ['version'], ['help', 'show'], ['sql', '-h']])('%s %s', async (...words) => {
    const args = words.filter((word) => word !== undefined);
    const [short, whole] = [await runProgram(args), await startNode([`${built}${entryName}`, ...args], {}).result];
    expect([short.code, short.stdout, short.stderr]).toEqual([0, whole.stdout, whole.stderr]);
  });

  test.each([[['--help', 'x', 'y']], [['show', '--version']], [['nothing', '--help']]])('%j', async (args) => {
    const [short, whole] = [await runProgram(args), await startNode([`${built}${entryName}`, ...args], {}).result];
    expect(short).toEqual(whole);
  });
});
