/** Ways that lead over somebody else's machine. */
import { type Dispatcher, EnvHttpProxyAgent, Pool } from 'undici';
import type { Proxies } from '../model/proxies.ts';

/**
 * Connects directly where no proxy is named for an address, or `none` names its host.
 *
 * @param options of undici, for the connections and the proxies
 */
export function openProxyAgent(proxies: Proxies | null, options: EnvHttpProxyAgent.Options): EnvHttpProxyAgent {
  const { https, http, none } = proxies ?? { https: '', http: '', none: '' };
  // Named also where they are empty: undici would look into the environment itself.
  return new EnvHttpProxyAgent({ ...options, httpsProxy: https, httpProxy: http, noProxy: none, clientFactory });
}

/** Asks for what is at an address; the user and the password in it are not sent. */
export function get(
  { origin, pathname, search }: URL,
  dispatcher: Dispatcher,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<Dispatcher.ResponseData> {
  return dispatcher.request({ method: 'GET', origin, path: `${pathname}${search}`, headers, signal });
}

/** The code of an error that undici does not take for one that passes by itself. */
const closedByProxy = 'PROXY_CLOSED';

/**
 * Connections to a proxy. One that ends the connection instead of opening a tunnel would be asked again without pause or end
 * (nodejs/undici#3897): a closed socket passes by itself there, and nobody counts.
 */
function clientFactory(origin: URL, options: object): Dispatcher {
  const pool = new Pool(origin, options);
  const connect = pool.connect.bind(pool) as (options: Dispatcher.ConnectOptions) => Promise<Dispatcher.ConnectData>;
  const connectOnce = async (wanted: Dispatcher.ConnectOptions) => {
    try {
      return await connect(wanted);
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'UND_ERR_SOCKET') throw error;
      throw Object.assign(new Error('the proxy closed the connection', { cause: error }), { code: closedByProxy });
    }
  };
  return Object.assign(pool, { connect: connectOnce as typeof pool.connect });
}
