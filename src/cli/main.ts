/** The program from arguments to exit code. The only module that ends the process. */
import { CommanderError } from 'commander';
import { ExpectedError } from '../model/errors.ts';
import { readEnvironment } from './environment.ts';
import { type ExitCode, exitCodes } from './exit-code.ts';
import { ignoreClosedReaders, type Output, openOutput } from './output.ts';
import { printError } from './print-error.ts';
import { buildProgram, type Invocation } from './program.ts';
import { refuseAddresses, secretsIn } from './secrets.ts';
import type { Session } from './session.ts';
import { listenForInterrupts } from './signals.ts';
import { programVersion } from './version.ts';

ignoreClosedReaders([process.stdout, process.stderr]);
await main(process.argv);

async function main(argv: readonly string[]): Promise<void> {
  try {
    await buildProgram(programVersion, run).parseAsync([...argv]);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Commander has printed its message, or the help that was asked for.
    process.exitCode = error.exitCode === 0 ? exitCodes.done : exitCodes.failed;
  }
}

async function run(invocation: Invocation): Promise<void> {
  const secrets = [...secretsIn(process.env)];
  const output = openOutput(process, process.env, invocation.flags.color, secrets);
  const interrupts = listenForInterrupts(() => {
    output.notes.line(
      'Stopping: what TMDb answered is kept, an open transaction is rolled back. Again to leave at once.',
    );
  });
  try {
    refuseAddresses([...invocation.names, ...Object.values(invocation.flags)]);
    const environment = readEnvironment(invocation.flags.envFile, process.env);
    secrets.push(...secretsIn(environment));
    const { openSession } = await import('./session.ts');
    const session = await openSession(invocation.flags, invocation.typed, environment, output, interrupts);
    process.exitCode = await dispatch(invocation, session).finally(session.progress.stop);
  } catch (error) {
    process.exitCode = exitCodes.failed;
    if (interrupts.received() === null) await reportFailure(error, invocation, output);
  }
  interrupts.dispose();
  const received = interrupts.received();
  // Whoever started the program learns from the signal that it was interrupted.
  if (received !== null) process.kill(process.pid, received);
}

/** Each command is loaded when it is run: what one needs must not slow down another, nor `--help`. */
async function dispatch({ command, names, flags }: Invocation, session: Session): Promise<ExitCode> {
  switch (command) {
    case 'import':
      return (await import('./import-command.ts')).importCommand(names, flags, session);
    case 'verify':
      return (await import('./verify-command.ts')).verifyCommand(names, flags, session);
    case 'show':
      return (await import('./show-command.ts')).showCommand(names[0] ?? '', flags, session);
    case 'status':
      return (await import('./show-command.ts')).statusCommand(flags, session);
    case 'history':
      return (await import('./history-command.ts')).historyCommand(flags, session);
    case 'sql':
      return (await import('./sql-command.ts')).sqlCommand(names[0] ?? '', flags, session);
    default:
      return command satisfies never;
  }
}

/** On stderr for people; with `--json` also on stdout, so that a pipe never ends in nothing. */
async function reportFailure(error: unknown, { command, flags, typed }: Invocation, output: Output): Promise<void> {
  printError(error, typed, output.notes, flags.debug === true);
  if (!flags.json || !(error instanceof ExpectedError)) return;
  const [{ errorJson }, { safeJson }] = await Promise.all([
    import('../report/json.ts'),
    import('../report/safe-text.ts'),
  ]);
  output.answer.line(safeJson({ command, error: errorJson(error, typed), exitCode: exitCodes.failed }));
}
