/** What a source cannot tell apart, as it leaves out in what respect two nominations differ. */
import type { Nomination, Nominee } from './ceremony.ts';
import { bare, isTitleSaid } from './identity.ts';

/** What tells nominations of a category apart. */
const parts: readonly ((nomination: Said) => string)[] = [
  ({ movies }) => namesOf(movies.map(({ title }) => bare(title))),
  ({ nominees }) => namesOf(nominees.map(({ name }) => bare(name))),
  ({ detail }) => bare(detail ?? ''),
  ({ citation }) => bare(citation ?? ''),
];

/** Of a movie whose title is not said, its ID tells it; a last part, beside those of every nomination. */
const [titlePart, idPart] = [0, parts.length];

function textsOf(nomination: Said): string[] {
  const ids = nomination.movies.map(({ imdbId }) => imdbId ?? '');
  return [...parts.map((part) => part(nomination)), ids.includes('') ? '' : namesOf(ids)];
}

function namesOf(names: readonly string[]): string {
  return [...names].sort().join('|');
}

/** Which of the parts a nomination says, as bits. */
function saidBy(texts: readonly string[]): number {
  return texts.reduce((mask, text, at) => (text === '' ? mask : mask | (1 << at)), 0);
}

function keyOf(texts: readonly string[], mask: number): string {
  return JSON.stringify([mask, ...texts.map((text, at) => (mask & (1 << at) ? text : ''))]);
}

/** What tells a nomination from others of its category, so far as it is said. */
export type Said = Pick<Nomination, 'movies' | 'nominees' | 'detail' | 'citation'>;

/** What a nomination says, for looking up rows that say the same, and perhaps more. */
export interface SaidKey {
  /** Which parts it says, as bits. */
  readonly mask: number;
  readonly key: string;
}

export function saidKeyOf(nomination: Said): SaidKey {
  const texts = textsOf(nomination);
  const isUntitled = nomination.movies.length > 0 && !nomination.movies.some(isTitleSaid);
  texts[isUntitled ? titlePart : idPart] = '';
  const mask = saidBy(texts);
  return { mask, key: keyOf(texts, mask) };
}

/** The key that a nomination has when it says no more than these parts. */
export function keyWithin(nomination: Said, mask: number): string {
  return keyOf(textsOf(nomination), mask);
}

/**
 * Whether the nominations say less than a row in what tells it from others: they cannot say, then, that it is not one of
 * them. A source that lost the titles of songs has two of one movie as one.
 */
export function tellsNot(nominations: readonly Said[]): (row: Said) => boolean {
  const saidKeys = new Map<number, Set<string>>();
  for (const nomination of nominations) {
    const { mask, key } = saidKeyOf(nomination);
    const keys = saidKeys.get(mask) ?? new Set();
    saidKeys.set(mask, keys.add(key));
  }
  return (row) => {
    const texts = textsOf(row);
    const said = saidBy(texts);
    const saidInWords = said & ~(1 << idPart);
    return [...saidKeys].some(
      ([mask, keys]) => (mask & said) === mask && mask !== saidInWords && keys.has(keyOf(texts, mask)),
    );
  };
}

/** Null where it is not said: without an ID, a nominee is a person only because nothing else was, and of unknown kind because nothing was. */
export function kindSaid({ kind, imdbId }: Nominee): Nominee['kind'] | null {
  return kind === 'unknown' || (kind === 'person' && imdbId === null) ? null : kind;
}
