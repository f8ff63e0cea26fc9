/** The loss that oscars-import ends: the racy way beside it, on the same ceremony. */
import { lossOf } from '../exactness.ts';
import { Ledger, type Scenario } from '../ledger.ts';
import { type ReferenceResult, runReferenceImporter } from '../reference-importer.ts';
import { tmdbEnv, withTmdb } from '../tmdb.ts';

/** As many as oscars-import has requests in flight. */
const workers = 20;
const all = 44;

export const seedOfItAll: Scenario = {
  name: 'seed-of-it-all',
  rounds: 10,
  run: (torture, rounds) =>
    withTmdb({ latencyMs: 20 }, async (tmdb) => {
      const ledger = new Ledger();
      const first: number[] = [];
      const second: number[] = [];
      const ours: number[] = [];
      const alone = await torture.withDatabase(({ url }) => runReferenceImporter(url, tmdb.url, 1));
      ledger.expect(alone.linked === all, `the reference importer is rigged: alone it links ${alone.linked}/${all}`);
      while (ledger.nextRound(rounds)) {
        const [one, two] = await torture.withDatabase(
          async ({ url }): Promise<[ReferenceResult, ReferenceResult]> => [
            await runReferenceImporter(url, tmdb.url, workers),
            await runReferenceImporter(url, tmdb.url, workers),
          ],
        );
        first.push(one.linked);
        second.push(two.linked);
        await torture.withDatabase(async ({ env, query }) => {
          for (const run of ['the first run', 'the second run']) {
            const args = ['2024', '-q', '--rate', '1000'];
            const outcome = ledger.ran(await torture.run(args, { env: { ...env, ...tmdbEnv(torture, tmdb) } }));
            ledger.expect(outcome.code === 0, `${run} fails`, outcome);
            ledger.lose(await lossOf(query), `after ${run}`);
            const [row] = await query<{ linked: number }>(
              'select linked_people_nominations as linked from import_status',
            );
            ours.push(row?.linked ?? 0);
          }
        });
      }
      ledger.expect(Math.min(...first) < all, 'the reference importer never lost, so this scenario shows nothing');
      ledger.expect(Math.min(...ours) === all, `oscars-import links ${Math.min(...ours)}/${all}`);
      ledger.note(
        `the racy way, ${workers} workers: first run ${range(first)}/${all}, second run ${range(second)}/${all}`,
      );
      ledger.note(`oscars-import: first and second run ${range(ours)}/${all}`);
      return ledger.figures();
    }),
};

function range(values: readonly number[]): string {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return least === most ? String(least) : `${least} to ${most}`;
}
