/** Whole processes, timed from outside: from being started to having ended. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { basicEnvironment } from '../../test/support/program.ts';

const program = fileURLToPath(new URL('../../bin/oscars-import.js', import.meta.url));
const memoryProbe = scriptPath('memory-probe.cjs');

export interface ProcessOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Exit code that is expected, 0 by default: a run that went wrong says nothing about speed. */
  readonly code?: number;
}

/** Runs the built program and gives the milliseconds it took. */
export function timeProgram(args: readonly string[], options?: ProcessOptions): Promise<number> {
  return timeNode([program, ...args], options);
}

/** Runs one of the bare scripts that the program is measured against. */
export function timeScript(name: string, args: readonly string[], options?: ProcessOptions): Promise<number> {
  return timeNode([scriptPath(name), ...args], options);
}

/** The peak of the built program's memory in MB, as the kernel has counted it (Linux; elsewhere as Node tells it). */
export async function peakOfProgram(args: readonly string[], options: ProcessOptions = {}): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'oscars-import-bench-'));
  const file = join(folder, 'peak');
  try {
    const env = { ...options.env, OSCARS_BENCH_PEAK: file };
    await timeNode(['--require', memoryProbe, program, ...args], { ...options, env });
    return Number(await readFile(file, 'utf8')) / 1e6;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * @throws Error with what it printed when it does not end as expected
 */
export function timeNode(
  args: readonly string[],
  { env, cwd, code: expected = 0 }: ProcessOptions = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const child = spawn(process.execPath, args, {
      env: { ...basicEnvironment(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(cwd === undefined ? {} : { cwd }),
    });
    let printed = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (printed += text));
    let ms = 0;
    child.once('error', reject);
    child.once('exit', () => {
      ms = performance.now() - startedAt;
    });
    child.once('close', (code, signal) => {
      if (code === expected) resolve(ms);
      else reject(new Error(`node ${args.join(' ')} ended with ${code ?? signal}: ${printed}`));
    });
  });
}

function scriptPath(name: string): string {
  return fileURLToPath(new URL(`scripts/${name}`, import.meta.url));
}
