import { describe, expect, test } from 'vitest';
import { resolve } from '../../src/entities/ask.ts';
import type { ImdbNameId, ImdbTitleId } from '../../src/model/ceremony.ts';
import type { Answer, EntityIds } from '../../src/model/entity.ts';
import type { TmdbSource } from '../../src/tmdb/source.ts';

const never = new AbortController().signal;
const turn = () => new Promise((next) => setImmediate(next));
const ids: EntityIds = {
  movies: Array.from({ length: 30 }, (_, at) => `tt${String(at).padStart(7, '0')}` as ImdbTitleId),
  people: Array.from({ length: 70 }, (_, at) => `nm${String(at).padStart(7, '0')}` as ImdbNameId),
};
const all = [...ids.movies, ...ids.people];

/** Answers every question after as many turns of the event loop as `turns` says. */
function sourceThat(
  turns: (id: string) => number,
  refuse: (id: string) => boolean = () => false,
): TmdbSource & { asked: string[] } {
  const asked: string[] = [];
  const find = async (id: string) => {
    asked.push(id);
    for (let left = turns(id); left > 0; left--) await turn();
    if (refuse(id)) throw new Error(`refused ${id}`);
    return { status: 'missing' as const, reason: 'unknown' };
  };
  return { name: 'tmdb', asked, requests: 0, retries: 0, findMovie: find, findPerson: find, close: async () => {} };
}

describe('every ID is asked once and its answer handed over once', () => {
  test.each([1, 7, 50])('with %i at once, whatever order the answers come in', async (concurrency) => {
    const source = sourceThat((id) => (Number(id.slice(2)) * 7) % 11);
    const handed: string[] = [];
    let isStoring = false;
    const onAnswers = async (batch: readonly Answer[]) => {
      expect(isStoring).toBe(false);
      isStoring = true;
      for (let left = 5; left > 0; left--) await turn();
      handed.push(...batch.map(({ id }) => id));
      isStoring = false;
    };
    await resolve(ids, source, { concurrency, onAnswers, signal: never });
    expect(source.asked.sort()).toEqual([...all].sort());
    expect(handed.sort()).toEqual([...all].sort());
  });
});

test('while answers are stored the next ones gather, so that slow storing makes fewer batches', async () => {
  const sizes: number[] = [];
  const onAnswers = async (batch: readonly Answer[]) => {
    sizes.push(batch.length);
    for (let left = 40; left > 0; left--) await turn();
  };
  await resolve(
    ids,
    sourceThat(() => 1),
    { concurrency: 10, onAnswers, signal: never },
  );
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(100);
  expect(sizes.length).toBeLessThan(10);
});

test('a question that is refused stops the asking; what was answered is handed over', async () => {
  const source = sourceThat(
    () => 1,
    (id) => id === ids.people[20],
  );
  const handed: string[] = [];
  const onAnswers = async (batch: readonly Answer[]) => void handed.push(...batch.map(({ id }) => id));
  await expect(resolve(ids, source, { concurrency: 5, onAnswers, signal: never })).rejects.toThrow(
    `refused ${ids.people[20]}`,
  );
  expect(source.asked.length).toBeLessThan(60);
  expect(handed.sort()).toEqual(source.asked.filter((id) => id !== ids.people[20]).sort());
});

test('answers that cannot be stored stop the asking', async () => {
  const source = sourceThat(() => 1);
  const onAnswers = async () => {
    throw new Error('disk full');
  };
  await expect(resolve(ids, source, { concurrency: 5, onAnswers, signal: never })).rejects.toThrow('disk full');
  expect(source.asked.length).toBeLessThan(100);
});

test('storing that fails before it has begun to wait is no different', async () => {
  const onAnswers = () => {
    throw new Error('no disk');
  };
  const source = sourceThat(() => 1);
  await expect(resolve(ids, source, { concurrency: 5, onAnswers, signal: never })).rejects.toThrow('no disk');
  expect(source.asked.length).toBeLessThan(100);
});

test('IDs are taken up one by one, so that many of them cost nothing before their turn', async () => {
  let taken = 0;
  const many: EntityIds = {
    movies: [],
    people: {
      *[Symbol.iterator]() {
        for (const id of ids.people) {
          taken++;
          yield id;
        }
      },
    } as unknown as EntityIds['people'],
  };
  const most: number[] = [];
  const source = sourceThat((id) => {
    most.push(taken - Number(id.slice(2)));
    return 1;
  });
  await resolve(many, source, { concurrency: 5, onAnswers: async () => {}, signal: never });
  expect(taken).toBe(70);
  expect(Math.max(...most)).toBeLessThanOrEqual(5);
});

test('no ID is no question', async () => {
  const onAnswers = async () => {
    throw new Error('nothing to hand over');
  };
  await resolve(
    { movies: [], people: [] },
    sourceThat(() => 1),
    { concurrency: 5, onAnswers, signal: never },
  );
});

test('an interrupt stops the asking; what was answered is handed over', async () => {
  const controller = new AbortController();
  const source = sourceThat(() => 1);
  const handed: string[] = [];
  const onAnswers = async (batch: readonly Answer[]) => {
    handed.push(...batch.map(({ id }) => id));
    if (handed.length > 30) controller.abort(new Error('interrupted'));
  };
  await expect(resolve(ids, source, { concurrency: 5, onAnswers, signal: controller.signal })).rejects.toThrow(
    'interrupted',
  );
  expect(handed.sort()).toEqual(source.asked.sort());
  expect(source.asked.length).toBeLessThan(100);
});
