import { spawn, spawnSync } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withFolderLock } from '../../../src/db/embedded/lock.ts';
import { createEmbeddedFolder, type EmbeddedFolder } from '../../support/databases.ts';
import { type RunningProgram, startScript } from '../../support/program.ts';

const script = new URL('./hold-folder-lock.ts', import.meta.url);
const never = new AbortController().signal;
const ignored = { signal: never, onWait: () => {} };

let place: EmbeddedFolder;
const started: RunningProgram[] = [];

beforeEach(async () => {
  place = await createEmbeddedFolder();
});

afterEach(async () => {
  for (const { child, result } of started.splice(0)) {
    child.kill('SIGKILL');
    await result;
  }
  await place.remove();
});

/** A process that holds the lock when this resolves. */
async function holder(folder: string): Promise<RunningProgram> {
  const running = run('hold', folder);
  await running.printed(/^locked$/m);
  return running;
}

function run(...args: string[]): RunningProgram {
  const running = startScript(script, args, { input: null });
  started.push(running);
  return running;
}

test('a second process waits, and gets in when the first one ends', async () => {
  const first = await holder(place.folder);
  const second = run('hold', place.folder);
  await second.printed(/^waiting$/m);
  first.child.stdin.end();
  await second.printed(/^locked$/m);
  expect(await first.result).toMatchObject({ code: 0, stdout: 'locked\n', stderr: '' });
});

test('a second process gets in when the first one is killed', async () => {
  const first = await holder(place.folder);
  const second = run('hold', place.folder);
  await second.printed(/^waiting$/m);
  first.child.kill('SIGKILL');
  await second.printed(/^locked$/m);
});

test('four processes that take the lock many times never hold it together', async () => {
  const log = join(place.folder, '..', 'log');
  const queue = Array.from({ length: 4 }, () => run('queue', place.folder, log, '25'));
  for (const { result } of queue) expect(await result).toMatchObject({ code: 0, stderr: '' });
  const lines = readFileSync(log, 'utf8').trimEnd().split('\n');
  expect(lines).toHaveLength(4 * 25 * 2);
  for (let i = 0; i < lines.length; i += 2) {
    expect(lines[i]).toMatch(/ in$/);
    expect(lines[i + 1]).toBe(lines[i]?.replace('in', 'out'));
  }
});

test('parts of one process wait for each other too', async () => {
  let inside = 0;
  let waiting = 0;
  const othersWait = new EventEmitter();
  const onWait = () => {
    if (++waiting === 2) othersWait.emit('all');
  };
  const use = async () => {
    expect(++inside).toBe(1);
    if (waiting < 2) await once(othersWait, 'all');
    inside--;
    return 'done';
  };
  const options = { signal: never, onWait };
  const parts = [1, 2, 3].map(() => withFolderLock(place.folder, options, use));
  expect(await Promise.all(parts)).toEqual(['done', 'done', 'done']);
  expect(waiting).toBe(2);
});

test('a symbolic link to a folder leads to the same lock', async () => {
  const link = join(place.folder, '..', 'link');
  mkdirSync(place.folder);
  symlinkSync(place.folder, link);
  await holder(place.folder);
  await run('hold', link).printed(/^waiting$/m);
});

test('a folder that is renamed keeps its lock', async () => {
  await holder(place.folder);
  renameSync(place.folder, `${place.folder}-moved`);
  await run('hold', `${place.folder}-moved`).printed(/^waiting$/m);
});

test('different folders do not wait for each other', async () => {
  await holder(place.folder);
  await holder(`${place.folder}-2`);
});

// Another container that shares the folder sees flock and not the socket; the flock command stands for it.
test.runIf(spawnSync('flock', ['--version']).status === 0)('a holder in another container is waited for', async () => {
  mkdirSync(place.folder);
  const other = spawn('flock', ['-x', place.folder, 'sh', '-c', 'echo locked; cat >/dev/null']);
  await once(other.stdout, 'data');
  let waited = 0;
  const onWait = () => {
    waited++;
    other.stdin.end();
  };
  expect(await withFolderLock(place.folder, { signal: never, onWait }, async () => 'in')).toBe('in');
  expect(waited).toBe(1);
});

test('waiting ends with the reason of the signal', async () => {
  await holder(place.folder);
  const controller = new AbortController();
  const reason = new Error('interrupted');
  const options = { signal: controller.signal, onWait: () => controller.abort(reason) };
  await expect(withFolderLock(place.folder, options, async () => {})).rejects.toBe(reason);
});

test('waiting for too long names the folder', async () => {
  await holder(place.folder);
  await expect(withFolderLock(place.folder, { ...ignored, waitMs: 1 }, async () => {})).rejects.toMatchObject({
    name: 'ExpectedError',
    code: 'database',
    message: `the database folder ${place.folder} is in use by another run`,
  });
});

test('the lock is free after a failure', async () => {
  const failing = withFolderLock(place.folder, ignored, () => Promise.reject(new Error('first')));
  await expect(failing).rejects.toThrow('first');
  expect(await withFolderLock(place.folder, ignored, async () => 'again')).toBe('again');
});

test('a path that cannot be a folder is refused', async () => {
  writeFileSync(place.folder, 'a file');
  for (const path of [place.folder, join(place.folder, 'below')]) {
    await expect(withFolderLock(path, ignored, async () => {})).rejects.toMatchObject({
      code: 'database',
      message: expect.stringContaining(`the database folder ${path} cannot be used: it is not a folder`),
    });
  }
});
