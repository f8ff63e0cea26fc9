/** The command line: names, options, help. What the commands do is loaded when one is run. */
import { Command, Option } from 'commander';
import { type AllFlags, addCommonOptions, addFileOption, addImportOptions } from './options.ts';
import { settingsHelp } from './settings.ts';

/** A command as it was typed: which one, its arguments, its flags. */
export interface Invocation {
  readonly command: 'import' | 'verify' | 'show' | 'status' | 'history' | 'sql';
  readonly names: readonly string[];
  /** As commander gives them: only the options that the command has. */
  readonly flags: AllFlags;
}

/** What every terminal has. */
const helpColumns = 80;

const examples = `
Examples:
  $ oscars-import 2024                   import the 96th Academy Awards
  $ oscars-import 2024 --dry-run         show what that would change
  $ oscars-import --file festival.json   import a ceremony of your own
  $ oscars-import -f oscars.csv --all    import every ceremony of a table
  $ oscars-import verify 2024            check the database, for example in CI
  $ oscars-import show 2024 --csv        what the database holds, as CSV

${settingsHelp(helpColumns)}

This product uses the TMDB API but is not endorsed or certified by TMDB.`;

/** Builds the program; `run` gets the command that was typed. */
export function buildProgram(version: string, run: (invocation: Invocation) => Promise<void>): Command {
  const program = new Command('oscars-import')
    .description('Imports an awards ceremony into PostgreSQL, exactly, on the first run.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .enablePositionalOptions()
    .showSuggestionAfterError()
    .configureHelp({ helpWidth: helpColumns })
    .exitOverride()
    .argument('[ceremony...]', 'year it was held (2024), range of years (2020-2024) or number (96th)')
    .addHelpText('after', examples);
  addCommonOptions(addImportOptions(addFileOption(program)));
  program.action((names: string[]) => run({ command: 'import', names, flags: program.opts() }));

  const verify = program
    .command('verify')
    .description('check the database against the file, write nothing')
    .argument('[ceremony...]');
  addCommonOptions(addFileOption(verify)).action((names: string[]) =>
    run({ command: 'verify', names, flags: verify.optsWithGlobals() }),
  );

  const show = program
    .command('show')
    .description('print what the database holds of a ceremony')
    .argument('<ceremony>')
    .option('--csv', 'print a line a nominee, for a spreadsheet')
    .addOption(new Option('--organization <key>', 'whose ceremony, where several share the year'));
  addCommonOptions(show).action((name: string) =>
    run({ command: 'show', names: [name], flags: show.optsWithGlobals() }),
  );

  const status = program.command('status').description('print a line a ceremony: counts, pending, last run');
  addCommonOptions(status).action(() => run({ command: 'status', names: [], flags: status.optsWithGlobals() }));

  const history = program.command('history').description('print the runs that were committed, newest first');
  addCommonOptions(history).action(() => run({ command: 'history', names: [], flags: history.optsWithGlobals() }));

  const query = program
    .command('sql')
    .description('ask the database, embedded or not; nothing can be written')
    .argument('<query>', 'one statement that reads; - is standard input')
    .option('--csv', 'print the rows as CSV, for a spreadsheet');
  addCommonOptions(query).action((statement: string) =>
    run({ command: 'sql', names: [statement], flags: query.optsWithGlobals() }),
  );
  return program;
}
