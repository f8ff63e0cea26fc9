import pLimit from 'p-limit';
import { describe, expect, test } from 'vitest';
import { mostWaiting, resolve, supplyOf } from '../../src/entities/ask.ts';
import type { Credits } from '../../src/entities/collect.ts';
import type { ImdbNameId, ImdbTitleId } from '../../src/model/ceremony.ts';
import type { Answer } from '../../src/model/entity.ts';
import type { TmdbSource } from '../../src/tmdb/source.ts';

const never = new AbortController().signal;
const turn = () => new Promise((next) => setImmediate(next));
const person = (at: number) => `nm${String(at).padStart(7, '0')}` as ImdbNameId;
const movie = (at: number) => `tt${String(at).padStart(7, '0')}` as ImdbTitleId;
const peopleOf = (length: number) => new Map(Array.from({ length }, (_, at) => [person(at), `Person ${at}`]));
const ids: Credits = {
  movies: new Map(Array.from({ length: 30 }, (_, at) => [movie(at), `Movie ${at}`])),
  people: peopleOf(70),
};
const all = [...ids.movies.keys(), ...ids.people.keys()];

/** Answers every question after as many turns of the event loop as `turns` says, five at a time. */
function sourceThat(
  turns: (id: string) => number,
  { refuse = () => false, atOnce = 5 }: { refuse?: (id: string) => boolean; atOnce?: number } = {},
): TmdbSource & { asked: string[]; answered: string[] } {
  const asked: string[] = [];
  const answered: string[] = [];
  const inFlight = pLimit(atOnce);
  let stopped: { reason: unknown } | null = null;
  const find = (id: string) =>
    inFlight(async () => {
      if (stopped !== null) throw stopped.reason;
      asked.push(id);
      for (let left = turns(id); left > 0; left--) await turn();
      if (refuse(id)) throw new Error(`refused ${id}`);
      answered.push(id);
      return { status: 'missing' as const, reason: 'unknown' };
    });
  const stop = (reason: unknown) => {
    stopped ??= { reason };
  };
  const common = {
    name: 'tmdb',
    requests: 0,
    retries: 0,
    stop,
    shareRate: async () => null,
    close: async () => {},
  } as const;
  return { ...common, asked, answered, findMovie: find, findPerson: find };
}

describe('every ID is asked once and its answer handed over once', () => {
  test.each([1, 7, 50])('with %i at once, whatever order the answers come in', async (atOnce) => {
    const source = sourceThat((id) => (Number(id.slice(2)) * 7) % 11, { atOnce });
    const handed: string[] = [];
    let isStoring = false;
    const onAnswers = async (batch: readonly Answer[]) => {
      expect(isStoring).toBe(false);
      isStoring = true;
      for (let left = 5; left > 0; left--) await turn();
      handed.push(...batch.map(({ id }) => id));
      isStoring = false;
    };
    await resolve(supplyOf(ids), source, { onAnswers, signal: never });
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
    supplyOf(ids),
    sourceThat(() => 1),
    { onAnswers, signal: never },
  );
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(100);
  expect(sizes.length).toBeLessThan(10);
});

test('a question that is refused stops the asking; what was answered is handed over', async () => {
  const source = sourceThat(() => 1, { refuse: (id) => id === person(20) });
  const handed: string[] = [];
  const onAnswers = async (batch: readonly Answer[]) => void handed.push(...batch.map(({ id }) => id));
  await expect(resolve(supplyOf(ids), source, { onAnswers, signal: never })).rejects.toThrow(`refused ${person(20)}`);
  expect(source.asked.length).toBeLessThan(60);
  expect(handed.sort()).toEqual(source.asked.filter((id) => id !== person(20)).sort());
});

test('of several refusals the first is told', async () => {
  const source = sourceThat((id) => Number(id.slice(2)), { refuse: () => true });
  const onAnswers = async () => {};
  await expect(resolve(supplyOf(ids), source, { onAnswers, signal: never })).rejects.toThrow(`refused ${movie(0)}`);
});

test('answers that cannot be stored stop the asking', async () => {
  const source = sourceThat(() => 1);
  const onAnswers = async () => {
    throw new Error('disk full');
  };
  await expect(resolve(supplyOf(ids), source, { onAnswers, signal: never })).rejects.toThrow('disk full');
  expect(source.asked.length).toBeLessThan(100);
});

test('storing that fails before it has begun to wait is no different', async () => {
  const onAnswers = () => {
    throw new Error('no disk');
  };
  const source = sourceThat(() => 1);
  await expect(resolve(supplyOf(ids), source, { onAnswers, signal: never })).rejects.toThrow('no disk');
  expect(source.asked.length).toBeLessThan(100);
});

test('of many IDs only some wait at the source at a time, so that the memory stays flat', async () => {
  const many = peopleOf(3 * mostWaiting);
  const source = sourceThat(() => 1, { atOnce: 50 });
  const { findPerson } = source;
  let started = 0;
  let most = 0;
  const counting: TmdbSource = {
    ...source,
    findPerson: (id) => {
      started++;
      most = Math.max(most, started - source.answered.length);
      return findPerson(id);
    },
  };
  await resolve(supplyOf({ movies: new Map(), people: many }), counting, { onAnswers: async () => {}, signal: never });
  expect(source.answered).toHaveLength(many.size);
  expect(most).toBe(mostWaiting);
});

test('no ID is no question', async () => {
  const onAnswers = async () => {
    throw new Error('nothing to hand over');
  };
  await resolve(
    supplyOf({ movies: new Map(), people: new Map() }),
    sourceThat(() => 1),
    { onAnswers, signal: never },
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
  await expect(resolve(supplyOf(ids), source, { onAnswers, signal: controller.signal })).rejects.toThrow('interrupted');
  expect(handed.sort()).toEqual(source.asked.sort());
  expect(source.asked.length).toBeLessThan(100);
});

test('an interrupt after the end stops nothing any more', async () => {
  const controller = new AbortController();
  let stops = 0;
  const source = {
    ...sourceThat(() => 1),
    stop: () => {
      stops++;
    },
  };
  await resolve(supplyOf(ids), source, { onAnswers: async () => {}, signal: controller.signal });
  controller.abort();
  expect(stops).toBe(0);
});

test('each is asked for as what it is, under the name it is credited with', async () => {
  const source = sourceThat(() => 1);
  const names: string[] = [];
  const noticing: TmdbSource = {
    ...source,
    findMovie: (id, credited) => {
      names.push(`movie ${id} ${credited}`);
      return source.findMovie(id);
    },
    findPerson: (id, credited) => {
      names.push(`person ${id} ${credited}`);
      return source.findPerson(id);
    },
  };
  const two = { movies: new Map([[movie(1), 'Oppenheimer']]), people: new Map([[person(2), 'Nolan']]) };
  const kinds: string[] = [];
  const onAnswers = async (batch: readonly Answer[]) =>
    void kinds.push(...batch.map(({ kind, id }) => `${kind} ${id}`));
  await resolve(supplyOf(two), noticing, { onAnswers, signal: never });
  expect(names).toEqual(['movie tt0000001 Oppenheimer', 'person nm0000002 Nolan']);
  expect(kinds).toEqual(['movie tt0000001', 'person nm0000002']);
});
