/** Options that several commands share, and what commander makes of them. */
import { type Command, Option } from 'commander';
import { type FormatName, formatNames } from '../formats/formats.ts';
import { type PublicSourceName, publicSourceNames } from '../sources/public-source-names.ts';
import type { Flags } from './config.ts';

/** Options that every command has. */
export interface CommonFlags extends Flags {
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly debug?: boolean;
  readonly color: boolean;
}

/** Options of the commands that read a ceremony file. */
export interface FileFlags extends CommonFlags {
  readonly file?: string;
  readonly report?: string;
  readonly from?: PublicSourceName;
  readonly format?: FormatName;
  readonly all?: boolean;
}

export interface ImportFlags extends FileFlags {
  readonly dryRun?: boolean;
  readonly detailedExitcode?: boolean;
  readonly prune?: boolean;
  readonly force?: boolean;
  readonly refresh?: boolean;
  readonly migrate: boolean;
  readonly out?: string;
  readonly apply?: string;
}

export interface ConvertFlags extends FileFlags {
  readonly expected?: boolean;
}

export interface StatusFlags extends CommonFlags {
  readonly pending?: boolean;
  readonly missing?: boolean;
}

export interface ShowFlags extends CommonFlags {
  readonly csv?: boolean;
  readonly html?: boolean;
  readonly organization?: string;
}

export interface RemoveFlags extends CommonFlags {
  readonly organization?: string;
  readonly yes?: boolean;
}

export interface SqlFlags extends CommonFlags {
  readonly csv?: boolean;
}

export type AllFlags = ImportFlags & ConvertFlags & ShowFlags & SqlFlags & RemoveFlags & StatusFlags;

export function addFileOption(command: Command): Command {
  return command
    .option(
      '-f, --file <path>',
      'take ceremonies from this file or https address instead of the bundled ones; - is standard input',
    )
    .addOption(
      new Option('--from <name>', 'download a public table: all Academy Awards (DLu/oscar_data, BSD 2-Clause)').choices(
        [...publicSourceNames],
      ),
    )
    .addOption(
      new Option('--format <name>', 'what the file is, where its content does not tell').choices([...formatNames]),
    )
    .option('--all', 'every ceremony of the file, or every bundled one')
    .option('--offline', 'ask nobody: copies in the cache answer for addresses, the bundled snapshot for TMDb');
}

export function addReportOption(command: Command): Command {
  return command.option('--report <file>', 'write what was found to this file too, as .html or .md');
}

/** For a command that is given a single ceremony. */
export function addOrganizationOption(command: Command): Command {
  return command.option('--organization <key>', 'whose ceremony, where several share the year');
}

export function addImportOptions(command: Command): Command {
  return command
    .option('-n, --dry-run', 'show what an import would change, and write nothing')
    .option('--detailed-exitcode', 'with --dry-run: exit with 2 when there are changes')
    .option('--out <plan>', 'with --dry-run: keep the plan in this file, for --apply')
    .option('--apply <plan>', 'do what the plan says, or nothing where the database has changed since')
    .option('--prune', 'delete nominations that the file does not have')
    .option('--force', 'let --prune delete more than 30 % of a ceremony')
    .option('--refresh', 'ask TMDb again for what is already known')
    .option('--rate <n>', 'requests to TMDb in any one second, at most (default: 40)')
    .option('--concurrency <n>', 'requests to TMDb in flight, at most (default: 20)')
    .option('--no-migrate', 'do not create or change tables');
}

export function addCommonOptions(command: Command): Command {
  return command
    .option('--data-dir <path>', 'folder of the embedded database (default: ./oscars-data)')
    .option('--env-file <path>', 'file of settings, such as .env; those of the environment go before it')
    .option('--schema <name>', 'PostgreSQL schema of the tables, made if need be (default: public)')
    .option('--json', 'print the answer as JSON')
    .option('-q, --quiet', 'print only the closing line and errors')
    .option('-v, --verbose', 'print everything that is otherwise only counted')
    .option('--debug', 'print stack traces')
    .option('--no-color', 'print without colours');
}
