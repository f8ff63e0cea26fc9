/** The command line: names, options, help. What the commands do is loaded when one is run. */
import { Command, type OutputConfiguration } from 'commander';
import { commandDefinitions } from './commands.ts';
import { invocationOf, type Run } from './invocation.ts';
import { addCommonOptions, addFileOption, addImportOptions, addReportOption } from './options.ts';
import { withoutSecrets } from './secrets.ts';
import { helpColumns, settingsHelp } from './settings.ts';

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

/** Import is the program itself, and so are help and version. A word that is no command ends it, as a wrong word does elsewhere. */
function commandToHelpWith(program: Command, name = 'import'): Command {
  const found = ['import', 'help', 'version'].includes(name)
    ? program
    : program.commands.find((command) => command.name() === name);
  return found ?? program.error(`error: there is no command '${name}' to help with`);
}

/**
 * Builds the program.
 *
 * @param run gets the command that was typed
 * @param output where commander prints help, and what was typed wrong
 * @param words what was typed: commands that it does not name are left out, which takes a third of the time; all without
 */
export function buildProgram(
  version: string,
  run: Run,
  output: OutputConfiguration = {},
  words?: readonly string[],
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
    return run(invocationOf('import', names, program));
  });

  const isWanted = (name: string) => words === undefined || words.includes(name) || words.some(tellsOfAll);
  for (const [name, define] of Object.entries(commandDefinitions)) if (isWanted(name)) define(program, run);
  return program;
}

/** Help names every command, and so does what completes them. */
function tellsOfAll(word: string): boolean {
  return /^(?:-[^-]*h|--help$|help$|completion$)/.test(word);
}
