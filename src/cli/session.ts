/** What every command runs in: its settings, its streams, its interrupts, and the database's bracket. */
import { type Config, readConfig } from '../config.ts';
import { type Database, type Db, databaseLabel, withDatabase } from '../db/database.ts';
import { holdsDatabase } from '../db/embedded-folder.ts';
import { explainDatabaseError } from '../db/faults.ts';
import { migrate, refuseNewerSchema, schemaState } from '../db/migrate.ts';
import { ping, withReadOnly } from '../db/transaction.ts';
import { ExpectedError } from '../errors.ts';
import { packageFiles } from '../package-files.ts';
import type { CommonFlags } from './options.ts';
import type { Output } from './output.ts';
import { openProgressView, type ProgressView } from './progress.ts';
import type { Interrupts } from './signals.ts';

export interface Session {
  readonly config: Config;
  readonly output: Output;
  readonly progress: ProgressView;
  readonly interrupts: Interrupts;
  readonly database: string;
}

export async function openSession(flags: CommonFlags, output: Output, interrupts: Interrupts): Promise<Session> {
  const config = readConfig(flags, process.env);
  const progress = await openProgressView(output.notes, flags.quiet === true || flags.json === true, Date.now);
  return { config, output, progress, interrupts, database: databaseLabel(config.database) };
}

/** Opens the database to write: migrated, unless that is not wanted; then it has to be current. */
export async function withWritableDatabase<T>(
  session: Session,
  isMigrated: boolean,
  use: (database: Database) => Promise<T>,
): Promise<T> {
  return withOpenDatabase(session, async (database) => {
    if (isMigrated) await migrate(database.db, packageFiles.migrations);
    else await requireCurrentSchema(database.db);
    return use(database);
  });
}

/**
 * Opens the database to read, in one unchanging view that PostgreSQL keeps read-only. `use` gets null where there is
 * nothing to read yet: no embedded database in the folder, or a server's database that was never migrated.
 */
export async function withReadableDatabase<T>(session: Session, use: (db: Db | null) => Promise<T>): Promise<T> {
  const { database: target } = session.config;
  if (target.kind === 'embedded' && !holdsDatabase(target.folder)) return use(null);
  return withOpenDatabase(session, async ({ db }) => {
    const state = await schemaState(db, packageFiles.migrations);
    refuseNewerSchema(state);
    if (state === 'behind') {
      throw new ExpectedError(
        'database',
        `the database (${session.database}) has the schema of an older oscars-import`,
        {
          hint: 'an import brings it up to date',
        },
      );
    }
    return state === 'absent' ? use(null) : withReadOnly(db, use);
  });
}

/** For commands that have nothing to say about a database without a schema. */
export function requireSchema(db: Db | null, database: string): Db {
  if (db !== null) return db;
  throw new ExpectedError('database', `nothing was imported yet (database: ${database})`, {
    hint: 'import a ceremony first: oscars-import 2024',
  });
}

async function withOpenDatabase<T>(
  { config, database, interrupts, progress }: Session,
  use: (database: Database) => Promise<T>,
): Promise<T> {
  const onWait = () => progress.note(`  Waiting for another run to leave the database (${database})`);
  const options = { templateFile: packageFiles.databaseTemplate, signal: interrupts.signal, onWait };
  try {
    return await withDatabase(config.database, options, async (opened) => {
      await ping(opened.db).catch((error) => {
        throw explainDatabaseError(error, 'connect to the database', database);
      });
      return use(opened);
    });
  } catch (error) {
    throw explainDatabaseError(error, 'work with the database', database);
  }
}

async function requireCurrentSchema(db: Db): Promise<void> {
  const state = await schemaState(db, packageFiles.migrations);
  refuseNewerSchema(state);
  if (state === 'current') return;
  throw new ExpectedError('database', 'the database is not migrated, and --no-migrate was given', {
    hint: 'run once without --no-migrate, with a role that may create tables',
  });
}
