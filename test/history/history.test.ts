/** A generated history of oscar_data's format through everything, with nothing lost: the fidelity of the importer. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { toCeremonyFile } from '../../src/ceremony/write.ts';
import { loadCeremonies } from '../../src/load.ts';
import { isEmpty, plan } from '../../src/plan/plan.ts';
import { isExact } from '../../src/verify/verification.ts';
import { verify } from '../../src/verify/verify.ts';
import { parsed, stored } from '../support/ceremonies.ts';
import { query } from '../support/contents.ts';
import { createDatabase, createEmbeddedFolder } from '../support/databases.ts';
import { runProgram } from '../support/program.ts';
import { type HistoryRow, historyRows, historyTable } from './oscar-data.ts';

test('every ceremony of a history comes back as it went in', async () => {
  const rows = historyRows({ seed: 'whole', ceremonies: 98, nominations: 4_000 });
  const { ceremonies: loaded } = await loadCeremonies('-', Readable.from([Buffer.from(historyTable(rows))]));
  expect(loaded).toHaveLength(98);
  for (const { ceremony } of loaded) {
    const held = stored(ceremony);
    const shown = JSON.parse(JSON.stringify(toCeremonyFile(held)));
    const again = parsed(shown, ceremony.name);
    expect(isEmpty(plan(again, held)), ceremony.name).toBe(true);
    expect(isExact(verify(again, held)), ceremony.name).toBe(true);
    expect(toCeremonyFile(stored(again)), ceremony.name).toEqual(shown);
  }
});

test('a history in a database holds what each line of its table says, and shows it again', async () => {
  const rows = historyRows({ seed: 'lines', ceremonies: 9, nominations: 700 });
  const database = await createDatabase({ migrated: true });
  const { folder, remove } = await createEmbeddedFolder();
  const env = { DATABASE_URL: database.url };
  const file = join(folder, '..', 'history.tsv');
  try {
    await writeFile(file, historyTable(rows));
    const { code, stdout } = await runProgram(['-f', file, '-q'], { env });
    expect([code, stdout]).toEqual([0, expect.stringContaining('PASS 9/9 ceremonies, 700 nominations')]);
    expect(await linesIn(database.url)).toEqual(rows.map(lineOf));

    const shown: unknown[] = [];
    for (let number = 1; number <= 9; number++)
      shown.push(JSON.parse((await runProgram(['show', `${number}${ordinal(number)}`, '--json'], { env })).stdout));
    const input = JSON.stringify(shown);
    const again = await runProgram(['-f', '-', '-n', '--detailed-exitcode'], { env, input });
    expect([again.code, again.stdout]).toEqual([0, expect.stringContaining('No changes.')]);
    expect((await runProgram(['verify', '-f', file], { env })).code).toBe(0);
  } finally {
    await database.drop();
    await remove();
  }
});

const ordinal = (number: number) => ({ 1: 'st', 2: 'nd', 3: 'rd' })[number] ?? 'th';

/** All that a line says, told without the program's reader. */
function lineOf(row: HistoryRow): unknown[] {
  const list = (cell: string) => (cell === '' ? [] : cell.replaceAll('\\"', '"').split('|'));
  const ids = (cell: string, count: number) =>
    Array.from({ length: count }, (_, at) => list(cell)[at]).map((id) => (id === '?' || id === undefined ? null : id));
  const films = list(row.Film);
  const isOfCountry = row.CanonicalCategory === 'INTERNATIONAL FEATURE FILM';
  const nominees = isOfCountry ? [row.Name] : list(row.Nominees);
  return [
    row.Ceremony,
    row.Category.toLowerCase(),
    row.Winner === 'True',
    films,
    ids(row.FilmId, films.length),
    nominees,
    ids(row.NomineeIds, nominees.length),
    row.Detail.replaceAll('\\"', '"') || null,
    row.Note.replaceAll('\\"', '"') || null,
    row.Citation.replaceAll('\\"', '"') || null,
  ];
}

/** The same of every nomination in the database, in the order of ceremonies, categories and nominations. */
async function linesIn(url: string): Promise<unknown[]> {
  const rows = await query<{ line: unknown[] }>(
    url,
    `select json_build_array(c.number, lower(k.name), n.won,
              (select coalesce(json_agg(x.title order by x.position), '[]') from nominated_movies x where x.nomination_id = n.id),
              (select coalesce(json_agg(m.imdb_id order by x.position), '[]')
                 from nominated_movies x left join movies m on m.id = x.movie_id where x.nomination_id = n.id),
              (select coalesce(json_agg(e.name order by e.position), '[]') from nominees e where e.nomination_id = n.id),
              (select coalesce(json_agg(coalesce(p.imdb_id, e.company_imdb_id) order by e.position), '[]')
                 from nominees e left join people p on p.id = e.person_id where e.nomination_id = n.id),
              n.detail, n.note, n.citation) as line
       from nominations n
       join ceremonies c on c.id = n.ceremony_id
       join categories k on k.id = n.category_id
       join ceremony_categories place on place.ceremony_id = c.id and place.category_id = k.id
      order by c.number, place.position, n.position`,
  );
  return rows.map(({ line }) => line);
}
