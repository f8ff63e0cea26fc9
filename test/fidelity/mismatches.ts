/** Holds what a database has against what each line of a table says, without anything of the program's. */
import type { HeldNominee, HeldRow } from './held.ts';
import { isOfCountries, type ToldLine, type ToldNominee } from './told.ts';

/** Every mismatch, with its line; empty where the database holds the table, whole and in its order. */
export function mismatches(told: readonly ToldLine[], held: readonly HeldRow[]): string[] {
  const numbers = new Set([...told, ...held].map(({ ceremony }) => ceremony));
  return [...numbers].flatMap((number) => {
    const isOfIt = ({ ceremony }: { readonly ceremony: number }) => ceremony === number;
    return inCeremony(number, ordered(told.filter(isOfIt)), held.filter(isOfIt));
  });
}

/** Categories in the order of their first lines, each with its lines together; a line about nothing is none. */
function ordered(lines: readonly ToldLine[]): ToldLine[] {
  const categories = new Map<string, ToldLine[]>();
  for (const line of lines) {
    const key = keyOf(line);
    const { movies, nominees, citation } = line;
    if (movies.length + nominees.length === 0 && citation === null) continue;
    categories.set(key, [...(categories.get(key) ?? []), line]);
  }
  return [...categories.values()].flat();
}

function inCeremony(number: number, told: readonly ToldLine[], held: readonly HeldRow[]): string[] {
  if (told.length !== held.length) {
    const left = held.map(outline);
    const lost = told.filter((line) => {
      const at = left.indexOf(outline(line));
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
    return [
      `ceremony ${number}: ${told.length} nominations told, ${held.length} held`,
      ...lost.map((line) => `line ${line.line}: not held: ${outline(line)}`),
      ...left.map((row) => `ceremony ${number}: held, and told by no line: ${row}`),
    ];
  }
  return [
    ...told.flatMap((line, at) => {
      const row = held[at];
      return row === undefined ? [] : inLine(line, row).map((what) => `line ${line.line}: ${what}`);
    }),
    ...mergedCategories(told, held).map((what) => `ceremony ${number}: ${what}`),
  ];
}

function outline({ category, movies, nominees }: ToldLine | HeldRow): string {
  const names = nominees.map((nominee) => ('text' in nominee ? nominee.text : nominee.name));
  return [category[0].toLowerCase(), ...movies.map(([title]) => title), ...names].join(' · ');
}

/** Two categories of the table are two in the database, and one is one. */
function mergedCategories(told: readonly ToldLine[], held: readonly HeldRow[]): string[] {
  const both = new Set(told.map((line, at) => `${keyOf(line)}\n${held[at]?.category.join('\t')}`));
  const [ofTable, ofDatabase] = [new Set(told.map(keyOf)), new Set(held.map((row) => row.category.join('\t')))];
  if (both.size === ofTable.size && both.size === ofDatabase.size) return [];
  return [`${ofTable.size} categories told, ${ofDatabase.size} held, ${both.size} pairs of them`];
}

function keyOf({ category }: ToldLine): string {
  return category.join('\t').toLowerCase();
}

function inLine(told: ToldLine, held: HeldRow): string[] {
  const checks: [string, unknown, unknown][] = [
    ['category', told.category[0].toLowerCase(), held.category[0].toLowerCase()],
    ['kind', kindOf(told), held.kind],
    ['year', yearHeld(told.ceremony), held.year],
    ['won', told.won, held.won],
    ['movies', told.movies, held.movies],
    ['number of nominees', told.nominees.length, held.nominees.length],
    ['IDs', told.nominees.map(({ id }) => id), held.nominees.map(({ id }) => id)],
    ['detail', told.detail, held.detail],
    ['note', told.note, held.note],
    ['citation', told.citation, held.citation],
  ];
  const differing = checks.filter(([, a, b]) => JSON.stringify(a) !== JSON.stringify(b));
  return [
    ...differing.map(([what, a, b]) => `${what}: told ${JSON.stringify(a)}, held ${JSON.stringify(b)}`),
    ...told.nominees.flatMap((nominee, at) => inNominee(told, nominee, held.nominees[at])),
    ...inCredit(told, held),
  ];
}

/** The first to fifth were held in 1929 to 1932, two of them in 1930; from the sixth on, one a year. */
function yearHeld(ceremony: number): number {
  return [1929, 1930, 1930, 1931, 1932][ceremony - 1] ?? 1928 + ceremony;
}

function kindOf({ class: group, category: [, canonical] }: ToldLine): string {
  if (/^(Acting|Directing|Writing)$/.test(group) || /^cinematography/i.test(canonical)) return 'person';
  if (group === 'Title') return 'movie';
  return /^(Music|Production)$/.test(group) ? 'craft' : 'special';
}

function inNominee(line: ToldLine, { text, id }: ToldNominee, held: HeldNominee | undefined): string[] {
  if (held === undefined) return [];
  const isName = text === held.name || (text.endsWith(held.name) && isCredit(text.slice(0, -held.name.length)));
  const kinds = possibleKinds(line, text, id);
  return [
    ...(isName ? [] : [`name: told ${JSON.stringify(text)}, held ${JSON.stringify(held.name)}`]),
    ...(kinds.includes(held.kind) ? [] : [`kind of ${text}: held ${held.kind}, expected ${kinds.join(' or ')}`]),
  ];
}

/** `Screenplay - `, `Written by `, `Set Decoration: `. */
function isCredit(before: string): boolean {
  return /^[\p{L}\-&, ]+(: ?| - | by )$/u.test(before);
}

const group = /\b(inc|corp|company|ltd|llc|gmbh|studios?|department|laborator(y|ies)|university|bros|association)\b/i;
const plainName = /^\p{Lu}[\p{Ll}’']+( \p{Lu}\.)?( \p{Lu}[\p{Ll}’']+)+$/u;

/** What a name may be; several where the table does not tell. */
function possibleKinds(line: ToldLine, name: string, id: string | null): readonly string[] {
  if (id !== null) return [id.startsWith('co') ? 'company' : 'person'];
  if (line.words === name && isOfCountries(line.category[1])) return ['country'];
  if (group.test(name)) return ['unknown'];
  const isOfPeople = kindOf(line) === 'person' || line.class === 'Music';
  return isOfPeople && plainName.test(name) ? ['person'] : ['person', 'unknown'];
}

/** The words of the credit are kept, or they say nothing but the names. */
function inCredit({ words, nominees }: ToldLine, { credit }: HeldRow): string[] {
  const names = [...new Set(nominees.map(({ text }) => text))];
  const isKept = credit === words || (words === '' && credit === names.join(', '));
  const isNamesAlone = credit === null && (words === '' || wordsIn(words) === wordsIn(names.join(' ')));
  return isKept || isNamesAlone ? [] : [`credit: told ${JSON.stringify(words)}, held ${JSON.stringify(credit)}`];
}

function wordsIn(text: string): string {
  const words = text.toLowerCase().match(/[\p{L}\p{N}'’-]+/gu) ?? [];
  return words.filter((word) => word !== 'and').join(' ');
}
