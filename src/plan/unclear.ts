/** Nominations of a file that are not written, as nobody can say which stored ones they are. */
import type { Nomination } from '../model/ceremony.ts';
import { creditsText } from '../model/credits-text.ts';

export interface UnclearNomination extends Nomination {
  /** Name of its category, as the file has it. */
  readonly category: string;
}

/** A remark on each: which it is, and what to do about it. */
export function unclearRemarks(unclear: readonly UnclearNomination[], ceremony: string): string[] {
  return unclear.map((nomination) => {
    const text = [ceremony, nomination.category, creditsText(nomination)].filter((part) => part !== '').join(' · ');
    return `${text}: not written, as each of several stored nominations may be it; to change one of them, say in the file what tells them apart (its movies, nominees, detail or citation)`;
  });
}
