/**
 * The texts of a nomination. Whatever carries, keeps, compares or prints them follows this list, so that another one is a
 * line here, a column in `db/tables.ts`, its meaning in `ceremony/schema.ts`, and a line in each reader whose format has it.
 */
export const nominationTexts = [
  /** Character, song or the like, as announced. */
  'detail',
  /** How the names were credited, in words: `Screenplay by Cord Jefferson`. */
  'credit',
  /** What the award was given for, in words, as honorary awards say it. */
  'citation',
  /** A remark of the source, such as that the nomination was withdrawn. */
  'note',
] as const;

export type NominationText = (typeof nominationTexts)[number];

/** Each null where the source does not say it. */
export type NominationTexts = Readonly<Record<NominationText, string | null>>;

/** Something for each of the texts, by its name and in this order. */
export function forEachText<Value>(
  makeValue: (text: NominationText) => Value,
): Readonly<Record<NominationText, Value>> {
  const entries = nominationTexts.map((text) => [text, makeValue(text)] as const);
  return Object.fromEntries(entries) as Record<NominationText, Value>;
}
