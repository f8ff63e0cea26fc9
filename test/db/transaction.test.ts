import { expect, test } from 'vitest';
import type { Connection, Database } from '../../src/db/open.ts';
import { failure } from '../../src/db/server-socket.ts';
import { repeatTransient } from '../../src/db/transaction.ts';

const terminated = () => failure('57P01', 'terminating connection due to administrator command');
const cut = () => failure('EPIPE', 'write EPIPE');
const reset = () => failure('ECONNRESET', 'read ECONNRESET');
const wrong = () => failure('42601', 'syntax error');

/** What is thrown in the end by work that fails in these ways, one after the other, and how often it was done. */
async function thrownBy(failures: readonly (() => Error)[]): Promise<[code: unknown, attempts: number]> {
  let attempts = 0;
  const database: Database = {
    label: 'a database',
    isShared: true,
    link: null,
    db: {} as Connection,
    reconnect: async () => {},
    first: async (ask) => ask({} as Connection),
  };
  const { signal } = new AbortController();
  const error = await repeatTransient(database, { signal, sleep: async () => {} }, async () => {
    throw (failures[attempts++] ?? wrong)();
  }).catch((thrown: unknown) => thrown);
  return [(error as { code?: unknown }).code, attempts];
}

test.each<[string, readonly (() => Error)[], string, number]>([
  ['the only reason that was given', [terminated, cut, cut, reset], '57P01', 4],
  ['one that was given later', [cut, terminated, reset, cut], '57P01', 4],
  ['the last of several', [terminated, cut, () => failure('57P02', 'crash'), cut], '57P02', 4],
  ['not what was another fault', [() => failure('40P01', 'deadlock detected'), cut, reset, cut], 'EPIPE', 4],
  ['what there is, where none was given', [cut, reset, reset, cut], 'EPIPE', 4],
  ['an error that does not pass, whatever was before', [terminated, wrong], '42601', 2],
])('of a connection that is lost again and again, %s is told', async (_, failures, code, attempts) => {
  expect(await thrownBy(failures)).toEqual([code, attempts]);
});
