/** What every command runs in: its settings, its streams, its interrupts, and the database's bracket. */

import { withDatabase } from '../db/connect.ts';
import { holdsDatabase } from '../db/embedded/folder.ts';
import { explainDatabaseError } from '../db/faults.ts';
import { migrate, refuseNewerSchema, type SchemaState, schemaState } from '../db/migrate.ts';
import { type Connection, type Database, type Db, databaseLabel } from '../db/open.ts';
import { sayWhenWaiting, withReadOnly } from '../db/transaction.ts';
import { ExpectedError } from '../model/errors.ts';
import { packageFiles } from '../package-files.ts';
import type { TypedCommand } from '../report/suggested-command.ts';
import { text } from '../report/text.ts';
import { type Config, type Environment, readConfig } from './config.ts';
import { unreadFileRemark } from './environment.ts';
import type { Invocation } from './invocation.ts';
import type { CommonFlags } from './options.ts';
import type { Output } from './output.ts';
import { openProgressView, type ProgressView } from './progress.ts';
import type { Interrupts } from './signals.ts';

export interface Session {
  readonly config: Config;
  readonly output: Output;
  readonly progress: ProgressView;
  readonly interrupts: Interrupts;
  /** How the database is named to people; once it is open, of several servers the one that is connected. */
  readonly database: string;
  readonly onOpen: (database: Database) => void;
  readonly typed: TypedCommand;
  /** Differs where the program's code does. */
  readonly programBuild: string;
}

/** Where the program runs. */
interface Surroundings extends Pick<Session, 'output' | 'interrupts' | 'programBuild'> {
  readonly environment: Environment;
}

export async function openSession(
  { flags, typed }: Pick<Invocation, 'flags' | 'typed'>,
  { environment, ...surroundings }: Surroundings,
): Promise<Session> {
  const { output } = surroundings;
  const config = readConfig(flags, environment);
  // The driver would read it too, and does not know all of its values.
  delete process.env.PGTARGETSESSIONATTRS;
  const progress = await openProgressView(output.notes, flags.quiet === true || flags.json === true, Date.now);
  for (const remark of remarksOn(config, flags)) progress.note(text`remark: ${remark}`);
  let opened: Database | null = null;
  return {
    ...surroundings,
    config,
    progress,
    typed,
    get database() {
      return opened?.label ?? databaseLabel(config.database);
    },
    onOpen: (database) => {
      opened = database;
    },
  };
}

function remarksOn({ database, remarks }: Config, { dataDir, envFile }: CommonFlags): string[] {
  const isDefault = database.kind === 'embedded' && dataDir === undefined && envFile === undefined;
  const unread = isDefault ? unreadFileRemark() : null;
  return [...remarks, ...(unread === null ? [] : [unread])];
}

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
    const state = answer === null ? await schemaState(db, packageFiles.migrations) : 'current';
    return { answer, state } as const;
  };
  try {
    return await withDatabase(config.database, options, async (opened) => {
      const { answer, state } = await opened.first(firstQuestion).catch((error) => {
        throw explainDatabaseError(error, 'connect to the database', label);
      });
      session.onOpen(opened);
      if (answer !== null) return answer;
      refuseNewerSchema(state);
      return use(opened, state);
    });
  } catch (error) {
    throw explainDatabaseError(error, 'work with the database', session.database);
  }
}
