/** What every command runs in: its settings, its streams, its interrupts. */
import { type Database, databaseLabel } from '../db/open.ts';
import { openServer, type ServerOpening } from '../db/server-opening.ts';
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
  /** Begins to connect to a server, while what is to be asked is still being loaded. */
  readonly connectAhead: () => void;
  /** What was begun, if anything was. */
  readonly opening: ServerOpening | null;
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
  let opening: ServerOpening | null = null;
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
    connectAhead: () => {
      if (config.database.kind === 'server') opening = openServer(config.database.server);
    },
    get opening() {
      return opening;
    },
  };
}

function remarksOn({ database, remarks }: Config, { dataDir, envFile }: CommonFlags): string[] {
  const isDefault = database.kind === 'embedded' && dataDir === undefined && envFile === undefined;
  const unread = isDefault ? unreadFileRemark() : null;
  return [...remarks, ...(unread === null ? [] : [unread])];
}
