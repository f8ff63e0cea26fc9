/** Flags and environment, parsed once into what the program works with. Secrets come from the environment only. */
import { type DatabaseTarget, defaultSchema } from '../db/open.ts';
import { type ReadSettings, readServerSettings } from '../db/server-settings.ts';
import { ExpectedError } from '../model/errors.ts';
import type { TmdbSettings } from '../tmdb/open.ts';
import { cacheFolderOf } from './cache-folder.ts';
import { isDecodable, proxiesIn, proxyProblem, proxySettings } from './proxies.ts';

/** Flags as the command line gives them; what a command does not have is undefined. */
export interface Flags {
  readonly dataDir?: string | undefined;
  readonly envFile?: string | undefined;
  readonly schema?: string | undefined;
  readonly rate?: string | undefined;
  readonly concurrency?: string | undefined;
  readonly offline?: boolean | undefined;
}

export interface Config {
  readonly database: DatabaseTarget;
  readonly tmdb: TmdbSettings;
  /** What was given and has no effect. */
  readonly remarks: readonly string[];
  /** Where another address of the public table is wanted. */
  readonly oscarDataUrl: URL | undefined;
  readonly cacheFolder: string;
}

/** PostgreSQL cuts longer names without an error. */
const longestNameBytes = 63;

export type Environment = Readonly<Record<string, string | undefined>>;

/** TMDb's limit, and how many connections it allows an address, as its documentation and its users put it. */
const defaults = { requestsPerSecond: 40, concurrency: 20 };

/** What a setting's text means; throws a `Problem` where it means nothing. */
type Reader<T> = (text: string | undefined) => T;

/** What is wrong with a setting, in words that follow its name and do not repeat its value, which may hold a password. */
class Problem extends Error {}

const setting: Reader<string | undefined> = (text) => text?.trim() || undefined;

const url: Reader<URL | undefined> = (text) => {
  const value = setting(text);
  if (value === undefined) return undefined;
  if (URL.canParse(value) && ['http:', 'https:'].includes(new URL(value).protocol)) return new URL(value);
  throw new Problem('is no http or https URL');
};

const tmdbUrl: Reader<URL | undefined> = (text) => {
  const value = url(text);
  if (value === undefined || (isDecodable(value.username) && isDecodable(value.password))) return value;
  throw new Problem('has a % that is not part of %XX: write it as %25');
};

const wholeNumber = (fallback: number, max: number): Reader<number> => {
  return (text) => {
    const parsed = text === undefined ? fallback : Number(text);
    if (Number.isInteger(parsed) && parsed >= 1 && parsed <= max) return parsed;
    throw new Problem(`takes a whole number from 1 to ${max}`);
  };
};

/** A credential with a character that no header can carry would fail in a way that names it. */
const credential: Reader<string | undefined> = (text) => {
  const value = setting(text);
  if (value === undefined || /^[\x21-\x7e]+$/.test(value)) return value;
  throw new Problem('holds a space or another character that no token has');
};

const folder: Reader<string | undefined> = (text) => {
  const value = setting(text);
  // What a shell makes of a variable that is not set is no choice of the folder that is there without it.
  if (value === undefined && text !== undefined) throw new Problem('takes a folder, and is empty');
  if (value === undefined || !/:\/\/|\bpassword\s*=/.test(value)) return value;
  throw new Problem(
    'takes a folder; a server is given as DATABASE_URL, where not everybody on the machine can read it',
  );
};

/** PostgreSQL keeps the names in `pg_`, reads `$user` as another one, and cuts what is longer. */
const schemaName: Reader<string | undefined> = (name) => {
  const isOwn = name !== undefined && /^(?!pg_|information_schema$|\$user$)\P{Cc}+$/u.test(name);
  if (name === undefined || (isOwn && Buffer.byteLength(name) <= longestNameBytes)) return name;
  throw new Problem(`takes the name of a schema: 1 to ${longestNameBytes} bytes, not one of PostgreSQL's own`);
};

const proxy: Reader<string> = (address = '') => {
  const problem = proxyProblem(address);
  if (problem === null) return address;
  throw new Problem(problem);
};

// Not by zod: its code alone takes longer to load than all that is to be done where nothing is to be done.
const readers = {
  TMDB_API_TOKEN: credential,
  TMDB_API_KEY: credential,
  TMDB_API_URL: tmdbUrl,
  HTTPS_PROXY: proxy,
  HTTP_PROXY: proxy,
  OSCAR_DATA_URL: url,
  '--rate': wholeNumber(defaults.requestsPerSecond, 1_000),
  '--concurrency': wholeNumber(defaults.concurrency, 200),
  '--data-dir': folder,
  '--schema': schemaName,
  OSCARS_IMPORT_SCHEMA: schemaName,
} as const satisfies Readonly<Record<string, Reader<unknown>>>;

type Settings = { readonly [Name in keyof typeof readers]: ReturnType<(typeof readers)[Name]> };

/** The settings that can be read, and what is wrong with the others. */
function readSettings(input: Environment): { settings: Settings; problems: string[] } {
  const problems: string[] = [];
  const settings = Object.entries(readers).map(([name, read]) => {
    try {
      return [name, read(input[name])];
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      problems.push(`${name} ${error.message}`);
      return [name, undefined];
    }
  });
  return { settings: Object.fromEntries(settings) as Settings, problems };
}

/** @throws ExpectedError `usage` with every setting that is wrong, none of their values */
export function readConfig(flags: Flags, environment: Environment): Config {
  const { rate, concurrency, dataDir, schema } = flags;
  const { settings, problems: misread } = readSettings({
    ...environment,
    ...proxySettings(environment),
    '--rate': rate,
    '--concurrency': concurrency,
    '--data-dir': dataDir,
    '--schema': schema,
  });
  const server = dataDir === undefined ? readServer(environment) : null;
  const problems = [...(server?.problems ?? []), ...misread];
  if (problems.length > 0) throw new ExpectedError('usage', problems.join('; '), { hint: 'see oscars-import --help' });
  const { TMDB_API_TOKEN: token, TMDB_API_KEY: apiKey } = settings;
  const baseUrl = settings.TMDB_API_URL ?? new URL('https://api.themoviedb.org/3');
  refuseTwoAuthorizations(baseUrl, token);
  const credentials = token !== undefined ? { token } : apiKey !== undefined ? { apiKey } : null;
  const inSchema = settings['--schema'] ?? settings.OSCARS_IMPORT_SCHEMA ?? defaultSchema;
  return {
    database: server?.settings
      ? { kind: 'server', server: server.settings, schema: inSchema }
      : { kind: 'embedded', folder: settings['--data-dir'] ?? defaultFolder, schema: inSchema },
    tmdb: {
      credentials: flags.offline ? null : credentials,
      baseUrl,
      proxies: proxiesIn(environment),
      requestsPerSecond: settings['--rate'],
      concurrency: settings['--concurrency'],
    },
    remarks: server?.remarks ?? [],
    oscarDataUrl: settings.OSCAR_DATA_URL,
    cacheFolder: cacheFolderOf(environment),
  };
}

const defaultFolder = './oscars-data';

/** The variables that say which database, where `DATABASE_URL` is not there. */
const choosingVariables = ['PGHOST', 'PGHOSTADDR', 'PGDATABASE', 'PGSERVICE'] as const;

/**
 * The server that the environment names, or null where it names none. A variable that is set but empty is what CI makes
 * of a secret that is missing: a mistake, and no choice of the embedded database.
 */
export function readServer(environment: Environment): ReadSettings | null {
  const { DATABASE_URL: text } = environment;
  if (text !== undefined) {
    return text.trim() === ''
      ? problem('DATABASE_URL is set, but empty: give it a value, or unset it for the embedded database')
      : readServerSettings(text.trim(), environment, 'DATABASE_URL');
  }
  const present = choosingVariables.filter((name) => environment[name] !== undefined);
  if (present.length === 0) return null;
  const source = present.find((name) => environment[name] !== '');
  return source === undefined
    ? problem(`${present.join(' and ')} ${present.length === 1 ? 'is' : 'are'} set, but empty`)
    : readServerSettings(undefined, environment, source);
}

function problem(text: string): ReadSettings {
  return { settings: null, remarks: [], problems: [text], secrets: [] };
}

/** Both want the same header, and TMDb needs the token there. */
function refuseTwoAuthorizations({ username, password }: URL, token: string | undefined): void {
  if (token === undefined || (username === '' && password === '')) return;
  throw new ExpectedError('usage', 'TMDB_API_URL has a user, and TMDB_API_TOKEN goes into the same header', {
    hint: 'use TMDB_API_KEY, which goes into the address',
  });
}
