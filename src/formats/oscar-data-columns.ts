/** The columns of oscar_data's table, by whatever spelling of their names a program saved them under. */

export const columns = {
  required: ['Ceremony', 'Class', 'Category', 'Film', 'FilmId', 'Nominees', 'NomineeIds', 'Winner'],
  optional: ['Year', 'CanonicalCategory', 'Name', 'Detail', 'Note', 'Citation'],
} as const;
export type Column = (typeof columns)['required' | 'optional'][number];

/** The columns that what is made of a row comes from. */
const columnsOfFields: Readonly<Record<string, readonly Column[]>> = {
  movies: ['Film'],
  'movies.title': ['Film'],
  'movies.imdbId': ['FilmId'],
  nominees: ['Nominees', 'Name'],
  'nominees.name': ['Nominees', 'Name'],
  'nominees.imdbId': ['NomineeIds'],
  detail: ['Detail'],
  credit: ['Name', 'Nominees'],
  citation: ['Citation'],
  note: ['Note'],
  'category.name': ['Category'],
  'category.canonicalName': ['CanonicalCategory', 'Category'],
  'category.group': ['Class'],
};

/** The column that a field comes from: the first with something in it. */
export function columnOfField(field: string, text: (column: Column) => string): Column | null {
  const found = columnsOfFields[field] ?? [];
  return found.find((column) => text(column) !== '') ?? found[0] ?? null;
}

const folded = (name: string) => name.replaceAll(/[\s_-]/g, '').toLowerCase();

/** The table's own names of columns: `FilmId` of `Film ID` and `film_id`; one that it does not have stays as it is. */
export function columnsNamed(names: readonly string[]): string[] {
  const own = new Map<string, string>([...columns.required, ...columns.optional].map((name) => [folded(name), name]));
  return names.map((name) => own.get(folded(name)) ?? name);
}

/** Whether a header is this table's, be it that some columns are missing. */
export function isOscarDataHeader(names: readonly string[]): boolean {
  const found = new Set(columnsNamed(names));
  const present = columns.required.filter((name) => found.has(name)).length;
  return (found.has('Ceremony') && found.has('Category')) || present > columns.required.length / 2;
}
