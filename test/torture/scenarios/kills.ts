/** The program ended at any moment, and run once more. */
import { setTimeout as delay } from 'node:timers/promises';
import { bundledFile, type CeremonyFile } from '../../support/ceremonies.ts';
import { programGone } from '../backends.ts';
import { revisedCeremony } from '../ceremony-variants.ts';
import { answeredIds, halfWritten, idsIn, knownIds, lossOf } from '../exactness.ts';
import { Ledger, type Scenario } from '../ledger.ts';
import type { Outcome } from '../program.ts';
import { importOf, optionsOf } from '../reference.ts';
import { slowDown } from '../slow-database.ts';
import { tmdbEnv, withTmdb } from '../tmdb.ts';
import type { Query, Torture, TortureDatabase } from '../torture.ts';

const args = ['2024', '--rate', '1000'];

/** Slow enough that asking takes about as long as starting and writing, so that every stage gets its share. */
const tmdbLatencyMs = 15;

/** In flight, gathering, and being stored, on a machine that is busy. */
const mostUnstored = 100;

/** An interrupted run may take a second to roll back; the others are for a busy machine. */
const patienceMs = 5_000;

export const kills: readonly Scenario[] = (
  [
    ['kills/SIGKILL', ['SIGKILL'], 150],
    ['kills/interrupts', ['SIGINT', 'SIGTERM', 'SIGHUP'], 100],
  ] as const
).map(([name, signals, rounds]) => ({
  name,
  rounds,
  run: async (torture, rounds, random) => {
    const ledger = new Ledger();
    const stages: Record<string, number> = {};
    const lengthMs = await runLength(torture);
    while (ledger.nextRound(rounds)) {
      await torture.withDatabase(async (database) => {
        // A third of them corrects what is there: there, half a change would be something to see.
        const olderFile = revisedCeremony(random.fork(ledger.rounds), 12);
        const older = importOf(olderFile);
        const isCorrection = random.chance(1 / 3);
        if (isCorrection) {
          await torture.run(older.args, optionsOf(older, database.env));
          await slowDown(database.query);
        }
        const signal = random.pick(signals);
        const outcome = await killed(torture, database, signal, ledger, random.next() * lengthMs);
        const stage = await stageOf(outcome, database);
        stages[stage] = (stages[stage] ?? 0) + 1;
        if (signal !== 'SIGKILL') expectGoodbye(ledger, outcome, signal);
        const half = isCorrection ? await halfCorrected(database.query, olderFile) : await halfWritten(database.query);
        ledger.lose(half, `half-written after ${signal}`);
        await expectRestOnly(torture, ledger, database, isCorrection);
      });
    }
    ledger.note(
      `a run takes ${Math.round(lengthMs)} ms; ended ${Object.entries(stages)
        .sort()
        .map(([stage, n]) => `${stage} ${n}`)
        .join(', ')}`,
    );
    return ledger.figures();
  },
}));

/** A run that gets the signal so many milliseconds after it was started. */
function killed(
  torture: Torture,
  database: TortureDatabase,
  signal: NodeJS.Signals,
  ledger: Ledger,
  afterMs: number,
): Promise<Outcome> {
  return withTmdb({ latencyMs: tmdbLatencyMs }, async (tmdb) => {
    const running = torture.start(args, { env: { ...database.env, ...tmdbEnv(torture, tmdb) } });
    await Promise.race([delay(afterMs), running.outcome]);
    const sentAt = performance.now();
    running.child.kill(signal);
    const outcome = ledger.ran(await running.outcome);
    const tookMs = Math.round(performance.now() - sentAt);
    ledger.expect(tookMs < patienceMs, `takes ${tookMs} ms to leave`, outcome);
    await programGone(database);
    const { size: kept } = await knownIds(database.query);
    const asked = tmdb.requests.length;
    ledger.expect(asked - kept <= mostUnstored, `${asked} were asked for, and only ${kept} are kept`, outcome);
    return outcome;
  });
}

/** A correction has happened, or has not. Rows that only the database has stay with it, so those are no sign. */
async function halfCorrected(query: Query, older: CeremonyFile): Promise<string[]> {
  if ((await lossOf(query, older)).length === 0) return [];
  return (await lossOf(query)).filter((row) => row.startsWith('not in the database'));
}

/** How long one takes from start to end, with nobody around: the median of three. */
async function runLength(torture: Torture): Promise<number> {
  const lengths: number[] = [];
  for (let time = 0; time < 3; time++) {
    await withTmdb({ latencyMs: tmdbLatencyMs }, (tmdb) =>
      torture.withDatabase(async ({ env }) => {
        lengths.push((await torture.run(args, { env: { ...env, ...tmdbEnv(torture, tmdb) } })).ms);
      }),
    );
  }
  return lengths.sort((a, b) => a - b)[1] ?? 0;
}

/** How far it had come, by what it had said and what the database holds. */
async function stageOf({ code, stderr }: Outcome, { query }: TortureDatabase): Promise<string> {
  if (code === 0) return 'too late';
  if (!stderr.includes('Loaded')) return '1 starting';
  if (stderr.includes('Wrote')) return '5 reporting';
  if (stderr.includes('Resolved')) return '4 writing';
  return (await knownIds(query)).size === 0 ? '2 connecting or migrating' : '3 resolving';
}

function expectGoodbye(ledger: Ledger, outcome: Outcome, signal: NodeJS.Signals): void {
  const { code, stderr } = outcome;
  if (code === 0) return;
  ledger.expect(outcome.signal === signal, `does not end by ${signal}`, outcome);
  ledger.expect(!/error/i.test(stderr), 'an interrupt is told as an error', outcome);
  // One that has not begun has nothing to say; one that has reported everything neither.
  const isAtWork = stderr.includes('Loaded') && !outcome.stdout.includes('PASS');
  ledger.expect(!isAtWork || stderr.includes('Stopping'), 'says nothing about the interrupt', outcome);
}

/** One more run: exact, and TMDb is asked for what is not stored, each once. */
async function expectRestOnly(
  torture: Torture,
  ledger: Ledger,
  { env, query }: TortureDatabase,
  isCorrection: boolean,
): Promise<void> {
  const known = await answeredIds(query);
  const wanted = [...idsIn(bundledFile())].filter((id) => !known.has(id)).sort();
  const { outcome, asked } = await withTmdb({}, async (tmdb) => ({
    outcome: ledger.ran(
      await torture.run([...args, ...(isCorrection ? ['--prune'] : [])], {
        env: { ...env, ...tmdbEnv(torture, tmdb) },
      }),
    ),
    asked: tmdb.requests.map(({ imdbId }) => imdbId).sort(),
  }));
  ledger.expect(outcome.code === 0, 'the next run fails', outcome);
  ledger.expect(
    asked.join() === wanted.join(),
    `the next run asks for ${asked.length} instead of ${wanted.length} IDs`,
  );
  ledger.lose(await lossOf(query), 'after the next run');
}
