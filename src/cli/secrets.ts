/** Which values must never be printed. Apart from `config.ts`, so that it is known before the settings are parsed. */

/**
 * Whatever must never be printed: tokens and passwords, as they are and without URL encoding. Works on settings that
 * are wrong too: an address that cannot be parsed is secret as a whole.
 */
export function secretsIn(environment: Readonly<Record<string, string | undefined>>): string[] {
  const passwordOf = (url = '') => (URL.canParse(url) ? new URL(url).password : url);
  const values = [
    environment.TMDB_API_TOKEN?.trim(),
    environment.TMDB_API_KEY?.trim(),
    passwordOf(environment.DATABASE_URL),
    passwordOf(environment.TMDB_API_URL),
  ];
  const given = values.filter((value) => value !== undefined && value !== '') as string[];
  return [...new Set(given.flatMap((value) => [value, decoded(value)]))];
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
