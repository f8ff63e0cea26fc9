/** Imports while others prune, verify, dry-run and look. */
import { type CeremonyFile, editedFile } from '../../support/ceremonies.ts';
import { contentsOf, server } from '../../support/contents.ts';
import { atOnce } from '../at-once.ts';
import { lossOf } from '../exactness.ts';
import { Ledger, type Scenario } from '../ledger.ts';
import type { Outcome } from '../program.ts';
import { contentsAfter, expectContents, importOf, optionsOf, type Run } from '../reference.ts';

const imports: readonly Run[] = [{ args: ['2024', '-q'] }, { args: ['2024', '-q', '--prune'] }];
const readers: readonly Run[] = [
  ['verify', '2024', '--json'],
  ['2024', '-n'],
  ['2024', '-n', '--prune', '--json'],
  ['show', '2024'],
  ['status'],
].map((args) => ({ args }));

export const withReaders: Scenario = {
  name: 'races/prune-verify-dry-run',
  rounds: 40,
  run: async (torture, rounds, random) => {
    const ledger = new Ledger();
    const older = importOf(olderFile());
    const onto = {
      nothing: await contentsAfter(torture, imports),
      older: await contentsAfter(torture, [older, ...imports]),
    };
    const verify: Run = { args: ['verify', '2024', '--json'] };
    while (ledger.nextRound(rounds)) {
      await torture.withDatabase(async ({ url, env, query }) => {
        const isFresh = random.chance(0.25);
        if (!isFresh) ledger.ran(await torture.run(older.args, optionsOf(older, env)));
        const before = problemsIn(await torture.run(verify.args, optionsOf(verify, env)));
        const runs = random.shuffled([...imports, ...readers, verify, verify, verify]);
        for (const outcome of await atOnce({ torture, ledger, env, random }, runs, 150)) {
          // A reader may come before the first import.
          const isEarly = isFresh && /nothing was imported yet|has no ceremony|no ceremony 2024/.test(outcome.stderr);
          ledger.expect(outcome.code === 0 || outcome.code === 3 || isEarly, 'a run among others fails', outcome);
          if (!outcome.command.includes('verify') || isFresh) continue;
          const seen = problemsIn(outcome);
          ledger.expect(seen === before || seen === '[]', 'verify sees half a transaction', seen);
        }
        ledger.lose(await lossOf(query), 'after imports among readers');
        expectContents(
          ledger,
          await contentsOf(server(url)),
          [isFresh ? onto.nothing : onto.older],
          'with others around',
        );
      });
    }
    return ledger.figures();
  },
};

/** Differs in every nomination, so that a mixture of before and after is seen wherever it is looked at. */
function olderFile(): CeremonyFile {
  return editedFile((file) => {
    file.categories[0]?.nominations.push({ detail: 'Nobody', movies: [{ title: 'Nothing' }] });
    for (const { nominations } of file.categories)
      for (const nomination of nominations) {
        nomination.won = !nomination.won;
        nomination.nominees?.reverse();
      }
  });
}

function problemsIn({ stdout }: Outcome): string {
  const answer = stdout.startsWith('{') ? JSON.parse(stdout) : {};
  return JSON.stringify(answer.ceremonies?.[0]?.verification?.problems ?? null);
}
