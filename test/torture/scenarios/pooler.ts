/** Many runs through a connection pooler in transaction mode, which gives each transaction another session. */
import { contentsOf, server } from '../../support/contents.ts';
import { hasPooler, withPooler } from '../../support/pooler.ts';
import { lossOf } from '../exactness.ts';
import { Ledger, type Scenario } from '../ledger.ts';
import { contentsAfter, expectContents } from '../reference.ts';

const connections = 3;
const processes = 8;

export const pooler: Scenario = {
  name: 'database/pooler',
  rounds: 15,
  run: async (torture, rounds) => {
    const ledger = new Ledger();
    if (!hasPooler()) {
      ledger.note('skipped: there is no pgbouncer here');
      return ledger.figures();
    }
    const expected = await contentsAfter(torture, [{ args: ['2024', '-q'] }]);
    while (ledger.nextRound(rounds)) {
      await torture.withDatabase(({ url, query }) =>
        torture.withFolder((folder) =>
          withPooler({ url, folder, connections }, async (pooled) => {
            const env = { DATABASE_URL: pooled };
            const runs = Array.from({ length: processes }, () => torture.run(['2024', '-q'], { env }));
            for (const outcome of await Promise.all(runs))
              ledger.expect(ledger.ran(outcome).code === 0 && outcome.stderr === '', 'fails behind a pooler', outcome);
            for (const args of [
              ['verify', '2024'],
              ['2024', '-n', '--detailed-exitcode'],
              ['show', '2024'],
              ['status'],
            ]) {
              const reading = ledger.ran(await torture.run(args, { env }));
              ledger.expect(reading.code === 0, 'reading fails behind a pooler', reading);
            }
            ledger.lose(await lossOf(query), 'behind a pooler');
            expectContents(ledger, await contentsOf(server(url)), [expected], 'behind a pooler');
          }),
        ),
      );
    }
    ledger.note(`${processes} processes on ${connections} connections`);
    return ledger.figures();
  },
};
