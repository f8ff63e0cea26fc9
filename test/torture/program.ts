/** The copied program, run the way a user runs it. */
import {
  type ProgramOptions,
  type ProgramResult,
  type RunningProgram as RunningNode,
  startNode,
} from '../support/program.ts';

export type RunOptions = ProgramOptions;

export interface Outcome extends ProgramResult {
  /** Arguments, for telling what was run. */
  readonly command: string;
  readonly ms: number;
}

export interface RunningProgram {
  readonly child: RunningNode['child'];
  readonly outcome: Promise<Outcome>;
}

/** The program counts as hanging after this long. */
const defaultTimeoutMs = 120_000;

/** @param entry the program's first file */
export function startProgram(entry: string, args: readonly string[], options: RunOptions): RunningProgram {
  const startedAt = performance.now();
  const { child, result } = startNode([entry, ...args], { timeoutMs: defaultTimeoutMs, ...options });
  const command = `oscars-import ${args.join(' ')}`;
  return { child, outcome: result.then((ended) => ({ ...ended, command, ms: performance.now() - startedAt })) };
}
