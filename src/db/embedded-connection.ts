/** PGlite as the rest of the program uses a database. */
import type { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { beginText, wholeText } from './begin.ts';
import type { Connection, TextAnswer } from './open.ts';

export function embeddedConnection(client: PGlite, schema: string): Connection {
  return {
    schema,
    begin: (mode) => client.exec(beginText(mode, schema)),
    send: (statements) => client.exec(statements.join(';\n')),
    sendWhole: async (mode, statement) => (await client.exec(wholeText(mode, schema, statement))).at(-2)?.rows ?? [],
    ask: (statement) => askEmbedded(client, statement),
    statements: drizzle(client),
  };
}

async function askEmbedded(client: PGlite, statement: string): Promise<TextAnswer> {
  const asText = Object.fromEntries(Object.keys(client.parsers).map((type) => [type, (text: string) => text]));
  const { fields, rows } = await client.query<(string | null)[]>(statement, [], { rowMode: 'array', parsers: asText });
  return { columns: fields.map(({ name, dataTypeID }) => ({ name, type: dataTypeID })), rows };
}
