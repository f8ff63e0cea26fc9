/** Faults of TMDb that last: it starts late, knows an entity as something else, revokes the token, or dies for good. */
import { bundledFile } from '../../support/ceremonies.ts';
import { type Misbehaviour, startTmdbServer, type TmdbServer } from '../../support/tmdb-server.ts';
import { idsIn, knownIds, lossOf } from '../exactness.ts';
import { Ledger, type Scenario } from '../ledger.ts';
import { body, lists, status } from '../misbehaviours.ts';
import { importFrom, tmdbEnv, withTmdb } from '../tmdb.ts';

/** A token that is revoked midway, and a TMDb that dies for good: what was answered stays, the rest comes later. */
const revoked: Scenario = {
  name: 'tmdb/revoked',
  rounds: 10,
  run: async (torture, rounds, random) => {
    const ledger = new Ledger();
    while (ledger.nextRound(rounds)) {
      const served = random.int(258);
      await torture.withDatabase(async (database) => {
        const { env, query } = database;
        let requests = 0;
        await withTmdb({ misbehave: () => (++requests > served ? status(401) : undefined) }, async (tmdb) => {
          const outcome = ledger.ran(
            await torture.run(['2024', '--rate', '1000'], {
              env: { ...env, ...tmdbEnv(torture, tmdb) },
            }),
          );
          ledger.expect(
            outcome.code === 1 && outcome.stderr.includes('TMDb refused the credentials'),
            'a refused token is not told',
            outcome,
          );
          ledger.expect(
            (await knownIds(query)).size === served,
            `${(await knownIds(query)).size} of ${served} answers are kept`,
          );
        });
        await withTmdb({}, async (tmdb) => {
          const outcome = await importFrom(tmdb, torture, database, ledger, bundledFile());
          ledger.expect(
            outcome.code === 0 && tmdb.requests.length === 258 - served,
            `${tmdb.requests.length} requests for the rest`,
            outcome,
          );
        });
      });
    }
    return ledger.figures();
  },
};

const dies: Scenario = {
  name: 'tmdb/dies',
  rounds: 4,
  run: async (torture, rounds, random) => {
    const ledger = new Ledger();
    while (ledger.nextRound(rounds)) {
      const served = random.int(200);
      await torture.withDatabase(async (database) => {
        const tmdb: TmdbServer = await startTmdbServer({
          latencyMs: 5,
          misbehave: () => {
            if (tmdb.requests.length > served) void tmdb.stop();
            return undefined;
          },
        });
        const outcome = await importFrom(tmdb, torture, database, ledger, bundledFile());
        ledger.expect(outcome.code === 3, 'a TMDb that dies is not told', outcome);
        await tmdb.stop().catch(() => {});
        await withTmdb({}, async (alive) => {
          const next = await importFrom(alive, torture, database, ledger, bundledFile());
          ledger.expect(next.code === 0, 'the next run does not make up for it', next);
        });
      });
    }
    return ledger.figures();
  },
};

/** An answer for the other kind is an answer: the entity is kept under its credited name, until somebody asks anew. */
const otherKind: Scenario = {
  name: 'tmdb/other-kind',
  rounds: 5,
  run: async (torture, rounds, random) => {
    const ledger = new Ledger();
    while (ledger.nextRound(rounds)) {
      const series = new Set(random.shuffled([...idsIn(bundledFile())]).slice(0, 1 + random.int(60)));
      await torture.withDatabase(async (database) => {
        await withTmdb(
          { misbehave: ({ imdbId }) => (series.has(imdbId) ? ofOtherKind(imdbId) : undefined) },
          async (tmdb) => {
            const outcome = await importFrom(tmdb, torture, database, ledger, bundledFile());
            ledger.expect(outcome.code === 0, 'an answer for the other kind is no failure', outcome);
          },
        );
        const { query, env } = database;
        const [row] = await query<{
          n: number;
        }>(`select (select count(*) from people where tmdb_status = 'missing')::int
          + (select count(*) from movies where tmdb_status = 'missing')::int as n`);
        ledger.expect(row?.n === series.size, `${row?.n} instead of ${series.size} are missing`);
        await withTmdb({}, async (tmdb) => {
          const refreshed = ledger.ran(
            await torture.run(['2024', '--refresh', '--rate', '1000'], {
              env: { ...env, ...tmdbEnv(torture, tmdb) },
            }),
          );
          ledger.expect(refreshed.stderr.includes('258 from TMDb'), '--refresh does not find them', refreshed);
        });
      });
    }
    return ledger.figures();
  },
};

function ofOtherKind(imdbId: string): Misbehaviour {
  return imdbId.startsWith('tt')
    ? { kind: 'series' }
    : body({ ...lists, movie_results: [{ id: 5, title: 'A movie' }] });
}

/** Nothing listens at first; then TMDb comes up on the same port. */
const refused: Scenario = {
  name: 'tmdb/refused',
  rounds: 4,
  run: async (torture, rounds, random) => {
    const ledger = new Ledger();
    while (ledger.nextRound(rounds)) {
      const { url, stop } = await startTmdbServer();
      await stop();
      await torture.withDatabase(async ({ env, query }) => {
        const running = torture.start(['2024', '--rate', '1000'], {
          env: { ...env, ...tmdbEnv(torture, { url }) },
        });
        // Within the waits of the first attempts, which come to seven seconds at most and four at least.
        await new Promise((later) => setTimeout(later, 500 + random.int(1_500)));
        await withTmdb({ port: Number(new URL(url).port) }, async () => {
          const outcome = ledger.ran(await running.outcome);
          ledger.expect(outcome.code === 0, 'a TMDb that comes back is not found', outcome);
        });
        ledger.lose(await lossOf(query), 'with a TMDb that comes late');
      });
    }
    return ledger.figures();
  },
};

export const lastingTmdbFaults: readonly Scenario[] = [refused, otherKind, revoked, dies];
