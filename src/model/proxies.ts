/** Addresses of proxies, each empty where there is none; one for https alone is used for https alone, one for http for both. */
export interface Proxies {
  readonly https: string;
  readonly http: string;
  /** Hosts that are asked directly, as in `NO_PROXY`. */
  readonly none: string;
}
