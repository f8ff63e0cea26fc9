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
const leadingCredit = new RegExp(`^${credits}(?: by |\\s*: | - )\\s*`, 'i');
/** `, Producers`, `, Sound Director`. */
const trailingCredit =
  /,\s*(?:(?:executive|associate|co-?|sound|musical?|art|head of)[ -]?)*(?:producers?|directors?|department)\.?$/i;

/** The name without a credit that strayed into it: `Screenplay - Justine Triet` is `Justine Triet`. */
export function withoutStrayCredit(name: string): string {
  return name.replace(leadingCredit, '').trim() || name;
}

/** The names in a credit, each once and in order. */
export function namesIn(credit: string): string[] {
  const names = credit.split(';').flatMap((part) =>
    withoutStrayCredit(part.trim())
      .replace(trailingCredit, '')
      // A name may have a comma of its own: `George Marion, Jr.`
      .replace(/,\s*(Jr\.?|Sr\.?|I{2,3}|IV)(?=$|[\s,;])/g, '\u0001$1')
      .split(/\s*,\s*and\s+|\s*,\s*|\s+and\s+|\s+&\s+/)
      .map((name) => name.replace('\u0001', ', ').trim())
      .filter((name) => name !== ''),
  );
  const firstByName = new Map<string, string>();
  for (const name of names) if (!firstByName.has(fold(name))) firstByName.set(fold(name), name);
  return [...firstByName.values()];
}

/** The credit where it says more than the names in order, otherwise undefined. */
export function creditBeside(credit: string, names: readonly string[]): string | undefined {
  const plain = (text: string) =>
    fold(text)
      .replaceAll(/[,;|&.]| and /g, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim();
  return plain(credit) === plain(names.join(' , ')) ? undefined : credit.trim() || undefined;
}
