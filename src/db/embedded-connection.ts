/** PGlite as the rest of the program uses a database. */
import type { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { beginText } from './begin.ts';
import type { Connection } from './open.ts';

export function embeddedConnection(client: PGlite, schema: string): Connection {
  return {
    schema,
    begin: (mode) => client.exec(beginText(mode, schema)),
    send: (statements) => client.exec(statements.join(';\n')),
    statements: drizzle(client),
  };
}
