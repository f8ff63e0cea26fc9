/** The copied program, run the way a user runs it. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** For stdin, which is empty otherwise. */
  readonly input?: string | Buffer;
  /** The program counts as hanging after this long. */
  readonly timeoutMs?: number;
}

export interface Outcome {
  /** Arguments, for telling what was run. */
  readonly command: string;
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly timedOut: boolean;
  readonly ms: number;
}

export interface RunningProgram {
  readonly child: ChildProcessWithoutNullStreams;
  readonly outcome: Promise<Outcome>;
  /** What it has printed so far, both streams together. */
  readonly printed: () => string;
}

const defaultTimeoutMs = 120_000;

/** @param entry the program's first file */
export function startProgram(entry: string, args: readonly string[], options: RunOptions): RunningProgram {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [entry, ...args], {
    env: { ...basicEnvironment(), ...options.env },
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  // One that ends without reading its input has not failed for that.
  child.stdin.on('error', () => {});
  child.stdin.end(options.input ?? '');
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    child.kill('SIGKILL');
  }, options.timeoutMs ?? defaultTimeoutMs);
  const outcome = new Promise<Outcome>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      const ms = performance.now() - startedAt;
      resolve({ command: `oscars-import ${args.join(' ')}`, code, signal, ...output, timedOut, ms });
    });
  });
  return { child, outcome, printed: () => output.stderr + output.stdout };
}

/** Of the harness's own environment, only what any program needs gets through. */
function basicEnvironment(): Record<string, string> {
  const names = ['PATH', 'HOME', 'TMPDIR'];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}
