/** A stored ceremony, for reading and for spreadsheets. */
import { fold } from '../model/identity.ts';
import type { StoredCeremony, StoredNomination } from '../model/stored.ts';
import { csvText } from './csv.ts';
import type { Style } from './style.ts';
import { table } from './table.ts';
import { joinTexts, type Text, text } from './text.ts';
import { titleOf } from './words.ts';

/** Every nomination under its category, winners marked, fitted to so many columns. */
export function showText(stored: StoredCeremony, columns: number, style: Style): Text {
  const blocks = stored.categories.map((category) => {
    const rows = stored.nominations.filter((row) => fold(row.category) === fold(category.canonicalName));
    const lines = table(rows.map(cellsOf), { flexible: new Set([1, 2, 3]), columns });
    const shown = lines.map((line, at) => (rows[at]?.won ? style.good(line) : line));
    return joinTexts([style.strong(text`${category.name}`), ...shown], '\n');
  });
  return joinTexts([style.strong(text`${titleOf(stored)}`), ...blocks], '\n\n');
}

function cellsOf({ won, movies, nominees, detail }: StoredNomination): string[] {
  const names = nominees.map(({ kind, name, imdbId }) =>
    kind === 'person' && imdbId === null ? `${name} (pending)` : name,
  );
  const titles = movies.map((movie) => movie.title).join(' + ');
  return [won ? '★' : ' ', titles, names.join(', '), detail ?? ''];
}

const csvColumns =
  'organization year instance category nomination_id position won movies movie_imdb_ids detail nominee_kind nominee nominee_imdb_id';

/** One line a nominee, or one for a nomination without any, so that nothing is folded into a cell. */
export function showCsv(stored: StoredCeremony): Text {
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
  return csvText([csvColumns.split(' '), ...records]);
}
