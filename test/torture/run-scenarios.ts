/** Runs scenarios one after the other, and looks for secrets in all that they did. */
import { randomOf } from '../history/random.ts';
import type { Breakage } from './breakages.ts';
import { Ledger, type Scenario } from './ledger.ts';
import type { Row } from './table.ts';
import { type Torture, withTorture } from './torture.ts';

export interface TortureOptions {
  readonly packageFolder: string;
  readonly breakage: Breakage | null;
  readonly roundsOf: (scenario: Scenario) => number;
  readonly seed: string;
  readonly onRow: (row: Row) => void;
}

export function runScenarios(
  scenarios: readonly Scenario[],
  { packageFolder, breakage, roundsOf, seed, onRow }: TortureOptions,
): Promise<Row[]> {
  return withTorture(packageFolder, breakage, async (torture) => {
    const rows: Row[] = [];
    for (const scenario of scenarios) {
      rows.push(await runScenario(scenario, torture, roundsOf(scenario), seed));
      onRow(rows.at(-1) as Row);
    }
    return [...rows, secretsRow(torture)];
  });
}

export async function runScenario(
  { name, run }: Scenario,
  torture: Torture,
  rounds: number,
  seed: string,
): Promise<Row> {
  const startedAt = performance.now();
  const seconds = () => (performance.now() - startedAt) / 1_000;
  try {
    // Each scenario has a stream of its own, so that it does the same alone and among others.
    return { scenario: name, ...(await run(torture, rounds, randomOf(`${seed}/${name}`))), seconds: seconds() };
  } catch (error) {
    const ledger = new Ledger();
    ledger.expect(false, `the scenario itself failed: ${error instanceof Error ? error.stack : String(error)}`);
    return { scenario: name, ...ledger.figures(), seconds: seconds() };
  }
}

/** The secrets are watched over in every scenario; here is what that came to. */
export function secretsRow({ secrets }: Torture): Row {
  const ledger = new Ledger();
  const { looked, leaks } = secrets.figures();
  for (const leak of leaks) ledger.expect(false, `a secret is shown ${leak}`);
  const count = (where: string) => looked[where] ?? 0;
  ledger.note(
    `searched ${count('output')} outputs, ${count('database')} databases, ${count('files')} of their files, ${count('ps')} command lines`,
  );
  return { scenario: 'secrets', ...ledger.figures(), rounds: count('output'), seconds: 0 };
}
