/**
 * What a category honours, where its organization's own table does not say: by its text, then by that of the award it
 * belongs to, at last by what was honoured.
 */
import type { CategoryKind } from '../model/ceremony.ts';
import { knownCategory } from './category-names.ts';
import { compoundCraft, craft, genre, neutral, person, special, stronglySpecial, weakCraft } from './kind-words.ts';

/** What stands first in every nomination of a category, where the source says it. */
export type Honoured = 'movies' | 'people with movies' | 'people alone';

export interface CategoryTexts {
  readonly category: string | null;
  readonly award?: string | null | undefined;
  /** Key of who gives it. */
  readonly organization?: string | undefined;
  readonly honoured?: Honoured | undefined;
}

/** What the category most likely honours. */
export function likelyKind({ category, award, organization = '', honoured = 'movies' }: CategoryTexts): CategoryKind {
  const texts = [category, award].flatMap((text) => text?.trim() || []);
  const known = organization === 'oscars' ? texts.flatMap((text) => knownCategory(text)?.kind ?? []) : [];
  const byWords = texts.flatMap((text) => judgeText(text) ?? []);
  return known[0] ?? byWords[0] ?? kindOfGuild(organization) ?? kindOfHonoured[honoured];
}

/** Names in the first place do not make a movie's award; movies in the first place make none of a movie: see screenplays. */
const kindOfHonoured: Readonly<Record<Honoured, CategoryKind>> = {
  movies: 'movie',
  'people with movies': 'person',
  'people alone': 'special',
};

/** A guild honours its own trade where the category names another thing, such as `Drama Series` of the writers' guild. */
function kindOfGuild(organization: string): CategoryKind | null {
  const isOfOneTrade = /\b(guild|society|editors)\b/.test(organization) && !organization.startsWith('producers');
  return isOfOneTrade ? skillIn(organization.replaceAll('-', ' ')) : null;
}

/** What the words of one text say, or null where they say nothing. */
function judgeText(text: string): CategoryKind | null {
  const whole = normalise(text);
  if (has(stronglySpecial, whole)) return 'special';
  const plain = withoutItsPatron(whole).replace(neutral, ' ').replace(genre, ' ');
  const { head, rest } = parts(plain);
  return (
    skillIn(head) ??
    (has(special, head) ? 'special' : null) ??
    skillIn(rest.replaceAll(/\b(musical|music|dance|sound)\b/g, ' ')) ??
    (has(special, plain) ? 'special' : null) ??
    (has(weakCraft, plain) ? 'craft' : null)
  );
}

/** No category has a longer name, and the words here take longer than a text is long. */
const judgedCharacters = 300;

/** In lower case and without marks, with one kind of apostrophe and of dash; `(male)` and `- male` as words of their own. */
function normalise(text: string): string {
  return text
    .slice(0, judgedCharacters)
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ł', 'l')
    .replaceAll('ø', 'o')
    .replaceAll(/[’‘ʼ`´]/g, "'")
    .replaceAll(/[‐-―−]/g, '-')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?(?:- |\()((?:fe)?male)\)?(?![\p{L}])/gu, ' $1')
    .trim();
}

/** `Anthony Asquith Award for Film Music` is for film music. */
function withoutItsPatron(text: string): string {
  return /\b(mention|special)\b/.test(text)
    ? text
    : text.replace(/^.*\b(award|prize|trophy|achievement|excellence) (for|of) (the )?/, '');
}

/** The part that names what is honoured, and what follows of where and in which work. */
function parts(text: string): { head: string; rest: string } {
  const at = text.search(
    / (?:for|within) | in (?:an?|the) | (?:of|from|on|to) an? | [-:|] |[(:;]|,(?! ?(?:supporting|leading|black|colou?r)\b)/,
  );
  return at < 0 ? { head: text, rest: '' } : { head: text.slice(0, at), rest: text.slice(at) };
}

/** Person or craft, whichever word stands first; a person's word within a craft's phrase does not count. */
function skillIn(text: string): 'person' | 'craft' | null {
  const masked = text.replace(compoundCraft, (phrase) => '#'.repeat(phrase.length));
  const places = {
    person: masked.search(person),
    craft: earliest(text.search(craft), masked.indexOf('#')),
  };
  if (places.person < 0) return places.craft === Number.POSITIVE_INFINITY ? null : 'craft';
  return places.craft <= places.person ? 'craft' : 'person';
}

/** The smaller of two places that are found; infinity where none is. */
function earliest(a: number, b: number): number {
  return Math.min(a < 0 ? Number.POSITIVE_INFINITY : a, b < 0 ? Number.POSITIVE_INFINITY : b);
}

/** Whether there is a match; unlike `test`, whatever was matched before. */
function has(words: RegExp, text: string): boolean {
  return text.search(words) >= 0;
}
