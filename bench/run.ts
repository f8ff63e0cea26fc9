/** `npm run bench`: prints the figures of speed; `npm run bench -- help embedded` only those of that name. */
import { availableParallelism, loadavg } from 'node:os';
import { ensureBuilt } from '../test/support/built-program.ts';
import { embedded } from './speed/embedded.ts';
import { type Figure, figureTable } from './speed/figures.ts';
import { firstImport } from './speed/first-import.ts';
import { help } from './speed/help.ts';
import { history } from './speed/history.ts';
import { secondImport } from './speed/second-import.ts';
import { statements } from './speed/statements.ts';

const benches = { firstImport, secondImport, embedded, statements, help, history };
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length > 0) throw new Error(`no bench ${unknown.join(', ')}: there is ${Object.keys(benches).join(', ')}`);

ensureBuilt();
const figures: Figure[] = [];
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length === 0 || wanted.includes(name)) figures.push(...(await bench()));
}
console.log(figureTable(figures));
// On a busy machine a local server lags behind the clock that the rate is counted by.
console.log(`${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}`);
process.exitCode = figures.every(({ isMet }) => isMet !== false) ? 0 : 1;
