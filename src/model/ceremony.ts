/**
 * The domain: what a ceremony is, and what TMDb says about one IMDb ID. Plain data without behaviour; every other
 * module speaks in these types.
 */
import type { ExpectedError } from './errors.ts';
import type { NominationTexts } from './nomination-texts.ts';

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** `tt` and at least seven digits. Only the ceremony schema makes one; leading zeros matter, so never a number. */
export type ImdbTitleId = Branded<'ImdbTitleId'>;
/** `nm` and at least seven digits. */
export type ImdbNameId = Branded<'ImdbNameId'>;
/** `co` and at least seven digits. */
export type ImdbCompanyId = Branded<'ImdbCompanyId'>;
/** Of a nominee that has one. */
export type NomineeId = ImdbNameId | ImdbCompanyId;
/** `ev` and at least seven digits: an award as a whole, over all its years. */
export type ImdbEventId = Branded<'ImdbEventId'>;

/** What a category honours. Only nominees of `person` categories count as people nominations. */
export const categoryKinds = ['person', 'craft', 'movie', 'special'] as const;
export type CategoryKind = (typeof categoryKinds)[number];

/** `unknown` where no source says what the name is: such a nominee is no person, and nobody waits for an ID. */
export const nomineeKinds = ['person', 'company', 'country', 'unknown'] as const;
export type NomineeKind = (typeof nomineeKinds)[number];

export interface Organization {
  /** Short, stable name that identifies the organization in every ceremony file, such as `oscars`. */
  readonly key: string;
  readonly name: string;
  readonly abbreviation: string | null;
  /** Tells an organization for certain, whatever a source calls it. */
  readonly imdbEventId: ImdbEventId | null;
}

/** Totals that were counted independently of the file's own rows, so that a file that lost a row is caught. */
export interface Baseline {
  readonly categories: number;
  readonly nominations: number;
  readonly winners: number;
  readonly peopleNominations: number;
}

/**
 * What names one edition of an award. Its number identifies it where both sides know it, wherever the year moved to; else
 * `(organization.key, year, instance)`: 1930 saw two Academy Awards.
 */
export interface Edition {
  readonly organization: Organization;
  /** Year the ceremony was held, not the year of its movies. */
  readonly year: number;
  /** 1, or 2 for the second ceremony of a year, as IMDb counts them. */
  readonly instance: number;
  /** 96 for the 96th; null where an organization does not number its ceremonies. */
  readonly number: number | null;
  readonly name: string;
  /** ISO date, or null where only the year is known. */
  readonly date: string | null;
  readonly expected: Baseline | null;
}

/** The part of an edition that identifies it. */
export type EditionKey = Pick<Edition, 'organization' | 'year' | 'instance' | 'number'>;

export interface Ceremony extends Edition {
  readonly categories: readonly Category[];
}

export interface Category {
  /** Name in the year of this ceremony. */
  readonly name: string;
  /** Name by which the category is known across the years and sources; what categories are matched by. */
  readonly canonicalName: string;
  /** Heading of the report that several categories share, such as `Acting`. */
  readonly group: string | null;
  readonly kind: CategoryKind;
  readonly nominations: readonly Nomination[];
}

export interface Nomination extends NominationTexts {
  /** Null where the source does not say. */
  readonly won: boolean | null;
  readonly movies: readonly CreditedMovie[];
  readonly nominees: readonly Nominee[];
}

export interface CreditedMovie {
  readonly title: string;
  /** Year of the movie, where the source says it. */
  readonly year: number | null;
  readonly imdbId: ImdbTitleId | null;
}

/** One credited name, in credited order. Only persons are resolved through TMDb. */
export type Nominee =
  | { readonly kind: 'person'; readonly name: string; readonly imdbId: ImdbNameId | null }
  | { readonly kind: 'company'; readonly name: string; readonly imdbId: ImdbCompanyId | null }
  | { readonly kind: 'country' | 'unknown'; readonly name: string; readonly imdbId: null };

/** IDs that a source lists beside the names of a nomination without saying which is whose. */
export interface LooseIds {
  /** Which nomination of the ceremony, both from 0. */
  readonly category: number;
  readonly nomination: number;
  /** As the source names them, without IDs. */
  readonly nominees: readonly Nominee[];
  readonly ids: readonly NomineeId[];
  /** Where the nomination stands in what was read. */
  readonly place: string;
}

/** A ceremony with where it came from. */
export interface LoadedCeremony {
  /** Its IDs that nobody paired go by what the file alone says. */
  readonly ceremony: Ceremony;
  /** Empty where the source pairs names and IDs itself. */
  readonly looseIds: readonly LooseIds[];
  /** Path as the user would type it, or `standard input`. */
  readonly source: string;
  /** SHA-256 of the bytes that were read, in hex. */
  readonly sha256: string;
}

/** What names a ceremony that nobody has checked yet, as far as its source says it. */
export interface Heading {
  readonly organization: string | null;
  readonly year: number | null;
  readonly instance: number;
  readonly number: number | null;
  /** Its own name, or where it stands. */
  readonly name: string;
}

/** A ceremony of a file that gives others: nothing of it is imported. */
export interface RefusedCeremony {
  readonly heading: Heading;
  readonly source: string;
  readonly error: ExpectedError;
}
