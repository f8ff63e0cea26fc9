/** What a question looks like: its address and its headers, and where the credentials go. */

/** The v4 token goes into a header, the v3 key into the address. */
export type TmdbCredentials = { readonly token: string } | { readonly apiKey: string };

/** The key comes last, where whoever shortens an address cuts it off first. */
export function findUrl(imdbId: string, baseUrl: URL, credentials: TmdbCredentials): URL {
  const url = new URL(baseUrl);
  url.pathname = `${baseUrl.pathname.replace(/\/+$/, '')}/find/${imdbId}`;
  url.searchParams.set('external_source', 'imdb_id');
  url.searchParams.delete('api_key');
  if ('apiKey' in credentials) url.searchParams.append('api_key', credentials.apiKey);
  return url;
}

export function findHeaders(userAgent: string, credentials: TmdbCredentials): Record<string, string> {
  const common = { accept: 'application/json', 'user-agent': userAgent };
  return 'token' in credentials ? { ...common, authorization: `Bearer ${credentials.token}` } : common;
}

export function secretOf(credentials: TmdbCredentials): string {
  return 'token' in credentials ? credentials.token : credentials.apiKey;
}
