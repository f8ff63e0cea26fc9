/** What a run comes to, for tests of what is said of it: made of ceremonies by the program's own plan and verification. */
import type { Ceremony } from '../../src/model/ceremony.ts';
import { countChanges } from '../../src/model/changes.ts';
import type { ResolveSummary, StoredEntity } from '../../src/model/entity.ts';
import { ExpectedError } from '../../src/model/errors.ts';
import type { StoredCeremony } from '../../src/model/stored.ts';
import { plan } from '../../src/plan/plan.ts';
import { unclearRemarks } from '../../src/plan/unclear.ts';
import {
  type CeremonyHeading,
  type DryRunResult,
  type FailedCeremony,
  headingOf,
  type ImportedCeremony,
  type ImportResult,
  type VerifyResult,
} from '../../src/result.ts';
import { verify } from '../../src/verify/verify.ts';
import { stored } from './ceremonies.ts';

const database = 'films at localhost:5432';

export function entities(summary: Partial<ResolveSummary> = {}): ResolveSummary {
  const nothing = { found: 0, missing: 0, failed: 0, waiting: 0, added: 0, changed: 0, requests: 0, retries: 0 };
  return { source: 'tmdb', total: 0, known: 0, ...nothing, failures: [], ...summary };
}

export function heading(ceremony: Ceremony): CeremonyHeading {
  return headingOf({ ceremony, looseIds: [], source: 'awards.json', sha256: '' });
}

/** A ceremony written over what the database held of it. */
export function imported(
  ceremony: Ceremony,
  before: StoredCeremony | null = null,
  after: StoredCeremony = stored(ceremony, before),
): ImportedCeremony {
  const planned = plan(ceremony, before);
  const { edition, categories, nominations } = planned;
  return {
    status: 'imported',
    heading: heading(ceremony),
    changes: {
      ceremony: edition.action,
      categories: countChanges(categories),
      nominations: { ...countChanges(nominations), removed: 0 },
    },
    verification: verify(ceremony, after),
    remarks: unclearRemarks(planned, ceremony.name),
  };
}

export function failed(ceremony: Ceremony, error = new ExpectedError('input', 'it is no ceremony')): FailedCeremony {
  return { status: 'failed', heading: heading(ceremony), error };
}

export function importResult(
  ceremonies: ImportResult['ceremonies'],
  more: Partial<Omit<ImportResult, 'ceremonies'>> = {},
): ImportResult {
  return { command: 'import', database, entities: entities(), remarks: [], ...more, ceremonies };
}

/** What an import of the ceremony would do to what the database holds. */
export function dryRun(
  ceremony: Ceremony,
  before: StoredCeremony | null = null,
  more: Partial<DryRunResult> = {},
): DryRunResult {
  return {
    command: 'dry-run',
    database,
    prune: false,
    entities: entities(),
    remarks: [],
    movies: [],
    people: [],
    ceremonies: [{ heading: heading(ceremony), plan: plan(ceremony, before), refusal: null }],
    failed: [],
    ...more,
  };
}

export function verifyResult(
  ceremony: Ceremony,
  held: StoredCeremony | null,
  failures: readonly FailedCeremony[] = [],
): VerifyResult {
  const ceremonies = [{ heading: heading(ceremony), verification: verify(ceremony, held) }];
  return { command: 'verify', database, ceremonies, failed: failures };
}

export function person(imdbId: string, name: string): StoredEntity {
  return { imdbId, name, status: 'found', tmdbId: 1, facts: {}, checkedAt: new Date(0) };
}
