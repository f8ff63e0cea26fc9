/** What a question in SQL is answered with. */

/** `json` is a value of PostgreSQL's own JSON types, as its text. */
export type QueryValue = string | number | boolean | null | { readonly json: string };

export interface QueryColumn {
  /** As the query names it; several may have the same. */
  readonly name: string;
  readonly isNumber: boolean;
}

export interface QueryAnswer {
  readonly columns: readonly QueryColumn[];
  readonly rows: readonly (readonly QueryValue[])[];
}
