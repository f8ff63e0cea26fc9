import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bundledFile } from '../support/ceremonies.ts';
import { query } from '../support/contents.ts';
import { createDatabase, type TestDatabase } from '../support/databases.ts';
import { certificateFile, type FileServer, startFileServer } from '../support/file-server.ts';
import { asOscarData } from '../support/other-sources.ts';
import { runProgram } from '../support/program.ts';

let database: TestDatabase;
let cache: string;
let server: FileServer;
beforeEach(async () => {
  database = await createDatabase({ migrated: true });
  cache = await mkdtemp(join(tmpdir(), 'oscars-cache-'));
  server = await startFileServer(asOscarData(bundledFile()));
});
afterEach(async () => {
  await server.stop();
  await rm(cache, { recursive: true, force: true });
  await database.drop();
});

const run = (args: string[], env: Record<string, string> = {}) =>
  runProgram(args, {
    env: {
      DATABASE_URL: database.url,
      XDG_CACHE_HOME: cache,
      OSCAR_DATA_URL: `${server.origin}/oscars.csv`,
      NO_PROXY: '127.0.0.1',
      ...env,
    },
  });
const copies = () => readdir(join(cache, 'oscars-import'));

test('a year that is not bundled says exactly the command that has it, and what it downloads', async () => {
  const { code, stderr } = await run(['2023']);
  expect([code, stderr]).toEqual([
    1,
    expect.stringContaining(
      'the table of all Academy Awards (2 MiB) is downloaded from DLu/oscar_data by: oscars-import 2023 --from oscar_data\n',
    ),
  ]);
});

test('a public table by its name: online, unchanged, offline, gone', async () => {
  const args = ['2024', '--from', 'oscar_data'];
  const online = await run(args);
  expect([online.code, online.stdout]).toEqual([0, expect.stringContaining('PASS 44/44')]);
  expect(online.stderr).toMatch(/^✔ Fetched {3}\d+ KiB from http:\/\/127\.0\.0\.1:\d+\/oscars\.csv$/m);
  expect(online.stderr).toContain(
    'DLu/oscar_data, https://github.com/DLu/oscar_data, BSD 2-Clause, © 2022 David V. Lu',
  );

  const unchanged = await run(args);
  expect([unchanged.code, unchanged.stderr]).toEqual([0, expect.stringContaining('has not changed since ')]);
  expect(server.requests.map(({ headers }) => headers['if-none-match'])).toEqual([
    undefined,
    expect.stringContaining('W/'),
  ]);

  const offline = await run([...args, '--offline']);
  expect([offline.code, offline.stderr]).toEqual([
    0,
    expect.stringMatching(/from the copy of [\d-]+, .* \(--offline\)/),
  ]);
  expect(server.requests).toHaveLength(2);
  expect((await run(['verify', ...args, '--offline'])).code).toBe(0);

  server.serve((_, response) => void response.writeHead(410).end());
  const gone = await run([...args, '--json']);
  expect(gone.code).toBe(0);
  expect(JSON.parse(gone.stdout).remarks).toContainEqual(
    expect.stringMatching(/taken from the copy of [\d-]+, .* \(it answers 410 \(it is gone for good\)\)$/),
  );
  await server.stop();
  const dead = await run(args);
  expect([dead.code, dead.stderr]).toEqual([0, expect.stringContaining('(it does not answer')]);
  server = await startFileServer('');
});

test('without a copy, what cannot be had is exit 1 with the reason', async () => {
  server.serve((_, response) => void response.writeHead(404).end());
  const gone = await run(['--from', 'oscar_data', '--all']);
  expect([gone.code, gone.stderr]).toEqual([1, expect.stringContaining('it answers 404 (there is no such file)')]);
  const offline = await run(['--file', `${server.origin}/x.csv`, '--offline']);
  expect([offline.code, offline.stderr]).toEqual([1, expect.stringContaining('hint: run once without --offline')]);
});

test('a copy that is newer than the last is kept, one that cannot be read is not, and a damaged one is not used', async () => {
  const address = `${server.origin}/festival.json`;
  server.serve(JSON.stringify(bundledFile()));
  expect((await run(['-f', address])).code).toBe(0);
  server.serve('<html>Log in to the network</html>');
  expect((await run(['-f', address])).code).toBe(1);
  expect((await run(['-f', address, '--offline'])).code).toBe(0);
  const [name = ''] = await copies();
  const file = join(cache, 'oscars-import', name);
  const content = await readFile(file);
  await writeFile(file, content.subarray(0, content.length - 3));
  expect((await run(['-f', address, '--offline'])).code).toBe(1);
});

test('a cache folder that cannot be written costs a remark, not the import', async () => {
  await writeFile(join(cache, 'file'), '');
  const { code, stderr } = await run(['2024', '--from', 'oscar_data'], { XDG_CACHE_HOME: join(cache, 'file') });
  expect([code, stderr]).toEqual([0, expect.stringContaining('cannot keep a copy of ')]);
});

test('a name, a password and a token of an address are nowhere: output, database, cache, suggestions', async () => {
  const address = `${server.origin.replace('//', '//merlin:abracadabra@')}/x.csv?token=xyzzy&page=1`;
  const shown = `${server.origin.replace('//', '//***@')}/x.csv?token=***&page=1`;
  const ran = [
    await run(['-f', address, '-v']),
    await run(['-f', address, '-n']),
    await run(['-f', address, '--json']),
  ];
  server.serve((_, response) => void response.writeHead(500).end());
  ran.push(await run(['-f', address, '--debug', '2020']), await run(['-f', `${address}x`]));
  const stored = await query(database.url, 'select source_name from import_runs').catch(() =>
    query(database.url, 'select * from import_runs'),
  );
  const files = await Promise.all((await copies()).map((name) => readFile(join(cache, 'oscars-import', name), 'utf8')));
  const everything = JSON.stringify([ran, stored, await copies(), files]);
  expect(everything).not.toMatch(/merlin|abracadabra|xyzzy/);
  expect(everything).toContain(shown);
  expect(server.requests[0]?.headers.authorization).toBe(
    `Basic ${Buffer.from('merlin:abracadabra').toString('base64')}`,
  );
  expect((await stat(join(cache, 'oscars-import', (await copies())[0] ?? ''))).mode & 0o077).toBe(0);
});

describe('https', () => {
  let secure: FileServer;
  beforeEach(async () => {
    secure = await startFileServer(asOscarData(bundledFile()), true);
  });
  afterEach(() => secure.stop());
  const trust = { NODE_EXTRA_CA_CERTS: certificateFile };

  test('is read, where its certificate is trusted', async () => {
    const { code, stderr } = await run(['-f', `${secure.origin}/x.csv`]);
    expect([code, stderr]).toEqual([1, expect.stringContaining('self-signed certificate')]);
    expect((await run(['-f', `${secure.origin}/x.csv`], trust)).code).toBe(0);
  });

  test('is not left for http', async () => {
    secure.serve((_, response) => void response.writeHead(302, { location: `${server.origin}/x.csv` }).end());
    const { code, stderr } = await run(['-f', `${secure.origin}/x.csv`], trust);
    expect([code, stderr]).toEqual([1, expect.stringContaining('it redirects from https to http')]);
    expect(server.requests).toEqual([]);
  });
});

test('a proxy is asked for what NO_PROXY does not name', async () => {
  const proxy = await startFileServer((_, response) => void response.end(asOscarData(bundledFile())));
  const { code } = await run(['-f', 'http://films.example/x.csv'], { HTTP_PROXY: proxy.origin });
  expect([code, proxy.requests.map(({ path }) => path)]).toEqual([0, ['http://films.example/x.csv']]);
  await proxy.stop();
});
