/** Flags and environment, parsed once into what the program works with. Secrets come from the environment only. */
import * as z from 'zod';
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

const setting = z
  .string()
  .trim()
  .optional()
  .transform((value) => value || undefined);

const urlWith = (protocols: readonly string[], expected: string) =>
  setting.transform((value, context) => {
    if (value === undefined) return undefined;
    if (URL.canParse(value) && protocols.includes(new URL(value).protocol)) return new URL(value);
    // The value itself may hold a password, so it is not repeated.
    context.addIssue({ code: 'custom', message: `is no ${expected}` });
    return z.NEVER;
  });

const wholeNumber = (fallback: number, max: number) =>
  z
    .string()
    .optional()
    .transform((value, context) => {
      const parsed = value === undefined ? fallback : Number(value);
      if (Number.isInteger(parsed) && parsed >= 1 && parsed <= max) return parsed;
      context.addIssue({ code: 'custom', message: `takes a whole number from 1 to ${max}` });
      return z.NEVER;
    });

/** A credential with a character that no header can carry would fail in a way that names it. */
const credential = setting.refine((value) => value === undefined || /^[\x21-\x7e]+$/.test(value), {
  error: 'holds a space or another character that no token has',
});

/** PostgreSQL keeps the names in `pg_`, reads `$user` as another one, and cuts what is longer. */
const schemaName = z
  .string()
  .optional()
  .refine(
    (name) =>
      name === undefined ||
      (/^(?!pg_|information_schema$|\$user$)\P{Cc}+$/u.test(name) && Buffer.byteLength(name) <= longestNameBytes),
    { error: `takes the name of a schema: 1 to ${longestNameBytes} bytes, not one of PostgreSQL's own` },
  );

const proxy = z.string().superRefine((address, context) => {
  const message = proxyProblem(address);
  if (message !== null) context.addIssue({ code: 'custom', message });
});

const settings = z.object({
  TMDB_API_TOKEN: credential,
  TMDB_API_KEY: credential,
  TMDB_API_URL: urlWith(['http:', 'https:'], 'http or https URL').refine(
    (url) => url === undefined || (isDecodable(url.username) && isDecodable(url.password)),
    { error: 'has a % that is not part of %XX: write it as %25' },
  ),
  HTTPS_PROXY: proxy,
  HTTP_PROXY: proxy,
  OSCAR_DATA_URL: urlWith(['http:', 'https:'], 'http or https URL'),
  '--rate': wholeNumber(defaults.requestsPerSecond, 1_000),
  '--concurrency': wholeNumber(defaults.concurrency, 200),
  '--data-dir': setting.refine((folder) => folder === undefined || !/:\/\/|\bpassword\s*=/.test(folder), {
    error: 'takes a folder; a server is given as DATABASE_URL, where not everybody on the machine can read it',
  }),
  '--schema': schemaName,
  OSCARS_IMPORT_SCHEMA: schemaName,
});

/** @throws ExpectedError `usage` with every setting that is wrong, none of their values */
export function readConfig(flags: Flags, environment: Environment): Config {
  const { rate, concurrency, dataDir, schema } = flags;
  const input = {
    ...environment,
    ...proxySettings(environment),
    '--rate': rate,
    '--concurrency': concurrency,
    '--data-dir': dataDir,
    '--schema': schema,
  };
  const parsed = settings.safeParse(input);
  const server = dataDir === undefined ? readServer(environment) : null;
  const problems = [
    ...(server?.problems ?? []),
    ...(parsed.error?.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`) ?? []),
  ];
  if (!parsed.success || problems.length > 0)
    throw new ExpectedError('usage', problems.join('; '), { hint: 'see oscars-import --help' });
  const { TMDB_API_TOKEN: token, TMDB_API_KEY: apiKey } = parsed.data;
  const baseUrl = parsed.data.TMDB_API_URL ?? new URL('https://api.themoviedb.org/3');
  refuseTwoAuthorizations(baseUrl, token);
  const credentials = token !== undefined ? { token } : apiKey !== undefined ? { apiKey } : null;
  const inSchema = parsed.data['--schema'] ?? parsed.data.OSCARS_IMPORT_SCHEMA ?? defaultSchema;
  return {
    database: server?.settings
      ? { kind: 'server', server: server.settings, schema: inSchema }
      : { kind: 'embedded', folder: parsed.data['--data-dir'] ?? defaultFolder, schema: inSchema },
    tmdb: {
      credentials: flags.offline ? null : credentials,
      baseUrl,
      proxies: proxiesIn(environment),
      requestsPerSecond: parsed.data['--rate'],
      concurrency: parsed.data['--concurrency'],
    },
    remarks: server?.remarks ?? [],
    oscarDataUrl: parsed.data.OSCAR_DATA_URL,
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
