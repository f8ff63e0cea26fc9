/** The program from a command to its exit code. With `arguments.ts` the only module that ends the process. */
import { constants } from 'node:os';
import { basename } from 'node:path';
import { ExpectedError } from '../model/errors.ts';
import type { TypedCommand } from '../report/suggested-command.ts';
import { text } from '../report/text.ts';
import { secretsOfAddress } from '../sources/address.ts';
import { readEnvironment } from './environment.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import type { Invocation } from './invocation.ts';
import { type Output, openOutput, watchStreams } from './output.ts';
import { printError } from './print-error.ts';
import { refuseAddresses, secretsIn, withoutSecrets } from './secrets.ts';
import type { Session } from './session.ts';
import { listenForInterrupts } from './signals.ts';
import { publishWanted } from './wanted-reports.ts';

/** What a command does beside answering is told by its exit code, also when its answer is lost. */
const answer = { isLost: false, isAll: false };

/**
 * Which build of the program this is, as two of one version may write different rows: the build names this file after a
 * hash of what it holds and of all that it loads.
 */
const programBuild = basename(import.meta.url);

/** Runs a command to its exit code, which it sets. What goes wrong is told, not thrown. */
export async function runCommand(invocation: Invocation): Promise<void> {
  watchStreams(process, () => {
    answer.isLost = true;
    if (answer.isAll) process.exitCode = exitCodes.failed;
  });
  answer.isAll = !['import', 'verify', 'remove'].includes(invocation.command);
  const secrets = [...secretsIn(process.env), ...secretsOfAddress(invocation.flags.file ?? '')];
  const output = openOutput(process, process.env, invocation.flags.color, secrets);
  const interrupts = listenForInterrupts(() => {
    output.notes.line(
      text`Stopping: what TMDb answered is kept, an open transaction is rolled back. Again to leave at once.`,
    );
  });
  let isLeftOver = false;
  try {
    refuseAddresses([...invocation.names, ...Object.values(invocation.flags)]);
    const environment = readEnvironment(invocation.flags.envFile, process.env);
    if (environment !== process.env) for (const secret of secretsIn(environment)) secrets.push(secret);
    const { openSession } = await import('./session.ts');
    const session = await openSession(invocation, { environment, output, interrupts, programBuild });
    if (asksAtOnce(invocation)) session.connectAhead();
    process.exitCode = await dispatch(invocation, session).finally(() => {
      session.progress.stop();
      isLeftOver = session.opening?.abandon() ?? false;
    });
    if (answer.isLost && answer.isAll) process.exitCode = exitCodes.failed;
  } catch (error) {
    process.exitCode = exitCodes.failed;
    await reportFailure(error, interrupts.received(), invocation, output);
  }
  interrupts.dispose();
  const received = interrupts.received();
  // Whoever started the program learns from the signal that it was interrupted.
  if (received !== null) process.kill(process.pid, received);
  // Node waits for the look-up of a name as long as that takes.
  if (isLeftOver) process.stderr.write('', () => process.stdout.write('', () => process.exit()));
}

/** Whether the database is asked before anything is read that may take long, or be wrong. */
function asksAtOnce({ command, names, flags }: Invocation): boolean {
  if (flags.file !== undefined || flags.from !== undefined || flags.apply !== undefined) return false;
  if (names.includes('-')) return false;
  return ['import', 'verify', 'show', 'status', 'history', 'remove', 'sql'].includes(command);
}

/** Each command is loaded when it is run: what one needs must not slow down another, nor `--help`. */
async function dispatch({ command, names, flags }: Invocation, session: Session): Promise<ExitCode> {
  switch (command) {
    case 'import':
      if (flags.apply !== undefined)
        return (await import('./apply-command.ts')).runSavedPlan(names, flags.apply, flags, session);
      return (await import('./import-command.ts')).importCommand(names, flags, session);
    case 'verify':
      return (await import('./verify-command.ts')).verifyCommand(names, flags, session);
    case 'convert':
      return (await import('./convert-command.ts')).convertCommand(names, flags, session);
    case 'show':
      return (await import('./show-command.ts')).showCommand(names[0] ?? '', flags, session);
    case 'status':
      return (await import('./status-command.ts')).statusCommand(flags, session);
    case 'history':
      return (await import('./history-command.ts')).historyCommand(flags, session);
    case 'remove':
      return (await import('./remove-command.ts')).removeCommand(names[0] ?? '', flags, session);
    case 'sql':
      return (await import('./sql-command.ts')).sqlCommand(names[0] ?? '', flags, session);
    case 'doctor':
      return (await import('./doctor-command.ts')).doctorCommand(flags, session);
    default:
      return command satisfies never;
  }
}

/**
 * On stderr for people; with `--json` also on stdout, so that a pipe never ends in nothing. An interrupt has been told, and
 * ends the program as the signal does.
 */
async function reportFailure(
  error: unknown,
  received: NodeJS.Signals | null,
  { command, flags, typed }: Invocation,
  output: Output,
): Promise<void> {
  if (received === null) printError(error, typed, output.notes, flags.debug === true);
  // A job that failed is looked at more than any other.
  if (command === 'import' || command === 'verify')
    await publishWanted(flags, output, ({ failureReport }) => failureReport(error, typed));
  if (!flags.json) return;
  const failure = received === null ? error : new ExpectedError('interrupted', `interrupted by ${received}`);
  const exitCode = received === null ? exitCodes.failed : 128 + constants.signals[received];
  output.answer.data(await failureAnswer(command, failure, typed, exitCode));
}

/**
 * With `--json`, wrong usage has an answer too.
 *
 * @param message what commander says
 */
export async function answerMisuse(command: string, message: string): Promise<void> {
  const failure = new ExpectedError('usage', withoutSecrets(message, []).replace(/^error: /, ''));
  const typed = { command: [], names: [], options: [] };
  process.stdout.write(`${await failureAnswer(command, failure, typed, exitCodes.failed)}\n`);
}

async function failureAnswer(command: string, failure: unknown, typed: TypedCommand, exitCode: number) {
  const { answerText, errorJson } = await import('../report/json.ts');
  return answerText({ command, error: errorJson(failure, typed) }, exitCode);
}
