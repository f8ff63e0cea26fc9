/** What the program reads from the environment, and what it ends with: one list each, for the help and the reference. */
import { Help } from 'commander';

/** What every terminal has. */
export const helpColumns = 80;

export interface Setting {
  readonly name: string;
  /** For the help, which wraps it. */
  readonly help: string;
  /** For the reference, as Markdown. */
  readonly meaning: string;
  /** What happens where it is not set, as Markdown. */
  readonly without: string;
}

export const environment: readonly Setting[] = [
  {
    name: 'DATABASE_URL',
    help: 'PostgreSQL to import into (default: embedded, ./oscars-data)',
    meaning:
      'the PostgreSQL (13 or newer) to import into: `postgres://user:password@host:5432/database`, or what else `psql` takes',
    without: '`PGHOST` and its kin; else embedded, in `./oscars-data`',
  },
  {
    name: 'PGHOST ...',
    help: 'and the other variables of psql: what DATABASE_URL leaves out',
    meaning:
      "libpq's variables (`PGHOST`, `PGPORT`, `PGDATABASE`, `PGUSER`, `PGPASSWORD`, `PGPASSFILE`, `PGSSLMODE` …), for what `DATABASE_URL` leaves out; `PGHOST` or `PGDATABASE` alone name a server, too",
    without: "libpq's defaults",
  },
  {
    name: 'OSCARS_IMPORT_SCHEMA',
    help: 'PostgreSQL schema of the tables, as --schema',
    meaning: 'the PostgreSQL schema that all tables and views stand in, as `--schema`, which goes before it',
    without: '`public`',
  },
  {
    name: 'TMDB_API_TOKEN',
    help: "TMDb's API read access token (v4) ...",
    meaning: "TMDb's API read access token (v4), sent as a header",
    without: '`TMDB_API_KEY`',
  },
  {
    name: 'TMDB_API_KEY',
    help: '... or its API key (v3); without: the bundled snapshot',
    meaning: "TMDb's API key (v3)",
    without: 'the bundled snapshot answers',
  },
  {
    name: 'TMDB_API_URL',
    help: 'base of the API (default: https://api.themoviedb.org/3)',
    meaning:
      'another base of the API, such as a mirror of your own; a user and a password in it are sent (with `TMDB_API_KEY`; the token would need the same header)',
    without: '`https://api.themoviedb.org/3`',
  },
  {
    name: 'HTTPS_PROXY',
    help: 'proxy on the way to TMDb and to addresses',
    meaning:
      'proxy on the way to TMDb and to https addresses, which it reaches by a tunnel: `http://user:password@host:3128`; without it, the one of `HTTP_PROXY`. In lower case too, which goes first',
    without: 'TMDb is asked directly',
  },
  {
    name: 'HTTP_PROXY',
    help: '... for what begins with http:, too',
    meaning: 'the same for a `TMDB_API_URL` and for addresses that begin with `http:`',
    without: 'asked directly',
  },
  {
    name: 'NO_PROXY',
    help: 'hosts that are asked without a proxy',
    meaning: 'hosts that are asked without a proxy, separated by commas: `localhost,.internal,10.0.0.5:8080`',
    without: 'all through the proxy',
  },
  {
    name: 'OSCAR_DATA_URL',
    help: "another address of --from oscar_data's table, such as a mirror",
    meaning: "another address of the table that `--from oscar_data` downloads, such as a mirror's",
    without: 'its repository on GitHub',
  },
  {
    name: 'XDG_CACHE_HOME',
    help: 'where copies of downloads are kept (default: ~/.cache)',
    meaning: 'the folder in which `oscars-import` keeps copies of what it downloaded',
    without: "`~/.cache`, or the system's own",
  },
  {
    name: 'NO_COLOR',
    help: 'when set, no colours',
    meaning: 'when set, output has no colours',
    without: 'colours on a terminal',
  },
  {
    name: 'FORCE_COLOR',
    help: 'when set, colours in a pipe too; 0 is none at all',
    meaning: 'when set, output has colours where it is no terminal too, and goes before `NO_COLOR`; `0` means none',
    without: 'colours on a terminal',
  },
  {
    name: 'PAGER',
    help: 'what shows long answers on a terminal (default: less)',
    meaning:
      'the program that shows answers of `show` and `status` that are longer than the terminal; empty means none',
    without: '`less`, where there is one',
  },
];

export interface ExitMeaning {
  readonly code: number;
  /** For the help, which wraps it. */
  readonly help: string;
  /** As Markdown. */
  readonly meaning: string;
}

export const exitMeanings: readonly ExitMeaning[] = [
  {
    code: 0,
    help: 'imported and verified, or the dry run is done',
    meaning: 'imported and verified; or the dry run is done',
  },
  {
    code: 1,
    help: "failed; nothing of the ceremony's nominations changed",
    meaning:
      "failed, and nothing of this ceremony's nominations changed: usage, input, TMDb refused the token, database",
  },
  {
    code: 2,
    help: 'the dry run found changes (only with --detailed-exitcode)',
    meaning: 'the dry run found changes, only with `--detailed-exitcode`',
  },
  {
    code: 3,
    help: 'written, but the database is not what the file says, or TMDb gave no answer for some entities',
    meaning:
      'written, but the database is not what the file says (it has nominations that the file has not), or TMDb was asked and gave no answer for some entities: the report says which, and what to run',
  },
];

/** Settings that a command heeds. */
export function environmentHelp(columns: number, isHeeded: (name: string) => boolean): string {
  const heeded = environment.filter(({ name }) => isHeeded(name)).map(({ name, help }) => [name, help] as const);
  return ['Environment:', ...items(heeded, columns)].join('\n');
}

/** The two lists as they stand in the help, no line wider than it may be. */
export function settingsHelp(columns: number): string {
  const exits = exitMeanings.map(({ code, help }) => [String(code), help] as const);
  return [environmentHelp(columns, () => true), '', 'Exit codes:', ...items(exits, columns)].join('\n');
}

function items(terms: readonly (readonly [term: string, help: string])[], columns: number): string[] {
  const indent = 2 + Math.max(...terms.map(([term]) => term.length)) + 2;
  const wrapped = (text: string) => new Help().boxWrap(text, columns - indent).split('\n');
  return terms.flatMap(([term, help]) =>
    wrapped(help).map((line, at) => `  ${at === 0 ? term : ''}`.padEnd(indent) + line),
  );
}
