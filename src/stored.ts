/** A ceremony as the database holds it: what the planner compares with, and verification reads back. */
import type { Baseline, CategoryKind, CreditedMovie, Nominee, Organization } from './model.ts';

export interface StoredCategory {
  readonly name: string;
  readonly canonicalName: string;
  readonly group: string | null;
  readonly kind: CategoryKind;
  /** Place within the ceremony, from 1. */
  readonly position: number;
}

export interface StoredNomination {
  readonly id: string;
  /** Canonical name of its category. */
  readonly category: string;
  /** Place within the category, from 1. */
  readonly position: number;
  readonly won: boolean;
  readonly detail: string | null;
  /** In credited order; the ID is that of the movie row it is linked to, null where it is linked to none. */
  readonly movies: readonly CreditedMovie[];
  /** In credited order; the ID of a person is that of the person row it is linked to, null while pending. */
  readonly nominees: readonly Nominee[];
}

export interface StoredEdition {
  readonly organization: Organization;
  readonly year: number;
  readonly instance: number;
  readonly number: number | null;
  readonly name: string;
  readonly date: string | null;
  readonly expected: Baseline | null;
}

export interface StoredCeremony extends StoredEdition {
  readonly categories: readonly StoredCategory[];
  readonly nominations: readonly StoredNomination[];
}
