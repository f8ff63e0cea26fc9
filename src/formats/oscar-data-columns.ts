/** The columns of oscar_data's table, by whatever spelling of their names a program saved them under. */

export const columns = {
  required: ['Ceremony', 'Class', 'Category', 'Film', 'FilmId', 'Nominees', 'NomineeIds', 'Winner'],
  optional: ['Year', 'CanonicalCategory', 'Name', 'Detail', 'Note', 'Citation'],
} as const;
export type Column = (typeof columns)['required' | 'optional'][number];

const folded = (name: string) => name.replaceAll(/[\s_-]/g, '').toLowerCase();

/** The table's own name of a column: `FilmId` of `Film ID` and `film_id`; one that it does not have stays as it is. */
export function columnNamed(name: string): string {
  return [...columns.required, ...columns.optional].find((own) => folded(own) === folded(name)) ?? name;
}

/** Whether a header is this table's, be it that some columns are missing. */
export function isOscarDataHeader(names: readonly string[]): boolean {
  const found = new Set(names.map(columnNamed));
  const present = columns.required.filter((name) => found.has(name)).length;
  return (found.has('Ceremony') && found.has('Category')) || present > columns.required.length / 2;
}
