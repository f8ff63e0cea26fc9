/**
 * What identifies a row, and the UUIDv5 made of it. An ID depends on nothing but the ceremony file, so two databases
 * that imported the same files hold the same IDs.
 */
import { parse, v5 as uuidv5 } from 'uuid';
import type { Category, CreditedMovie, EditionKey, Nomination, Nominee } from './ceremony.ts';

/** Namespace of every ID this program makes. Never change it: all IDs would change with it. */
const namespace = parse('b8f1f0c4-6c59-5a0b-9d0f-3f6a5f1c7e96');

/** Most texts; Unicode has nothing to say about them, and asking it takes ten times as long. */
const asciiOnly = /^[\0-\x7f]*$/;

/** Blanks that are not one between two words; most texts have none, and replacing looks for them one by one. */
const unevenBlank = /^\s|\s$|\s\s|[\t-\r]/;

function evenlySpaced(text: string): string {
  return unevenBlank.test(text) ? text.replace(/\s+/g, ' ').trim() : text;
}

/**
 * Folds away what does not make a different announcement: compatibility forms (NFKC), case, and white space.
 * Upper-casing first makes `ß` equal to `ss`, as Unicode's case folding does and `toLowerCase` alone does not.
 */
export function fold(text: string): string {
  if (asciiOnly.test(text)) return evenlySpaced(text.toLowerCase());
  return text.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC').replace(/\s+/gu, ' ').trim();
}

/** Letters that Unicode does not take apart into a plain one and its mark. */
const plainLetters: Readonly<Record<string, string>> = {
  ø: 'o',
  đ: 'd',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ð: 'd',
};

/**
 * What is left of a name when two of them are compared: letters and digits, without their marks, so that `Peter O’Tool`
 * is `Peter O'Tool` and `B, Jr.` is `B Jr`. A name that has none of these is itself.
 */
export function bare(name: string): string {
  const folded = fold(name);
  const plain = asciiOnly.test(folded)
    ? folded.replace(/[^a-z0-9]/g, '')
    : folded
        .normalize('NFD')
        .replace(/[^\p{L}\p{N}]/gu, '')
        .replace(/[øđłħıæœþð]/g, (letter) => plainLetters[letter] ?? letter);
  return plain || folded;
}

/**
 * The announced text of a nomination within its category: movie titles, nominee names and detail, folded. A citation
 * counts too where there is one: some awards of one year are told apart by nothing else.
 */
export function announcedText(nomination: {
  readonly movies: readonly Pick<CreditedMovie, 'title'>[];
  readonly nominees: readonly Pick<Nominee, 'name'>[];
  readonly detail: Nomination['detail'];
  readonly citation?: Nomination['citation'];
}): string {
  const titles = nomination.movies.map((movie) => fold(movie.title));
  const names = nomination.nominees.map((nominee) => fold(nominee.name));
  const citation = nomination.citation ? [fold(nomination.citation)] : [];
  return JSON.stringify([titles, names, fold(nomination.detail ?? ''), ...citation]);
}

/** Sources that know a movie by its ID alone have that in the place of its title. */
export function isTitleSaid({ title, imdbId }: Pick<CreditedMovie, 'title' | 'imdbId'>): boolean {
  return title !== imdbId;
}

export function organizationId(key: string): string {
  return idOf('organization', key);
}

/**
 * ID of a ceremony, from where it stood when its row was made. `repeat` is 1, or higher where another ceremony that has
 * moved away since then holds the lower numbers.
 */
export function ceremonyId(ceremony: EditionKey, repeat = 1): string {
  return idOf('ceremony', ...ceremonyParts(ceremony), ...(repeat === 1 ? [] : [repeat]));
}

/** ID of a category: of its name in a year, its canonical name and its kind, as years differ in all three. */
export function categoryId(
  organizationKey: string,
  { name, canonicalName, kind }: Pick<Category, 'name' | 'canonicalName' | 'kind'>,
): string {
  return idOf('category', organizationKey, name, canonicalName, kind);
}

/** ID of a person or movie row, from its IMDb ID. */
export function entityId(imdbId: string): string {
  return idOf('entity', imdbId);
}

/** A ceremony with the ID that its row has, whatever has become of its year since that was given. */
export type StoredEditionKey = EditionKey & { readonly id: string };

/** ID of a nomination, from its category's canonical name and what was announced. */
export type NominationIds = (canonicalName: string, announced: string, repeat: number) => string;

/**
 * How the nominations of a ceremony get their IDs. `repeat` is 1, or higher where a nomination with the same text already
 * holds the lower numbers.
 *
 * A ceremony that stands where another one stood when its nominations got their IDs has to make others of the same texts.
 */
export function nominationIds(ceremony: StoredEditionKey): NominationIds {
  const stoodThere = ceremony.id === ceremonyId(ceremony);
  const parts = stoodThere ? ceremonyParts(ceremony) : [ceremony.id];
  return (canonicalName, announced, repeat) => idOf('nomination', ...parts, fold(canonicalName), announced, repeat);
}

function ceremonyParts(ceremony: EditionKey): [string, number, number] {
  return [ceremony.organization.key, ceremony.year, ceremony.instance];
}

function idOf(...parts: readonly (string | number)[]): string {
  // Of a text, the library makes bytes one by one.
  return uuidv5(Buffer.from(JSON.stringify(parts)), namespace);
}
