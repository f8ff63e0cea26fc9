/** What a file says that is not clear: nominations that are not written, and categories that stand apart. */
import type { Nomination } from '../model/ceremony.ts';
import { creditsText } from '../model/credits-text.ts';
import type { ApartCategory } from './pair-categories.ts';

export interface UnclearNomination extends Nomination {
  /** Name of its category, as the file has it. */
  readonly category: string;
}

/** What of a plan was not clear. */
export interface Unclear {
  readonly unclear: readonly UnclearNomination[];
  readonly apart: readonly ApartCategory[];
}

/** A remark on each: which it is, and what to do about it. */
export function unclearRemarks({ unclear, apart }: Unclear, ceremony: string): string[] {
  return [...unclearNominations(unclear, ceremony), ...apart.map((one) => apartRemark(one, ceremony))];
}

function apartRemark({ name, mayBe }: ApartCategory, ceremony: string): string {
  return `${ceremony} · ${name}: kept as a category of its own, as it may be each of these: ${mayBe.join(', ')}; a file that names the award with the category tells which`;
}

function unclearNominations(unclear: readonly UnclearNomination[], ceremony: string): string[] {
  return unclear.map((nomination) => {
    const text = [ceremony, nomination.category, creditsText(nomination)].filter((part) => part !== '').join(' · ');
    return `${text}: not written, as each of several stored nominations may be it; to change one of them, say in the file what tells them apart (its movies, nominees, detail or citation)`;
  });
}
