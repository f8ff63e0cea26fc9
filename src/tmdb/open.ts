/** Who answers for IMDb IDs: TMDb where there are credentials, the bundled snapshot otherwise. */
import type { Config } from '../cli/config.ts';
import { packageFiles } from '../package-files.ts';
import type { TmdbSource } from './source.ts';

/** A source that is opened by the first question: a run that knows everything loads neither client nor snapshot. */
export function lazyTmdbSource(config: Config['tmdb'], signal: AbortSignal, userAgent: string): TmdbSource {
  let opened: TmdbSource | null = null;
  let opening: Promise<TmdbSource> | null = null;
  const open = async () => {
    opened =
      config.credentials === null ? await openBundled() : await openLive(config, config.credentials, signal, userAgent);
    return opened;
  };
  const source = () => {
    opening ??= open();
    return opening;
  };
  return {
    name: config.credentials === null ? 'snapshot' : 'tmdb',
    findMovie: async (id) => (await source()).findMovie(id),
    findPerson: async (id) => (await source()).findPerson(id),
    get requests() {
      return opened?.requests ?? 0;
    },
    get retries() {
      return opened?.retries ?? 0;
    },
    close: async () => opened?.close(),
  };
}

async function openBundled(): Promise<TmdbSource> {
  const { openSnapshot, readBundledSnapshot } = await import('./snapshot.ts');
  return openSnapshot(await readBundledSnapshot(packageFiles.snapshots));
}

async function openLive(
  { baseUrl, requestsPerSecond, concurrency }: Config['tmdb'],
  credentials: NonNullable<Config['tmdb']['credentials']>,
  signal: AbortSignal,
  userAgent: string,
): Promise<TmdbSource> {
  const { createTmdbClient } = await import('./client.ts');
  return createTmdbClient({ credentials, baseUrl, requestsPerSecond, concurrency, signal, userAgent });
}
