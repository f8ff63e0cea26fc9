/**
 * `npm run bench`: prints the figures of speed; `npm run bench -- help embedded` only those of that name, `--json` all of
 * them for programs.
 */
import { availableParallelism, loadavg } from 'node:os';
import { ensureBuilt } from '../test/support/built-program.ts';
import { category } from './speed/category.ts';
import { embedded } from './speed/embedded.ts';
import { type Figure, figureTable } from './speed/figures.ts';
import { firstImport } from './speed/first-import.ts';
import { growth } from './speed/growth.ts';
import { help } from './speed/help.ts';
import { history } from './speed/history.ts';
import { link } from './speed/link.ts';
import { refusals } from './speed/refusals.ts';
import { secondImport } from './speed/second-import.ts';
import { statements } from './speed/statements.ts';

const benches = { firstImport, refusals, secondImport, link, embedded, statements, help, history, growth, category };
const isJson = process.argv.includes('--json');
const wanted = process.argv.slice(2).filter((argument) => argument !== '--json');
const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length > 0) throw new Error(`no bench ${unknown.join(', ')}: there is ${Object.keys(benches).join(', ')}`);

ensureBuilt();
const figures: Figure[] = [];
const failures: string[] = [];
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  try {
    figures.push(...(await bench()));
  } catch (error) {
    // The figures of an hour are not lost for one that could not be had.
    failures.push(`${name}: ${(error as Error).message.split('\n', 5).join('\n')}`);
  }
}
const machine = { node: process.version, cores: availableParallelism(), load: loadavg()[0] ?? 0 };
if (isJson) console.log(JSON.stringify({ machine, figures }, null, 2));
// On a busy machine a local server lags behind the clock that the rate is counted by.
else
  console.log(`${figureTable(figures)}\n${machine.cores} cores, load ${machine.load.toFixed(1)}, Node ${machine.node}`);
for (const failure of failures) console.error(`could not be measured: ${failure}`);
process.exitCode = failures.length === 0 && figures.every(({ isMet }) => isMet !== false) ? 0 : 1;
