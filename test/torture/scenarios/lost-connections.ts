/** Connections that are cut, and servers that stop and start. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '../../history/random.ts';
import { startPostgres } from '../../support/postgres-server.ts';
import type { TmdbServerOptions } from '../../support/tmdb-server.ts';
import { programGone, terminatePrograms } from '../backends.ts';
import { revisedCeremony } from '../ceremony-variants.ts';
import { halfWritten, lossOf } from '../exactness.ts';
import { type Figures, Ledger, type Scenario } from '../ledger.ts';
import type { Outcome, RunningProgram } from '../program.ts';
import { importOf, optionsOf } from '../reference.ts';
import { slowDown } from '../slow-database.ts';
import { tmdbEnv, withTmdb } from '../tmdb.ts';
import type { Torture, TortureDatabase } from '../torture.ts';

const args = ['2024', '--rate', '1000', '--prune', '--force'];

/** Cut off up to three times inside the transaction, which is what the program promises to bear. */
const terminated: Scenario = {
  name: 'database/terminated-inside',
  rounds: 40,
  run: async (torture, rounds, random) => {
    const ledger = new Ledger();
    let cut = 0;
    while (ledger.nextRound(rounds)) {
      await torture.withDatabase(async (database) => {
        await prepare(torture, database, random);
        const running = torture.start(args, { env: database.env });
        const times = 1 + random.int(3);
        for (let time = 0; time < times; time++) {
          await insideTransaction(database, running);
          await delay(random.int(300));
          cut += await terminatePrograms(database, 'xact_start is not null');
        }
        const outcome = ledger.ran(await running.outcome);
        ledger.expect(outcome.code === 0, `cut off ${times} times, the import fails`, outcome);
        ledger.lose(await lossOf(database.query), `after being cut off ${times} times`);
      });
    }
    ledger.note(`${cut} connections were ended inside a transaction`);
    return ledger.figures();
  },
};

/** Cut off at any moment, also while tables are made or people stored. */
const terminatedAnywhere: Scenario = {
  name: 'database/terminated-anywhere',
  rounds: 40,
  run: (torture, rounds, random) =>
    disturbed(torture, rounds, random, async (database) => {
      for (let time = 0; time <= random.int(2); time++) {
        await delay(random.int(700));
        await terminatePrograms(database);
      }
    }),
};

/** The tests' server forgets commits when it crashes, which no client can make up for. */
const durable = { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' };

const restarted: Scenario = {
  name: 'database/restarted',
  rounds: 15,
  run: async (torture, rounds, random) => {
    const server = await startPostgres({ password: torture.secrets.password, settings: durable });
    try {
      return await disturbed(
        { ...torture, withDatabase: (use) => torture.withDatabase(use, server) },
        rounds,
        random,
        async () => {
          await delay(random.int(900));
          await server.restart(random.pick(['fast', 'crash']), random.int(1_000));
        },
      );
    } finally {
      await server.stop();
    }
  },
};

/** Asks the program to wait for a second, once for some. */
const pausing: TmdbServerOptions = {
  misbehave: ({ attempt, imdbId }) =>
    attempt === 1 && imdbId.endsWith('7')
      ? { kind: 'status', status: 429, headers: { 'retry-after': '1' } }
      : undefined,
};

/** A server that ends connections which do nothing, while TMDb lets the program wait. */
const idle: Scenario = {
  name: 'database/idle-time-outs',
  rounds: 5,
  run: (torture, rounds, random) =>
    withTmdb(pausing, async (tmdb) => {
      const ledger = new Ledger();
      const env = tmdbEnv(torture, tmdb);
      while (ledger.nextRound(rounds)) {
        await torture.withDatabase(async (database) => {
          await database.query(`alter database ${database.name} set idle_session_timeout = ${200 + random.int(400)}`);
          const outcome = ledger.ran(
            await torture.run(['2024', '--refresh', '--rate', '1000'], { env: { ...database.env, ...env } }),
          );
          ledger.expect(outcome.code === 0, 'an idle connection that is ended fails the import', outcome);
          ledger.lose(await lossOf(database.query), 'with idle time-outs');
        });
      }
      return ledger.figures();
    }),
};

/** Imports while `disturb` is at work: exact, or failed and nothing changed; then exact with the next run. */
function disturbed(
  torture: Torture,
  rounds: number,
  random: Random,
  disturb: (database: TortureDatabase) => Promise<void>,
): Promise<Figures> {
  return withTmdb({ latencyMs: 10 }, async (tmdb) => {
    const ledger = new Ledger();
    const ends: Record<string, number> = {};
    while (ledger.nextRound(rounds)) {
      await torture.withDatabase(async (database) => {
        const isFresh = random.chance(0.5);
        if (!isFresh) await prepare(torture, database, random);
        const env = { ...database.env, ...tmdbEnv(torture, tmdb) };
        const running = torture.start(args, { env });
        await disturb(database);
        const outcome = ledger.ran(await running.outcome);
        await programGone(database);
        const end =
          outcome.code === 0
            ? outcome.stderr.includes('trying again')
              ? 'exact after trying again'
              : 'exact'
            : `exit ${outcome.code}`;
        ends[end] = (ends[end] ?? 0) + 1;
        ledger.expect(outcome.code === 0 || isExplained(outcome), 'a lost connection is not explained', outcome);
        if (outcome.code === 0) ledger.lose(await lossOf(database.query), 'although the run succeeded');
        else if (isFresh) ledger.lose(await halfWritten(database.query), 'half-written');
        const next = ledger.ran(await torture.run(args, { env }));
        ledger.expect(next.code === 0, 'the next run fails', next);
        ledger.lose(await lossOf(database.query), 'after the next run');
      });
    }
    ledger.note(
      Object.entries(ends)
        .map(([end, times]) => `${end} ${times}`)
        .join(', '),
    );
    return ledger.figures();
  });
}

function isExplained({ code, stderr }: Outcome): boolean {
  return code === 1 && /\nerror: cannot |^error: cannot /.test(stderr);
}

/** An older state of the ceremony, in a database that takes its time. */
async function prepare(torture: Torture, { env, query }: TortureDatabase, random: Random): Promise<void> {
  const older = importOf(revisedCeremony(random, 10));
  await torture.run(older.args, optionsOf(older, env));
  await slowDown(query);
}

/** Resolves when the program has a transaction open, or has ended. */
async function insideTransaction({ query }: TortureDatabase, { outcome }: RunningProgram): Promise<void> {
  let hasEnded = false;
  void outcome.then(() => (hasEnded = true));
  while (!hasEnded) {
    const rows = await query(`select 1 from pg_stat_activity where application_name = 'oscars-import'
       and datname = current_database() and xact_start is not null and query ilike '%ceremonies%'`);
    if (rows.length > 0) return;
  }
}

export const lostConnections: readonly Scenario[] = [terminated, terminatedAnywhere, restarted, idle];
