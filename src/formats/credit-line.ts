/**
 * How the Academy credits names in words: `Written by A & B`, `Production Design: A; Set Decoration: B`,
 * `A, B and C, Producers`. The words are kept as the nomination's credit; the names are taken out of them.
 */
import { fold } from '../model/identity.ts';

const creditWords =
  'written|screenplay|story|adaptation|dialogue|scenario|words?|lyrics?|music|song|score|adapted|orchestral|composed|' +
  'produced|directed|production|design|art|set|interior|decoration|direction|visual|audible|special|photographic|' +
  'effects|sound|producers?|director|for the screen';
const credits = `(?:${creditWords})(?:(?: and | & |, | )(?:${creditWords}))*`;

/** `Screenplay by `, `Screenplay - `, `Set Decoration: `. */
const leadingCredit = new RegExp(`^${credits}(?: by | ?: | - ) ?`, 'i');
/** What stands behind the last comma of `A and B, Producers`. */
const trailingCredit =
  /^(?:(?:executive|associate|co|sound|music|musical|art|head of)[ -])*(?:co)?(?:producers?|directors?|department)\.?$/i;

const creditAlone = new RegExp(`^${credits}(?: by| ?[:-])?$`, 'i');

/** Whether the words are a credit and no name: `Music and Lyric by`. */
export function isCreditAlone(text: string): boolean {
  return creditAlone.test(spaced(text));
}

/** The name without a credit that strayed into it: `Screenplay - Justine Triet` is `Justine Triet`. */
export function withoutStrayCredit(name: string): string {
  return spaced(name).replace(leadingCredit, '').trim() || name;
}

/** What a name may have behind a comma of its own: `George Marion, Jr.`, `Fred Ebb, M.D.`, `Sound Service, Inc.` */
const suffix = new RegExp(
  ', ?((?:jr|sr|ii|iii|iv|m\\.?d|ph\\.? ?d|esq|d\\.?d\\.?s|a\\.?s\\.?c|b\\.?s\\.?c|a\\.?c\\.?e|c\\.?a\\.?s|o\\.?b\\.?e|c\\.?b\\.?e|m\\.?b\\.?e|' +
    'inc|incorporated|ltd|limited|l\\.?l\\.?c|gmbh|corp|co)\\.?)(?=$|[ ,;])',
  'gi',
);

/**
 * The names in a credit, each once and in order. What may be a name with commas of its own stays whole: `Earth, Wind and
 * Fire`, `Joel and Ethan Coen`.
 *
 * @param count how many there are, where the source says so beside
 */
export function namesIn(credit: string, count?: number): string[] {
  const parts = credit.split(';').map((part) => withoutTrailingCredit(withoutStrayCredit(part)));
  const split = once(parts.flatMap(pieces));
  return split.length === count ? split : once(parts.flatMap((part) => (areNames(pieces(part)) ? pieces(part) : part)));
}

function withoutTrailingCredit(part: string): string {
  const at = part.lastIndexOf(',');
  return at >= 0 && trailingCredit.test(part.slice(at + 1).trim()) ? part.slice(0, at) : part;
}

function pieces(part: string): string[] {
  return part
    .replace(suffix, '\u0001$1')
    .split(/ ?, ?and | ?, ?| and | & /)
    .map((name) => name.replaceAll('\u0001', ', ').trim())
    .filter((name) => name !== '');
}

/** Whether the pieces between commas and `and` are names of their own: of two both are whole names, of more most. */
function areNames(names: readonly string[]): boolean {
  const whole = names.filter((name) => name.includes(' ') && !/^(?:the|his|her|their) /i.test(name)).length;
  return names.length < 2 || (names.length === 2 ? whole === 2 : whole * 2 > names.length);
}

/** With one blank between words: of thousands, the patterns here would try each. */
function spaced(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function once(names: readonly string[]): string[] {
  const firstByName = new Map<string, string>();
  for (const name of names) if (!firstByName.has(fold(name))) firstByName.set(fold(name), name);
  return [...firstByName.values()];
}

/** The credit where it says more than the names in order, otherwise undefined. */
export function creditBeside(credit: string, names: readonly string[]): string | undefined {
  const plain = (text: string) =>
    fold(text)
      .split(/[,;|&.\s]+/)
      .filter((word) => word !== '' && word !== 'and')
      .join(' ');
  return plain(credit) === plain(names.join(' , ')) ? undefined : credit.trim() || undefined;
}
