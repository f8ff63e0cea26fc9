/** What becomes of one row, as plain data: the vocabulary of every plan. */

/** One attribute that differs, in words; null where there was, or will be, none. */
export interface FieldChange {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

export type Change<Row> =
  | { readonly action: 'add'; readonly after: Row }
  | { readonly action: 'update'; readonly before: Row; readonly after: Row; readonly fields: readonly FieldChange[] }
  | { readonly action: 'same'; readonly after: Row };

export interface ChangeCounts {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
}

/** Compares two rows by the fields that count, as `fieldsOf` spells them. */
export function compare<Row>(
  before: Row,
  after: Row,
  fieldsOf: (row: Row) => Readonly<Record<string, string | null>>,
): Change<Row> {
  const old = fieldsOf(before);
  const now = fieldsOf(after);
  const fields = Object.keys({ ...now, ...old })
    .map((field) => ({ field, before: old[field] ?? null, after: now[field] ?? null }))
    .filter((change) => change.before !== change.after);
  return fields.length === 0 ? { action: 'same', after } : { action: 'update', before, after, fields };
}

export function countChanges(changes: readonly Change<unknown>[]): ChangeCounts {
  const count = (action: Change<unknown>['action']) => changes.filter((change) => change.action === action).length;
  return { added: count('add'), changed: count('update'), unchanged: count('same') };
}
