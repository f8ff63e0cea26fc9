/** The proxies that the environment names, in upper or lower case, as other programs read them. */
import type { Proxies } from '../model/proxies.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Lower case goes first, as with curl and undici. An address without a scheme is of the scheme http, as with curl. */
export function proxySettings(environment: Environment): Readonly<Record<'HTTPS_PROXY' | 'HTTP_PROXY', string>> {
  const of = (name: string) => withScheme(environment[name.toLowerCase()]?.trim() || environment[name]?.trim() || '');
  return { HTTPS_PROXY: of('HTTPS_PROXY'), HTTP_PROXY: of('HTTP_PROXY') };
}

/** What is wrong with a proxy's address, in words that do not repeat it; null where it can be used, or none is named. */
export function proxyProblem(address: string): string | null {
  if (address === '') return null;
  if (!URL.canParse(address)) return 'is no address of a proxy such as http://user:password@host:3128';
  const { protocol, username, password } = new URL(address);
  if (protocol !== 'http:' && protocol !== 'https:')
    return 'names a kind of proxy that is not supported: http or https';
  if ((username === '') !== (password === '')) return 'has a user without a password, or a password without a user';
  return isDecodable(username) && isDecodable(password) ? null : 'has a % that is not part of %XX: write it as %25';
}

/** Null where none is named. */
export function proxiesIn(environment: Environment): Proxies | null {
  const { HTTPS_PROXY: https, HTTP_PROXY: http } = proxySettings(environment);
  if (https === '' && http === '') return null;
  return { https, http, none: environment.no_proxy?.trim() || environment.NO_PROXY?.trim() || '' };
}

function withScheme(address: string): string {
  return address === '' || address.includes('://') ? address : `http://${address}`;
}

export function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
