/** Many processes on one database. */
import { type Contents, contentsOf, server } from '../../support/contents.ts';
import { atOnce, expectSilence } from '../at-once.ts';
import { relatedCeremony, revisedCeremony } from '../ceremony-variants.ts';
import { lossOf } from '../exactness.ts';
import { Ledger, type Scenario } from '../ledger.ts';
import { contentsAfter, expectContents, importOf, optionsOf, type Run } from '../reference.ts';
import { tmdbEnv, withTmdb } from '../tmdb.ts';
import { withReaders } from './readers.ts';

const sameCeremony: Scenario = {
  name: 'races/same-ceremony',
  rounds: 60,
  run: async (torture, rounds, random) => {
    const ledger = new Ledger();
    const one: Run = { args: ['2024', '-q'] };
    const expected = await contentsAfter(torture, [one]);
    const sizes: Record<number, number> = {};
    while (ledger.nextRound(rounds)) {
      // The first rounds have one of each size.
      const size = [2, 8, 32][ledger.rounds - 1] ?? random.pick([2, 2, 2, 8, 8, 32]);
      sizes[size] = (sizes[size] ?? 0) + 1;
      await torture.withDatabase(async ({ url, env, query }) => {
        const runs = Array.from({ length: size }, () => one);
        expectSilence(ledger, await atOnce({ torture, ledger, env, random }, runs, random.pick([0, 50, 300])));
        ledger.lose(await lossOf(query), `after ${size} runs at once`);
        expectContents(ledger, await contentsOf(server(url)), [expected], `after ${size} at once`);
        const [row] = await query<{ runs: number }>('select count(*)::int as runs from import_runs');
        ledger.expect(row?.runs === size, `${row?.runs} of ${size} runs are recorded`);
      });
    }
    ledger.note(
      Object.entries(sizes)
        .map(([size, times]) => `${times} times ${size} processes`)
        .join(', '),
    );
    return ledger.figures();
  },
};

const sharedPeople: Scenario = {
  name: 'races/shared-people',
  rounds: 40,
  run: (torture, rounds, random) =>
    withTmdb({ latencyMs: 2 }, async (tmdb) => {
      const ledger = new Ledger();
      while (ledger.nextRound(rounds)) {
        const env = random.chance(0.3) ? tmdbEnv(torture, tmdb) : {};
        const files = [2019, 2020, 2021, 2022, 2023].map((year) => relatedCeremony(year, random));
        const runs = files.map((file) => importOf(file, env));
        await torture.withDatabase(async (database) => {
          const all = [...runs, ...random.shuffled(runs).slice(0, 3)];
          expectSilence(
            ledger,
            await atOnce({ torture, ledger, env: database.env, random }, all, random.pick([0, 200])),
          );
          for (const file of files) ledger.lose(await lossOf(database.query, file), `in ${file.name}`);
          expectContents(
            ledger,
            await contentsOf(server(database.url)),
            [await contentsAfter(torture, runs)],
            'of related ceremonies',
          );
        });
      }
      return ledger.figures();
    }),
};

const oldAndCorrected: Scenario = {
  name: 'races/old-and-corrected',
  rounds: 40,
  run: async (torture, rounds, random) => {
    const ledger = new Ledger();
    let firstWon = 0;
    while (ledger.nextRound(rounds)) {
      const [before, old, corrected] = [1, 4, 8].map((edits) => importOf(revisedCeremony(random, edits)));
      if (before === undefined || old === undefined || corrected === undefined) throw new Error('three files');
      const start = random.chance(0.5) ? [before] : [];
      const serial = [
        await contentsAfter(torture, [...start, old, corrected]),
        await contentsAfter(torture, [...start, corrected, old]),
      ];
      await torture.withDatabase(async ({ url, env }) => {
        for (const run of start) ledger.ran(await torture.run(run.args, optionsOf(run, env)));
        for (const outcome of await atOnce({ torture, ledger, env, random }, [old, corrected], random.pick([0, 40])))
          ledger.expect([0, 3].includes(outcome.code ?? -1), 'an import beside another file fails', outcome);
        const contents: Contents = await contentsOf(server(url));
        if (JSON.stringify(contents) === JSON.stringify(serial[0])) firstWon++;
        expectContents(ledger, contents, serial, 'of an old and a corrected file');
      });
    }
    ledger.note(`as if the old file had come first ${firstWon} times`);
    return ledger.figures();
  },
};

export const races: readonly Scenario[] = [sameCeremony, sharedPeople, withReaders, oldAndCorrected];
