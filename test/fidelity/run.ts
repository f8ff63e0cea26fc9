/**
 * Imports a table of oscar_data into an empty database and holds every row of it against what the database has then:
 * `npx tsx test/fidelity/run.ts FILE`. Into an embedded database in a folder of its own; ends with 1 where anything differs.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProgram } from '../support/program.ts';
import { heldIn, heldQuery } from './held.ts';
import { mismatches } from './mismatches.ts';
import { toldBy } from './told.ts';

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('which table? npx tsx test/fidelity/run.ts FILE');
const folder = await mkdtemp(join(tmpdir(), 'oscars-import-fidelity-'));
try {
  const database = ['--data-dir', join(folder, 'data')];
  const options = { timeoutMs: 600_000 };
  const imported = await runProgram(['-f', file, '--all', '--offline', '-q', ...database], options);
  console.log(imported.stdout + imported.stderr);
  const asked = await runProgram(['sql', heldQuery, '--json', ...database], options);
  if (asked.code !== 0) throw new Error(asked.stderr);
  const told = toldBy(await readFile(file, 'utf8'));
  const held = heldIn(asked.stdout);
  const found = mismatches(told, held);
  for (const one of found) console.log(one);
  console.log(`exit ${imported.code}; ${told.length} rows told, ${held.length} held, ${found.length} mismatches`);
  process.exitCode = imported.code === 0 && found.length === 0 ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
