import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../support/databases.ts';
import { runProgram } from '../support/program.ts';

let cwd: string;
let database: TestDatabase;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'oscars-import-test-'));
  database = await createDatabase({ migrated: true });
  writeFileSync(join(cwd, '.env'), `# settings\nDATABASE_URL="${database.url}"\nOSCARS_IMPORT_SCHEMA=films\n`);
});
afterEach(async () => {
  await database.drop();
  await rm(cwd, { recursive: true, force: true });
});

test('--env-file gives what the environment does not', async () => {
  const { code, stdout } = await runProgram(['status', '--env-file', '.env'], { cwd });
  expect([code, stdout]).toEqual([0, expect.stringContaining(`${database.name} on 127.0.0.1`)]);
  expect(stdout).toContain('schema films');
  const env = { OSCARS_IMPORT_SCHEMA: 'public' };
  expect((await runProgram(['status', '--env-file', '.env'], { cwd, env })).stdout).not.toContain('schema');
});

test('an empty value goes before the one in the file, and is a mistake', async () => {
  const { code, stderr } = await runProgram(['2024', '--env-file', '.env'], { cwd, env: { DATABASE_URL: '' } });
  expect([code, stderr]).toEqual([1, expect.stringContaining('DATABASE_URL is set, but empty')]);
});

test('a file that is not there is named', async () => {
  const { code, stderr } = await runProgram(['2024', '--env-file', 'none.env'], { cwd });
  // Node 20 looks for its own option of that name among the program's arguments, and ends with 9.
  const isTakenByNode = code === 9;
  expect(stderr).toContain(isTakenByNode ? 'none.env: not found' : 'error: cannot read the environment file none.env');
  if (!isTakenByNode) expect(code).toBe(1);
});

test('a .env that names a server and is not read gets a remark, and only then', async () => {
  const remark = 'remark: .env has a DATABASE_URL, which is only read with --env-file .env\n';
  expect((await runProgram(['status'], { cwd })).stderr).toBe(remark);
  for (const args of [['--data-dir', 'films'], ['--env-file', '.env'], ['-q']])
    expect((await runProgram(['status', ...args], { cwd })).stderr).toBe('');
  expect((await runProgram(['status'], { cwd, env: { DATABASE_URL: database.url } })).stderr).toBe('');
});
