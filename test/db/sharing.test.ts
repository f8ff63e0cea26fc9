import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { exchangePlaces, leaveAllowance } from '../../src/db/allowance.ts';
import { claimIds, giveUpClaims } from '../../src/db/claims.ts';
import { withDatabase } from '../../src/db/connect.ts';
import { upsertEntities } from '../../src/db/entities.ts';
import type { Connection } from '../../src/db/open.ts';
import { withTransaction } from '../../src/db/transaction.ts';
import type { PlacesRequest } from '../../src/model/sharing.ts';
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
const asks: PlacesRequest = { credential: 'key', rate: 40, wanted: 40, back: [], pausedMs: 0 };
const places = (db: Connection, importer: string, request: Partial<PlacesRequest> = {}) =>
  withTransaction(db, (tx) => exchangePlaces(tx, importer, { ...asks, ...request }));
const numbersOf = (granted: { readonly places: readonly { readonly place: number }[] }) =>
  granted.places.map(({ place }) => place).sort((x, y) => x - y);
const upTo = (count: number) => Array.from({ length: count }, (_, at) => at + 1);
const dead = (importer: string) =>
  query(
    database.url,
    `with gone as (update tmdb_importers set seen_until = now() - interval '1 second' where id = '${importer}')
     update tmdb_places set held_until = now() - interval '1 second', free_from = now() + interval '30 milliseconds'
      where importer_id = '${importer}'`,
  );

describe('places', () => {
  test('one importer alone has all of them at once, and keeps them', () =>
    connected(async (db) => {
      const first = await places(db, a);
      expect(numbersOf(first)).toEqual(upTo(40));
      expect(first.places.every(({ waitMs }) => waitMs === 0)).toBe(true);
      expect([first.share, first.pausedMs]).toEqual([40, 0]);
      expect(numbersOf(await places(db, a))).toEqual(upTo(40));
    }));

  test('no more than it wants, and none of those beyond its own rate', () =>
    connected(async (db) => {
      expect((await places(db, a, { wanted: 3 })).places).toHaveLength(3);
      expect(numbersOf(await places(db, b, { rate: 5 }))).toEqual([4, 5]);
    }));

  test('another one gets a fair part of what is given back, and no place is held twice', () =>
    connected(async (db) => {
      await places(db, a);
      expect(await places(db, b)).toMatchObject({ places: [], share: 20 });
      const { share } = await places(db, a);
      expect(share).toBe(20);
      const back = upTo(20).map((place) => ({ place, waitMs: place === 7 ? 60_000 : 0 }));
      const left = await places(db, a, { back });
      expect(numbersOf(left)).toEqual(upTo(40).slice(20));
      const given = await places(db, b);
      expect(numbersOf(given)).toEqual(upTo(20));
      // A request has left in it: its window has to pass.
      const waits = new Map(given.places.map(({ place, waitMs }) => [place, waitMs]));
      expect(waits.get(7)).toBeGreaterThan(50_000);
      expect(waits.get(8)).toBe(0);
    }));

  test('what does not divide goes to the first ones; what one does not want, to the others', () =>
    connected(async (db) => {
      const shares = async (wants: readonly number[]) => {
        const result: number[] = [];
        for (const round of [0, 1])
          for (const [at, importer] of [a, b, c].entries()) {
            const { share } = await places(db, importer, { credential: `of ${wants}`, wanted: wants[at] ?? 0 });
            if (round === 1) result.push(share);
          }
        return result;
      };
      expect(await shares([40, 40, 40])).toEqual([14, 13, 13]);
      await query(database.url, 'delete from tmdb_importers');
      expect(await shares([40, 2, 40])).toEqual([25, 13, 24]);
    }));

  test('of more importers than places, as many as there are places get one', () =>
    connected(async (db) => {
      const importers = Array.from({ length: 5 }, () => randomUUID());
      for (const id of importers) await places(db, id, { rate: 2 });
      const shares: number[] = [];
      for (const id of importers) shares.push((await places(db, id, { rate: 2 })).share);
      expect(shares.filter((share) => share > 0).length).toBeLessThan(5);
      expect(Math.max(...shares)).toBe(1);
    }));

  test('those of a dead process come back by time, a window after its lease', () =>
    connected(async (db) => {
      await places(db, a);
      await dead(a);
      const { places: inherited, share } = await places(db, b);
      expect([inherited.length, share]).toEqual([40, 40]);
      expect(inherited.every(({ waitMs }) => waitMs <= 31)).toBe(true);
      // Should it live again after all, it has none.
      expect((await places(db, a)).places).toEqual([]);
    }));

  test('credentials have nothing to do with each other', () =>
    connected(async (db) => {
      await places(db, a);
      expect(await places(db, b, { credential: 'other' })).toMatchObject({ share: 40 });
      expect((await places(db, b, { credential: 'other' })).places).toHaveLength(40);
    }));

  test('a pause that one was asked for is that of all, and a shorter one does not end it', () =>
    connected(async (db) => {
      await places(db, a, { pausedMs: 60_000 });
      expect((await places(db, b, { pausedMs: 10 })).pausedMs).toBeGreaterThan(50_000);
      expect((await places(db, c, { credential: 'other' })).pausedMs).toBe(0);
    }));

  test('of many at once, no two get the same place, and nobody waits for another', async () => {
    const importers = Array.from({ length: 8 }, () => randomUUID());
    const grants = await Promise.all(importers.map((id) => connected((db) => places(db, id))));
    const all = grants.flatMap(numbersOf);
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBeLessThanOrEqual(40);
  });
});

describe('claims', () => {
  const ids = { movie: ['tt0000001', 'tt0000002'], person: ['nm0000003'] };
  const claim = (db: Connection, importer: string, wanted = ids) =>
    withTransaction(db, (tx) => claimIds(tx, importer, wanted));

  test('an ID is claimed once, as long as whoever has it lives', () =>
    connected(async (db) => {
      for (const importer of [a, b]) await places(db, importer);
      expect([...(await claim(db, a)).mine].sort()).toEqual(['nm0000003', 'tt0000001', 'tt0000002']);
      expect((await claim(db, b)).mine.size).toBe(0);
      await dead(a);
      expect((await claim(db, b)).mine.size).toBe(3);
      await places(db, a);
      expect((await claim(db, a)).mine.size).toBe(0);
    }));

  test('given up, or left behind, they are others, and the answer is seen with them', () =>
    connected(async (db) => {
      for (const importer of [a, b]) await places(db, importer);
      await claim(db, a);
      const row = {
        imdbId: 'tt0000001',
        name: 'x',
        status: 'found',
        tmdbId: 1,
        facts: {},
        checkedAt: new Date(0),
      } as const;
      await withTransaction(db, async (tx) => {
        await upsertEntities(tx, 'movie', [row]);
        await giveUpClaims(tx, a, ['tt0000001']);
      });
      const { mine, stored } = await claim(db, b);
      expect([[...mine], stored.get('tt0000001')?.status]).toEqual([['tt0000001'], 'found']);
      await withTransaction(db, (tx) => leaveAllowance(tx, a));
      expect([...(await claim(db, b)).mine].sort()).toEqual(['nm0000003', 'tt0000002']);
      expect(await query(database.url, 'select id from tmdb_importers')).toEqual([{ id: b }]);
    }));

  test('nobody gives up what is another one’s', () =>
    connected(async (db) => {
      for (const importer of [a, b]) await places(db, importer);
      await claim(db, a);
      await withTransaction(db, (tx) => giveUpClaims(tx, b, ['tt0000001']));
      expect((await claim(db, b)).mine.size).toBe(0);
    }));

  test('of many at once, each ID goes to one', async () => {
    const importers = Array.from({ length: 6 }, () => randomUUID());
    const many = { movie: Array.from({ length: 300 }, (_, at) => `tt${String(at).padStart(7, '0')}`), person: [] };
    const outcomes = await Promise.all(
      importers.map((importer) =>
        connected(async (db) => {
          await places(db, importer);
          return claim(db, importer, many as never);
        }),
      ),
    );
    const claimed = outcomes.flatMap(({ mine }) => [...mine]);
    expect(claimed).toHaveLength(300);
    expect(new Set(claimed).size).toBe(300);
  });
});
