/** The bracket around a database: opened here, closed here, on every way out. */
import { type Database, type DatabaseOptions, type DatabaseTarget, databaseLabel } from './open.ts';
import type { ServerOpening } from './server-opening.ts';

/**
 * Opens the database for the time `use` takes. The drivers are heavy, so each is loaded only when it is needed.
 *
 * @param opening a socket to the server that is being opened already
 * @throws ExpectedError `database` when it cannot be opened
 */
export async function withDatabase<T>(
  target: DatabaseTarget,
  options: DatabaseOptions,
  use: (database: Database) => Promise<T>,
  opening: ServerOpening | null = null,
): Promise<T> {
  if (target.kind === 'server') {
    const { withServer } = await import('./server.ts');
    return withServer(target, options.signal, use, opening);
  }
  const label = databaseLabel(target);
  const [{ withEmbedded }, { embeddedConnection }] = await Promise.all([
    import('./embedded/open.ts'),
    import('./embedded-connection.ts'),
  ]);
  return withEmbedded(target.folder, options, (client) => {
    const db = embeddedConnection(client, target.schema);
    // There is no connection to lose: it lives in this process.
    return use({ label, isShared: false, link: null, db, reconnect: async () => {}, first: (ask) => ask(db) });
  });
}
