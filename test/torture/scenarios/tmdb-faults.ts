/** A TMDb that misbehaves now and then: each fault alone, and all mixed. */
import { type Random, randomOf } from '../../history/random.ts';
import { bundledFile, type CeremonyFile } from '../../support/ceremonies.ts';
import type { Misbehaviour, TmdbRequest } from '../../support/tmdb-server.ts';
import { smallCeremony } from '../ceremony-variants.ts';
import { type Figures, Ledger, type Scenario } from '../ledger.ts';
import { body, lists, status } from '../misbehaviours.ts';
import { importFrom, withTmdb } from '../tmdb.ts';
import type { Torture } from '../torture.ts';

const share = 0.3;

/** In the end means within so many runs. */
const runsInTheEnd = 8;

const wrongTypes = { id: '17', title: 5, name: ['x'], gender: 'unknown', release_date: 20_240_310 };

/** Each with how one request fares. `Retry-After` names a second, as that pauses everybody. */
const faults: Readonly<Record<string, (random: Random) => Misbehaviour>> = {
  '429': () => status(429),
  '429-seconds': () => status(429, { 'retry-after': '1' }),
  '429-zero': () => status(429, { 'retry-after': '0' }),
  '429-date': () => status(429, { 'retry-after': new Date(Date.now() + 1_000).toUTCString() }),
  '500': () => status(500),
  '502-html': () => status(502, { 'content-type': 'text/html' }, '<html><h1>Bad Gateway</h1>\u001b[2J</html>'),
  '503': () => status(503, { 'retry-after': '1' }),
  reset: () => ({ kind: 'reset' }),
  truncated: () => ({ kind: 'truncated' }),
  oversized: () => ({ kind: 'oversized' }),
  'wrong-shape': (random) =>
    body(random.pick(['', 'null', '[]', '17', '{}', '{"movie_results":{}}', '<html>', '{"a":'])),
  'wrong-types': (random) =>
    body({
      ...lists,
      movie_results: [wrongTypes],
      person_results: [random.pick<unknown>([wrongTypes, null, 'x', {}])],
    }),
  hang: () => ({ kind: 'hang' }),
  drip: () => ({ kind: 'drip' }),
};

const quick = Object.keys(faults).filter((name) => !['hang', 'drip'].includes(name));

const alone: readonly Scenario[] = Object.entries(faults).map(([name, fault]) => ({
  name: `tmdb/${name}`,
  // A hanging connection takes ten seconds to be given up.
  rounds: quick.includes(name) ? 3 : 1,
  run: (torture, rounds, random) => untilResolved(torture, rounds, random, smallCeremony(), fault),
}));

/** Hanging takes ten seconds each time, so it is rarer than the others. */
const mixed: Scenario = {
  name: 'tmdb/mixed',
  rounds: 3,
  run: (torture, rounds, random) =>
    untilResolved(torture, rounds, random, bundledFile(), (draw) => {
      const name = draw.chance(0.02) ? draw.pick(['hang', 'drip']) : draw.pick(quick);
      return (faults[name] as (random: Random) => Misbehaviour)(draw);
    }),
};

/** Runs until TMDb has answered for everything: never a nomination less meanwhile, never an answer asked for twice. */
async function untilResolved(
  torture: Torture,
  rounds: number,
  random: Random,
  file: CeremonyFile,
  fault: (random: Random) => Misbehaviour,
): Promise<Figures> {
  const ledger = new Ledger();
  const needed: number[] = [];
  while (ledger.nextRound(rounds)) {
    const seed = `${random.next()}`;
    // By ID and attempt, so that it does not depend on the order in which requests come.
    const misbehave = ({ imdbId, attempt }: TmdbRequest) => {
      const draw = randomOf(`${seed}/${imdbId}/${attempt}`);
      return draw.chance(share) ? fault(draw) : undefined;
    };
    await withTmdb({ misbehave }, (tmdb) =>
      torture.withDatabase(async (database) => {
        let run = 1;
        for (; run <= runsInTheEnd; run++) {
          const outcome = await importFrom(tmdb, torture, database, ledger, file);
          if (outcome.code === 0) break;
        }
        needed.push(run);
        const unknown = await database.query(`
          select imdb_id from people where tmdb_status <> 'found' union all select imdb_id from movies where tmdb_status <> 'found'`);
        ledger.expect(unknown.length === 0, `${unknown.length} that TMDb knows are not found`);
        ledger.expect(run <= runsInTheEnd, `not everything is resolved after ${runsInTheEnd} runs`);
      }),
    );
  }
  ledger.note(`resolved by run ${Math.min(...needed)} to ${Math.max(...needed)}`);
  return ledger.figures();
}

export const tmdbFaults: readonly Scenario[] = [...alone, mixed];
