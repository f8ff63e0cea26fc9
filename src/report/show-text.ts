/** A stored ceremony, for reading and for spreadsheets. */
import { stringify } from 'csv-stringify/sync';
import { fold } from '../model/identity.ts';
import type { StoredCeremony, StoredNomination } from '../model/stored.ts';
import { visible } from './safe-text.ts';
import type { Style } from './style.ts';
import { fitted, table } from './table.ts';
import { titleOf } from './words.ts';

/** Every nomination under its category, winners marked, fitted to so many columns. */
export function showText(stored: StoredCeremony, columns: number, style: Style): string {
  const blocks = stored.categories.map((category) => {
    const rows = stored.nominations.filter((row) => fold(row.category) === fold(category.canonicalName)).map(cellsOf);
    const lines = table(rows, new Set()).map((line) => fitted(line, columns));
    return [
      style.strong(visible(category.name)),
      ...lines.map((line) => (line.startsWith('★') ? style.good(line) : line)),
    ].join('\n');
  });
  return [style.strong(titleOf(stored)), ...blocks].join('\n\n');
}

function cellsOf(row: StoredNomination): string[] {
  const nominees = row.nominees.map(({ kind, name, imdbId }) =>
    kind === 'person' && imdbId === null ? `${name} (pending)` : name,
  );
  const titles = row.movies.map((movie) => movie.title).join(' + ');
  const cells = [fitted(visible(titles), 34), fitted(visible(nominees.join(', ')), 60), visible(row.detail ?? '')];
  return [row.won ? '★' : ' ', ...cells];
}

/** One line a nominee, or one for a nomination without any, so that nothing is folded into a cell. */
export function showCsv(stored: StoredCeremony): string {
  const nameOf = new Map(stored.categories.map((category) => [fold(category.canonicalName), category.name]));
  const records = stored.nominations.flatMap((row) => {
    const common = [
      stored.organization.key,
      stored.year,
      stored.instance,
      nameOf.get(fold(row.category)) ?? row.category,
      row.id,
      row.position,
      row.won,
      row.movies.map((movie) => movie.title).join('|'),
      row.movies.map((movie) => movie.imdbId ?? '').join('|'),
      row.detail ?? '',
    ];
    const people = row.nominees.map(({ kind, name, imdbId }) => [kind, name, imdbId ?? '']);
    return (people.length > 0 ? people : [['', '', '']]).map((nominee) => [...common, ...nominee]);
  });
  const columns =
    'organization year instance category nomination_id position won movies movie_imdb_ids detail nominee_kind nominee nominee_imdb_id';
  const safe = records.map((record) => record.map((cell) => visible(String(cell))));
  return stringify([columns.split(' '), ...safe]).trimEnd();
}
