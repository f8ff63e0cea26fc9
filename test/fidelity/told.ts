/**
 * What a table of oscar_data says, line by line, told without the program's reader: split at line ends and tabs, with
 * rules of its own for the few things that a cell does not say as they are stored.
 */

export interface ToldNominee {
  /** As the cell has it; a credit may stand before the name. */
  readonly text: string;
  readonly id: string | null;
}

export interface ToldLine {
  readonly line: number;
  readonly ceremony: number;
  readonly class: string;
  /** What the category is called that year, and over the years. */
  readonly category: readonly [name: string, canonical: string];
  readonly won: boolean;
  readonly movies: readonly (readonly [title: string, id: string | null])[];
  readonly nominees: readonly ToldNominee[];
  /** How the nominees are credited in words, empty where the table does not say. */
  readonly words: string;
  readonly detail: string | null;
  readonly note: string | null;
  readonly citation: string | null;
}

export function toldBy(table: string): ToldLine[] {
  const [head = '', ...lines] = table.replace(/^\uFEFF/, '').split(/\r?\n/);
  const names = head.split('\t').map((name) => name.trim());
  const seen = new Set<string>();
  return lines.flatMap((text, at) => {
    // A line that was copied tells nothing new, but for one of a song without its title.
    const isCopy = seen.has(text) && !text.includes('\tMUSIC (Song)\t');
    seen.add(text);
    if (text === '' || isCopy) return [];
    const cells = text.split('\t').map((cell) => cell.replace(/\\(["\\])/g, '$1').trim());
    return [lineOf(at + 2, (name) => cells[names.indexOf(name)] ?? '')];
  });
}

function lineOf(line: number, cell: (name: string) => string): ToldLine {
  const titles = listOf(cell('Film'));
  const movieIds = listOf(cell('FilmId'));
  return {
    line,
    ceremony: Number(cell('Ceremony')),
    class: cell('Class'),
    category: [cell('Category'), cell('CanonicalCategory') || cell('Category')],
    won: /^true$/i.test(cell('Winner')),
    movies: titles.map((title, at) => [title, idOf(movieIds[at])]),
    nominees: nomineesOf(cell),
    words: isNobody(cell('Name')) ? '' : cell('Name'),
    detail: cell('Detail') || null,
    note: cell('Note') || null,
    citation: cell('Citation') || null,
  };
}

/** One for each name, or for each of the IDs that stand for one name; where no name is given, what stands in words. */
function nomineesOf(cell: (name: string) => string): ToldNominee[] {
  const ids = listOf(cell('NomineeIds'));
  const named = listOf(cell('Nominees')).flatMap((text, at) =>
    (ids[at] ?? '')
      .split(',')
      .map((id) => ({ text, id: idOf(id.trim()) }))
      .filter(({ id }) => id !== null || !isNobody(text)),
  );
  const words = cell('Name');
  if (cell('Nominees') !== '' || words === '' || isNobody(words)) return named;
  const isAlone = cell('Film') === '' && cell('Citation') === '';
  return isAlone || isOfCountries(cell('CanonicalCategory') || cell('Category')) ? [{ text: words, id: null }] : [];
}

export function isOfCountries(canonicalCategory: string): boolean {
  return /^(international feature film|(special )?foreign language film( award)?)$/i.test(canonicalCategory);
}

/** What stands in place of a name that nobody knows yet, and roles without a name. */
const nobody = [
  'nominees to be determined',
  'nominees to be announced',
  'nominee to be determined',
  'to be determined',
  'to be announced',
  'producers to be determined',
  'tbd',
  'tba',
  'music',
  'lyric',
  'lyrics',
  'screenplay',
];

function isNobody(text: string): boolean {
  return nobody.includes(text.toLowerCase().replace(/[().]/g, '').trim());
}

function listOf(cell: string): string[] {
  return cell === '' ? [] : cell.split('|').map((item) => item.trim());
}

function idOf(id: string | undefined): string | null {
  return id === undefined || id === '' || id === '?' ? null : id;
}
