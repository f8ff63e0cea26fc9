/**
 * Keys that stand twice in one object of a JSON text. `JSON.parse` keeps the last of them and loses the others without a
 * word.
 */

import { quoted } from '../ceremony/issue-text.ts';

export interface RepeatedKey {
  /** Place in the outermost list of what it stands in, or null where the text holds no list. */
  readonly item: number | null;
  readonly problem: string;
}

const reported = 100;

/** @param text well-formed JSON */
export function repeatedKeys(text: string): RepeatedKey[] {
  const found: RepeatedKey[] = [];
  const open: (Map<string, number> | null)[] = [];
  let item: number | null = null;
  for (let at = 0; at < text.length && found.length < reported; at++) {
    const character = text.charCodeAt(at);
    if (character === quote) {
      const end = endOfString(text, at);
      const keys = open.at(-1);
      if (keys && isKey(text, end)) {
        const key = keyOf(text, at, end);
        const first = keys.get(key);
        if (first === undefined) keys.set(key, at);
        else found.push({ item, problem: repeatText(text, key, at, first) });
      }
      at = end;
    } else if (character === leftBrace) {
      open.push(new Map());
    } else if (character === leftBracket) {
      if (open.length === 0) item = 0;
      open.push(null);
    } else if (character === rightBrace || character === rightBracket) {
      open.pop();
    } else if (character === comma && open.length === 1 && item !== null) {
      item++;
    }
  }
  return found;
}

const [quote, backslash, comma, colon, leftBrace, rightBrace, leftBracket, rightBracket] = [...'"\\,:{}[]'].map(
  (character) => character.charCodeAt(0),
) as [number, number, number, number, number, number, number, number];

/** The quote that ends the string which begins at `start`: the first behind an even number of backslashes. */
function endOfString(text: string, start: number): number {
  let end = start;
  for (;;) {
    end = text.indexOf('"', end + 1);
    let before = end - 1;
    while (text.charCodeAt(before) === backslash) before--;
    if ((end - before) % 2 === 1) return end;
  }
}

function isKey(text: string, end: number): boolean {
  let at = end + 1;
  while (text.charCodeAt(at) <= 0x20) at++;
  return text.charCodeAt(at) === colon;
}

function keyOf(text: string, start: number, end: number): string {
  const raw = text.slice(start + 1, end);
  return raw.includes('\\') ? (JSON.parse(`"${raw}"`) as string) : raw;
}

function repeatText(text: string, key: string, at: number, first: number): string {
  return `${placeOf(text, at)}: the key ${quoted(key)} stands in its object again, after ${placeOf(text, first)}`;
}

function placeOf(text: string, at: number): string {
  let [line, start] = [1, 0];
  for (let end = text.indexOf('\n'); end >= 0 && end < at; end = text.indexOf('\n', start)) {
    line++;
    start = end + 1;
  }
  return `line ${line} column ${at - start + 1}`;
}
