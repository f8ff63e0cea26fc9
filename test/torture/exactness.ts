/** Whether a database holds exactly what a ceremony file says, told without any code of the program. */
import { bundledFile, type CeremonyFile } from '../support/ceremonies.ts';
import type { Query } from './torture.ts';

/** One nomination of a ceremony as a text that is equal where the nomination is. */
function nominationsIn(file: CeremonyFile): string[] {
  return file.categories.flatMap((category) =>
    category.nominations.map((nomination, at) =>
      JSON.stringify([
        category.name,
        at + 1,
        nomination.won ?? false,
        nomination.detail ?? null,
        (nomination.movies ?? []).map(({ title, imdbId }) => [title, imdbId ?? null]),
        (nomination.nominees ?? []).map(({ name, imdbId }) => [name, imdbId ?? null]),
      ]),
    ),
  );
}

const storedNominations = ({ organization, year, instance }: CeremonyFile) => `
  select jsonb_build_array(k.name, n.position, n.won, n.detail,
           (select coalesce(jsonb_agg(jsonb_build_array(x.title, m.imdb_id) order by x.position), '[]')
              from nominated_movies x left join movies m on m.id = x.movie_id where x.nomination_id = n.id),
           (select coalesce(jsonb_agg(jsonb_build_array(x.name, coalesce(p.imdb_id, x.company_imdb_id)) order by x.position), '[]')
              from nominees x left join people p on p.id = x.person_id where x.nomination_id = n.id))::text as row
    from nominations n
    join categories k on k.id = n.category_id
    join ceremonies c on c.id = n.ceremony_id
    join organizations o on o.id = c.organization_id
   where o.key = '${organization.key}' and c.year = ${year} and c.instance = ${instance ?? 1}`;

/** Nominations that one side has and the other has not, each with which side that is; empty when they are equal. */
export async function lossOf(query: Query, file: CeremonyFile = bundledFile()): Promise<string[]> {
  const rows = await query<{ row: string }>(storedNominations(file));
  const stored = rows.map(({ row }) => JSON.stringify(JSON.parse(row)));
  const expected = nominationsIn(file);
  return [
    ...without(expected, stored).map((row) => `not in the database: ${row}`),
    ...without(stored, expected).map((row) => `not in the file: ${row}`),
  ];
}

/** Like `lossOf`, where none is as good as all: a ceremony that was not written, or written whole. */
export async function halfWritten(query: Query, file: CeremonyFile = bundledFile()): Promise<string[]> {
  if (!(await hasTables(query))) return [];
  const [{ rows } = { rows: 0 }] = await query<{ rows: number }>('select count(*)::int as rows from nominations');
  return rows === 0 ? [] : lossOf(query, file);
}

export async function hasTables(query: Query): Promise<boolean> {
  const [row] = await query<{ found: boolean }>(`select to_regclass('import_runs') is not null as found`);
  return row?.found ?? false;
}

/** IMDb IDs that TMDb need not be asked for again. */
export async function knownIds(query: Query): Promise<Set<string>> {
  if (!(await hasTables(query))) return new Set();
  const rows = await query<{ id: string }>(`
    select imdb_id as id from people where tmdb_status in ('found', 'missing')
     union all select imdb_id from movies where tmdb_status in ('found', 'missing')`);
  return new Set(rows.map(({ id }) => id));
}

/** Those that TMDb itself has answered for: what only the bundled snapshot knows is asked for where there is a token. */
export async function answeredIds(query: Query): Promise<Set<string>> {
  if (!(await hasTables(query))) return new Set();
  const rows = await query<{ id: string }>(`
    select imdb_id as id from people where tmdb_checked_at is not null and tmdb_status in ('found', 'missing')
     union all select imdb_id from movies where tmdb_checked_at is not null and tmdb_status in ('found', 'missing')`);
  return new Set(rows.map(({ id }) => id));
}

/** Unique IMDb IDs of movies and people in a file. */
export function idsIn(file: CeremonyFile): Set<string> {
  const nominations = file.categories.flatMap((category) => category.nominations);
  const credited = nominations.flatMap(({ movies = [], nominees = [] }) => [...movies, ...nominees]);
  return new Set(credited.flatMap(({ imdbId }) => (imdbId === undefined || imdbId.startsWith('co') ? [] : [imdbId])));
}

/** The items of `all` that are left when each of `others` has taken one away. */
function without(all: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const item of others) left.set(item, (left.get(item) ?? 0) + 1);
  return all.filter((item) => {
    const count = left.get(item) ?? 0;
    if (count > 0) left.set(item, count - 1);
    return count === 0;
  });
}
