/** How many statements a ceremony takes, counted by the server: the same whatever the number of its rows. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundledFile, type CeremonyFile, type NominationFile } from '../../test/support/ceremonies.ts';
import { startTmdbServer } from '../../test/support/tmdb-server.ts';
import type { Figure } from './figures.ts';
import { timeProgram } from './processes.ts';
import { asAdmin, type BenchServer, withServer } from './server.ts';

const factor = 10;

/** Every statement counts, also `begin` and `commit`; those of functions and views are not the program's. */
const settings = {
  shared_preload_libraries: 'pg_stat_statements',
  'pg_stat_statements.track': 'top',
  'pg_stat_statements.track_utility': 'on',
};

/** Statements by what they are for: the nominations of one ceremony, or the people and movies of the whole run. */
interface Counts {
  readonly ceremony: number;
  readonly entities: number;
}

interface Runs {
  readonly first: Counts;
  /** An empty ceremony whose people and movies are known. */
  readonly known: Counts;
  readonly unchanged: Counts;
}

export async function statements(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'oscars-import-bench-'));
  const tmdb = await startTmdbServer();
  try {
    return await withServer({ settings }, async (server) => {
      await asAdmin(server.url, (sql) => sql`create extension pg_stat_statements`);
      const one = await countRuns(server, tmdb.url, await fileOf(folder, 1));
      const ten = await countRuns(server, tmdb.url, await fileOf(folder, factor));
      return [
        sameFigure('statements a ceremony, first import', one.first.ceremony, ten.first.ceremony),
        sameFigure('  people and movies known', one.known.ceremony, ten.known.ceremony),
        sameFigure('  nothing to do', one.unchanged.ceremony, ten.unchanged.ceremony),
        entityFigure('statements for people and movies, first import', one.first.entities, ten.first.entities),
        entityFigure('  nothing to do', one.unchanged.entities, ten.unchanged.entities),
      ];
    });
  } finally {
    await tmdb.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function countRuns(server: BenchServer, tmdbUrl: string, file: string): Promise<Runs> {
  const database = await server.createDatabase();
  const env = { DATABASE_URL: database, TMDB_API_TOKEN: 'bench-token', TMDB_API_URL: tmdbUrl };
  const offline = () => timeProgram(['--file', file, '--offline'], { env });
  const online = () => timeProgram(['--file', file, '--rate', '1000'], { env });
  const counted = (run: () => Promise<unknown>) => countStatements(server.url, database, run);
  // The first run would also count the migration's statements, so the tables are made beforehand and emptied.
  await offline();
  await asAdmin(database, (sql) => sql`truncate organizations, people, movies cascade`);
  // Offline: TMDb's answers are stored as they come in, in as many batches as the time allows.
  const first = await counted(offline);
  await online();
  await asAdmin(database, (sql) => sql`truncate organizations cascade`);
  return { first, known: await counted(online), unchanged: await counted(online) };
}

async function countStatements(adminUrl: string, database: string, run: () => Promise<unknown>): Promise<Counts> {
  const name = new URL(database).pathname.slice(1);
  await asAdmin(adminUrl, (sql) => sql`select pg_stat_statements_reset()`);
  await run();
  return asAdmin(adminUrl, async (sql) => {
    // Only what reads or writes people and movies themselves knows their TMDb state.
    const [row] = await sql<Counts[]>`
      select coalesce(sum(calls) filter (where query not like '%tmdb_status%'), 0)::int as ceremony,
             coalesce(sum(calls) filter (where query like '%tmdb_status%'), 0)::int as entities
        from pg_stat_statements s join pg_database d on d.oid = s.dbid where d.datname = ${name}`;
    return row ?? { ceremony: 0, entities: 0 };
  });
}

async function fileOf(folder: string, times: number): Promise<string> {
  const file = join(folder, `ceremony-${times}.json`);
  await writeFile(file, JSON.stringify(multiplied(bundledFile(), times)));
  return file;
}

/** The bundled ceremony with each nomination so many times, each for another movie and other people. */
function multiplied(file: CeremonyFile, times: number): CeremonyFile {
  const { expected: _, ...rest } = file;
  const categories = file.categories.map((category) => ({
    ...category,
    nominations: category.nominations.flatMap((nomination) =>
      Array.from({ length: times }, (_, copy) => copyOf(nomination, copy)),
    ),
  }));
  return { ...rest, categories };
}

function copyOf(nomination: NominationFile, copy: number): NominationFile {
  if (copy === 0) return nomination;
  const renamed = <Credit extends { imdbId?: string }>(credit: Credit): Credit =>
    credit.imdbId === undefined ? credit : { ...credit, imdbId: credit.imdbId.replace(/\d/, `${copy}$&`) };
  return {
    ...nomination,
    detail: `${nomination.detail ?? 'Copy'} ${copy}`,
    ...(nomination.movies && { movies: nomination.movies.map(renamed) }),
    ...(nomination.nominees && { nominees: nomination.nominees.map(renamed) }),
  };
}

function sameFigure(what: string, one: number, ten: number): Figure {
  return { ...entityFigure(what, one, ten), goal: '= 1', isMet: one > 0 && ten === one };
}

/** People and movies go in pieces of 2,000 IDs, for the sake of memory: without a goal, to be seen. */
function entityFigure(what: string, one: number, ten: number): Figure {
  const ratio = (ten / one).toFixed(2);
  return { what, measured: String(ten), against: `${one} with a tenth of the rows`, ratio, goal: '–', isMet: null };
}
