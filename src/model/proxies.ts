/** Addresses of proxies, each empty where there is none; one for https alone is used for https alone, one for http for both. */
export interface Proxies {
  readonly https: string;
  readonly http: string;
  /** Hosts that are asked directly, as in `NO_PROXY`. */
  readonly none: string;
}

/** The address of the proxy that leads to an address, empty where none does. */
export function proxyTo({ protocol, hostname, port }: URL, { https, http, none }: Proxies): string {
  const host = hostname.toLowerCase();
  const portNumber = port || (protocol === 'https:' ? '443' : '80');
  // The rule of undici, which decides the same by itself and does not tell.
  const isNamed = none.split(/[,\s]+/).some((entry) => {
    const [, name = '', onlyPort] = /^(?:\*?\.)?(.+?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
    return name !== '' && (host === name || host.endsWith(`.${name}`)) && (onlyPort ?? portNumber) === portNumber;
  });
  if (none === '*' || isNamed) return '';
  return protocol === 'https:' ? https || http : http;
}
