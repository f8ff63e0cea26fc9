/** Whoever can say what an IMDb ID is: the live API, or the bundled snapshot. */
import type { ImdbNameId, ImdbTitleId } from '../model/ceremony.ts';
import type { MovieFacts, PersonFacts, Resolution, ResolutionSource } from '../model/entity.ts';
import type { SharedRate } from '../model/sharing.ts';

export interface TmdbSource {
  readonly name: ResolutionSource;
  // `credited` is the title or the name in the ceremony file.
  /** @throws ExpectedError `tmdb-refused` when the credentials are not accepted; the abort reason when interrupted */
  readonly findMovie: (id: ImdbTitleId, credited?: string) => Promise<Resolution<MovieFacts>>;
  readonly findPerson: (id: ImdbNameId, credited?: string) => Promise<Resolution<PersonFacts>>;
  /** Requests sent so far, retries included. */
  readonly requests: number;
  readonly retries: number;
  /** From now on sends nothing but in places that are granted; null for a source that sends nothing at all. */
  readonly shareRate: () => Promise<SharedRate | null>;
  /** Ends what is asked for and what waits, with this reason. */
  readonly stop: (reason: unknown) => void;
  readonly close: () => Promise<void>;
}
