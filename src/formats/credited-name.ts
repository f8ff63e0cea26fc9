/** What a credited name is of which a source gives no ID: a person, something that cannot be told, or no name at all. */
import { fold } from '../model/identity.ts';
import { isCreditAlone } from './credit-line.ts';
import type { NomineeFile } from './reading.ts';

/**
 * A nominee as the ceremony file has it.
 *
 * @param isPerson whether the source says of a name without an ID that it is a person's, such as that of an actor
 */
export function nomineeNamed(name: string, imdbId: string | undefined, isPerson: boolean): NomineeFile {
  if (imdbId !== undefined) return { name, imdbId };
  return isPerson && !isNameOfGroup(name) ? { name } : { name, kind: 'unknown' };
}

/** Whether the text stands where a name will: `Nominees to be determined`, `TBD`, a role without a name (`Music`). */
export function isPlaceholder(text: string): boolean {
  const plain = fold(text)
    .replace(/[^\p{L}\p{N}/ ]/gu, '')
    .replace(/ +/g, ' ')
    .trim();
  return plain === '' || openName.test(plain) || isCreditAlone(text);
}

const openName = new RegExp(
  '^(?:n/a|none|unknown|not (?:yet )?(?:announced|known|determined)|no nominees?|(?:(?:the |names? of )?' +
    '(?:nominee|name|recipient|winner|producer|writer|director|songwriter|composer|artist|credit|person|people|other)s? ' +
    '(?:are |is |still |yet )*)?(?:(?:yet )?to be ?(?:determined|announced|confirmed|decided|named|added|advised|known)?|tb[acd]))$',
);

/** Words in the names of companies, departments and ensembles, and of nobody's. */
const groupWords = new RegExp(
  '(?<![\\p{L}\\p{N}])(?:inc|incorporated|corp|corporation|company|co|ltd|limited|llc|gmbh|plc|studios?|productions?|pictures|' +
    'films|laborator(?:y|ies)|labs|departments?|dept|association|associates|society|institut[eo]?|university|academy|council|' +
    'committee|ministry|bureau|agency|government|army|navy|air force|marines?|corps|coast guard|foundation|organi[sz]ation|' +
    'orchestra|philharmonic|symphony|choir|ensemble|quartet|quintet|trio|brothers|bros|systems?|technolog(?:y|ies)|industries|' +
    'enterprises|pty|ag|kg|sarl|services?|cooperative|various|team)(?![\\p{L}\\p{N}])',
  'iu',
);

/** Whether a name is not one person's: a company's, a band's, several people's in one. */
export function isNameOfGroup(name: string): boolean {
  const plain = name.replaceAll('.', '');
  return groupWords.test(plain) || /^the |, (?!(?:jr|sr|ii|iii|iv)$)| and | & /i.test(plain) || isSuffix(plain);
}

/** `M.D.` or `Ltd.`, which broke off from a name. */
function isSuffix(plain: string): boolean {
  return /^(?:md|phd|esq|dds|asc|bsc|ace|obe|cbe|mbe|jr|sr|ii|iii|iv)$/i.test(plain);
}
