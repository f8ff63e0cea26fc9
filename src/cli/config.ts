/** Flags and environment, parsed once into what the program works with. Secrets come from the environment only. */
import * as z from 'zod';
import { type DatabaseTarget, defaultSchema } from '../db/open.ts';
import { ExpectedError } from '../model/errors.ts';
import type { TmdbSettings } from '../tmdb/open.ts';

/** Flags as the command line gives them; what a command does not have is undefined. */
export interface Flags {
  readonly dataDir?: string | undefined;
  readonly schema?: string | undefined;
  readonly rate?: string | undefined;
  readonly concurrency?: string | undefined;
  readonly offline?: boolean | undefined;
}

export interface Config {
  readonly database: DatabaseTarget;
  readonly tmdb: TmdbSettings;
}

/** PostgreSQL cuts longer names without an error. */
const longestNameBytes = 63;

type Environment = Readonly<Record<string, string | undefined>>;

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

const settings = z.object({
  DATABASE_URL: urlWith(['postgres:', 'postgresql:'], 'URL such as postgres://user:password@host:5432/database'),
  TMDB_API_TOKEN: credential,
  TMDB_API_KEY: credential,
  TMDB_API_URL: urlWith(['http:', 'https:'], 'http or https URL'),
  '--rate': wholeNumber(defaults.requestsPerSecond, 1_000),
  '--concurrency': wholeNumber(defaults.concurrency, 200),
  '--data-dir': setting,
  '--schema': schemaName,
  OSCARS_IMPORT_SCHEMA: schemaName,
});

/** @throws ExpectedError `usage` with every setting that is wrong, none of their values */
export function readConfig(flags: Flags, environment: Environment): Config {
  const { rate, concurrency, dataDir, schema } = flags;
  const input = {
    ...environment,
    '--rate': rate,
    '--concurrency': concurrency,
    '--data-dir': dataDir,
    '--schema': schema,
  };
  const parsed = settings.safeParse(input);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`);
    throw new ExpectedError('usage', problems.join('; '), { hint: 'see oscars-import --help' });
  }
  const { TMDB_API_TOKEN: token, TMDB_API_KEY: apiKey, DATABASE_URL: url } = parsed.data;
  const credentials = token !== undefined ? { token } : apiKey !== undefined ? { apiKey } : null;
  return {
    database: databaseTarget(
      parsed.data['--data-dir'],
      url,
      parsed.data['--schema'] ?? parsed.data.OSCARS_IMPORT_SCHEMA ?? defaultSchema,
    ),
    tmdb: {
      credentials: flags.offline ? null : credentials,
      baseUrl: parsed.data.TMDB_API_URL ?? new URL('https://api.themoviedb.org/3'),
      requestsPerSecond: parsed.data['--rate'],
      concurrency: parsed.data['--concurrency'],
    },
  };
}

/** A flag is meant for this run, so it goes before the environment; the report says which database it was. */
function databaseTarget(dataDir: string | undefined, url: URL | undefined, schema: string): DatabaseTarget {
  if (dataDir !== undefined) return { kind: 'embedded', folder: dataDir, schema };
  return url === undefined ? { kind: 'embedded', folder: './oscars-data', schema } : { kind: 'server', url, schema };
}
