/** Text from files, from TMDb and from the database is data: it never steers the terminal it is shown on. */

/**
 * Control characters (C0, DEL, C1), marks that change the direction of text, invisible separators, and halves of
 * surrogate pairs: what can hide or rewrite what stands beside it.
 */
const unsafe =
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** The text with everything unsafe spelled out, such as `\u{1b}` for the escape character. */
export function visible(text: string): string {
  return text.replace(unsafe, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

/** JSON that is equal to the value, and safe on a terminal: what JSON allows raw but a terminal acts on is escaped. */
export function safeJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(unsafe, (character) =>
    character === '\n' ? character : escaped(character),
  );
}

function escaped(character: string): string {
  return Array.from(
    { length: character.length },
    (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('');
}
