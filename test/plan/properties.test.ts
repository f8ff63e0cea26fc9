/** The rules of identity, for ceremonies that nobody thought of. */
import * as fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { Category, Ceremony, CreditedMovie, Nomination, Nominee } from '../../src/model/ceremony.ts';
import { pairNominations } from '../../src/plan/match.ts';
import { mergedOrder } from '../../src/plan/order.ts';
import { isEmpty, plan } from '../../src/plan/plan.ts';
import { isExact } from '../../src/verify/verification.ts';
import { verify } from '../../src/verify/verify.ts';
import { stored } from '../support/ceremonies.ts';

/** Few of each, so that they meet often; the IDs of one name differ, and one ID has several spellings. */
const movie = fc
  .record({ title: fc.constantFrom('Alpha', 'Alphä', 'Beta', 'Beta!', 'Gamma'), id: fc.integer({ min: 0, max: 3 }) })
  .map(({ title, id }) => ({ title, year: null, imdbId: id === 0 ? null : `tt000000${id}` }) as CreditedMovie);
const nominee = fc
  .record({ name: fc.constantFrom('Ann', 'Ann-', 'Bob', 'Cy', 'Dee'), id: fc.integer({ min: 0, max: 3 }) })
  .map(({ name, id }) => ({ kind: 'person', name, imdbId: id === 0 ? null : `nm000000${id}` }) as Nominee);
const text = fc.option(fc.constantFrom('One', 'Two', 'One more', 'for all'), { nil: null });

const nomination: fc.Arbitrary<Nomination> = fc
  .record({
    won: fc.option(fc.boolean(), { nil: null }),
    detail: text,
    credit: fc.constant(null),
    citation: text,
    note: text,
    movies: fc.uniqueArray(movie, { maxLength: 2, selector: ({ title }) => title }),
    nominees: fc.uniqueArray(nominee, { maxLength: 3, selector: ({ name }) => name }),
  })
  .filter(({ movies, nominees, citation }) => movies.length + nominees.length > 0 || citation !== null);

function categoryNamed(name: string, kind: Category['kind']): fc.Arbitrary<Category> {
  return fc
    .array(nomination, { maxLength: 6 })
    .map((nominations) => ({ name, canonicalName: name, group: null, kind, nominations }));
}

const ceremony: fc.Arbitrary<Ceremony> = fc
  .tuple(categoryNamed('Directing', 'person'), categoryNamed('Best Picture', 'movie'), categoryNamed('Song', 'craft'))
  .chain((categories) => fc.shuffledSubarray(categories, { minLength: 1 }))
  .map((categories) => ({
    organization: { key: 'festival', name: 'Festival', abbreviation: null, imdbEventId: null },
    year: 2020,
    instance: 1,
    number: null,
    name: 'Festival 2020',
    date: null,
    expected: null,
    categories,
  }));

// Mutated code is slower, and a busy machine too.
vi.setConfig({ testTimeout: 60_000 });

/** Fewer for each of some thousand mutants. */
const numRuns = Number(process.env.PROPERTY_RUNS ?? 60);
const settings = { numRuns, seed: 1 };

test('what a plan leads to is what the file says, whatever was there', () => {
  fc.assert(
    fc.property(ceremony, ceremony, (first, second) => {
      const before = stored(first);
      expect(verify(first, before).problems).toEqual([]);
      expect(verify(second, stored(second, before)).problems).toEqual([]);
    }),
    settings,
  );
});

test('importing twice changes nothing', () => {
  fc.assert(
    fc.property(ceremony, ceremony, (first, second) => {
      const after = stored(second, stored(first));
      expect(isEmpty(plan(second, after))).toBe(true);
      expect(stored(second, after)).toEqual(after);
    }),
    settings,
  );
});

test('IDs are given once: every row stays, and none has the ID of another', () => {
  fc.assert(
    fc.property(ceremony, ceremony, ceremony, (...files) => {
      let before = stored(files[0]);
      for (const file of files.slice(1)) {
        const after = stored(file, before);
        const ids = after.nominations.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ids).toEqual(expect.arrayContaining(before.nominations.map(({ id }) => id)));
        before = after;
      }
    }),
    settings,
  );
});

test('a pairing is one to one, and nobody is lost', () => {
  fc.assert(
    fc.property(fc.array(nomination), fc.array(nomination), (desired, existing) => {
      const copies = existing.map((one) => ({ ...one }));
      const { pairs, added, extra } = pairNominations(desired, copies, 'craft');
      expect(new Set([...pairs.map(([d]) => d), ...added])).toEqual(new Set(desired));
      expect(pairs.length + added.length).toBe(desired.length);
      expect(new Set([...pairs.map(([, e]) => e), ...extra])).toEqual(new Set(copies));
      expect(pairs.length + extra.length).toBe(copies.length);
    }),
    settings,
  );
});

test('each row goes to exactly one of: the file has it, it is extra, the file does not tell', () => {
  fc.assert(
    fc.property(ceremony, ceremony, (first, second) => {
      const before = stored(first);
      const planned = plan(second, before);
      const known = new Set(before.nominations.map(({ id }) => id));
      const had = planned.nominations.filter(({ action }) => action !== 'add').map(({ after }) => after.id);
      const extra = planned.extra.map(({ id }) => id);
      const ids = [...had, ...extra];
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.every((id) => known.has(id))).toBe(true);
      const spokenOf = new Set(second.categories.map(({ canonicalName }) => canonicalName));
      expect(planned.extra.every(({ category }) => spokenOf.has(category))).toBe(true);
      expect(planned.nominations.length + planned.unclear.length).toBe(
        second.categories.flatMap(({ nominations }) => nominations).length,
      );
    }),
    settings,
  );
});

/** The same ceremony by a source that says less: no winners, no characters, no IDs, another order, fewer categories. */
const lesser = ceremony.chain((full) => {
  const unsaid = fc.record({
    won: fc.boolean(),
    note: fc.boolean(),
    ids: fc.boolean(),
    order: fc.shuffledSubarray([...full.categories], { minLength: 1 }),
    isReversed: fc.boolean(),
  });
  return unsaid.map(({ won, note, ids, order, isReversed }): [Ceremony, Ceremony] => {
    const lessOf = (one: Nomination): Nomination => ({
      ...one,
      won: won ? null : one.won,
      note: note ? null : one.note,
      movies: one.movies.map((credit) => (ids ? { ...credit, imdbId: null } : credit)),
      nominees: one.nominees.map((credit) => (ids ? ({ ...credit, imdbId: null } as Nominee) : credit)),
    });
    const categories = order.map((category) => {
      const nominations = category.nominations.map(lessOf);
      return { ...category, nominations: isReversed ? nominations.toReversed() : nominations };
    });
    return [full, { ...full, categories }];
  });
});

/** What a nomination says, apart from where it stands. */
function factsOf(rows: readonly { readonly id: string; readonly position: number }[]): unknown[] {
  return rows.map(({ position: _, ...facts }) => facts).sort((a, b) => (a.id < b.id ? -1 : 1));
}

test('what is not said is never changed, and the fuller source again changes nothing but the order', () => {
  const isDistinct = ([{ categories }]: [Ceremony, Ceremony]) =>
    categories.every(({ nominations }) => {
      const texts = nominations.map(({ movies, nominees, detail, citation }) =>
        JSON.stringify([movies.map((m) => m.title), nominees.map((n) => n.name), detail, citation]),
      );
      return new Set(texts).size === texts.length;
    });
  fc.assert(
    fc.property(lesser.filter(isDistinct), ([full, less]) => {
      const before = stored(full);
      const planned = plan(less, before);
      expect(planned.nominations.filter(({ action }) => action !== 'same')).toEqual([]);
      expect(planned.extra).toEqual([]);
      const after = stored(less, before);
      expect(factsOf(after.nominations)).toEqual(factsOf(before.nominations));
      expect(factsOf(stored(full, after).nominations)).toEqual(factsOf(before.nominations));
    }),
    settings,
  );
});

test('two sources in any order come to the same nominations', () => {
  const announced = (rows: readonly Nomination[]) =>
    rows.map(({ movies, nominees, detail }) =>
      JSON.stringify([movies.map((m) => m.title), nominees.map((n) => n.name), detail]),
    );
  const distinct = lesser.filter(([{ categories }]) =>
    categories.every(({ nominations }) => new Set(announced(nominations)).size === nominations.length),
  );
  fc.assert(
    fc.property(distinct, ([full, less]) => {
      const oneWay = stored(less, stored(full));
      const otherWay = stored(full, stored(less));
      const facts = (rows: typeof oneWay) =>
        rows.nominations.map(({ id: _, position: __, ...rest }) => JSON.stringify(rest)).sort();
      expect(facts(otherWay)).toEqual(facts(oneWay));
    }),
    settings,
  );
});

test('an order that is merged has everything once, and the file in its own order', () => {
  const lists = fc.uniqueArray(fc.integer({ min: 0, max: 20 })).chain((known) =>
    fc.record({
      known: fc.constant(known),
      wanted: fc.uniqueArray(fc.integer({ min: 0, max: 20 })),
    }),
  );
  fc.assert(
    fc.property(lists, ({ known, wanted }) => {
      const order = mergedOrder(known, wanted);
      expect([...order].sort((a, b) => a - b)).toEqual([...new Set([...known, ...wanted])].sort((a, b) => a - b));
      expect(order.filter((item) => wanted.includes(item))).toEqual(wanted);
      const silent = known.filter((item) => !wanted.includes(item));
      expect(order.filter((item) => silent.includes(item))).toEqual(silent);
    }),
    settings,
  );
});

const titles = ['Alabaster', 'Brigand', 'Cicero', 'Dunkirk', 'Ephemera', 'Foxglove', 'Gomorrah', 'Hyperion'];
/** An award of movies, of which the first has won. */
const award = fc.uniqueArray(fc.constantFrom(...titles), { minLength: 1, maxLength: 4 }).map((movies) =>
  movies.map((title, at): Nomination => {
    const nothing = { detail: null, credit: null, citation: null, note: null, nominees: [] };
    return { ...nothing, won: at === 0, movies: [{ title, year: null, imdbId: null }] };
  }),
);

test('awards of one name, by a source that tells them apart and by one that has them in one list, whichever is first', () => {
  const named = (name: string, nominations: readonly Nomination[]): Category => {
    return { name, canonicalName: name, group: null, kind: 'movie', nominations };
  };
  fc.assert(
    fc.property(ceremony, fc.array(award, { minLength: 2, maxLength: 3 }), (edition, awards) => {
      const apart = { ...edition, categories: awards.map((one, at) => named(`Award ${at} / Best Film`, one)) };
      const together = { ...edition, categories: [named('Best Film', awards.flat())] };
      const held = (from: Ceremony) => {
        const { categories, nominations } = stored(from);
        return [categories.map(({ name }) => name), nominations.map(({ category }) => category).sort()];
      };
      for (const [first, second] of [
        [apart, together],
        [together, apart],
      ] as const) {
        const before = stored(first);
        const after = stored(second, before);
        expect([
          after.categories.map(({ name }) => name).sort(),
          after.nominations.map(({ category }) => category).sort(),
        ]).toEqual(held(apart));
        expect(new Set(after.nominations.map(({ id }) => id))).toEqual(new Set(before.nominations.map(({ id }) => id)));
        for (const file of [first, second]) {
          expect(isExact(verify(file, after))).toBe(true);
          expect(plan(file, after).nominations.every(({ action }) => action === 'same')).toBe(true);
        }
      }
    }),
    settings,
  );
});
