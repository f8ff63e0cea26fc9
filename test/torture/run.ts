/**
 * `npm run torture`: runs every scenario and prints a table of figures; the exit code is 1 when one found anything.
 *
 * `npm run torture -- races --rounds 50 --seed 7` runs those of which the name begins so. `--break <name>` breaks the
 * copied program first, and `--breakages` does so with every known breakage and fails when one goes unnoticed. `--package <folder>` takes a built
 * package from elsewhere.
 */
import { parseArgs } from 'node:util';
import { ensureBuilt } from '../support/built-program.ts';
import { type Breakage, breakages } from './breakages.ts';
import { ownPackage } from './package-copy.ts';
import { runScenarios } from './run-scenarios.ts';
import { scenarios } from './scenarios/index.ts';
import { tableText } from './table.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    package: { type: 'string' },
    break: { type: 'string' },
    breakages: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
  },
});

const packageFolder = values.package ?? ownPackage;
const rounds = values.rounds === undefined ? null : Number(values.rounds);
const chosen = scenarios.filter(
  ({ name }) => positionals.length === 0 || positionals.some((start) => name.startsWith(start)),
);

if (values.list) console.log(scenarios.map(({ name }) => name).join('\n'));
else if (chosen.length === 0) fail(`no scenario begins with ${positionals.join(' or ')}`);
else {
  if (values.package === undefined) ensureBuilt();
  console.error(`seed ${values.seed}`);
  if (values.breakages)
    await noticeBreakages(breakages.filter(({ noticedBy }) => chosen.some(({ name }) => name === noticedBy)));
  else await torment(breakages.find(({ name }) => name === values.break) ?? null);
}

async function torment(breakage: Breakage | null): Promise<void> {
  if (values.break !== undefined && breakage === null) return fail(`there is no breakage ${values.break}`);
  const rows = await runScenarios(chosen, {
    packageFolder,
    breakage,
    roundsOf: (scenario) => rounds ?? scenario.rounds,
    seed: values.seed,
    onRow: (row) => console.error(tableText([row]).replace(/^.*\n/, '')),
  });
  console.log(tableText(rows));
  for (const { scenario, findings } of rows) {
    for (const finding of findings.slice(0, 5)) console.log(`\n✘ ${scenario}, ${finding}`);
    if (findings.length > 5) console.log(`\n✘ ${scenario}: and ${findings.length - 5} more`);
  }
  if (rows.some(({ findings }) => findings.length > 0)) process.exitCode = 1;
}

/** Runs each breakage against the scenario that has to notice it. */
async function noticeBreakages(all: readonly Breakage[]): Promise<void> {
  for (const breakage of all) {
    const scenario = scenarios.filter(({ name }) => name === breakage.noticedBy);
    const rows = await runScenarios(scenario, {
      packageFolder,
      breakage,
      roundsOf: () => breakage.rounds,
      seed: values.seed,
      onRow: () => {},
    });
    const findings = rows.flatMap((row) => row.findings);
    const isNoticed = findings.length > 0;
    console.log(`${isNoticed ? '✔ noticed' : '✘ not noticed'}  ${breakage.name} by ${breakage.noticedBy}`);
    if (isNoticed) console.log(`    ${findings[0]?.split('\n')[0]}`);
    else process.exitCode = 1;
  }
}

function fail(message: string): void {
  console.error(`error: ${message}`);
  process.exitCode = 1;
}
