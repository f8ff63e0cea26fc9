/** What commands that import hand to the import. */
import type { ImportServices } from '../import.ts';
import { packageFiles } from '../package-files.ts';
import { lazyTmdbSource } from '../tmdb/open.ts';
import { progressOn } from './progress.ts';
import type { Session } from './session.ts';
import { programVersion } from './version.ts';

export function servicesOf({ config, interrupts, progress, programBuild }: Session): Omit<ImportServices, 'database'> {
  return {
    source: lazyTmdbSource(config.tmdb, {
      snapshots: packageFiles.snapshots,
      signal: interrupts.signal,
      userAgent: `oscars-import/${programVersion}`,
    }),
    signal: interrupts.signal,
    now: () => new Date(),
    sleep: (ms) => new Promise((wake) => setTimeout(wake, ms)),
    onProgress: progressOn(progress, Date.now),
    programVersion,
    programBuild,
  };
}
