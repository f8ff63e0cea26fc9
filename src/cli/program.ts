/** The command line: names, options, help. What the commands do is loaded when one is run. */
import { Argument, Command, Option, type OutputConfiguration } from 'commander';
import type { TypedCommand, TypedOption } from '../report/suggested-command.ts';
import { isAddress, publicAddress } from '../sources/address.ts';
import type { CommandName } from './command-names.ts';
import { completionScript, type Shell, shells } from './completion.ts';
import { type AllFlags, addCommonOptions, addFileOption, addImportOptions, addReportOption } from './options.ts';
import { withoutSecrets } from './secrets.ts';
import { environmentHelp, settingsHelp } from './settings.ts';

/** A command as it was typed: which one, its arguments, its flags. */
export interface Invocation {
  readonly command: CommandName;
  readonly names: readonly string[];
  /** As commander gives them: only the options that the command has. */
  readonly flags: AllFlags;
  /** The same as it was typed, for the commands that are suggested. */
  readonly typed: TypedCommand;
}

/** What every terminal has. */
const helpColumns = 80;

const examples = () => `
Examples:
  $ oscars-import 2024                   import the 96th Academy Awards
  $ oscars-import 2024 --dry-run         show what that would change
  $ oscars-import --file festival.json   import a ceremony of your own
  $ oscars-import -f oscars.csv --all    import every ceremony of a table
  $ oscars-import 1994- --from oscar_data
                                         download the table of all Academy
                                         Awards, import those from 1994 on
  $ oscars-import verify 2024            check the database, for example in CI
  $ oscars-import show 2024 --csv        what the database holds, as CSV

${settingsHelp(helpColumns)}

This product uses the TMDB API but is not endorsed or certified by TMDB.`;

/** Below the help of a command: how it is used, and which settings it heeds. */
function afterHelp(uses: readonly (readonly [command: string, what: string])[], asksTmdb = false): () => string {
  // Only for whoever asks: making it takes longer than reading the arguments.
  return () => helpAfter(uses, asksTmdb);
}

function helpAfter(uses: readonly (readonly [command: string, what: string])[], asksTmdb: boolean): string {
  const width = Math.max(...uses.map(([command]) => command.length));
  const lines = uses.map(([command, what]) => `  $ oscars-import ${command.padEnd(width)}   ${what}`);
  const isHeeded = (name: string) => asksTmdb || !/^(TMDB_|OSCAR_DATA)/.test(name);
  return `\nExamples:\n${lines.join('\n')}\n\n${environmentHelp(helpColumns, isHeeded)}`;
}

function invocation(name: Invocation['command'], names: readonly string[], command: Command): Invocation {
  const words = command.parent === null ? [] : [command.name()];
  return {
    command: name,
    names,
    flags: flagsOf(command),
    typed: { command: words, names, options: typedOptions(command) },
  };
}

/** With what was given before the command's name; a default there says nothing. */
function flagsOf(command: Command): AllFlags {
  const before = command.parent;
  if (before === null) return command.opts();
  const given = Object.entries(before.opts()).filter(([name]) => {
    return before.getOptionValueSource(name) === 'cli' && command.getOptionValueSource(name) !== 'cli';
  });
  return { ...command.opts(), ...Object.fromEntries(given) };
}

/** Only what was given on the command line, those before the command's name too. */
function typedOptions(command: Command): TypedOption[] {
  const own = command.options.flatMap((option): TypedOption[] => {
    const name = option.attributeName();
    if (command.getOptionValueSource(name) !== 'cli') return [];
    const value: unknown = command.getOptionValue(name);
    return [{ flag: option.long ?? option.flags, value: typeof value === 'string' ? printableValue(value) : null }];
  });
  const before = command.parent === null ? [] : typedOptions(command.parent);
  return [...before, ...own.filter(({ flag }) => !before.some((one) => one.flag === flag))];
}

/** A suggested command has the user fill in again what nobody should read. */
function printableValue(value: string): string {
  return isAddress(value) ? publicAddress(value) : value;
}

/** Import is the program itself. A word that is no command ends it, as a wrong word does elsewhere. */
function commandToHelpWith(program: Command, name = 'import'): Command {
  const found = name === 'import' ? program : program.commands.find((command) => command.name() === name);
  return found ?? program.error(`error: there is no command '${name}' to help with`);
}

/**
 * Builds the program.
 *
 * @param run gets the command that was typed
 * @param output where commander prints help, and what was typed wrong
 */
export function buildProgram(
  version: string,
  run: (invocation: Invocation) => Promise<void>,
  output: OutputConfiguration = {},
): Command {
  const program = new Command('oscars-import')
    .description('Imports an awards ceremony into PostgreSQL, exactly, on the first run.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .enablePositionalOptions()
    .showSuggestionAfterError()
    .configureHelp({ helpWidth: helpColumns })
    .configureOutput({ outputError: (text, write) => write(withoutSecrets(text, [])) })
    .exitOverride()
    .configureOutput(output)
    .argument(
      '[ceremony...]',
      'year it was held (2024), number (96th), range (2020-2024, 94th-96th, 2020-), several (1994,1995) or latest',
    )
    .addHelpText('after', examples);
  addCommonOptions(addReportOption(addImportOptions(addFileOption(program))));
  program.action(async ([first, ...rest]: string[]) => {
    // Words that other programs take for commands mean here what they mean there.
    if (first === 'help') return commandToHelpWith(program, rest[0]).help();
    if (first === 'version' && rest.length === 0)
      return void (await program.parseAsync(['--version'], { from: 'user' }));
    const names = first === undefined || first === 'import' ? rest : [first, ...rest];
    return run(invocation('import', names, program));
  });

  const verify = program
    .command('verify')
    .description('check the database against the file, write nothing')
    .argument(
      '[ceremony...]',
      'year it was held (2024), number (96th), range (2020-2024), several (1994,1995) or latest',
    )
    .addHelpText(
      'after',
      afterHelp([
        ['verify 2024', 'against the bundled file'],
        ['verify -f oscars.csv --all', 'against every ceremony of a table'],
      ]),
    );
  addCommonOptions(addReportOption(addFileOption(verify))).action((names: string[]) =>
    run(invocation('verify', names, verify)),
  );

  const convert = program
    .command('convert')
    .description('print ceremonies of any known format as a ceremony file, to correct and import; no database')
    .argument('[ceremony...]', 'as for an import; all where none is named')
    .option('--expected', 'state the totals of the rows, so that a row that is lost later is noticed')
    .addHelpText(
      'after',
      afterHelp([
        ['convert 2020 -f oscars.csv > 2020.json', 'one of a table'],
        ['convert -f page.html --expected', 'with its totals'],
      ]),
    );
  addCommonOptions(addFileOption(convert)).action((names: string[]) => run(invocation('convert', names, convert)));

  const show = program
    .command('show')
    .description('print what the database holds of a ceremony')
    .argument('<ceremony>', 'year it was held (2024, 1930/2) or number (96th), or the file of a plan')
    .addHelpText(
      'after',
      afterHelp([
        ['show 2024', 'every nomination, winners marked'],
        ['show 2024 --json', 'as a ceremony file, to be imported again'],
      ]),
    )
    .option('--csv', 'print a line a nominee, for a spreadsheet')
    .option('--html', 'print a page for a browser, which needs no network')
    .addOption(new Option('--organization <key>', 'whose ceremony, where several share the year'));
  addCommonOptions(show).action((name: string) => run(invocation('show', [name], show)));

  const status = program
    .command('status')
    .description('print a line a ceremony: counts, pending, last run')
    .option('--pending', 'name who is credited without an IMDb ID, by ceremony')
    .option('--missing', 'name ceremonies that are not there, with what imports them, and what looks wrong')
    .addHelpText(
      'after',
      afterHelp([
        ['status', 'a line a ceremony'],
        ['status --pending', 'and who is credited without an IMDb ID'],
        ['status --missing', 'and which ceremonies are not there'],
      ]),
    );
  addCommonOptions(status).action(() => run(invocation('status', [], status)));

  const history = program
    .command('history')
    .description('print the runs that were committed, newest first')
    .addHelpText(
      'after',
      afterHelp([
        ['history', 'a line a run'],
        ['history --json', 'with the SHA-256 of what was read'],
      ]),
    );
  addCommonOptions(history).action(() => run(invocation('history', [], history)));

  const remove = program
    .command('remove')
    .description('take a ceremony out of the database again, whole; people and movies stay')
    .argument('<ceremony>', 'year it was held (2024, 1930/2) or number (96th)')
    .addHelpText(
      'after',
      afterHelp([
        ['remove 2024', 'asks, and says what goes'],
        ['remove 96th --yes', 'does not ask'],
      ]),
    )
    .option('-y, --yes', 'do not ask')
    .addOption(new Option('--organization <key>', 'whose ceremony, where several share the year'));
  addCommonOptions(remove).action((name: string) => run(invocation('remove', [name], remove)));

  const query = program
    .command('sql')
    .description('ask the database, embedded or not; nothing can be written')
    .argument('<query>', 'one statement that reads; - is standard input')
    .option('--csv', 'print the rows as CSV, for a spreadsheet')
    .addHelpText(
      'after',
      afterHelp([
        ["sql 'select * from import_status'", 'a table'],
        ['sql - --csv < query.sql', 'a spreadsheet'],
      ]),
    );
  addCommonOptions(query).action((statement: string) => run(invocation('sql', [statement], query)));

  const doctor = program
    .command('doctor')
    .description('look at the database, its rights and settings, and TMDb: what works, and what to do; writes nothing')
    .addHelpText(
      'after',
      afterHelp(
        [
          ['doctor', 'a line for each thing that was looked at'],
          ['doctor --json', 'for a program'],
        ],
        true,
      ),
    );
  addCommonOptions(doctor).action(() => run(invocation('doctor', [], doctor)));

  program
    .command('completion')
    .description('print what makes a shell complete commands and options')
    .addArgument(new Argument('<shell>', 'which shell it is for').choices(shells))
    .addHelpText(
      'after',
      '\nExamples:\n  $ source <(oscars-import completion bash)\n  $ oscars-import completion fish | source',
    )
    .action((shell: Shell) => program.configureOutput().writeOut?.(`${completionScript(program, shell)}\n`));
  return program;
}
