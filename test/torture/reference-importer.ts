/**
 * The importer that oscars-import replaces: it walks the nominees with several workers, looks each movie and person up,
 * creates what is missing, and leaves a person to a background job that links the nomination later. Nothing in it is
 * made to fail: with one worker it gets everything right at the first run. It has unique indexes, and a check for
 * duplicates.
 */
import postgres from 'postgres';
import { bundledFile } from '../support/ceremonies.ts';

interface Nominee {
  readonly category: string;
  readonly movie: string;
  readonly person: string;
}

export interface ReferenceResult {
  /** People nominations that are there and linked. */
  readonly linked: number;
  /** Jobs that failed, each for a unique index. */
  readonly failedJobs: number;
}

const tables = `
  create table if not exists r_people (id serial primary key, imdb_id text not null unique, name text not null);
  create table if not exists r_movies (id serial primary key, imdb_id text not null unique, title text not null);
  create table if not exists r_nominations (
    id serial primary key, category text not null, movie_id int not null references r_movies,
    person_imdb_id text not null, person_id int references r_people, unique (category, movie_id, person_imdb_id))`;

/** Imports the people nominations of the bundled ceremony, once. */
export async function runReferenceImporter(
  databaseUrl: string,
  tmdbUrl: string,
  workers: number,
): Promise<ReferenceResult> {
  const sql = postgres(databaseUrl, { max: workers, onnotice: () => {}, fetch_types: false });
  const queue = peopleNominations();
  const background: string[] = [];
  let failedJobs = 0;

  const findOrCreate = async (table: 'r_movies' | 'r_people', nameColumn: string, imdbId: string): Promise<number> => {
    const [found] = await sql`select id from ${sql(table)} where imdb_id = ${imdbId}`;
    if (found !== undefined) return found.id as number;
    const name = await fetchName(tmdbUrl, imdbId);
    const [created] = await sql`insert into ${sql(table)} ${sql({ imdb_id: imdbId, [nameColumn]: name })} returning id`;
    return created?.id as number;
  };
  const importNominee = async ({ category, movie, person }: Nominee) => {
    const movieId = await findOrCreate('r_movies', 'title', movie);
    const [known] = await sql`select id from r_people where imdb_id = ${person}`;
    const [duplicate] = await sql`
      select id from r_nominations where category = ${category} and movie_id = ${movieId} and person_imdb_id = ${person}`;
    if (duplicate !== undefined)
      await sql`update r_nominations set person_id = coalesce(${known?.id ?? null}, person_id) where id = ${duplicate.id}`;
    else
      await sql`insert into r_nominations (category, movie_id, person_imdb_id, person_id)
                values (${category}, ${movieId}, ${person}, ${known?.id ?? null})`;
    if (known === undefined) background.push(person);
  };
  const linkPerson = async (imdbId: string) => {
    const personId = await findOrCreate('r_people', 'name', imdbId);
    await sql`update r_nominations set person_id = ${personId} where person_imdb_id = ${imdbId} and person_id is null`;
  };
  const work = async () => {
    for (;;) {
      const nominee = queue.shift();
      const person = nominee === undefined ? background.shift() : undefined;
      if (nominee === undefined && person === undefined) return;
      const job = nominee === undefined ? linkPerson(person ?? '') : importNominee(nominee);
      // As a job queue does: the failure is counted, and the worker goes on.
      await job.catch(() => failedJobs++);
    }
  };

  try {
    await sql.unsafe(tables);
    await Promise.all(Array.from({ length: workers }, work));
    const [row] = await sql`select count(*)::int as linked from r_nominations where person_id is not null`;
    return { linked: row?.linked as number, failedJobs };
  } finally {
    await sql.end();
  }
}

function peopleNominations(): Nominee[] {
  return bundledFile()
    .categories.filter(({ kind }) => kind === 'person')
    .flatMap(({ name, nominations }) =>
      nominations.flatMap(({ movies = [], nominees = [] }) =>
        nominees.map(({ imdbId = '' }) => ({ category: name, movie: movies[0]?.imdbId ?? '', person: imdbId })),
      ),
    );
}

async function fetchName(tmdbUrl: string, imdbId: string): Promise<string> {
  const response = await fetch(`${tmdbUrl}/find/${imdbId}?external_source=imdb_id`);
  const answer = (await response.json()) as Record<string, { name?: string; title?: string }[]>;
  const [found] = [...(answer.movie_results ?? []), ...(answer.person_results ?? [])];
  return found?.name ?? found?.title ?? imdbId;
}
