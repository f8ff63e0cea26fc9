/** `npm run mutate`: mutates the rooms that decide the data, prints the score of each, and fails where one is too low. */
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import type { MutantResult } from '@stryker-mutator/api/core';
import { Stryker } from '@stryker-mutator/core';

/** The share of mutants that the tests of a room notice, in percent, and what it has to be. */
const rooms: readonly (readonly [folder: string, least: number])[] = [
  ['src/plan', 90],
  ['src/verify', 90],
  ['src/entities', 90],
  ['src/tmdb', 90],
  ['src/ceremony', 80],
  ['src/formats', 80],
  ['src/report', 80],
  ['src/cli', 80],
];

// The runner of the tests is TypeScript, and Stryker starts processes of its own that load it.
process.env.NODE_OPTIONS = '--import tsx';

const { values } = parseArgs({ options: { mutate: { type: 'string', multiple: true }, force: { type: 'boolean' } } });
const mutants = await new Stryker({
  configFile: 'test/mutation/stryker.config.json',
  ...(values.mutate === undefined ? {} : { mutate: values.mutate }),
  ...(values.force === undefined ? {} : { force: values.force }),
}).runMutationTest();

const lines = rooms.flatMap(([folder, least]) => {
  const found = mutants.filter(({ fileName }) => relative('.', fileName).startsWith(`${folder}/`));
  if (found.length === 0) return [];
  const score = scoreOf(found);
  if (score < least) process.exitCode = 1;
  return [
    `${folder.padEnd(13)} ${score.toFixed(1).padStart(5)} %  (at least ${least})${score < least ? '  too low' : ''}`,
  ];
});
console.log(['', 'Noticed, by room:', ...lines].join('\n'));

/** Of the mutants that a test could notice: neither left out on purpose nor refused by the compiler. */
function scoreOf(found: readonly MutantResult[]): number {
  const count = (...statuses: MutantResult['status'][]) =>
    found.filter(({ status }) => statuses.includes(status)).length;
  const noticed = count('Killed', 'Timeout');
  return (100 * noticed) / Math.max(1, noticed + count('Survived', 'NoCoverage'));
}
