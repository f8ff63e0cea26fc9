/** The database's bracket around a command: opened, examined, closed. Apart from the session, since what it needs takes long to load. */
import { withDatabase } from '../db/connect.ts';
import { holdsDatabase } from '../db/embedded/folder.ts';
import { explainDatabaseError, faultOf } from '../db/faults.ts';
import type { SchemaState } from '../db/migrate.ts';
import { type Connection, type Database, type Db, databaseLabel } from '../db/open.ts';
import { sayWhenWaiting, withReadOnly } from '../db/transaction.ts';
import { ExpectedError } from '../model/errors.ts';
import { packageFiles } from '../package-files.ts';
import { text } from '../report/text.ts';
import type { Session } from './session.ts';

/**
 * Opens the database to write: migrated, unless that is not wanted; then it has to be current.
 *
 * @param shortcut what is asked before all else, and does without `use` where it has an answer
 */
export async function withWritableDatabase<T>(
  session: Session,
  isMigrated: boolean,
  use: (database: Database) => Promise<T>,
  shortcut?: Shortcut<T>,
): Promise<T> {
  const useInState = async (database: Database, state: SchemaState) => {
    if (state !== 'current' && isMigrated) {
      const { migrate } = await import('../db/migrate.ts');
      const onWait = () => session.progress.note(text`  Waiting for another run, which makes the tables`);
      await sayWhenWaiting(migrate(database.db, packageFiles.migrations), onWait);
    }
    if (state === 'current' || isMigrated) return use(database);
    throw new ExpectedError('database', 'the database is not migrated, and --no-migrate was given', {
      hint: 'run once with a role that may create tables',
      remedy: { with: [], without: ['--no-migrate'] },
    });
  };
  return withOpenDatabase(session, false, useInState, shortcut);
}

/** A first question to a database of which nothing is known yet; null where it has no answer. */
export type Shortcut<T> = (db: Connection) => Promise<T | null>;

/**
 * Opens the database to read, in one unchanging view that PostgreSQL keeps read-only. `use` gets null where there is
 * nothing to read yet: no embedded database in the folder, or a server's database that was never migrated.
 */
export async function withReadableDatabase<T>(session: Session, use: (db: Db | null) => Promise<T>): Promise<T> {
  return withReadableConnection(session, (opened) => (opened === null ? use(null) : withReadOnly(opened.db, use)));
}

/** The same for whoever begins the read-only transactions. */
export async function withReadableConnection<T>(
  session: Session,
  use: (database: Database | null) => Promise<T>,
): Promise<T> {
  const { config, database } = session;
  if (config.database.kind === 'embedded' && !holdsDatabase(config.database.folder)) return use(null);
  return withOpenDatabase(session, true, async (opened, state) => {
    if (state === 'current') return use(opened);
    if (state === 'absent') return use(null);
    throw new ExpectedError('database', `the database (${database}) has the schema of an older oscars-import`, {
      hint: 'an import brings it up to date',
    });
  });
}

/** For commands that have nothing to say about a database without a schema. */
export function requireSchema<T extends Db | Database>(db: T | null, database: string): T {
  if (db !== null) return db;
  throw new ExpectedError('database', `nothing was imported yet (database: ${database})`, {
    hint: 'import a ceremony first',
    remedy: { command: ['2024'] },
  });
}

/** The state of the schema is asked first, unless a shortcut answers: whether it can be tells whether the database is there. */
async function withOpenDatabase<T>(
  session: Session,
  isForReading: boolean,
  use: (database: Database, state: SchemaState) => Promise<T>,
  shortcut: Shortcut<T> = async () => null,
): Promise<T> {
  const { config, interrupts, progress } = session;
  const label = databaseLabel(config.database);
  const onWait = () => progress.note(text`  Waiting for another run to leave the database (${session.database})`);
  const options = { templateFile: packageFiles.databaseTemplate, signal: interrupts.signal, isForReading, onWait };
  const firstQuestion = async (db: Connection) => {
    const answer = await shortcut(db);
    if (answer !== null) return { answer, state: 'current' } as const;
    const { schemaState } = await import('../db/migrate.ts');
    return { answer, state: await schemaState(db, packageFiles.migrations) };
  };
  try {
    const useFirst = async (opened: Database) => {
      const { answer, state } = await opened.first(firstQuestion).catch((error) => {
        throw explainDatabaseError(error, isDenied(error) ? 'read the database' : 'connect to the database', label);
      });
      session.onOpen(opened);
      if (answer !== null) return answer;
      const { refuseNewerSchema } = await import('../db/migrate.ts');
      refuseNewerSchema(state);
      return use(opened, state);
    };
    return await withDatabase(config.database, options, useFirst, session.opening);
  } catch (error) {
    throw explainDatabaseError(error, 'work with the database', session.database);
  }
}

/** Whoever is told so of a table is connected. */
function isDenied(error: unknown): boolean {
  return faultOf(error)?.code === '42501';
}
