/** Run by the tests as a process of its own: opens the database in a folder, adds a row, stays until stdin ends. */
import type { PGlite } from '@electric-sql/pglite';
import { withEmbedded } from '../../../src/db/embedded/open.ts';

const [templateFile = '', folder = ''] = process.argv.slice(2);

await withEmbedded(folder, { templateFile, signal: new AbortController().signal, onWait }, addRow);

async function addRow(client: PGlite): Promise<void> {
  await client.exec(`create table if not exists kept (id serial); insert into kept default values`);
  console.log('open');
  for await (const _ of process.stdin);
}

function onWait(): void {
  console.log('waiting');
}
