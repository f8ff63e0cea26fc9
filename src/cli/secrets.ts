/** Which values must never be printed. Apart from `config.ts`, so that it is known before the settings are parsed. */
import { readServerSettings } from '../db/server-settings.ts';
import { ExpectedError } from '../model/errors.ts';
import { secretsOfAddress } from '../sources/address.ts';
import { proxySettings } from './proxies.ts';

/**
 * Whatever must never be printed: tokens and passwords, as they are and without URL encoding. Works on settings that
 * are wrong too: an address that cannot be parsed is secret as a whole.
 */
export function secretsIn(environment: Readonly<Record<string, string | undefined>>): string[] {
  const proxies = proxySettings(environment);
  const values = [
    environment.TMDB_API_TOKEN?.trim(),
    environment.TMDB_API_KEY?.trim(),
    passwordOf(environment.DATABASE_URL),
    tokenIn(environment.TMDB_API_URL),
    ...secretsOfAddress(environment.OSCAR_DATA_URL?.trim() ?? ''),
    tokenIn(proxies.HTTPS_PROXY),
    tokenIn(proxies.HTTP_PROXY),
    environment.PGPASSWORD,
    ...readServerSettings(environment.DATABASE_URL?.trim(), environment, 'DATABASE_URL').secrets,
  ];
  const given = values.filter((value) => value !== undefined && value !== '') as string[];
  return [...new Set(given.flatMap((value) => [value, decode(value)]))];
}

function passwordOf(url = ''): string {
  return URL.canParse(url) ? new URL(url).password : url;
}

/** Many services take a token as the user, without a password. */
function tokenIn(url = ''): string {
  return passwordOf(url) || (URL.canParse(url) ? new URL(url).username : '');
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/**
 * A shorter one may be a word of the program's own (a name, a number), and who replaced it would tell what it is by that.
 */
const leastBlottedLength = 12;

/** The text with `***` for secrets, and for the user and the password of any address. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets
    .filter(({ length }) => length >= leastBlottedLength)
    .reduce((rest, secret) => rest.replaceAll(secret, '***'), text)
    .replaceAll(/\S+/g, withoutCredentials);
}

/** Word by word: a text of many addresses and no `@` would be searched from each of them. */
function withoutCredentials(word: string): string {
  const [start, end] = [word.indexOf('://'), word.lastIndexOf('@')];
  return start < 0 || end < start ? word : `${word.slice(0, start)}://***${word.slice(end)}`;
}

/**
 * Everybody on the machine can read the arguments of a program.
 *
 * @throws ExpectedError `usage` where one of them is a database's address, which is not repeated
 */
export function refuseAddresses(values: readonly unknown[]): void {
  if (!values.some((value) => typeof value === 'string' && /^postgres(ql)?:\/\//i.test(value))) return;
  throw new ExpectedError(
    'usage',
    'the address of a database is no argument, which everybody on the machine can read',
    {
      hint: 'set DATABASE_URL in the environment, or in a file that --env-file names',
    },
  );
}
