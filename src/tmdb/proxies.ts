/** Ways to TMDb that lead over somebody else's machine. */
import type { Dispatcher } from 'undici';
import type { Proxies } from '../model/proxies.ts';
import { openProxyAgent } from '../proxies/agent.ts';

/**
 * Connects directly, or through the proxies: by a tunnel (CONNECT), so that a proxy never sees a token on its way to an
 * https address. How many connections there are is decided by whoever sends; one never carries two requests at once.
 */
export function openDispatcher(proxies: Proxies | null): Dispatcher {
  return openProxyAgent(proxies, { pipelining: 1 });
}

/** Whether a proxy wants a user and a password, or others: some answer as if they were the server. */
export function wantsCredentials(status: number | null): boolean {
  return status === 407 || status === 401;
}

/** The status with which a proxy refused the tunnel, null where that was not what went wrong. */
export function proxyRefusal(error: unknown): number | null {
  const found = error instanceof Error ? /^Proxy response \((\d{3})\)/.exec(error.message) : null;
  return found === null ? null : Number(found[1]);
}
