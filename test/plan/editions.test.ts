/** What becomes of a ceremony's own row and of its categories. */
import { describe, expect, test } from 'vitest';
import type { Ceremony } from '../../src/model/ceremony.ts';
import type { StoredCeremony } from '../../src/model/stored.ts';
import { isEmpty, largeRemoval, plan } from '../../src/plan/plan.ts';
import { type CeremonyFile, ceremonyOf, parsed, stored } from '../support/ceremonies.ts';

const bare = ceremonyOf([]);
const full: Ceremony = {
  ...bare,
  organization: { ...bare.organization, abbreviation: 'F', imdbEventId: 'ev0000001' as never },
  number: 7,
  date: '2020-03-10',
  expected: { categories: 1, nominations: 0, winners: 0, peopleNominations: 0 },
};

function changes(file: Ceremony, before: StoredCeremony): string[] {
  const { edition } = plan(file, before);
  return edition.action === 'update' ? edition.fields.map((one) => `${one.field}: ${one.before} → ${one.after}`) : [];
}

describe('the row of a ceremony', () => {
  test('keeps what the file does not say', () => {
    expect(plan(bare, stored(full)).edition).toMatchObject({
      action: 'same',
      after: { organization: full.organization, number: 7, date: '2020-03-10', expected: full.expected },
    });
    expect(plan(bare, null).edition).toMatchObject({
      action: 'add',
      after: { organization: bare.organization, number: null, date: null, expected: null },
    });
  });

  test('gets what it says, field by field', () => {
    expect(changes(full, stored(bare))).toEqual([
      'organization: Festival (festival) → Festival (F)',
      'IMDb event: null → ev0000001',
      'number: null → 7',
      'date: null → 2020-03-10',
      'expected: null → 1 categories, 0 nominations, 0 winners, 0 people nominations',
    ]);
    const other: Ceremony = {
      ...full,
      organization: { ...full.organization, abbreviation: 'G', imdbEventId: 'ev0000002' as never },
      number: 8,
      name: 'Other',
      date: '2020-03-11',
    };
    expect(changes(other, stored(full))).toEqual([
      'organization: Festival (F) → Festival (G)',
      'IMDb event: ev0000001 → ev0000002',
      'number: 7 → 8',
      'name: Festival 2020 → Other',
      'date: 2020-03-10 → 2020-03-11',
    ]);
  });

  test('keeps its ID and its place of the year, and takes another one where it moves to another year', () => {
    const second = { ...stored({ ...bare, instance: 2 }), id: 'given once' };
    expect(plan(bare, second)).toMatchObject({ ceremonyId: 'given once', edition: { action: 'same' } });
    expect(changes({ ...bare, year: 2021 }, second)).toEqual(['year: 2020/2 → 2021']);
    expect(plan(bare, null).ceremonyId).toBe(stored(bare).id);
    expect(plan(bare, null, 'another').ceremonyId).toBe('another');
  });
});

const nomination = (title: string) => ({ movies: [{ title }] });
const prizes = (...categories: (Partial<CeremonyFile['categories'][number]> & { name: string })[]) =>
  parsed(
    {
      organization: { key: 'festival', name: 'Festival' },
      year: 2020,
      name: 'Festival 2020',
      categories: categories.map((one) => ({ kind: 'craft', nominations: [], ...one })),
    },
    'f.json',
  );

/** What becomes of each category, in the plan's order: `same 1 Sound`, with what changes. */
function categories(before: Ceremony, file: Ceremony): string[] {
  return plan(file, stored(before)).categories.map((change) => {
    const fields = change.action === 'update' ? change.fields.map((f) => ` ${f.field}: ${f.before} → ${f.after}`) : [];
    return `${change.action} ${change.after.position} ${change.after.name}${fields.join(';')}`;
  });
}

describe('the categories', () => {
  test('keep their places where the file has some of them, and new ones follow those that they follow there', () => {
    const before = prizes({ name: 'A' }, { name: 'B' }, { name: 'C' });
    expect(categories(before, before)).toEqual(['same 1 A', 'same 2 B', 'same 3 C']);
    expect(categories(before, prizes({ name: 'B' }))).toEqual(['same 2 B', 'same 1 A', 'same 3 C']);
    expect(categories(before, prizes({ name: 'A' }, { name: 'X' }, { name: 'B' }))).toEqual([
      'same 1 A',
      'add 2 X',
      'same 3 B',
      'same 4 C',
    ]);
    expect(categories(before, prizes({ name: 'C' }, { name: 'A' }))).toEqual([
      'update 1 C order: as stored → as in the file',
      'update 3 A order: as stored → as in the file',
      'same 2 B',
    ]);
  });

  test('change their group, name and kind, and keep a group that the file does not say', () => {
    const before = prizes({ name: 'A', group: 'G' });
    expect(categories(before, prizes({ name: 'A' }))).toEqual(['same 1 A']);
    expect(categories(before, prizes({ name: 'A', group: 'H' }))).toEqual(['update 1 A group: G → H']);
    expect(categories(prizes({ name: 'A' }), before)).toEqual(['update 1 A group: null → G']);
    expect(categories(before, prizes({ name: 'A', kind: 'movie' }))).toEqual(['update 1 A kind: craft → movie']);
    expect(categories(before, prizes({ name: 'Best A', canonicalName: 'A' }))).toEqual([
      'update 1 Best A name: A → Best A',
    ]);
    // A source that has only the canonical name does not know what it was called that year.
    expect(categories(prizes({ name: 'Best A', canonicalName: 'A' }), prizes({ name: 'A' }))).toEqual([
      'same 1 Best A',
    ]);
  });

  test('change in one line with the order of their nominations, and with what else becomes of them', () => {
    const [one, other] = [nomination('One'), nomination('Two')];
    const before = prizes({ name: 'A', nominations: [one, other] });
    const order = 'order: as stored → as in the file';
    expect(categories(before, prizes({ name: 'A', nominations: [other, one] }))).toEqual([`update 1 A ${order}`]);
    expect(categories(before, prizes({ name: 'A', group: 'G', nominations: [other, one] }))).toEqual([
      `update 1 A group: null → G; ${order}`,
    ]);
  });
});

describe('the rows of nominations that do not change but where they stand', () => {
  const [one, two, three] = [nomination('One'), nomination('Two'), nomination('Three')];
  const moved = (before: Ceremony, file: Ceremony) =>
    plan(file, stored(before)).moved.map(
      ({ movies, category, position }) => `${movies[0]?.title} ${category} ${position}`,
    );
  const a = (...nominations: ReturnType<typeof nomination>[]) => prizes({ name: 'A', nominations });

  test('are those at another place', () => {
    expect(moved(a(one, two), a(one, two))).toEqual([]);
    expect(moved(a(one, two), a(two, one))).toEqual(['Two A 1', 'One A 2']);
    expect(moved(a(one, two), a(three, one, two))).toEqual(['One A 2', 'Two A 3']);
  });

  test('and those that the file does not have, which come last', () => {
    const planned = plan(a(two, three), stored(a(one, two)));
    expect(planned.moved.map(({ position }) => position)).toEqual([1, 3]);
    expect(planned.extra).toMatchObject([{ movies: [{ title: 'One' }], position: 3 }]);
    expect(moved(a(two, one), a(two))).toEqual([]);
  });

  test('are all of a category that becomes another row by its name or kind', () => {
    const before = a(one);
    expect(moved(before, prizes({ name: 'Best A', canonicalName: 'A', nominations: [one] }))).toEqual(['One A 1']);
    expect(moved(before, prizes({ name: 'A', kind: 'movie', nominations: [one] }))).toEqual(['One A 1']);
    expect(moved(before, prizes({ name: 'A', group: 'G', nominations: [one] }))).toEqual([]);
    const extra = plan(prizes({ name: 'Best A', canonicalName: 'A', nominations: [two] }), stored(before));
    expect(extra.moved).toMatchObject([{ movies: [{ title: 'One' }], position: 2 }]);
  });

  test('new ones stand after each other, and have not won where nobody says so', () => {
    const { nominations } = plan(a(one, two), null);
    expect(nominations.map(({ after }) => [after.position, after.won])).toEqual([
      [1, false],
      [2, false],
    ]);
  });
});

describe('a plan is empty', () => {
  const [one, two] = [nomination('One'), nomination('Two')];
  const a = (...nominations: ReturnType<typeof nomination>[]) => prizes({ name: 'A', nominations });
  test.each<[string, Ceremony, Ceremony, boolean]>([
    ['where nothing changes', a(one), a(one), true],
    ['not where the ceremony changes', a(one), { ...a(one), name: 'Other' }, false],
    ['not where a category changes', prizes({ name: 'A' }), prizes({ name: 'A', group: 'G' }), false],
    ['not where one of several categories is new', prizes({ name: 'A' }), prizes({ name: 'A' }, { name: 'B' }), false],
    ['not where one of several nominations is new', a(one), a(one, two), false],
    ['where the database has more', a(one, two), a(one), true],
  ])('%s', (_, before, file, expected) => {
    expect(isEmpty(plan(file, stored(before)))).toBe(expected);
  });

  test('not where a nomination only moves', () => {
    const planned = plan(a(one), stored(a(one)));
    expect(isEmpty({ ...planned, moved: planned.nominations.map(({ after }) => after) })).toBe(false);
  });
});

test('a removal that is too large is let through by --force', () => {
  const refusal = largeRemoval(plan(ceremonyOf([]), stored(ceremonyOf([nomination('One')]))));
  expect(refusal).toMatchObject({
    code: 'too-many-removals',
    hint: 'nothing was written; is it the right file? If it is',
    remedy: { with: ['--force'], without: [] },
  });
});

describe('what a diff says of a nomination', () => {
  const change = (before: object, after: object) => {
    const [found] = plan(ceremonyOf([after as never]), stored(ceremonyOf([before as never]))).nominations;
    return found?.action === 'update' ? found.fields.map((f) => `${f.field}: ${f.before} → ${f.after}`) : [];
  };
  const alpha = { title: 'Alpha', imdbId: 'tt0000001' };
  test.each<[string, object, object, string[]]>([
    ['who won', { movies: [alpha] }, { won: true, movies: [alpha] }, ['won: no → yes']],
    [
      'the year and the link of a movie',
      { movies: [{ title: 'Alpha' }] },
      { movies: [{ ...alpha, year: 1999 }] },
      ['movie 1: Alpha (pending) → Alpha (1999, tt0000001)'],
    ],
    [
      'what a nominee is',
      { movies: [alpha], nominees: [{ name: 'K', kind: 'unknown' }] },
      { movies: [alpha], nominees: [{ name: 'K', kind: 'company' }] },
      ['nominee 1: K (unknown) → K (company)'],
    ],
    [
      'who is pending no more',
      { movies: [alpha], nominees: [{ name: 'K' }] },
      { movies: [alpha], nominees: [{ name: 'K', imdbId: 'nm0000001' }] },
      ['nominee 1: K (pending) → K (nm0000001)'],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(change(before, after)).toEqual(expected);
  });
});

describe('a category of another name is the one', () => {
  const credits = (...names: string[]) =>
    names.map((name) => ({ movies: [{ title: `Movie of ${name}` }], nominees: [{ name }] }));
  const movies = (...titles: string[]) => titles.map(nomination);
  const pairs = (before: Ceremony, file: Ceremony) =>
    plan(file, stored(before)).categories.map(({ action, after }) => `${action} ${after.name}`);
  const one = (name: string, nominations: CeremonyFile['categories'][number]['nominations'], kind = 'craft') => ({
    name,
    nominations,
    kind,
  });

  test.each<[string, ReturnType<typeof one>, ReturnType<typeof one>, boolean]>([
    [
      'whose name is within its own, with half of the nominations',
      one('Lion', credits('A', 'B')),
      one('Golden Lion', credits('A', 'C')),
      true,
    ],
    ['but not with fewer', one('Lion', credits('A', 'B', 'C')), one('Golden Lion', credits('A', 'D', 'E')), false],
    [
      'nor by words that stand in any name',
      one('Best Award', credits('A', 'B')),
      one('Best Award for Sound', credits('A', 'C')),
      false,
    ],
    ['with all of at least two nominations', one('Silver', credits('A', 'B')), one('Golden', credits('A', 'B')), true],
    ['but not of one', one('Silver', credits('A')), one('Golden', credits('A')), false],
    ['nor with all but one', one('Silver', credits('A', 'B', 'C')), one('Golden', credits('A', 'B')), false],
    ['nor of another kind', one('Silver', credits('A', 'B')), one('Golden', credits('A', 'B'), 'movie'), false],
    [
      'of movies alone with at least three, and a word in common',
      one('Silver Bear', movies('A', 'B', 'C')),
      one('Golden Bear', movies('A', 'B', 'C')),
      true,
    ],
    ['but not with two', one('Silver Bear', movies('A', 'B')), one('Golden Bear', movies('A', 'B')), false],
    ['nor without a word', one('Silver', movies('A', 'B', 'C')), one('Golden', movies('A', 'B', 'C')), false],
    [
      'nor where only some are movies alone',
      one('Silver', [...credits('A'), ...movies('B')]),
      one('Golden', [...credits('A'), ...movies('B')]),
      false,
    ],
  ])('%s', (_, before, file, isOne) => {
    expect(pairs(prizes(before), prizes(file))).toEqual(
      isOne ? [`update ${file.name}`] : [`add ${file.name}`, `same ${before.name}`],
    );
  });

  test('where it is the only one, on both sides', () => {
    const [silver, golden] = [one('Silver', credits('A', 'B')), one('Golden', credits('A', 'B'))];
    const bronze = one('Bronze', credits('A', 'B'));
    expect(pairs(prizes(silver, bronze), prizes(golden))).toEqual(['add Golden', 'same Silver', 'same Bronze']);
    expect(pairs(prizes(silver), prizes(golden, bronze))).toEqual(['add Golden', 'add Bronze', 'same Silver']);
    expect(pairs(prizes(silver), prizes(golden, { ...silver, nominations: credits('A', 'B') }))).toEqual([
      'add Golden',
      'same Silver',
    ]);
  });

  test('or shares more than any other', () => {
    const lion = one('Lion', credits('A', 'B', 'C', 'D'));
    expect(
      pairs(prizes(lion), prizes(one('Golden Lion', credits('A', 'B', 'C')), one('Silver Lion', credits('A', 'B')))),
    ).toEqual(['update Golden Lion', 'add Silver Lion']);
    const two = prizes(one('Golden Lion', credits('A', 'B', 'C')), one('Silver Lion', credits('A', 'B')));
    expect(pairs(two, prizes(lion))).toEqual(['update Lion', 'same Silver Lion']);
  });

  test('whatever the spelling and order of its credits', () => {
    const credit = (title: string, ...names: string[]) => ({
      movies: [{ title: `${title} two` }, { title }],
      nominees: names.map((name) => ({ name })),
    });
    const turned = (title: string, ...names: string[]) => ({
      movies: [{ title: title.toUpperCase() }, { title: `${title} Two` }],
      nominees: names.toReversed().map((name) => ({ name })),
    });
    const before = one('Silver', [credit('alpha', 'A', 'B'), credit('beta', 'C', 'D')]);
    expect(pairs(prizes(before), prizes(one('Golden', [turned('alpha', 'A', 'B'), turned('beta', 'C', 'D')])))).toEqual(
      ['update Golden'],
    );
    expect(pairs(prizes(before), prizes(one('Golden', [turned('alpha', 'X', 'Y'), turned('beta', 'V', 'W')])))[0]).toBe(
      'add Golden',
    );
    expect(pairs(prizes(before), prizes(one('Golden', [turned('x', 'A', 'B'), turned('y', 'C', 'D')])))[0]).toBe(
      'add Golden',
    );
  });
});
