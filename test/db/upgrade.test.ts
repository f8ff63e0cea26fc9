import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { PGlite } from '@electric-sql/pglite';
import { describe, expect, test } from 'vitest';
import { query } from '../support/contents.ts';
import { asAdmin, createDatabase, createEmbeddedFolder } from '../support/databases.ts';
import { type ProgramOptions, runProgram } from '../support/program.ts';

const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));

/**
 * What version 0.1.0 left behind after importing the bundled ceremony and the files below, as `pg_dump --inserts` wrote it
 * (comments and psql's own commands taken out).
 */
const dump = gunzipSync(readFileSync(fixture('databases/0.1.0.sql.gz'))).toString('utf8');

/** The same files, as they were imported then. */
const files = [
  'oscar_data.tsv',
  'cinegraph-festival.json',
  'cinegraph-oscars.json',
  'imdb-event.json',
  'cinegraph-globes.json',
];

const idsOf = (text: string) => [...text.matchAll(/[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g)].map(([id]) => id);

describe('a database of version 0.1.0', () => {
  test('is brought up to date by the next import, and every nomination keeps its ID', async () => {
    const database = await createDatabase({ migrated: false });
    const run = (args: string[]) => runProgram(args, { env: { DATABASE_URL: database.url } });
    await asAdmin(database.url, (sql) => sql.unsafe(dump));
    const nominations = () => query<{ id: string }>(database.url, 'select id from public.nominations order by id');
    const before = await nominations();
    expect(before).toHaveLength(135);

    const first = await run(['2024']);
    expect([first.code, first.stderr]).toEqual([expect.toBeOneOf([0, 3]), expect.stringContaining('Wrote')]);
    for (const file of files) expect((await run(['-f', fixture(file)])).code).toBeOneOf([0, 3]);
    expect(await nominations()).toEqual(before);
    expect((await run(['2024', '--dry-run'])).code).toBe(0);
    await database.drop();
  });

  test('is not read before it is brought up to date, and the message says how', async () => {
    const database = await createDatabase({ migrated: false });
    await asAdmin(database.url, (sql) => sql.unsafe(dump));
    const { code, stderr } = await runProgram(['status'], { env: { DATABASE_URL: database.url } });
    expect([code, stderr]).toEqual([1, expect.stringContaining('an import brings it up to date')]);
    await database.drop();
  });

  test('is brought up to date in a folder, too', async () => {
    const embedded = await createEmbeddedFolder();
    const client = await PGlite.create(embedded.folder);
    await client.exec(dump);
    // As the template of 0.1.0 was made.
    for (const name of ['template0', 'template1']) {
      await client.exec(`update pg_database set datistemplate = false where datname = '${name}'`);
      await client.exec(`drop database ${name}`);
    }
    await client.close();
    const options: ProgramOptions = { cwd: fileURLToPath(new URL('..', import.meta.url)) };
    const imported = await runProgram(['2024', '--data-dir', embedded.folder, '--json'], options);
    expect(imported.code).toBeOneOf([0, 3]);
    const shown = await runProgram(['show', '2024', '--csv', '--data-dir', embedded.folder], options);
    const known = new Set(idsOf(dump));
    expect(idsOf(shown.stdout).filter((id) => !known.has(id))).toEqual([]);
    await embedded.remove();
  });
});
