/** What a question looks like: its address and its headers, and where the credentials go. */

/** The v4 token goes into a header, the v3 key into the address. */
export type TmdbCredentials = { readonly token: string } | { readonly apiKey: string };

/** The key comes last, where whoever shortens an address cuts it off first. */
export function findUrl(imdbId: string, baseUrl: URL, credentials: TmdbCredentials): URL {
  const url = new URL(baseUrl);
  // They go into a header, see below.
  url.username = '';
  url.password = '';
  url.pathname = `${baseUrl.pathname.replace(/(?<!\/)\/+$/, '')}/find/${imdbId}`;
  url.searchParams.set('external_source', 'imdb_id');
  url.searchParams.delete('api_key');
  if ('apiKey' in credentials) url.searchParams.append('api_key', credentials.apiKey);
  return url;
}

/** A user and password in the base's address are for whoever stands in front of TMDb there; they share the token's header. */
export function findHeaders(
  userAgent: string,
  baseUrl: URL,
  credentials: TmdbCredentials,
): Readonly<Record<string, string>> {
  const common = { accept: 'application/json', 'user-agent': userAgent };
  if ('token' in credentials) return { ...common, authorization: `Bearer ${credentials.token}` };
  const basic = basicCredentials(baseUrl);
  return basic === null ? common : { ...common, authorization: `Basic ${basic}` };
}

/** All that no reason and no error repeats. */
export function secretsOf(baseUrl: URL, credentials: TmdbCredentials): string[] {
  const { username, password } = baseUrl;
  // Many give a token as the user, and no password.
  const own = password === '' ? username : password;
  const secrets = ['token' in credentials ? credentials.token : credentials.apiKey, own, decodeURIComponent(own)];
  return [...secrets, basicCredentials(baseUrl) ?? ''].filter((secret) => secret !== '');
}

function basicCredentials({ username, password }: URL): string | null {
  if (username === '' && password === '') return null;
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return Buffer.from(pair, 'utf8').toString('base64');
}
