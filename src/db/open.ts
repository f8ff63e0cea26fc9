/** What an open database is, and which one is meant. */
import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type { TransactionMode } from './begin.ts';
import { addressLabel, type ServerSettings } from './server-settings.ts';

/** What both drivers are used as: the same statements run on a server and on the embedded database. */
export type Db = PgDatabase<PgQueryResultHKT>;

/** Its statements are run in transactions alone, see `transaction.ts`: outside of one, nothing they rely on is set. */
export interface Connection {
  /** Where its transactions look for tables and make them. */
  readonly schema: string;
  /** Sends what begins a transaction, as one message. */
  readonly begin: (mode: TransactionMode) => Promise<unknown>;
  /** Sends statements without parameters and without an answer as one message, within a transaction like all others. */
  readonly send: (statements: readonly string[]) => Promise<unknown>;
  /** Sends one statement without parameters as a transaction of its own, in one message, and gives its rows. */
  readonly sendWhole: (mode: TransactionMode, statement: string) => Promise<unknown[]>;
  /** Sends one statement without parameters, within a transaction like all others; PostgreSQL refuses several. */
  readonly ask: (statement: string) => Promise<TextAnswer>;
  /** What makes its other statements, and takes a while to load. */
  readonly statements: () => Promise<Db>;
}

/** An answer as PostgreSQL spells it. */
export interface TextAnswer {
  /** `type` is PostgreSQL's number of it. */
  readonly columns: readonly { readonly name: string; readonly type: number }[];
  readonly rows: readonly (readonly (string | null)[])[];
}

/** An open database. */
export interface Database {
  /** How it is named to people; of several servers the one that is connected. */
  readonly label: string;
  /** Whether other importers may be at work on it at the same time. */
  readonly isShared: boolean;
  /** How the server is connected; null for an embedded database, and before there is a connection. */
  readonly link: Link | null;
  /** Ask for it anew where it is used: reconnecting replaces it. */
  readonly db: Connection;
  /** Replaces a connection that was lost. */
  readonly reconnect: () => Promise<void>;
  /** Asks what is asked first, and again over another way to the database where the first one does not lead there. */
  readonly first: <T>(ask: (db: Connection) => Promise<T>) => Promise<T>;
}

/** A connection as this side sees it. */
export interface Link {
  /** Null over a Unix socket. */
  readonly localPort: number | null;
  /** Such as `TLSv1.3`; null where nothing is encrypted. */
  readonly tls: string | null;
}

export type DatabaseTarget = ServerTarget | EmbeddedTarget;

export interface ServerTarget {
  readonly kind: 'server';
  readonly server: ServerSettings;
  readonly schema: string;
}

export interface EmbeddedTarget {
  readonly kind: 'embedded';
  readonly folder: string;
  readonly schema: string;
}

/** Where tables are made unless another schema is named. */
export const defaultSchema = 'public';

export interface DatabaseOptions {
  /** Migrated template that a new embedded database starts from. */
  readonly templateFile: string;
  readonly signal: AbortSignal;
  /** Whether only reading is wanted, which an embedded database that cannot be written allows, too. */
  readonly isForReading?: boolean;
  /** Called when another run holds the embedded database and this one waits for it. */
  readonly onWait: () => void;
}

/** How a database is named to people before it is open: never with a user or a password. */
export function databaseLabel(target: DatabaseTarget): string {
  if (target.kind === 'embedded') return `embedded, ${target.folder}${inSchema(target.schema)}`;
  const { database, addresses } = target.server;
  return `${database} on ${addresses.map(addressLabel).join(', ')}${inSchema(target.schema)}`;
}

/** Where in a database, when it is not the usual place. */
export function inSchema(schema: string): string {
  return schema === defaultSchema ? '' : `, schema ${schema}`;
}
