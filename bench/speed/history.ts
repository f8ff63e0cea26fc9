/** A whole history in one run, beside `psql \copy` of the same rows into the same tables. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { academySize, type HistoryRow, historyRows, historyTable } from '../../test/history/oscar-data.ts';
import { startTmdbServer } from '../../test/support/tmdb-server.ts';
import { exactFigure, type Figure, limitFigure, timeFigure } from './figures.ts';
import { pairOf } from './measure.ts';
import { peakOfProgram, timeProgram } from './processes.ts';
import { asAdmin, type BenchServer, withServer } from './server.ts';

const rounds = 5;

/** In an order in which every row finds those that it refers to. `import_runs` counts its own rows. */
const tables = ['organizations', 'ceremonies', 'categories', 'ceremony_categories', 'people', 'movies'].concat([
  'nominations',
  'nominated_movies',
  'nominees',
]);

export async function history(): Promise<Figure[]> {
  const rows = historyRows({ seed: 'history', ...academySize });
  const folder = await mkdtemp(join(tmpdir(), 'oscars-import-bench-'));
  try {
    const file = join(folder, 'history.tsv');
    await writeFile(file, historyTable(rows));
    return await withServer({}, (server) => figuresOf(rows, file, folder, server));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function figuresOf(
  rows: readonly HistoryRow[],
  file: string,
  folder: string,
  server: BenchServer,
): Promise<Figure[]> {
  const args = ['--file', file, '--all', '--quiet'];
  const offline = [...args, '--offline'];
  const imported = await server.createDatabase();
  await timeProgram(offline, { env: { DATABASE_URL: imported } });
  const counted = await asAdmin(imported, async (sql) => {
    const [row] = await sql`select (select count(*) from nominations)::int as nominations,
      (select count(*) from nominees)::int as nominees,
      (select count(*) from people)::int + (select count(*) from movies)::int as entities`;
    return row as { nominations: number; nominees: number; entities: number };
  });
  const figures = [
    exactFigure('a whole history: nominations', [counted.nominations], rows.length),
    exactFigure('  nominees', [counted.nominees], nomineesIn(rows)),
    exactFigure('  people and movies', [counted.entities], entitiesIn(rows)),
  ];

  if (spawnSync('psql', ['--version']).status === 0) {
    const script = await dump(imported, folder);
    const databasePart: { a: number; b: number }[] = [];
    const whole: { a: number; b: number }[] = [];
    const again: { a: number; b: number }[] = [];
    for (let round = 0; round < rounds; round++) {
      // Both start with the tables there and nothing in them.
      const [ours, copied] = [await emptyLike(imported, server), await emptyLike(imported, server)];
      const b = psql(copied, ['--file', script]);
      const time = (more: readonly string[]) => timeProgram([...offline, ...more], { env: { DATABASE_URL: ours } });
      // Reads the file and plans all of it, and leaves the database alone: what the import does more is its part.
      const dryRun = await time(['--dry-run']);
      const a = await time([]);
      databasePart.push({ a: a - dryRun, b });
      whole.push({ a, b });
      again.push({ a: await time([]), b });
    }
    const against = 'psql \\copy of its rows';
    figures.push(timeFigure('  its database part', against, pairOf(databasePart), 3));
    figures.push(timeFigure('  whole program', against, pairOf(whole), null));
    figures.push(timeFigure('  once more, with nothing to do', against, pairOf(again), null));
  }

  const tmdb = await startTmdbServer();
  try {
    const env = { DATABASE_URL: await emptyLike(imported, server), TMDB_API_TOKEN: 'bench', TMDB_API_URL: tmdb.url };
    const peaks = [
      await peakOfProgram(offline, { env: { DATABASE_URL: await emptyLike(imported, server) } }),
      await peakOfProgram([...args, '--rate', '1000'], { env }),
    ];
    const mebibytes = peaks.map((peak) => (peak * 1e6) / 2 ** 20);
    figures.push(limitFigure('  peak memory', mebibytes.slice(0, 1), 200, 'MiB'));
    figures.push(limitFigure('  peak memory, all asked of TMDb', mebibytes.slice(1), 200, 'MiB'));
    figures.push(exactFigure('  TMDb requests', [tmdb.requests.length], entitiesIn(rows)));
  } finally {
    await tmdb.stop();
  }
  return figures;
}

/** Writes the rows of a database, each table in a file; returns the script that copies them into another one. */
async function dump(database: string, folder: string): Promise<string> {
  const lines = tables.map((table) => `\\copy ${table} from '${join(folder, table)}'`);
  const script = join(folder, 'copy.sql');
  await writeFile(script, ['begin;', ...lines, 'commit;', ''].join('\n'));
  for (const table of tables) psql(database, ['--command', `\\copy ${table} to '${join(folder, table)}'`]);
  return script;
}

/** @returns milliseconds */
function psql(database: string, args: readonly string[]): number {
  const startedAt = performance.now();
  const options = ['--no-psqlrc', '--quiet', '--set', 'ON_ERROR_STOP=1'];
  const { status, stderr } = spawnSync('psql', [...options, ...args, database], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`psql ended with ${status}: ${stderr}`);
  return performance.now() - startedAt;
}

/** A database with the tables of another and no rows. */
async function emptyLike(database: string, server: BenchServer): Promise<string> {
  const empty = await server.createDatabase(database);
  await asAdmin(empty, (sql) => sql`truncate organizations, people, movies cascade`);
  return empty;
}

function nomineesIn(rows: readonly HistoryRow[]): number {
  // A nomination of a country has it as its nominee, though the source names nobody.
  return rows.reduce(
    (sum, row) => sum + (row.Nominees === '' ? Number(row.Name !== '') : row.Nominees.split('|').length),
    0,
  );
}

function entitiesIn(rows: readonly HistoryRow[]): number {
  const ids = rows.flatMap((row) => [...row.FilmId.split('|'), ...row.NomineeIds.split('|')]);
  return new Set(ids.filter((id) => /^(nm|tt)/.test(id))).size;
}
