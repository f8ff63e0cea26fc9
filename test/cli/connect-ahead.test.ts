import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { query } from '../support/contents.ts';
import { createDatabase, type TestDatabase } from '../support/databases.ts';
import { runProgram, startNode, startProgram } from '../support/program.ts';
import { copyPackage, ownPackage } from '../torture/package-copy.ts';

// The program connects to a server while the rest of it is loaded.

let opened: { readonly server: Server; readonly sockets: Set<Socket> } | null = null;
let database: TestDatabase | null = null;
afterEach(async () => {
  for (const socket of opened?.sockets ?? []) socket.destroy();
  await new Promise((resolve) => (opened === null ? resolve(null) : opened.server.close(resolve)));
  await database?.drop();
  opened = null;
  database = null;
});

/** A server of which each connection is taken by `take`, told how many there were before it. Gives its port. */
async function listen(take: (socket: Socket, before: number) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    socket.on('error', () => {});
    take(socket, sockets.size);
    sockets.add(socket);
  });
  opened = { server, sockets };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

const count = () => opened?.sockets.size;

/** A server's own address, as one behind a relay. */
function through(port: number, url: string): string {
  return Object.assign(new URL(url), { port: String(port) }).href;
}

function relay(socket: Socket, url: string): void {
  const { hostname, port } = new URL(url);
  const server = createConnection(Number(port), hostname);
  socket.pipe(server).on('error', () => socket.destroy());
  server.pipe(socket).on('close', () => server.destroy());
}

describe('a server that takes connections and never answers', () => {
  test.each([
    ['a ceremony that there is not', ['import', '1800'], /1800/],
    ['a flag that goes with another', ['2024', '--out', 'plan.json'], /--out goes with --dry-run/],
  ])('is not waited for where something else is wrong: %s', async (_, args, expected) => {
    const port = await listen(() => {});
    const DATABASE_URL = `postgres://nobody@127.0.0.1:${port}/none?connect_timeout=600`;
    const result = await runProgram(args, { env: { DATABASE_URL } });
    expect(result).toMatchObject({ code: 1, timedOut: false, stdout: '' });
    expect(result.stderr).toMatch(expected);
    expect(result.stderr).not.toContain('connect');
    expect(count()).toBe(1);
  });
});

test.each([
  ['ends it', (socket: Socket) => socket.end('N')],
  ['breaks it', (socket: Socket) => socket.write('N', () => socket.resetAndDestroy())],
])('a connection that the server %s before anything was asked is made anew', async (_, end) => {
  database = await createDatabase({ migrated: false });
  const { url } = database;
  const port = await listen((socket, before) => {
    if (before === 0) socket.once('data', () => end(socket));
    else relay(socket, url);
  });
  const result = await runProgram(['2024', '--offline'], { env: { DATABASE_URL: through(port, url) } });
  expect(result.stdout).toContain('PASS 44/44');
  expect(result.code).toBe(0);
  expect(count()).toBe(2);
  expect(await query(url, 'select count(*)::int as count from nominations')).toEqual([{ count: 120 }]);
});

test('what comes at once after that there is no TLS is asked for again, and not taken for a stranger', async () => {
  database = await createDatabase({ migrated: false });
  const { url } = database;
  const port = await listen((socket, before) => {
    if (before === 0) socket.once('data', () => socket.end(Buffer.concat([Buffer.from('N'), shuttingDown])));
    else relay(socket, url);
  });
  const result = await runProgram(['2024', '--offline'], { env: { DATABASE_URL: through(port, url) } });
  expect(result.stdout).toContain('PASS 44/44');
  expect(count()).toBe(2);
});

/** An error, as PostgreSQL says it: a letter, a length, fields. */
const shuttingDown = (() => {
  const fields = Buffer.from('SFATAL\0VFATAL\0C57P01\0Mshutting down\0\0');
  const head = Buffer.from([0x45, 0, 0, 0, 4 + fields.length]);
  return Buffer.concat([head, fields]);
})();

describe('nothing is left that the program would wait for', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'oscars-import-ahead-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('a name that nobody looks up, where something else is wrong', async () => {
    const preloaded = join(folder, 'no-answer.cjs');
    writeFileSync(
      preloaded,
      `require('node:dns').lookup = () => { console.error('looking up'); setTimeout(() => {}, 600_000); };`,
    );
    const env = { DATABASE_URL: 'postgres://nobody@db.example.com/none', NODE_OPTIONS: `--require ${preloaded}` };
    for (const args of [['1800'], ['2024', '--force'], ['verify', '1800'], ['show', '2024', '--csv', '--json']]) {
      const { code, timedOut, stderr } = await runProgram(args, { env });
      expect({ code, timedOut }, args.join(' ')).toEqual({ code: 1, timedOut: false });
      expect(stderr).toContain('looking up');
      expect(stderr).toMatch(/error: (?!cannot connect)/);
    }
  });

  test('a connection over which nothing came to be asked', async () => {
    const program = copyPackage(ownPackage, folder);
    rmSync(join(folder, 'drizzle/meta/_journal.json'));
    database = await createDatabase({ migrated: false });
    const env = { DATABASE_URL: database.url };
    const { code, timedOut, stderr } = await startNode([program, '2024'], { env, timeoutMs: 30_000 }).result;
    expect({ code, timedOut }).toEqual({ code: 1, timedOut: false });
    expect(stderr).toContain('_journal.json');
  });

  test('a server that has no TLS and says nothing more, after an interrupt', async () => {
    let wasStarted = () => {};
    const started = new Promise<void>((resolve) => {
      wasStarted = resolve;
    });
    const port = await listen((socket) => {
      socket.once('data', () => {
        socket.write('N');
        socket.once('data', () => wasStarted());
      });
    });
    const DATABASE_URL = `postgres://nobody@127.0.0.1:${port}/none?connect_timeout=600`;
    const { child, result } = startProgram(['2024'], { env: { DATABASE_URL }, timeoutMs: 30_000 });
    await started;
    child.kill('SIGINT');
    expect(await result).toMatchObject({ signal: 'SIGINT', timedOut: false });
    expect(count()).toBe(1);
  });
});

test('one connection is made, however early', async () => {
  database = await createDatabase({ migrated: false });
  const { url } = database;
  const port = await listen((socket) => relay(socket, url));
  for (const args of [['2024', '--offline'], ['2024', '--offline'], ['verify', '2024'], ['status'], ['show', '2024']]) {
    const before = count() ?? 0;
    expect(await runProgram(args, { env: { DATABASE_URL: through(port, url) } })).toMatchObject({ code: 0 });
    expect((count() ?? 0) - before).toBe(1);
  }
});

test('what the server says to it is told, and not asked for again', async () => {
  database = await createDatabase({ migrated: false });
  const { url } = database;
  const port = await listen((socket) => relay(socket, url));
  const elsewhere = new URL(through(port, url));
  elsewhere.pathname = '/nothing_here';
  const result = await runProgram(['2024', '--offline'], { env: { DATABASE_URL: elsewhere.href } });
  expect(result).toMatchObject({ code: 1, stdout: '' });
  expect(result.stderr).toContain('database "nothing_here" does not exist');
  expect(count()).toBe(1);
});

test('a session over it has the settings that were asked for', async () => {
  database = await createDatabase({ migrated: false });
  const { url } = database;
  const wanted = `${url}?application_name=of%20many%20words&options=-c%20work_mem%3D12345kB`;
  const statement = "select current_setting('application_name') as name, current_setting('work_mem') as memory";
  expect(await runProgram(['2024', '--offline'], { env: { DATABASE_URL: url } })).toMatchObject({ code: 0 });
  const { stdout } = await runProgram(['sql', statement, '--csv'], { env: { DATABASE_URL: wanted } });
  expect(stdout).toBe('name,memory\nof many words,12345kB\n');
});
