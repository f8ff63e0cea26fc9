/** The importers at work on a server's database, as one of them. */
import { randomUUID } from 'node:crypto';
import { exchangeWithImporters, giveUpClaims, leaveImporters } from './db/importers.ts';
import type { Connection, Database, Db } from './db/open.ts';
import { withTransaction } from './db/transaction.ts';
import type { Exchange, Importers } from './model/sharing.ts';

export interface Colleagues extends Importers {
  /** To be called last in the transaction that stores answers: others need not wait for these IDs any more. */
  readonly onStored: (tx: Db, ids: readonly string[]) => Promise<void>;
  /** Whether others were at work at any time. */
  readonly wereOthers: () => boolean;
}

/** Does work on a database, and again where a fault passes by itself. */
export type Repeated = <T>(work: (db: Connection) => Promise<T>) => Promise<T>;

/** @param repeated one after the other: there is one connection */
export function importersOn(database: Database, repeated: Repeated): Colleagues {
  const id = randomUUID();
  let wereOthers = false;
  return {
    exchange: async (tell) => {
      let told: Exchange | null = null;
      const exchanged = await repeated((db) => {
        const exchange = told ?? tell();
        told = exchange;
        return withTransaction(db, async (tx) => [exchange, await exchangeWithImporters(tx, id, exchange)] as const);
      });
      wereOthers ||= exchanged[1].importers > 1;
      return exchanged;
    },
    leave: (goodbye) => withTransaction(database.db, (tx) => leaveImporters(tx, id, goodbye)),
    onStored: (tx, ids) => giveUpClaims(tx, id, ids),
    wereOthers: () => wereOthers,
  };
}

/** Begins each work when the one before has ended, however it has. */
export function oneAtATime(repeated: Repeated): Repeated {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(() => repeated(work));
    last = turn.catch(() => {});
    return turn;
  };
}
