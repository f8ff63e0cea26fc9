/** Categories of a size that no award has: a file may be hostile, and the ceremony's lock is held meanwhile. */
import { expect, test, vi } from 'vitest';
import type { Ceremony, Nomination } from '../../src/model/ceremony.ts';
import { countChanges } from '../../src/model/changes.ts';
import { plan } from '../../src/plan/plan.ts';
import { ceremonyOf, stored } from '../support/ceremonies.ts';

vi.setConfig({ testTimeout: 120_000 });

/** As the readers make one, which take longer than the plan. */
function many(count: number, nominationAt: (at: number) => Partial<Nomination>): Ceremony {
  const small = ceremonyOf([{ movies: [{ title: 'A' }] }], { kind: 'craft' });
  const nothing = { won: null, detail: null, credit: null, citation: null, note: null, movies: [], nominees: [] };
  const nominations = Array.from({ length: count }, (_, at) => ({ ...nothing, ...nominationAt(at) }));
  return { ...small, categories: small.categories.map((category) => ({ ...category, nominations })) };
}

const movie = (title: string) => [{ title, year: null, imdbId: null }];
const nominee = [{ kind: 'person' as const, name: 'Ann One', imdbId: null }];

function counts(before: Ceremony, after: Ceremony) {
  const planned = plan(after, stored(before));
  return { ...countChanges(planned.nominations), extra: planned.extra.length, unclear: planned.unclear.length };
}

test('3,000 nominations of one movie and nominee with other details', () => {
  const of = (detail: (at: number) => string) =>
    many(3_000, (at) => ({ movies: movie('Alpha'), nominees: nominee, detail: detail(at) }));
  expect(
    counts(
      of((at) => `old ${at}`),
      of((at) => `new ${at + 5_000}`),
    ),
  ).toMatchObject({ added: 3_000, extra: 3_000 });
  expect(
    counts(
      of((at) => `a${at} song`),
      of((at) => `a${at} song, reprise`),
    ),
  ).toMatchObject({ changed: 3_000, extra: 0 });
});

test('10,000 nominations without nominees', () => {
  const of = (title: string, rest: Partial<Nomination>) =>
    many(10_000, (at) => ({ movies: movie(`${title}${at}`), ...rest }));
  expect(counts(of('Alpha', {}), of('Beta', {}))).toMatchObject({ added: 10_000, extra: 10_000 });
  expect(counts(of('Alpha', {}), of('Alpha', { nominees: nominee }))).toMatchObject({ changed: 10_000, extra: 0 });
});

test('130,000 nominations, and a file that has one of them', () => {
  const before = stored(many(130_000, (at) => ({ movies: movie(`Alpha${at}`) })));
  expect(before.nominations).toHaveLength(130_000);
  const planned = plan(
    many(1, () => ({ movies: movie('Alpha77') })),
    before,
  );
  expect(planned.nominations.map(({ action }) => action)).toEqual(['same']);
  expect(planned.extra).toHaveLength(129_999);
});
