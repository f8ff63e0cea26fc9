/** A whole history in one run: beside `psql \copy` of the same rows, into databases that have some of it, embedded. */
import { startTmdbServer } from '../../test/support/tmdb-server.ts';
import { dumpRows, emptyLike, hasPsql, timeCopy } from './copied-rows.ts';
import { exactFigure, type Figure, limitFigure, timeFigure } from './figures.ts';
import { entitiesIn, type HistoryFile, nomineesIn, withFolder, writeHistory } from './history-file.ts';
import { compare, pairOf } from './measure.ts';
import { peakOfProgram, timeProgram } from './processes.ts';
import { asAdmin, type BenchServer, withServer } from './server.ts';

const rounds = 5;

export function history(): Promise<Figure[]> {
  return withFolder(async (folder) => {
    const file = await writeHistory(folder);
    return withServer({}, async (server) => {
      const imported = await server.createDatabase();
      await timeProgram(importOf(file), { env: { DATABASE_URL: imported } });
      return [
        ...(await countFigures(imported, file)),
        ...(hasPsql() ? await copyFigures(imported, file, folder, server) : []),
        ...(await startFigures(imported, file, server)),
        ...(await embeddedFigures(imported, file, server)),
        ...(await memoryFigures(imported, file, server)),
      ];
    });
  });
}

function importOf({ path }: HistoryFile): string[] {
  return ['--file', path, '--all', '--quiet', '--offline'];
}

async function countFigures(imported: string, { rows }: HistoryFile): Promise<Figure[]> {
  const counted = await asAdmin(imported, async (sql) => {
    const [row] = await sql`select (select count(*) from nominations)::int as nominations,
      (select count(*) from nominees)::int as nominees,
      (select count(*) from people)::int + (select count(*) from movies)::int as entities`;
    return row as { nominations: number; nominees: number; entities: number };
  });
  return [
    exactFigure('a whole history: nominations', [counted.nominations], rows.length),
    exactFigure('  nominees', [counted.nominees], nomineesIn(rows)),
    exactFigure('  people and movies', [counted.entities], entitiesIn(rows)),
  ];
}

async function copyFigures(
  imported: string,
  file: HistoryFile,
  folder: string,
  server: BenchServer,
): Promise<Figure[]> {
  const script = await dumpRows(imported, folder);
  const parts = { database: [], whole: [], again: [] } as Record<string, { a: number; b: number }[]>;
  for (let round = 0; round < rounds; round++) {
    // Both start with the tables there and nothing in them.
    const [ours, copied] = [await emptyLike(imported, server), await emptyLike(imported, server)];
    const b = timeCopy(copied, script);
    const time = (more: readonly string[]) =>
      timeProgram([...importOf(file), ...more], { env: { DATABASE_URL: ours } });
    // Reads the file and plans all of it, and leaves the database alone: what the import does more is its part.
    const dryRun = await time(['--dry-run']);
    const a = await time([]);
    parts.database?.push({ a: a - dryRun, b });
    parts.whole?.push({ a, b });
    parts.again?.push({ a: await time([]), b });
  }
  const figure = (what: string, part: string, most: number | null) =>
    timeFigure(what, 'psql \\copy of its rows', pairOf(parts[part] ?? []), most);
  return [
    figure('  whole program', 'whole', 3),
    figure('  its database part', 'database', 1.5),
    figure('  once more, with nothing to do', 'again', null),
  ];
}

/** PostgreSQL plans the check of a foreign key once a session, by how large the table is at that moment. */
async function startFigures(imported: string, file: HistoryFile, server: BenchServer): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [what, names] of [
    ['one ceremony', ['1st']],
    ['ten ceremonies', ['1st-10th']],
  ] as const) {
    const started = await emptyLike(imported, server);
    const some = ['--file', file.path, '--quiet', '--offline', ...names];
    await timeProgram(some, { env: { DATABASE_URL: started } });
    const time = (url: string) => timeProgram(importOf(file), { env: { DATABASE_URL: url } });
    const pair = await compare(
      rounds,
      async () => time(await server.createDatabase(started)),
      async () => time(await emptyLike(imported, server)),
    );
    figures.push(timeFigure(`  into a database with ${what}`, 'into an empty one', pair, 1.1));
  }
  return figures;
}

async function embeddedFigures(imported: string, file: HistoryFile, server: BenchServer): Promise<Figure[]> {
  const values: { a: number; b: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const empty = await emptyLike(imported, server);
    const b = await timeProgram(importOf(file), { env: { DATABASE_URL: empty } });
    values.push({ a: await withFolder((cwd) => timeProgram(importOf(file), { cwd })), b });
  }
  return [timeFigure('  embedded, in an empty folder', 'on a server', pairOf(values), 2)];
}

async function memoryFigures(imported: string, file: HistoryFile, server: BenchServer): Promise<Figure[]> {
  const tmdb = await startTmdbServer();
  try {
    // Six times what TMDb allows: the answers of a minute.
    const asked = ['--file', file.path, '--all', '--quiet', '--rate', '250'];
    const env = { DATABASE_URL: await emptyLike(imported, server), TMDB_API_TOKEN: 'bench', TMDB_API_URL: tmdb.url };
    const peaks = [
      await peakOfProgram(importOf(file), { env: { DATABASE_URL: await emptyLike(imported, server) } }),
      await peakOfProgram(asked, { env }),
    ];
    const [offline = 0, online = 0] = peaks.map((peak) => (peak * 1e6) / 2 ** 20);
    return [
      limitFigure('  peak memory', [offline], 200, 'MiB'),
      limitFigure('  peak memory, all asked of TMDb at 250 a second', [online], 200, 'MiB'),
      exactFigure('  TMDb requests', [tmdb.requests.length], entitiesIn(file.rows)),
    ];
  } finally {
    await tmdb.stop();
  }
}
