/** Who answers for IMDb IDs: TMDb where there are credentials, the bundled snapshot otherwise. */

import type { Proxies } from '../model/proxies.ts';
import type { TmdbCredentials } from './find-request.ts';
import type { TmdbSource } from './source.ts';

/** What a run wants of TMDb. */
export interface TmdbSettings {
  /** Null without credentials and when offline: the bundled snapshot answers. */
  readonly credentials: TmdbCredentials | null;
  readonly baseUrl: URL;
  /** Null where the environment names none. */
  readonly proxies: Proxies | null;
  readonly requestsPerSecond: number;
  readonly concurrency: number;
}

/** What a source needs beside its settings. */
export interface TmdbSurroundings {
  /** Folder of the bundled snapshots. */
  readonly snapshots: string;
  readonly signal: AbortSignal;
  readonly userAgent: string;
}

/** A source that is opened by the first question: a run that knows everything loads neither client nor snapshot. */
export function lazyTmdbSource(settings: TmdbSettings, surroundings: TmdbSurroundings): TmdbSource {
  const { credentials } = settings;
  let opened: TmdbSource | null = null;
  let opening: Promise<TmdbSource> | null = null;
  const open = async () => {
    opened =
      credentials === null ? await openBundled(surroundings) : await openLive(settings, credentials, surroundings);
    return opened;
  };
  const source = () => {
    opening ??= open();
    return opening;
  };
  return {
    name: credentials === null ? 'snapshot' : 'tmdb',
    findMovie: async (id, credited) => (await source()).findMovie(id, credited),
    findPerson: async (id, credited) => (await source()).findPerson(id, credited),
    get requests() {
      return opened?.requests ?? 0;
    },
    get retries() {
      return opened?.retries ?? 0;
    },
    shareRate: async () => (credentials === null ? null : (await source()).shareRate()),
    stop: (reason) => opened?.stop(reason),
    close: async () => opened?.close(),
  };
}

async function openBundled({ snapshots }: TmdbSurroundings): Promise<TmdbSource> {
  const { openSnapshot, readBundledSnapshot } = await import('./snapshot.ts');
  return openSnapshot(await readBundledSnapshot(snapshots));
}

async function openLive(
  { baseUrl, proxies, requestsPerSecond, concurrency }: TmdbSettings,
  credentials: TmdbCredentials,
  { signal, userAgent }: TmdbSurroundings,
): Promise<TmdbSource> {
  const { createTmdbClient } = await import('./client.ts');
  return createTmdbClient({ credentials, baseUrl, proxies, requestsPerSecond, concurrency, signal, userAgent });
}
