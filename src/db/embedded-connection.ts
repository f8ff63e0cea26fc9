/** PGlite as the rest of the program uses a database. */
import type { PGlite } from '@electric-sql/pglite';
import { beginText, wholeText } from './begin.ts';
import type { Connection, Db, TextAnswer } from './open.ts';

export function embeddedConnection(client: PGlite, schema: string): Connection {
  let statements: Promise<Db> | null = null;
  return {
    schema,
    begin: (mode) => client.exec(beginText(mode, schema)),
    send: (statements) => client.exec(statements.join(';\n')),
    sendWhole: async (mode, statement) => (await client.exec(wholeText(mode, schema, statement))).at(-2)?.rows ?? [],
    ask: (statement) => askEmbedded(client, statement),
    statements: () => {
      statements ??= import('drizzle-orm/pglite').then(({ drizzle }) => drizzle(client));
      return statements;
    },
  };
}

async function askEmbedded(client: PGlite, statement: string): Promise<TextAnswer> {
  const asText = Object.fromEntries(Object.keys(client.parsers).map((type) => [type, (text: string) => text]));
  const { fields, rows } = await client.query<(string | null)[]>(statement, [], { rowMode: 'array', parsers: asText });
  return { columns: fields.map(({ name, dataTypeID }) => ({ name, type: dataTypeID })), rows };
}
