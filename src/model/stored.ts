/** A ceremony as the database holds it: what the planner compares with, and verification reads back. */
import type { CategoryKind, Edition, Nomination } from './ceremony.ts';

export interface StoredCategory {
  readonly name: string;
  readonly canonicalName: string;
  readonly group: string | null;
  readonly kind: CategoryKind;
  /** Place within the ceremony, from 1. */
  readonly position: number;
}

/**
 * Movies and nominees come in credited order. The ID of each is that of the row it is linked to, and null where it is
 * linked to none.
 */
export interface StoredNomination extends Nomination {
  readonly id: string;
  /** Canonical name of its category. */
  readonly category: string;
  /** Place within the category, from 1. */
  readonly position: number;
}

export interface StoredCeremony extends Edition {
  readonly categories: readonly StoredCategory[];
  readonly nominations: readonly StoredNomination[];
}
