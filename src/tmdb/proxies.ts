/** Ways to TMDb that lead over somebody else's machine. */
import { type Dispatcher, EnvHttpProxyAgent } from 'undici';
import type { Proxies } from '../model/proxies.ts';

/**
 * Connects directly, or through the proxies: by a tunnel (CONNECT), so that a proxy never sees a token on its way to an
 * https address. How many connections there are is decided by whoever sends; one never carries two requests at once.
 */
export function openDispatcher(proxies: Proxies | null): Dispatcher {
  const { https, http, none } = proxies ?? { https: '', http: '', none: '' };
  // Named also where they are empty: undici would look into the environment itself.
  return new EnvHttpProxyAgent({ httpsProxy: https, httpProxy: http, noProxy: none, pipelining: 1 });
}

/** The status with which a proxy refused the tunnel, null where that was not what went wrong. */
export function proxyRefusal(error: unknown): number | null {
  const found = error instanceof Error ? /^Proxy response \((\d{3})\)/.exec(error.message) : null;
  return found === null ? null : Number(found[1]);
}
