/**
 * What is printed: text that nothing in it can make steer the terminal it is shown on. It is made by the tag `text` alone,
 * which spells out whatever is unsafe in the values it is given, so that no renderer can forget to.
 */
import { styleText } from 'node:util';

/** What needs no second look, and most of what is printed: looking the properties of Unicode up takes longer than all else. */
const isPlain = /^[ -~]*$/;

/**
 * Control characters (C0, DEL, C1), marks that change the direction of text, invisible separators, and halves of
 * surrogate pairs: what can hide or rewrite what stands beside it.
 */
const unsafe = () =>
  /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** The text with everything unsafe spelled out, such as `\u{1b}` for the escape character. */
export function visible(value: string): string {
  if (isPlain.test(value)) return value;
  return value.replace(unsafe(), (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

type TextFormat = Parameters<typeof styleText>[0];

/** Text that is safe to print. There is no other way to one than the functions of this module. */
export class Text {
  readonly #raw: string;

  private constructor(raw: string) {
    this.#raw = raw;
  }

  /** As it goes to the terminal. */
  toString(): string {
    return this.#raw;
  }

  static tag(strings: TemplateStringsArray, values: readonly Printable[]): Text {
    const shown = values.map((value) => (value instanceof Text ? value.#raw : visible(String(value))));
    return new Text(strings.map((part, at) => (at === 0 ? '' : shown[at - 1]) + part).join(''));
  }

  /** Without spaces at the end of it. */
  trimEnd(): Text {
    return new Text(this.#raw.trimEnd());
  }

  static join(parts: readonly Text[], separator: Separator): Text {
    return new Text(parts.map((part) => part.#raw).join(separator));
  }

  static paint(format: TextFormat, inner: Text): Text {
    // Node 22 would otherwise decide by standard output, whichever stream this is for.
    return new Text(styleText(format, inner.#raw, { validateStream: false }));
  }

  /** @param widthOf how many columns a line takes */
  static wrap(whole: Text, columns: number, widthOf: WidthOf): Text {
    return new Text(
      whole.#raw
        .split('\n')
        .map((line) => wrapLine(line, columns, widthOf))
        .join('\n'),
    );
  }

  static json(value: unknown): Text {
    return new Text(
      JSON.stringify(value, null, 2).replace(unsafe(), (character) =>
        character === '\n' ? character : escapeUnits(character),
      ),
    );
  }
}

export type Printable = string | number | Text;

export type Separator = '\n' | '\n\n' | '' | ' ' | '  ' | '   ' | ', ' | ' · ' | ': ';

/** `` text`${name}: ${count}` ``: what is written in the program as it is, what is filled in made visible. */
export function text(strings: TemplateStringsArray, ...values: readonly Printable[]): Text {
  return Text.tag(strings, values);
}

/** Lines that somebody else put together, such as a library that repeats what was typed. */
export function textOfLines(whole: string): Text {
  const lines = whole.split('\n').map((line) => text`${line}`);
  return joinTexts(lines, '\n');
}

export function joinTexts(parts: readonly Text[], separator: Separator): Text {
  return Text.join(parts, separator);
}

export function paint(format: TextFormat, inner: Text): Text {
  return Text.paint(format, inner);
}

/** JSON that is equal to the value, and safe on a terminal: what JSON allows raw but a terminal acts on is escaped. */
export function jsonText(value: unknown): Text {
  return Text.json(value);
}

function escapeUnits(character: string): string {
  return Array.from(
    { length: character.length },
    (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('');
}

type WidthOf = (line: string) => number;

/** A word, or a command of this program to its end. */
const unbroken = /\(?oscars-import .*|\S+/g;

/** A mark and what it is about, in a column of its own: `✔ Loaded    `. */
const label = /^[^ ✔✘]*[✔✘][^ ]* [^ ]+(?: [^ ]+)* {2,}/;

function wrapLine(line: string, columns: number, widthOf: WidthOf): string {
  if (widthOf(line) <= columns) return line;
  const indent = /^ */.exec(line)?.[0] ?? '';
  const head = label.exec(line)?.[0] ?? indent;
  const lines: string[] = [];
  let current = head;
  let isFirst = true;
  for (const [word] of line.slice(head.length).matchAll(unbroken)) {
    if (!isFirst && widthOf(current) + 1 + widthOf(word) > columns) {
      lines.push(current);
      current = `${indent}    ${word}`;
    } else current += isFirst ? word : ` ${word}`;
    isFirst = false;
  }
  return [...lines, current].join('\n');
}
