/** Many runs on one database at the same time. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '../history/random.ts';
import type { Ledger } from './ledger.ts';
import type { Outcome } from './program.ts';
import { optionsOf, type Run } from './reference.ts';
import type { Torture } from './torture.ts';

export interface Together {
  readonly torture: Torture;
  readonly ledger: Ledger;
  /** Names the database. */
  readonly env: Readonly<Record<string, string>>;
  readonly random: Random;
}

/** Starts all of them, each within so many milliseconds, so that they meet in every stage and not only in the first. */
export function atOnce(
  { torture, ledger, env, random }: Together,
  runs: readonly Run[],
  withinMs: number,
): Promise<Outcome[]> {
  const startOne = async (run: Run, waitMs: number) => {
    await delay(waitMs);
    return ledger.ran(await torture.run(run.args, optionsOf(run, env)));
  };
  return Promise.all(runs.map((run) => startOne(run, random.next() * withinMs)));
}

/** Runs among others do as if they were alone: no error, no word about trying again. */
export function expectSilence(ledger: Ledger, outcomes: readonly Outcome[]): void {
  for (const outcome of outcomes)
    ledger.expect(outcome.code === 0 && outcome.stderr === '', 'a run among others fails or complains', outcome);
}
