/** `oscars-import --apply plan.json`: just what the plan says, or nothing and what has changed since. */
import { previewImport } from '../dry-run.ts';
import { importCeremonies } from '../import.ts';
import { ExpectedError } from '../model/errors.ts';
import { refuseOtherPlan, refuseStale } from '../saved-plan.ts';
import { savedAnswers } from '../tmdb/saved-answers.ts';
import { withReadableConnection, withWritableDatabase } from './database.ts';
import type { ExitCode } from './exit-codes.ts';
import type { ImportFlags } from './options.ts';
import { readPlanFile } from './plan-file.ts';
import { servicesOf } from './services.ts';
import type { Session } from './session.ts';
import { tellImport } from './tell-import.ts';
import { refuseUnwritable } from './wanted-reports.ts';

export async function runSavedPlan(
  names: readonly string[],
  path: string,
  flags: ImportFlags,
  session: Session,
): Promise<ExitCode> {
  refuseWhatIsPlanned(names, flags);
  await refuseUnwritable(flags.report);
  const saved = await readPlanFile(path);
  session.progress.done('Loaded', `the plan of ${saved.madeAt.slice(0, 16).replace('T', ' ')} UTC`);
  const { options } = saved;
  const source = savedAnswers(saved.answers, saved.result.entities.source);
  const services = { ...servicesOf(session), source };
  const unspoken = { ...services, onProgress: () => {} };
  const now = await withReadableConnection(session, (opened) =>
    previewImport(saved.loaded, options, unspoken, opened, session.database),
  );
  refuseStale(saved.result, { ...now, failed: [] });
  const result = await withWritableDatabase(session, flags.migrate, (database) =>
    // Between the two somebody may have written: what is about to be written is looked at once more, under its lock.
    importCeremonies(
      saved.loaded,
      { ...options, approve: (plan) => refuseOtherPlan(saved.result, plan) },
      { ...services, database },
    ),
  );
  return tellImport(result, { ceremonies: saved.loaded, remarks: [] }, flags, session);
}

/** What the plan says is not said again. */
function refuseWhatIsPlanned(names: readonly string[], flags: ImportFlags): void {
  const { dryRun, prune, force, refresh, file, format, all, offline } = flags;
  const given = Object.entries({ dryRun, prune, force, refresh, file, format, all, offline })
    .filter(([, value]) => value !== undefined && value !== false)
    .map(([name]) => (name === 'dryRun' ? '--dry-run' : `--${name}`));
  const [first] = [...names, ...given];
  if (first === undefined) return;
  throw new ExpectedError('usage', `--apply and ${first} cannot be given together`, {
    hint: 'the plan says what is imported; only the database is named',
  });
}
