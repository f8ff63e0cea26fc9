import { existsSync, mkdirSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PGlite } from '@electric-sql/pglite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withEmbedded } from '../../../src/db/embedded/open.ts';
import { embeddedConnection } from '../../../src/db/embedded-connection.ts';
import { schemaState } from '../../../src/db/migrate.ts';
import { packageFiles } from '../../../src/package-files.ts';
import { createEmbeddedFolder, type EmbeddedFolder } from '../../support/databases.ts';
import { startScript } from '../../support/program.ts';

const script = new URL('./open-embedded.ts', import.meta.url);
const templateFile = packageFiles.databaseTemplate;
const options = { templateFile, signal: new AbortController().signal, onWait: () => {} };

let place: EmbeddedFolder;

beforeEach(async () => {
  place = await createEmbeddedFolder();
});

afterEach(() => place.remove());

const stateOf = (client: PGlite) => schemaState(embeddedConnection(client, 'public'), packageFiles.migrations);

async function keptRows(client: PGlite): Promise<number> {
  const { rows } = await client.query<{ rows: number }>('select count(*)::int as rows from kept');
  return rows[0]?.rows ?? 0;
}

test('a new folder starts from the migrated template and keeps what is written', async () => {
  await withEmbedded(place.folder, options, async (client) => {
    expect(await stateOf(client)).toBe('current');
    await client.exec('create table kept (id int); insert into kept values (1)');
  });
  expect(await withEmbedded(place.folder, options, keptRows)).toBe(1);
  expect(readdirSync(join(place.folder, '..'))).toEqual(['oscars-data']);
});

test('a new database does not take it for a fact that its tables are empty', async () => {
  const rows = await withEmbedded(place.folder, options, async (client) => {
    const counted = await client.query<{ relname: string; reltuples: number }>(
      "select relname, reltuples from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'",
    );
    return counted.rows.filter(({ relname }) => !relname.startsWith('oscars_import'));
  });
  expect(rows).toHaveLength(13);
  // What PostgreSQL has for a table that was never counted.
  expect(new Set(rows.map(({ reltuples }) => reltuples))).toEqual(new Set([-1]));
});

test('an empty folder that exists is used, also with the lost+found of a fresh disk', async () => {
  mkdirSync(join(place.folder, 'lost+found'), { recursive: true });
  expect(await withEmbedded(place.folder, options, stateOf)).toBe('current');
  expect(await withEmbedded(place.folder, options, stateOf)).toBe('current');
});

test('a folder with other files is refused and left alone', async () => {
  mkdirSync(place.folder);
  writeFileSync(join(place.folder, 'holiday.jpg'), '');
  await expect(withEmbedded(place.folder, options, stateOf)).rejects.toMatchObject({
    code: 'database',
    message: `the folder ${place.folder} holds files that are no database; nothing was written`,
  });
  expect(readdirSync(place.folder)).toEqual(['holiday.jpg']);
});

test.each(['.oscars-import-unfinished', 'base', 'global/pg_control', 'PG_VERSION', 'pg_wal', 'postgresql.conf'])(
  'a first start that is killed when %s is there is made up for by the next run',
  async (file) => {
    const { child, result } = startScript(script, [templateFile, place.folder], { input: null });
    while (!existsSync(join(place.folder, file)) && child.exitCode === null) await nextTurn();
    child.kill('SIGKILL');
    expect((await result).signal).toBe('SIGKILL');
    expect(await withEmbedded(place.folder, options, stateOf)).toBe('current');
  },
);

test('what a killed run had committed is there for the one that waited', async () => {
  const first = startScript(script, [templateFile, place.folder], { input: null });
  await first.printed(/^open$/m);
  const second = startScript(script, [templateFile, place.folder], { input: null });
  await second.printed(/^waiting$/m);
  first.child.kill('SIGKILL');
  await second.printed(/^open$/m);
  second.child.stdin.end();
  expect(await second.result).toMatchObject({ code: 0, stdout: 'waiting\nopen\n', stderr: '' });
  expect(await withEmbedded(place.folder, options, keptRows)).toBe(2);
});

test('without a template, or with a broken one, PGlite makes an empty database', async () => {
  const broken = join(place.folder, '..', 'template.tar.gz');
  await copyFile(templateFile, broken);
  truncateSync(broken, 50_000);
  for (const file of [broken, `${broken}.missing`]) {
    const folder = `${place.folder}-${file.endsWith('missing')}`;
    expect(await withEmbedded(folder, { ...options, templateFile: file }, stateOf)).toBe('absent');
    expect(await withEmbedded(folder, options, stateOf)).toBe('absent');
  }
});

test('a damaged database is named, and the process goes on', async () => {
  await withEmbedded(place.folder, options, stateOf);
  truncateSync(join(place.folder, 'global', 'pg_control'), 0);
  await expect(withEmbedded(place.folder, options, stateOf)).rejects.toMatchObject({
    code: 'database',
    message: expect.stringMatching(/^the embedded database in .* does not open: it is damaged$/),
  });
  expect(process.exitCode ?? 0).toBe(0);
});

test('a database that does not close hides no earlier failure, and lets the folder go', async () => {
  const failing = withEmbedded(place.folder, options, async (client) => {
    await client.close();
    throw new Error('first');
  });
  await expect(failing).rejects.toThrow('first');
  expect(await withEmbedded(place.folder, options, stateOf)).toBe('current');
});
