/** Every scenario, in the order of the table. */
import type { Scenario } from '../ledger.ts';
import { databaseLimits } from './database-limits.ts';
import { embedded } from './embedded.ts';
import { fuzzInProcess, fuzzReaders } from './fuzz.ts';
import { fuzzHuge, fuzzSpawned } from './fuzz-spawned.ts';
import { kills } from './kills.ts';
import { lostConnections } from './lost-connections.ts';
import { pooler } from './pooler.ts';
import { races } from './races.ts';
import { seedOfItAll } from './seed-of-it-all.ts';
import { sharing } from './sharing.ts';
import { tmdbFaults } from './tmdb-faults.ts';
import { lastingTmdbFaults } from './tmdb-lasting.ts';

export const scenarios: readonly Scenario[] = [
  seedOfItAll,
  ...races,
  ...kills,
  ...embedded,
  ...tmdbFaults,
  ...lastingTmdbFaults,
  ...lostConnections,
  ...databaseLimits,
  pooler,
  ...sharing,
  fuzzInProcess,
  fuzzReaders,
  fuzzSpawned,
  fuzzHuge,
];
