/** A TMDb in a process of its own: when requests arrive is not to depend on what else the harness does. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startTmdbServer, type TmdbServerOptions } from '../support/tmdb-server.ts';

export interface TmdbFigures {
  /** Milliseconds at which each request arrived, and what it asked for. */
  readonly requests: readonly { readonly at: number; readonly imdbId: string; readonly isRefused: boolean }[];
  readonly refusedForRate: number;
  readonly mostInOneSecond: number;
}

/** Gives `use` its address, and returns what arrived there. */
export async function withTmdbProcess(
  options: Omit<TmdbServerOptions, 'misbehave' | 'missing'>,
  use: (url: string) => Promise<void>,
): Promise<TmdbFigures> {
  const child = fork(fileURLToPath(import.meta.url), [JSON.stringify(options)], { execArgv: ['--import', 'tsx'] });
  try {
    const [url] = (await once(child, 'message')) as [string];
    await use(url);
    child.send('figures');
    const [figures] = (await once(child, 'message')) as [TmdbFigures];
    return figures;
  } finally {
    child.kill('SIGKILL');
  }
}

async function serve(options: TmdbServerOptions, tell: (message: unknown) => void): Promise<void> {
  const tmdb = await startTmdbServer(options);
  process.on('message', () => {
    const requests = tmdb.requests.map(({ at, imdbId, isRefused }) => ({ at, imdbId, isRefused }));
    const figures = { requests, refusedForRate: tmdb.refusedForRate(), mostInOneSecond: tmdb.mostInOneSecond() };
    tell(figures satisfies TmdbFigures);
  });
  // Whoever started it may be killed.
  process.once('disconnect', () => process.exit());
  tell(tmdb.url);
}

const [, entry, options] = process.argv;
if (entry === fileURLToPath(import.meta.url) && options !== undefined)
  await serve(JSON.parse(options), (message) => process.send?.(message));
