import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { withDatabase } from '../../src/db/connect.ts';
import { previewEntities, readEntities, upsertEntities } from '../../src/db/entities.ts';
import type { Connection } from '../../src/db/open.ts';
import { withReadOnly, withTransaction } from '../../src/db/transaction.ts';
import { type EntityStatus, entityStatuses, type StoredEntity } from '../../src/model/entity.ts';
import { packageFiles } from '../../src/package-files.ts';
import { server } from '../support/contents.ts';
import { createDatabase, type TestDatabase } from '../support/databases.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase({ migrated: true });
});
afterEach(() => database.drop());

function connected<T>(use: (db: Connection) => Promise<T>): Promise<T> {
  const options = {
    templateFile: packageFiles.databaseTemplate,
    signal: new AbortController().signal,
    onWait: () => {},
  };
  return withDatabase(server(database.url), options, ({ db }) => use(db));
}

const then = new Date('2026-01-01T00:00:00.000Z');
const later = new Date('2026-02-01T00:00:00.000Z');

/** A movie as an answer of that status gives it. */
function movie(at: number, status: EntityStatus, checkedAt: Date | null, told = 'told'): StoredEntity {
  const isFound = status === 'found';
  return {
    imdbId: `tt${String(at).padStart(7, '0')}`,
    name: isFound ? `The ${told} title` : 'As credited',
    status,
    tmdbId: isFound ? at : null,
    facts: {
      originalTitle: isFound ? `Le titre ${told}` : null,
      originalLanguage: isFound && told === 'told' ? 'fr' : null,
      releaseDate: isFound ? '2023-07-19' : null,
      overview: null,
      posterPath: isFound ? `/${told}.jpg` : null,
    },
    checkedAt: status === 'waiting' ? null : checkedAt,
  };
}

/** Every status over every other, and over none. */
const pairs = [undefined, ...entityStatuses].flatMap((before) => entityStatuses.map((after) => ({ before, after })));

describe('what an answer makes of the stored row', () => {
  test('is foretold by a read-only statement, and then so', () =>
    connected(async (db) => {
      const stored = pairs.flatMap(({ before }, at) => (before === undefined ? [] : [movie(at + 1, before, then)]));
      const answers = pairs.map(({ after }, at) => movie(at + 1, after, later, 'new'));
      await withTransaction(db, (tx) => upsertEntities(tx, 'movie', stored));
      const foretold = await withReadOnly(db, (tx) => previewEntities(tx, 'movie', answers));
      const counts = await withTransaction(db, (tx) => upsertEntities(tx, 'movie', answers));
      const ids = answers.map(({ imdbId }) => imdbId);
      const rows = await withReadOnly(db, (tx) => readEntities(tx, 'movie', ids));
      expect(foretold.map(({ after }) => after)).toEqual(ids.map((id) => rows.get(id)));
      const count = (action: string) => foretold.filter((change) => change.action === action).length;
      expect(counts).toEqual({ added: count('add'), changed: count('update') });
      // Waiting, over whatever is there, changes nothing, nor does failed over found; all else at least says when TMDb was asked.
      expect([count('add'), count('update'), count('same')]).toEqual([4, 11, 5]);
    }));

  test.each<[EntityStatus, EntityStatus, EntityStatus]>([
    ['found', 'failed', 'found'],
    ['found', 'waiting', 'found'],
    ['found', 'missing', 'missing'],
    ['missing', 'waiting', 'missing'],
    ['failed', 'waiting', 'failed'],
    ['missing', 'failed', 'failed'],
    ['waiting', 'found', 'found'],
  ])('a row that is %s is, after one that is %s, %s; what is known stays', (before, after, expected) =>
    connected(async (db) => {
      await withTransaction(db, (tx) => upsertEntities(tx, 'movie', [movie(1, before, then)]));
      await withTransaction(db, (tx) => upsertEntities(tx, 'movie', [movie(1, after, later, 'new')]));
      const row = (await withReadOnly(db, (tx) => readEntities(tx, 'movie', ['tt0000001']))).get('tt0000001');
      const isTold = before === 'found' || after === 'found';
      expect(row).toMatchObject({ status: expected, tmdbId: isTold ? 1 : null });
      expect(row?.facts).toMatchObject({
        originalLanguage: before === 'found' ? 'fr' : null,
        posterPath: after === 'found' ? '/new.jpg' : before === 'found' ? '/told.jpg' : null,
      });
      expect(row?.name).toBe(
        after === 'found' ? 'The new title' : before === 'found' ? 'The told title' : 'As credited',
      );
      // How old an answer is counts from when it was found.
      const isKept = after === 'waiting' || (after === 'failed' && before === 'found');
      expect(row?.checkedAt).toEqual(isKept ? (before === 'waiting' ? null : then) : later);
    }),
  );

  test('that is already so is not touched', () =>
    connected(async (db) => {
      const row = movie(1, 'found', then);
      await withTransaction(db, (tx) => upsertEntities(tx, 'movie', [row]));
      expect(await withTransaction(db, (tx) => upsertEntities(tx, 'movie', [row]))).toEqual({ added: 0, changed: 0 });
      const [change] = await withReadOnly(db, (tx) => previewEntities(tx, 'movie', [row]));
      expect(change).toEqual({ action: 'same', after: row });
    }));
});
