/** The built program, run the way a user runs it. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const programFile = fileURLToPath(new URL('../../bin/oscars-import.js', import.meta.url));

export interface ProgramOptions {
  /** Added to the few variables that any program has; nothing else of the tests' environment gets through. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** For stdin, which is empty otherwise; with null it stays open. */
  readonly input?: string | Buffer | null;
  /** The program is killed after this long, 60 seconds by default. */
  readonly timeoutMs?: number;
}

export interface ProgramResult {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Whether it was killed for taking too long. */
  readonly timedOut: boolean;
}

export interface RunningProgram {
  readonly child: ChildProcessWithoutNullStreams;
  readonly result: Promise<ProgramResult>;
  /** Resolves when stdout and stderr together match; rejects when the program ends without. */
  readonly printed: (pattern: RegExp) => Promise<void>;
}

/** Runs the program to its end. */
export function runProgram(args: readonly string[], options: ProgramOptions = {}): Promise<ProgramResult> {
  return startProgram(args, options).result;
}

/** Starts the program, for tests that send it signals or look at it while it runs. */
export function startProgram(args: readonly string[], options: ProgramOptions = {}): RunningProgram {
  return startNode([programFile, ...args], options);
}

/** Starts a TypeScript file of the tests in a process of its own. */
export function startScript(file: URL, args: readonly string[], options: ProgramOptions = {}): RunningProgram {
  return startNode(['--import', import.meta.resolve('tsx'), fileURLToPath(file), ...args], options);
}

/** Starts Node with the environment of any program. */
export function startNode(args: readonly string[], options: ProgramOptions): RunningProgram {
  return startProcess(process.execPath, args, options);
}

/** Starts any program in that environment, such as a shell. */
export function startProcess(command: string, args: readonly string[], options: ProgramOptions): RunningProgram {
  const child = spawn(command, args, {
    env: { ...basicEnvironment(), ...options.env },
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  // A program that ends without reading its input is no failure of the test.
  child.stdin.on('error', () => {});
  if (options.input !== null) child.stdin.end(options.input ?? '');
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    child.kill('SIGKILL');
  }, options.timeoutMs ?? 60_000);
  const result = new Promise<ProgramResult>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code, signal, ...output, timedOut });
    });
  });
  return { child, result, printed: (pattern) => printed(child, output, pattern) };
}

function printed(
  child: ChildProcessWithoutNullStreams,
  output: { readonly stdout: string; readonly stderr: string },
  pattern: RegExp,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const everything = () => output.stdout + output.stderr;
    const look = () => pattern.test(everything()) && resolve();
    child.stdout.on('data', look);
    child.stderr.on('data', look);
    child.once('close', () => reject(new Error(`the program ended without printing ${pattern}: ${everything()}`)));
    look();
  });
}

/** The few variables that any program has: a token or a database of the user's has no business in a test. */
export function basicEnvironment(): Record<string, string> {
  const names = ['PATH', 'HOME', 'TMPDIR'];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}
