/** The embedded database: many processes in one folder, and processes that end at any moment. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { PGlite } from '@electric-sql/pglite';
import { amcheck } from '@electric-sql/pglite/contrib/amcheck';
import { lossOf } from '../exactness.ts';
import { Ledger, type Scenario } from '../ledger.ts';
import { tmdbEnv, withTmdb } from '../tmdb.ts';
import type { Query, Torture } from '../torture.ts';

const rate = ['--rate', '1000'];

const embeddedKills: Scenario = {
  name: 'embedded/kills',
  rounds: 30,
  run: (torture, rounds, random) =>
    withTmdb({ latencyMs: 15 }, async (tmdb) => {
      const ledger = new Ledger();
      const env = tmdbEnv(torture, tmdb);
      const lengthMs = await torture.withFolder(async (folder) => {
        const { ms } = await torture.run(['2024', ...rate, '--data-dir', join(folder, 'data')], { env });
        return ms;
      });
      while (ledger.nextRound(rounds)) {
        await torture.withFolder(async (parent) => {
          const folder = join(parent, 'data');
          const args = ['2024', ...rate, '--data-dir', folder];
          // Some are killed again while they make up for the first kill.
          for (let kill = 0; kill <= random.int(2); kill++) {
            const running = torture.start(args, { env });
            await Promise.race([delay(random.next() * lengthMs), running.outcome]);
            running.child.kill(random.pick(['SIGKILL', 'SIGKILL', 'SIGINT', 'SIGTERM', 'SIGHUP']));
            ledger.ran(await running.outcome);
          }
          const next = ledger.ran(await torture.run(args, { env, timeoutMs: 30_000 }));
          ledger.expect(next.code === 0, 'the next run fails', next);
          ledger.expect(!next.stderr.includes('Waiting'), 'a killed run leaves its lock', next);
          const verified = ledger.ran(await torture.run(['verify', '2024', '-q', '--data-dir', folder]));
          ledger.expect(verified.code === 0, 'verify finds something', verified);
          await expectSound(torture, ledger, folder);
        });
      }
      return ledger.figures();
    }),
};

const embeddedRaces: Scenario = {
  name: 'embedded/races',
  rounds: 10,
  run: async (torture, rounds, random) => {
    const ledger = new Ledger();
    while (ledger.nextRound(rounds)) {
      await torture.withFolder(async (parent) => {
        const folder = join(parent, 'data');
        const runs = Array.from({ length: random.pick([2, 3, 5]) }, async () => {
          await delay(random.int(300));
          return ledger.ran(await torture.run(['2024', '-q', '--data-dir', folder]));
        });
        for (const outcome of await Promise.all(runs))
          ledger.expect(outcome.code === 0 && outcome.stderr === '', 'one of many in a folder fails', outcome);
        await expectSound(torture, ledger, folder, runs.length);
      });
    }
    return ledger.figures();
  },
};

/** Opens the folder without the program: every index in order, every row where it belongs, every nomination there. */
async function expectSound(torture: Torture, ledger: Ledger, folder: string, runs?: number): Promise<void> {
  try {
    const client = await PGlite.create(folder, { extensions: { amcheck } });
    try {
      await client.exec('create extension if not exists amcheck');
      await client.exec(`
        select bt_index_parent_check(c.oid, true) from pg_index i join pg_class c on c.oid = i.indexrelid
          join pg_am a on a.oid = c.relam where a.amname = 'btree' and c.relkind = 'i'`);
      // By itself, as it does not run beside other statements.
      await client.exec('reindex schema public');
      const query: Query = async (text) => (await client.query(text)).rows as never;
      ledger.lose(await lossOf(query), 'in the folder');
      for (const file of await readdir(folder, { recursive: true, withFileTypes: true }))
        if (file.isFile()) torture.secrets.look(await readFile(join(file.parentPath, file.name), 'latin1'), 'files');
      if (runs === undefined) return;
      const [row] = await query<{ runs: number }>('select count(*)::int as runs from import_runs');
      ledger.expect(row?.runs === runs, `${row?.runs} of ${runs} runs are recorded`);
    } finally {
      await client.close();
    }
  } catch (error) {
    ledger.expect(false, 'the folder is damaged', String(error));
  }
}

export const embedded: readonly Scenario[] = [embeddedKills, embeddedRaces];
