/** HTML in which nothing from outside is markup: made by the tag `html` alone, which escapes what it is given. */
import { visible } from './text.ts';

export class Html {
  readonly #raw: string;

  private constructor(raw: string) {
    this.#raw = raw;
  }

  toString(): string {
    return this.#raw;
  }

  static tag(strings: TemplateStringsArray, values: readonly Part[]): Html {
    return new Html(strings.map((part, at) => (at === 0 ? '' : escapeHtml(values[at - 1] ?? '')) + part).join(''));
  }
}

type Part = string | number | Html | readonly Html[];

/** `` html`<p>${name}</p>` ``: what is written in the program as it is, what is filled in escaped. */
export function html(strings: TemplateStringsArray, ...values: readonly Part[]): Html {
  return Html.tag(strings, values);
}

function escapeHtml(value: Part): string {
  if (value instanceof Html) return String(value);
  if (typeof value === 'object') return value.map(String).join('');
  return visible(String(value)).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
