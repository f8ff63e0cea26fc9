/** What a database has to hold: the contents after the same imports, one after the other with nobody around. */
import { type Contents, contentsOf, server } from '../support/contents.ts';
import type { Ledger } from './ledger.ts';
import type { RunOptions } from './program.ts';
import type { Torture } from './torture.ts';

/** One run of the program. */
export interface Run {
  readonly args: readonly string[];
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** An import of a ceremony file through stdin. */
export function importOf(file: unknown, env: Readonly<Record<string, string>> = {}): Run {
  return { args: ['-f', '-', '-q', '--rate', '1000'], input: JSON.stringify(file), env };
}

export function optionsOf({ input, env }: Run, databaseEnv: Readonly<Record<string, string>>): RunOptions {
  return { env: { ...databaseEnv, ...env }, ...(input === undefined ? {} : { input }) };
}

/** Contents of a fresh database after these runs, in this order. */
export function contentsAfter(torture: Torture, runs: readonly Run[]): Promise<Contents> {
  return torture.withDatabase(async ({ url, env }) => {
    for (const run of runs) await torture.run(run.args, optionsOf(run, env));
    return contentsOf(server(url));
  });
}

/** Holds contents against those that are right; several may be. */
export function expectContents(ledger: Ledger, actual: Contents, allowed: readonly Contents[], when: string): void {
  const differences = allowed.map((one) => differenceOf(actual, one));
  if (differences.includes(null)) return;
  ledger.expect(
    false,
    `the database is not as after ${allowed.length === 1 ? 'one run' : 'any serial order'} ${when}`,
    differences.join('\nor '),
  );
}

/** The first rows that differ, or null where nothing does. */
function differenceOf(actual: Contents, expected: Contents): string | null {
  for (const table of Object.keys(expected) as (keyof Contents)[]) {
    const missing = expected[table].filter((row) => !actual[table].includes(row));
    const extra = actual[table].filter((row) => !expected[table].includes(row));
    if (missing.length + extra.length === 0) continue;
    return `${table}: ${missing.length} rows missing, ${extra.length} too many\n  - ${missing[0]}\n  + ${extra[0]}`;
  }
  return null;
}
