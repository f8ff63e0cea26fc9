import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { embeddedVersion } from '../../src/db/embedded/folder.ts';
import { query } from '../support/contents.ts';
import { createEmbeddedFolder, type EmbeddedFolder } from '../support/databases.ts';
import { startPostgres } from '../support/postgres-server.ts';
import { basicEnvironment, runProgram } from '../support/program.ts';

/** With one ceremony in it, to be copied. */
let imported: EmbeddedFolder;
let place: EmbeddedFolder;
beforeAll(async () => {
  imported = await createEmbeddedFolder();
  expect((await runProgram(['2024', '-q', '--data-dir', imported.folder])).code).toBe(0);
});
afterAll(() => imported.remove());
beforeEach(async () => {
  place = await createEmbeddedFolder();
});
afterEach(() => place.remove());

const copyImported = () => cpSync(imported.folder, place.folder, { recursive: true });
const run = (...args: string[]) => runProgram([...args, '-q', '--data-dir', place.folder]);

/** All that a folder holds, by name and content. */
function contentOf(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name), 'latin1')]),
  );
}

describe('a folder that is not ours is refused, and left as it was', () => {
  test('that of a running PostgreSQL server, which goes on', async () => {
    const server = await startPostgres();
    try {
      const [row] = await query<{ folder: string }>(server.url, "select current_setting('data_directory') as folder");
      const folder = row?.folder ?? '';
      const lock = readFileSync(join(folder, 'postmaster.pid'), 'utf8');
      for (const args of [['2024'], ['2024', '-n'], ['status'], ['show', '2024']]) {
        const { code, stderr } = await runProgram([...args, '-q', '--data-dir', folder]);
        expect([code, stderr]).toEqual([
          1,
          expect.stringContaining('belongs to a PostgreSQL server; nothing was touched'),
        ]);
      }
      expect(readFileSync(join(folder, 'postmaster.pid'), 'utf8')).toBe(lock);
      expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    } finally {
      await server.stop();
    }
  });

  test('that of another program that embeds PostgreSQL', async () => {
    const theirs = await PGlite.create(place.folder);
    await theirs.exec('create table theirs (id int)');
    await theirs.close();
    const before = contentOf(place.folder);
    const { code, stderr } = await run('2024');
    expect([code, stderr]).toEqual([1, expect.stringContaining('holds a database that oscars-import did not make')]);
    expect(contentOf(place.folder)).toEqual(before);
  });

  test('any other', async () => {
    mkdirSync(place.folder);
    writeFileSync(join(place.folder, 'holiday.jpg'), 'x');
    for (const args of [['2024'], ['status']])
      expect((await run(...args)).stderr).toContain('holds files that are no database; nothing was written');
    expect(readdirSync(place.folder)).toEqual(['holiday.jpg']);
  });
});

test('a symbolic link leads to the folder', async () => {
  copyImported();
  const link = `${place.folder}-link`;
  symlinkSync('oscars-data', link);
  const { code, stdout } = await runProgram(['2024', '--data-dir', link]);
  expect([code, stdout]).toEqual([0, expect.stringContaining(`embedded, ${link}`)]);
  expect((await runProgram(['verify', '2024', '-q', '--data-dir', link])).code).toBe(0);
});

describe('what cannot be opened says what it is, and what to do', () => {
  beforeEach(copyImported);

  test.each(['global/pg_control', 'pg_wal', 'global/pg_filenode.map', 'base/5/PG_VERSION', 'PG_VERSION'])(
    'without %s',
    async (name) => {
      const path = join(place.folder, name);
      if (name === 'pg_wal') rmSync(path, { recursive: true });
      else truncateSync(path, 0);
      const { code, stderr } = await run('2024', '--debug');
      expect([code, stderr]).toEqual([1, expect.stringContaining('does not open: it is damaged')]);
      expect(stderr).toContain('hint: delete the folder and import again, which gives the same rows');
      expect(stderr).not.toMatch(/\[object|bug in oscars-import/);
    },
  );

  test.each([
    ['19', 'a newer'],
    ['17', 'an older'],
  ])('of PostgreSQL %s', async (version, age) => {
    expect(readFileSync(join(place.folder, 'PG_VERSION'), 'utf8').trim()).toBe(embeddedVersion);
    writeFileSync(join(place.folder, 'PG_VERSION'), `${version}\n`);
    for (const args of [['2024'], ['status']]) {
      const { code, stderr } = await run(...args);
      expect([code, stderr]).toEqual([
        1,
        expect.stringContaining(`was made by ${age} oscars-import (PostgreSQL ${version}`),
      ]);
    }
  });

  /** Runs the program as a user who is not the owner of the folder, or null where the tests' user cannot do that. */
  function runAsNobody(args: readonly string[]): { code: number | null; stdout: string; stderr: string } | null {
    const program = fileURLToPath(new URL('../../bin/oscars-import.js', import.meta.url));
    if (process.getuid?.() !== 0 || spawnSync(process.execPath, [program, '-V'], { uid: 65_534 }).status !== 0)
      return null;
    const all = [program, ...args, '-q', '--data-dir', place.folder];
    const { status, stdout, stderr } = spawnSync(process.execPath, all, {
      env: basicEnvironment(),
      uid: 65_534,
      gid: 65_534,
      encoding: 'utf8',
    });
    return { code: status, stdout, stderr };
  }

  test("another user's folder", () => {
    chmodSync(dirname(place.folder), 0o755);
    for (const args of [['2024'], ['status']]) {
      const answer = runAsNobody(args);
      if (answer === null) return;
      expect([answer.code, answer.stderr]).toEqual([
        1,
        expect.stringContaining('this user may not; it belongs to the user number 0'),
      ]);
    }
  });

  test('one that may only be read can be read', async () => {
    const expected = (await run('show', '2024', '--csv')).stdout;
    chmodSync(dirname(place.folder), 0o755);
    spawnSync('chmod', ['-R', 'a+rX,a-w', place.folder]);
    const before = contentOf(place.folder);
    const read = runAsNobody(['show', '2024', '--csv']);
    if (read === null) return;
    expect(read).toEqual({ code: 0, stdout: expected, stderr: '' });
    expect(runAsNobody(['verify', '2024'])?.code).toBe(0);
    const { code, stderr } = runAsNobody(['2024']) ?? {};
    expect([code, stderr]).toEqual([1, expect.stringContaining('cannot be used: this user may not')]);
    expect(contentOf(place.folder)).toEqual(before);
  });
});

test('a disk that is full is named, and the next run, with room, is whole', async () => {
  const disk = dirname(place.folder);
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=5m', 'tmpfs', disk]).status === 0;
  if (!mounted) return;
  try {
    for (const size of ['5m', '9m', '11m']) {
      spawnSync('mount', ['-o', `remount,size=${size}`, disk]);
      const { code, stderr } = await run('2024', '--debug');
      if (code === 0) continue;
      expect(stderr).toMatch(/its disk is full|No space left on device/);
      expect(stderr).not.toMatch(/\[object|bug in oscars-import/);
    }
    spawnSync('mount', ['-o', 'remount,size=100m', disk]);
    expect((await run('2024')).code).toBe(0);
    expect((await run('verify', '2024')).code).toBe(0);
  } finally {
    spawnSync('umount', [disk]);
  }
});

test('what was written is on the disk before PASS is printed', async () => {
  if (spawnSync('strace', ['-V']).status !== 0) return;
  const trace = join(dirname(place.folder), 'trace');
  const program = fileURLToPath(new URL('../../bin/oscars-import.js', import.meta.url));
  const command = [
    '-f',
    '-y',
    '-e',
    'trace=fsync,write',
    '-s',
    '16',
    '-o',
    trace,
    process.execPath,
    program,
    '2024',
    '--data-dir',
    place.folder,
  ];
  expect(spawnSync('strace', command, { env: basicEnvironment() }).status).toBe(0);
  const lines = readFileSync(trace, 'utf8').split('\n');
  const report = lines.findIndex((line) => / write\(1</.test(line));
  const synced = (file: RegExp) => lines.findIndex((line) => / fsync\(/.test(line) && file.test(line));
  for (const file of [
    /global\/pg_control>/,
    /pg_wal\/[0-9A-F]{24}>/,
    /base\/5\/\d+>/,
    /oscars-data\/base\/5>/,
    /oscars-data>/,
  ]) {
    expect(synced(file)).toBeGreaterThan(0);
    expect(synced(file)).toBeLessThan(report);
  }
  expect(existsSync(join(place.folder, '.oscars-import'))).toBe(true);
});

test.skipIf(process.platform !== 'linux')('where no folder can be made, that is said', async () => {
  const { code, stderr } = await runProgram(['2024', '-q', '--data-dir', '/proc/nowhere/oscars-data']);
  expect(code).toBe(1);
  expect(stderr).toContain('error: the database folder /proc/nowhere/oscars-data cannot be used: ');
});
