import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { withDatabase } from '../../src/db/connect.ts';
import { upsertEntities } from '../../src/db/entities.ts';
import { exchangeWithImporters, giveUpClaims, leaveImporters } from '../../src/db/importers.ts';
import type { Connection } from '../../src/db/open.ts';
import { withTransaction } from '../../src/db/transaction.ts';
import type { Exchange } from '../../src/model/sharing.ts';
import { packageFiles } from '../../src/package-files.ts';
import { query, server } from '../support/contents.ts';
import { createDatabase, type TestDatabase } from '../support/databases.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase({ migrated: true });
});
afterEach(() => database.drop());

function connected<T>(use: (db: Connection) => Promise<T>): Promise<T> {
  const signal = new AbortController().signal;
  const options = { templateFile: packageFiles.databaseTemplate, signal, onWait: () => {} };
  return withDatabase(server(database.url), options, ({ db }) => use(db));
}

const [a, b, c] = ['a', 'b', 'c'].map((digit) => `00000000-0000-4000-8000-00000000000${digit}`) as [
  string,
  string,
  string,
];
const asks: Exchange = {
  credential: 'key',
  rate: 40,
  isFirst: true,
  wanted: 40,
  back: [],
  pausedMs: 0,
  open: [],
  aheadSeconds: 2,
  unsent: 0,
  watched: [],
  givenUp: [],
};
const exchange = (db: Connection, importer: string, asked: Partial<Exchange> = {}) =>
  withTransaction(db, (tx) => exchangeWithImporters(tx, importer, { ...asks, ...asked }));
const heldIn = ({ held }: { readonly held: readonly number[] }) => [...held].sort((x, y) => x - y);
const upTo = (count: number) => Array.from({ length: count }, (_, at) => at + 1);
const die = (importer: string) =>
  query(database.url, `update tmdb_importers set alive_until = now() - interval '1 second' where id = '${importer}'`);

describe('places', () => {
  test('one importer alone has all of them at once, and keeps them', () =>
    connected(async (db) => {
      const first = await exchange(db, a);
      expect(heldIn(first)).toEqual(upTo(40));
      expect(first.taken.map(({ waitMs }) => waitMs)).toEqual(upTo(40).map(() => 0));
      expect([first.share, first.pausedMs]).toEqual([40, 0]);
      const second = await exchange(db, a, { isFirst: false });
      expect([heldIn(second), second.taken]).toEqual([upTo(40), []]);
    }));

  test('no more than it wants, and none of those beyond its own rate', () =>
    connected(async (db) => {
      expect((await exchange(db, a, { wanted: 3 })).held).toHaveLength(3);
      expect(heldIn(await exchange(db, b, { rate: 5 }))).toEqual([4, 5]);
    }));

  test('another one gets a fair part of what is given back, and no place is held twice', () =>
    connected(async (db) => {
      await exchange(db, a);
      expect(await exchange(db, b)).toMatchObject({ held: [], taken: [], share: 20 });
      expect((await exchange(db, a)).share).toBe(20);
      const back = upTo(20).map((place) => ({ place, waitMs: place === 7 ? 60_000 : 0 }));
      expect(heldIn(await exchange(db, a, { back }))).toEqual(upTo(40).slice(20));
      const given = await exchange(db, b);
      expect(heldIn(given)).toEqual(upTo(20));
      // A request has left in it: its window has to pass.
      const waits = new Map(given.taken.map(({ place, waitMs }) => [place, waitMs]));
      expect(waits.get(7)).toBeGreaterThan(50_000);
      expect(waits.get(8)).toBe(0);
    }));

  test('what does not divide goes to the first ones; what one does not want, to the others', () =>
    connected(async (db) => {
      const shares = async (wants: readonly number[]) => {
        const result: number[] = [];
        for (const round of [0, 1])
          for (const [at, importer] of [a, b, c].entries()) {
            const { share } = await exchange(db, importer, { wanted: wants[at] ?? 0 });
            if (round === 1) result.push(share);
          }
        return result;
      };
      expect(await shares([40, 40, 40])).toEqual([14, 13, 13]);
      expect(await shares([40, 2, 40])).toEqual([25, 13, 24]);
    }));

  test('of many importers, as many as there are blocks of ten get one', () =>
    connected(async (db) => {
      const importers = Array.from({ length: 9 }, () => randomUUID());
      const shares: number[] = [];
      for (const round of [0, 1])
        for (const id of importers) {
          const { share, importers: atWork } = await exchange(db, id, { rate: 30 });
          if (round === 1) shares.push(share);
          if (round === 1) expect(atWork).toBe(9);
        }
      expect(new Set(shares)).toEqual(new Set([0, 10]));
      // Three, or those of two turns where one ends in between.
      expect(shares.filter((share) => share > 0).length).toBeLessThanOrEqual(6);
    }));

  test('those of a dead process come back by time, a window after its lease', () =>
    connected(async (db) => {
      await exchange(db, a);
      await die(a);
      // Whoever finds it dead takes it out; what it held is there for the next one that asks.
      expect(await exchange(db, b)).toMatchObject({ held: [], share: 40 });
      const inherited = await exchange(db, b);
      expect(inherited.held).toHaveLength(40);
      expect(Math.max(...inherited.taken.map(({ waitMs }) => waitMs))).toBeLessThanOrEqual(180);
      // Should it live again after all, it has none.
      expect((await exchange(db, a, { isFirst: false })).held).toEqual([]);
    }));

  test('a process that was slow and lives has lost nothing that nobody took', () =>
    connected(async (db) => {
      await exchange(db, a);
      await die(a);
      expect((await exchange(db, a, { isFirst: false })).held).toHaveLength(40);
    }));

  test('credentials have nothing to do with each other', () =>
    connected(async (db) => {
      await exchange(db, a);
      expect(await exchange(db, b, { credential: 'other' })).toMatchObject({ share: 40, held: upTo(40) });
    }));

  test('a pause that one was asked for is that of all, and a shorter one does not end it', () =>
    connected(async (db) => {
      await exchange(db, a, { pausedMs: 60_000 });
      expect((await exchange(db, b, { pausedMs: 10 })).pausedMs).toBeGreaterThan(50_000);
      expect((await exchange(db, c, { credential: 'other' })).pausedMs).toBe(0);
    }));

  test('of many at once, no two get the same place, and nobody waits for another', async () => {
    const importers = Array.from({ length: 8 }, () => randomUUID());
    const grants = await Promise.all(importers.map((id) => connected((db) => exchange(db, id))));
    const all = grants.flatMap(heldIn);
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBeGreaterThan(0);
    expect(all.length).toBeLessThanOrEqual(40);
  });

  test('what one leaves behind is free at once, but for what it has sent', () =>
    connected(async (db) => {
      await exchange(db, a);
      const back = upTo(30).map((place) => ({ place, waitMs: 0 }));
      await withTransaction(db, (tx) => leaveImporters(tx, a, { credential: 'key', back }));
      const { taken } = await exchange(db, b);
      expect(taken.filter(({ waitMs }) => waitMs === 0)).toHaveLength(30);
      expect(taken.filter(({ waitMs }) => waitMs > 500)).toHaveLength(10);
      expect(await query(database.url, 'select id from tmdb_importers')).toEqual([{ id: b }]);
    }));
});

describe('claims', () => {
  const open = ['nm0000003', 'tt0000001', 'tt0000002'];
  const answer = { name: 'x', status: 'found', tmdbId: 1, facts: {}, checkedAt: new Date(5_000) } as const;

  test('an ID is claimed once, as long as whoever has it lives', () =>
    connected(async (db) => {
      expect([...(await exchange(db, a, { open })).mine].sort()).toEqual(open);
      expect(await exchange(db, b, { wanted: 1, open })).toMatchObject({ mine: new Set(), others: new Set(open) });
      await die(a);
      await exchange(db, b);
      expect((await exchange(db, b, { open })).mine.size).toBe(3);
      expect(await exchange(db, a, { open, isFirst: false })).toMatchObject({ mine: new Set(), others: new Set(open) });
    }));

  test('as many as its places take in a time, and those that have not left count', () =>
    connected(async (db) => {
      const many = upTo(20).map((number) => `tt${String(number).padStart(7, '0')}`);
      expect([...(await exchange(db, a, { wanted: 4, open: many, unsent: 3 })).mine].sort()).toEqual(many.slice(0, 5));
      expect((await exchange(db, a, { wanted: 4, open: many, unsent: 8 })).mine.size).toBe(0);
      expect((await exchange(db, b, { wanted: 0, open: many })).mine.size).toBe(0);
    }));

  test('the answer is seen when the claim is gone, and whoever is too late gives the claim up', () =>
    connected(async (db) => {
      await exchange(db, a, { open, wanted: 20 });
      await withTransaction(db, async (tx) => {
        await upsertEntities(tx, 'movie', [{ imdbId: 'tt0000001', ...answer }]);
        await giveUpClaims(tx, a, ['tt0000001']);
      });
      const { mine, others, stored } = await exchange(db, b, { open: ['tt0000001'], watched: open.slice(0, 1) });
      expect([[...mine], [...others]]).toEqual([['tt0000001'], ['nm0000003']]);
      expect([...stored]).toEqual([['tt0000001', { status: 'found', checkedAt: new Date(5_000) }]]);
      await exchange(db, b, { givenUp: ['tt0000001', 'nm0000003'] });
      // Nobody gives up what is another one's.
      expect(await query(database.url, 'select imdb_id as id, importer_id as of from tmdb_claims order by 1')).toEqual([
        { id: 'nm0000003', of: a },
        { id: 'tt0000002', of: a },
      ]);
    }));

  test('left behind, they are others', () =>
    connected(async (db) => {
      await exchange(db, a, { open });
      await withTransaction(db, (tx) => leaveImporters(tx, a, { credential: 'key', back: [] }));
      await query(database.url, 'update tmdb_places set free_from = now()');
      expect((await exchange(db, b, { open })).mine.size).toBe(3);
    }));

  test('of many at once, each ID goes to one', async () => {
    const importers = Array.from({ length: 6 }, () => randomUUID());
    const many = upTo(60).map((number) => `tt${String(number).padStart(7, '0')}`);
    const outcomes = await Promise.all(
      importers.map((importer) => connected((db) => exchange(db, importer, { wanted: 5, open: many }))),
    );
    const claimed = outcomes.flatMap(({ mine }) => [...mine]);
    expect(new Set(claimed).size).toBe(claimed.length);
    expect(claimed.length).toBeGreaterThanOrEqual(10);
  });
});
