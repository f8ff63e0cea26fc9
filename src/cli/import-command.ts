/** `oscars-import [ceremony...]`: the import, or its dry run. Where nothing is to do, no more is loaded than it takes to see that. */
import { nominationsIn } from '../batches.ts';
import { creditsIn } from '../entities/collect.ts';
import type { ImportOptions } from '../import.ts';
import type { LoadedCeremony } from '../model/ceremony.ts';
import { ExpectedError } from '../model/errors.ts';
import { packageFiles } from '../package-files.ts';
import { countText } from '../report/words.ts';
import { failureOf, type ImportResult } from '../result.ts';
import { importUnchanged } from '../unchanged.ts';
import type { Config } from './config.ts';
import { withWritableDatabase } from './database.ts';
import type { ExitCode } from './exit-codes.ts';
import { loadNamed } from './load-ceremonies.ts';
import type { ImportFlags } from './options.ts';
import { servicesOf } from './services.ts';
import type { Session } from './session.ts';
import { refuseUnwritable } from './wanted-reports.ts';

export async function importCommand(names: readonly string[], flags: ImportFlags, session: Session): Promise<ExitCode> {
  refuseStrayFlags(flags);
  await refuseUnwritable(flags.report);
  if (flags.refresh) refuseVainRefresh(flags, session.config);
  const loaded = await loadNamed(names, flags, session);
  session.progress.done('Loaded', loadedText(loaded.ceremonies));
  const options: ImportOptions = {
    prune: flags.prune === true,
    force: flags.force === true,
    refresh: flags.refresh === true,
  };
  const services = servicesOf(session);
  try {
    if (flags.dryRun) {
      const { dryRunCommand } = await import('./dry-run-command.ts');
      return await dryRunCommand(loaded, options, services, flags, session);
    }
    const written = await withWritableDatabase<Omit<ImportResult, 'database'>>(
      session,
      flags.migrate,
      async (database) => {
        const { importCeremonies } = await import('../import.ts');
        return importCeremonies(loaded.ceremonies, options, { ...services, database });
      },
      // With --refresh there is always somebody to ask for.
      async (db) => {
        if (options.refresh) return null;
        const unchanged = importUnchanged(loaded.ceremonies, services, db, packageFiles.migrations);
        // What tells of it is loaded while the server answers.
        setImmediate(loadTelling);
        return unchanged;
      },
    );
    const { database } = session;
    const result = { ...written, database, ceremonies: [...written.ceremonies, ...loaded.refused.map(failureOf)] };
    const { tellImport } = await loadTelling();
    return await tellImport(result, loaded, flags, session);
  } finally {
    await services.source.close();
  }
}

const loadTelling = () => import('./tell-import.ts');

/** Somebody who asks for the exit code of a dry run does not expect an import. */
function refuseStrayFlags({ dryRun, detailedExitcode, prune, force, out }: ImportFlags): void {
  if (out !== undefined && !dryRun) throw new ExpectedError('usage', '--out goes with --dry-run');
  if (detailedExitcode && !dryRun) throw new ExpectedError('usage', '--detailed-exitcode goes with --dry-run');
  if (force && !prune) throw new ExpectedError('usage', '--force goes with --prune');
}

/** Asking again without anybody to ask would be a success that did less than it was asked. */
function refuseVainRefresh({ offline }: ImportFlags, { tmdb }: Config): void {
  if (offline) throw new ExpectedError('usage', '--refresh asks TMDb again, and --offline asks nobody');
  if (tmdb.credentials !== null) return;
  throw new ExpectedError('usage', '--refresh asks TMDb again, and there is no token to ask it with', {
    hint: 'set TMDB_API_TOKEN, or TMDB_API_KEY',
  });
}

function loadedText(loaded: readonly LoadedCeremony[]): string {
  const ceremonies = loaded.map(({ ceremony }) => ceremony);
  const { movies, people } = creditsIn(loaded);
  const categories = ceremonies.flatMap((ceremony) => ceremony.categories);
  const nominations = loaded.reduce((sum, one) => sum + nominationsIn(one), 0);
  const name =
    ceremonies.length === 1 ? (ceremonies[0]?.name ?? '') : countText(ceremonies.length, 'ceremony', 'ceremonies');
  return [
    `${name}: ${countText(categories.length, 'category', 'categories')}`,
    countText(nominations, 'nomination'),
    countText(movies.size, 'movie'),
    countText(people.size, 'person', 'people'),
  ].join(', ');
}
