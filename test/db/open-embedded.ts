/**
 * Run by the tests as a process of its own: `folder <template> <folder>` opens the database, adds a row and keeps it
 * open until stdin ends; `memory <template>` opens one in memory.
 */
import type { PGlite } from '@electric-sql/pglite';
import { withEmbedded, withEmptyEmbedded } from '../../src/db/embedded.ts';

const [mode, templateFile = '', folder = ''] = process.argv.slice(2);

if (mode === 'memory') await withEmptyEmbedded(templateFile, addRow);
else await withEmbedded(folder, { templateFile, signal: new AbortController().signal, onWait }, addRow);

async function addRow(client: PGlite): Promise<void> {
  await client.exec(`create table if not exists kept (id serial); insert into kept default values`);
  console.log('open');
  for await (const _ of process.stdin);
}

function onWait(): void {
  console.log('waiting');
}
