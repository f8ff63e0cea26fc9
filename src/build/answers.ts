/**
 * What the program says about itself, written down when it is built: the program's own definition is asked for every help
 * and for its version, so that neither has to be made again, nor commander loaded, each time somebody asks.
 */
import { CommanderError } from 'commander';
import { buildProgram } from '../cli/program.ts';
import { textOfLines } from '../report/text.ts';

/** By the arguments as JSON. */
export type Answers = Readonly<Record<string, string>>;

/** @param version the program's, as in package.json */
export async function answersOf(version: string): Promise<Answers> {
  const commands = buildProgram(version, async () => {}).commands.map((command) => command.name());
  const questions = [
    ['--help'],
    ['-h'],
    ['help'],
    ['--version'],
    ['-V'],
    ['version'],
    ...commands.flatMap((name) => [
      [name, '--help'],
      [name, '-h'],
      ['help', name],
    ]),
  ];
  const answers = await Promise.all(
    questions.map(async (args) => [JSON.stringify(args), await answerTo(version, args)]),
  );
  return Object.fromEntries(answers);
}

async function answerTo(version: string, args: readonly string[]): Promise<string> {
  let printed = '';
  const output = {
    writeOut: (whole: string) => {
      printed += textOfLines(whole);
    },
  };
  const program = buildProgram(version, async () => {}, output);
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0 && printed !== '') return printed;
    throw error;
  }
  throw new Error(`${args.join(' ')} is no question about the program`);
}
