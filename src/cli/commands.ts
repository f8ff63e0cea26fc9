/** The commands beside the import: names, options, help. */
import { Argument, type Command } from 'commander';
import { completionScript, type Shell, shells } from './completion.ts';
import { invocationOf, type Run } from './invocation.ts';
import { addCommonOptions, addFileOption, addOrganizationOption, addReportOption } from './options.ts';
import { environmentHelp, helpColumns } from './settings.ts';

/** Below the help of a command: how it is used, and which settings it heeds. */
function afterHelp(
  uses: readonly (readonly [command: string, what: string])[],
  asks?: 'TMDb' | 'sources',
): () => string {
  // Only for whoever asks: making it takes longer than reading the arguments.
  return () => {
    const width = Math.max(...uses.map(([command]) => command.length));
    const lines = uses.map(([command, what]) => `  $ oscars-import ${command.padEnd(width)}   ${what}`);
    const isHeeded = (name: string) =>
      name.startsWith('TMDB_') ? asks === 'TMDb' : name !== 'OSCAR_DATA_URL' || asks === 'sources';
    return `\nExamples:\n${lines.join('\n')}\n\n${environmentHelp(helpColumns, isHeeded)}`;
  };
}

function defineVerify(program: Command, run: Run): void {
  const verify = program
    .command('verify')
    .description('check the database against the file, write nothing')
    .argument(
      '[ceremony...]',
      'year it was held (2024), number (96th), range (2020-2024), several (1994,1995) or latest',
    )
    .addHelpText(
      'after',
      afterHelp(
        [
          ['verify 2024', 'against the bundled file'],
          ['verify -f oscars.csv --all', 'against every ceremony of a table'],
        ],
        'sources',
      ),
    );
  addCommonOptions(addReportOption(addFileOption(verify))).action((names: string[]) =>
    run(invocationOf('verify', names, verify)),
  );
}

function defineConvert(program: Command, run: Run): void {
  const convert = program
    .command('convert')
    .description('print ceremonies of any known format as a ceremony file, to correct and import; no database')
    .argument('[ceremony...]', 'as for an import; all of the file where none is named')
    .option('--expected', 'state the totals of the rows, so that a row that is lost later is noticed')
    .addHelpText(
      'after',
      afterHelp(
        [
          ['convert 2020 -f oscars.csv > 2020.json', 'one of a table'],
          ['convert -f page.html --expected', 'with its totals'],
        ],
        'sources',
      ),
    );
  addCommonOptions(addFileOption(convert)).action((names: string[]) => run(invocationOf('convert', names, convert)));
}

function defineShow(program: Command, run: Run): void {
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
    .option('--html', 'print a page for a browser, which needs no network');
  addCommonOptions(addOrganizationOption(show)).action((name: string) => run(invocationOf('show', [name], show)));
}

function defineStatus(program: Command, run: Run): void {
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
  addCommonOptions(status).action(() => run(invocationOf('status', [], status)));
}

function defineHistory(program: Command, run: Run): void {
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
  addCommonOptions(history).action(() => run(invocationOf('history', [], history)));
}

function defineRemove(program: Command, run: Run): void {
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
    .option('-y, --yes', 'do not ask');
  addCommonOptions(addOrganizationOption(remove)).action((name: string) => run(invocationOf('remove', [name], remove)));
}

function defineSql(program: Command, run: Run): void {
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
  addCommonOptions(query).action((statement: string) => run(invocationOf('sql', [statement], query)));
}

function defineDoctor(program: Command, run: Run): void {
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
        'TMDb',
      ),
    );
  addCommonOptions(doctor).action(() => run(invocationOf('doctor', [], doctor)));
}

function defineCompletion(program: Command): void {
  program
    .command('completion')
    .description('print what makes a shell complete commands and options')
    .addArgument(new Argument('<shell>', 'which shell it is for').choices(shells))
    .addHelpText(
      'after',
      '\nExamples:\n  $ source <(oscars-import completion bash)\n  $ oscars-import completion fish | source',
    )
    .action((shell: Shell) => program.configureOutput().writeOut?.(`${completionScript(program, shell)}\n`));
}

/** By their names, in the order of the help; each adds itself to the program. */
export const commandDefinitions: Readonly<Record<string, (program: Command, run: Run) => void>> = {
  verify: defineVerify,
  convert: defineConvert,
  show: defineShow,
  status: defineStatus,
  history: defineHistory,
  remove: defineRemove,
  sql: defineSql,
  doctor: defineDoctor,
  completion: defineCompletion,
};
