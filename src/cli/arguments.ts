/**
 * What starts first: the arguments, by commander. Whatever was typed wrong ends here, and the rest of the program is loaded
 * only for a command to run, since a single CommonJS file starts in a third of the time that its modules take.
 */
import { writeSync } from 'node:fs';
import { CommanderError } from 'commander';
import { textOfLines } from '../report/text.ts';
import { exitCodes } from './exit-codes.ts';
import { watchStreams } from './output.ts';
import { buildProgram } from './program.ts';
import { programVersion } from './version.ts';

void start(asQueries(process.argv));

async function start(argv: readonly string[]): Promise<void> {
  const program = buildProgram(
    programVersion,
    async (invocation) => (await import('./main.ts')).runCommand(invocation),
    { writeOut: writeAnswer, writeErr: writeError },
    argv.slice(2),
  );
  try {
    await program.parseAsync([...argv]);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Commander has printed its message, or the help that was asked for.
    process.exitCode = error.exitCode === 0 ? exitCodes.done : exitCodes.failed;
    if (error.exitCode === 0 || !argv.includes('--json')) return;
    const isCommand = (word: string) => program.commands.some((command) => command.name() === word);
    await (await import('./main.ts')).answerMisuse(argv.slice(2).find(isCommand) ?? 'import', error.message);
  }
}

/** A query that begins with a comment (`-- who won?`) is no option: the name of none has a space in it. */
function asQueries(argv: readonly string[]): readonly string[] {
  return argv.includes('sql') ? argv.map((word) => (/^--[^=]*?\s/.test(word) ? ` ${word}` : word)) : argv;
}

function writeAnswer(whole: string): void {
  if (process.stdout.listenerCount('error') === 0)
    watchStreams(process, () => {
      process.exitCode = exitCodes.failed;
    });
  process.stdout.write(`${textOfLines(whole)}`);
}

/** Opening a stream takes as long as reading the arguments does: only what is not taken at once gets one. */
function writeError(whole: string): void {
  const bytes = Buffer.from(`${textOfLines(whole)}`);
  const rest = bytes.subarray(writeAtOnce(bytes));
  if (rest.length === 0) return;
  process.stderr.on('error', () => {});
  process.stderr.write(rest);
}

/** @returns how many bytes standard error took */
function writeAtOnce(bytes: Uint8Array): number {
  // A console of Windows takes text, not bytes.
  if (process.platform === 'win32') return 0;
  try {
    return writeSync(2, bytes);
  } catch {
    return 0;
  }
}
