/** Categories of a source that lost the award (`Best Film` of `Golden Lion / Best Film`): which they are, and what they change. */
import { describe, expect, test } from 'vitest';
import type { StoredCeremony } from '../../src/model/stored.ts';
import { isEmpty, plan } from '../../src/plan/plan.ts';
import { unclearRemarks } from '../../src/plan/unclear.ts';
import { isExact } from '../../src/verify/verification.ts';
import { verify } from '../../src/verify/verify.ts';
import { type CeremonyFile, parsed, stored } from '../support/ceremonies.ts';

type CategoryFile = CeremonyFile['categories'][number];

/** A category of movies by their letters; the first has won. */
const prize = (name: string, letters: string, more: Partial<CategoryFile> = {}): CategoryFile => ({
  name,
  kind: 'movie',
  nominations: [...letters].map((letter, at) => ({
    ...(at === 0 ? { won: true } : {}),
    movies: [{ title: `Movie ${letter}` }],
  })),
  ...more,
});
const by = (name: string, letters: string, who: string): CategoryFile => {
  const { nominations, ...rest } = prize(name, letters, { kind: 'person' });
  return { ...rest, nominations: nominations.map((one) => ({ ...one, nominees: [{ name: who }] })) };
};
const withAll = (category: CategoryFile, more: CategoryFile['nominations'][number]): CategoryFile => ({
  ...category,
  nominations: category.nominations.map((nomination) => ({ ...nomination, ...more })),
});
const [lost, noted] = [
  (category: CategoryFile) => {
    const [first, ...others] = category.nominations.map(({ won: _, ...nomination }) => nomination);
    return { ...category, nominations: [first ?? {}, ...others.map((one) => ({ ...one, won: true }))] };
  },
  (category: CategoryFile) => withAll(category, { note: 'Tied.' }),
];
const unwon = (category: CategoryFile) => withAll(category, { won: false });
const lettersOf = (nominations: readonly { movies?: readonly { title: string }[] }[]) =>
  nominations.map(({ movies }) => movies?.[0]?.title.slice(-1)).join(' ');
const venice = (...categories: CategoryFile[]) =>
  parsed({ organization: { key: 'venice', name: 'V' }, year: 2024, name: '81st', categories }, 'venice.json');

const inOrder = (...files: ReturnType<typeof venice>[]): StoredCeremony | null =>
  files.reduce<StoredCeremony | null>((before, file) => stored(file, before), null);
/** `Golden Lion: A B`, for each category. */
const held = (ceremony: StoredCeremony | null) =>
  (ceremony?.categories ?? [])
    .map(({ name, canonicalName }) => {
      const rows = (ceremony?.nominations ?? []).filter(({ category }) => category === canonicalName);
      return `${name}: ${lettersOf(rows)}`;
    })
    .sort();

const [lion, horizons] = [prize('Golden Lion / Best Film', 'ABCD'), prize('Horizons / Best Film', 'XY')];
const both = venice(lion, horizons);
const whole = ['Golden Lion / Best Film: A B C D', 'Horizons / Best Film: X Y'];

describe('a category without its award is the one that holds its movies, and takes nothing of its name', () => {
  test.each([
    ['one of two', venice(prize('Best Film', 'ABCD'))],
    ['the other one', venice(prize('Best Film', 'XY'))],
    ['in another case', venice(prize('BEST FILM', 'XY'))],
    ['the award alone', venice(prize('Horizons', 'XY'))],
    ['the main prize by its award', venice(prize('Golden Lion', 'ABCD'))],
    ['of another kind, as it does not say of what', venice(prize('Best Film', 'XY', { kind: 'craft' }))],
  ])('%s, before and after', (_, bare) => {
    for (const files of [
      [both, bare],
      [bare, both],
      [both, bare, bare],
      [bare, both, bare],
    ]) {
      const found = inOrder(...files);
      expect(held(found)).toEqual(whole);
      expect(found?.categories.map(({ kind }) => kind)).toEqual(['movie', 'movie']);
      for (const file of files) expect(isExact(verify(file, found))).toBe(true);
    }
  });

  test('each in its turn, whichever comes first', () => {
    const [first, second] = [venice(prize('Best Film', 'ABCD')), venice(prize('Best Film', 'XY'))];
    const found = inOrder(both, first, second, first);
    expect(held(found)).toEqual(whole);
    expect(plan(second, found).nominations.every(({ action }) => action === 'same')).toBe(true);
  });

  test('one of a name that another award has alone, by what stands in it', () => {
    const film = prize('Best Costume Design', 'AB');
    const tv = prize('TV Award / Best Costume Design', 'XY');
    const bare = venice(prize('Best Costume Design', 'XY'));
    for (const files of [
      [venice(film, tv), bare],
      [bare, venice(film, tv)],
    ]) {
      const found = inOrder(...files);
      expect(held(found)).toEqual(['Best Costume Design: A B', 'TV Award / Best Costume Design: X Y']);
      for (const file of files) expect(isExact(verify(file, found))).toBe(true);
    }
  });

  test('or by whom it honours for the same movie', () => {
    const sundance = venice(
      prize('Grand Jury Prize / U.S. Dramatic', 'ABC'),
      by('Directing Award / U.S. Dramatic', 'A', 'Ann'),
      by('Editing Award / U.S. Dramatic', 'A', 'Bob'),
    );
    for (const who of ['Ann', 'Bob']) {
      const bare = venice({ ...by('U.S. Dramatic', 'A', who), kind: 'movie' });
      for (const files of [
        [sundance, bare],
        [bare, sundance],
      ]) {
        const found = inOrder(...files);
        expect(held(found)).toHaveLength(3);
        for (const file of files) expect(isExact(verify(file, found))).toBe(true);
      }
    }
  });

  test('and none that honours nobody for the one movie that both have', () => {
    const jury = venice(prize('Grand Jury Prize / U.S. Dramatic', 'ABC'));
    expect(held(inOrder(jury, venice(by('U.S. Dramatic', 'A', 'Ann'))))).toHaveLength(2);
  });
});

describe('a category with its award has one name once, whatever else its movies are in', () => {
  const [bare, { nominations, ...rest }] = [prize('Best Film', 'AB'), prize('Horizons / Best Film', 'XY')];
  // In the order of their letters, not with titles that the others could be corrected to.
  const own = {
    ...rest,
    nominations: nominations.map((one, at) => ({ ...one, movies: [{ title: `${at}, of all things: ${'XY'[at]}` }] })),
  };
  test.each<[string, CategoryFile[], CategoryFile[], string[]]>([
    [
      'a correction moves all of another one to it',
      [bare, own],
      [prize('Horizons / Best Film', 'AB')],
      ['Best Film: A B', 'Horizons / Best Film: A B X Y'],
    ],
    [
      'or some',
      [prize('Best Film', 'ABCD'), own],
      [prize('Main / Best Film', 'AB'), prize('Horizons / Best Film', 'CD')],
      ['Horizons / Best Film: C D X Y', 'Main / Best Film: A B C D'],
    ],
    [
      'a file moves all of it to another one',
      [own],
      [
        { ...own, nominations: [] },
        { ...own, name: 'Best Film' },
      ],
      ['Best Film: X Y', 'Horizons / Best Film: X Y'],
    ],
    [
      'or some',
      [prize('Main / Best Film', 'AB'), own],
      [
        { ...bare, nominations: [...bare.nominations, ...own.nominations] },
        { ...own, nominations: [] },
      ],
      ['Horizons / Best Film: X Y', 'Main / Best Film: A B X Y'],
    ],
  ])('%s', (_, before, after, categories) => {
    const file = venice(...after);
    const found = inOrder(venice(...before), file);
    expect(held(found)).toEqual(categories);
    expect(verify(file, found).problems).toEqual([]);
    expect(isEmpty(plan(file, found))).toBe(true);
  });
});

/** Imported in this order, and again: one set of categories, every file verifies, and there is nothing to do. */
function expectWhole(files: readonly ReturnType<typeof venice>[], categories: readonly string[]): void {
  const found = inOrder(...files);
  expect(held(found)).toEqual(categories);
  for (const file of files) {
    expect(isExact(verify(file, found))).toBe(true);
    const again = plan(file, found);
    expect(again.nominations.every(({ action }) => action === 'same')).toBe(true);
    expect(isEmpty(plan(file, stored(file, found)))).toBe(true);
    expect(unclearRemarks(again, '81st')).toEqual([]);
  }
}
const inBothOrders = (a: ReturnType<typeof venice>, b: ReturnType<typeof venice>) => [
  [a, b],
  [b, a],
  [a, b, a, b],
  [b, a, b, a],
];

describe('what stands in several awards\u2019 categories alike is the first of them', () => {
  const [volpi, pasinetti] = [
    by('Volpi Cup / Best Actress', 'A', 'Ann'),
    by('Pasinetti Award / Best Actress', 'A', 'Ann'),
  ];
  test.each([
    ['two', [volpi, pasinetti], by('Best Actress', 'A', 'Ann')],
    ['three', [volpi, pasinetti, by('Jury / Best Actress', 'A', 'Ann')], by('Best Actress', 'A', 'Ann')],
    ['several nominations', [prize('X / Best Film', 'AB'), prize('Y / Best Film', 'AB')], prize('Best Film', 'AB')],
    ['by the award alone', [prize('X / Best Film', 'A'), prize('X / Best Debut', 'A')], prize('X', 'A')],
    ['of one that has no winner', [prize('X / Film', 'BA'), prize('Y / Film', 'BA')], unwon(prize('Film', 'BA'))],
  ])('%s', (_, whole, bare) => {
    const categories = whole.map(({ name, nominations }) => `${name}: ${lettersOf(nominations)}`).sort();
    for (const files of inBothOrders(venice(...whole), venice(bare))) expectWhole(files, categories);
    // The rows of the first one are those that were there.
    const before = inOrder(venice(bare));
    const after = inOrder(venice(bare), venice(...whole));
    const first = after?.nominations.filter(({ category }) => category === whole[0]?.name);
    expect(first?.map(({ id }) => id).sort()).toEqual(before?.nominations.map(({ id }) => id).sort());
  });

  test('and of several that fit, the one in which it would change nothing', () => {
    const whole = [
      lost(by('Volpi Cup / Best Actress', 'AB', 'Ann')),
      by('Pasinetti Award / Best Actress', 'AB', 'Ann'),
    ];
    for (const files of inBothOrders(venice(...whole), venice(by('Best Actress', 'AB', 'Ann')))) {
      expectWhole(files, ['Pasinetti Award / Best Actress: A B', 'Volpi Cup / Best Actress: A B']);
    }
  });
});

describe('a list that is several awards\u2019, each nomination with its own award', () => {
  const [gold, mention] = [prize('Golden Lion / Best Film', 'ABCD'), prize('Mention / Best Film', 'Z')];
  const whole = ['Golden Lion / Best Film: A B C D', 'Horizons / Best Film: X Y'];
  const joined = (name: string, ...categories: readonly CategoryFile[]) => ({
    ...prize(name, ''),
    nominations: categories.flatMap(({ nominations }) => nominations),
  });
  const bestFilm = (...categories: readonly CategoryFile[]) => venice(joined('Best Film', ...categories));
  /** As only a foreign file has it: the same nomination more than once. */
  const inOneList = (name: string, ...lists: readonly string[]) => {
    const file = venice(...lists.map((letters, at) => prize(`${name} ${at}`, letters)));
    const nominations = file.categories.flatMap((category) => category.nominations);
    return {
      ...file,
      categories: file.categories.slice(0, 1).map((one) => ({ ...one, name, canonicalName: name, nominations })),
    };
  };
  const alone = { ...gold, name: 'Best Film' };

  test.each<[string, ReturnType<typeof venice>, ReturnType<typeof venice>, string[]]>([
    ['of two', both, bestFilm(gold, horizons), whole],
    ['of two, the smaller one first', both, bestFilm(horizons, gold), whole],
    [
      'of three',
      venice(gold, horizons, mention),
      bestFilm(gold, horizons, mention),
      [...whole, 'Mention / Best Film: Z'],
    ],
    [
      'of equally long ones',
      venice(prize('X / Film', 'A'), prize('Y / Film', 'B'), prize('Z / Film', 'C')),
      venice(joined('Film', prize('', 'A'), prize('', 'B'), prize('', 'C'))),
      ['X / Film: A', 'Y / Film: B', 'Z / Film: C'],
    ],
    [
      'beside the one that has no award',
      venice(alone, horizons),
      bestFilm(gold, horizons),
      ['Best Film: A B C D', 'Horizons / Best Film: X Y'],
    ],
    [
      'of which both have one that it says once',
      venice(gold, prize('Audience Award / Best Film', 'ED')),
      bestFilm(gold, prize('', 'E')),
      ['Audience Award / Best Film: E D', 'Golden Lion / Best Film: A B C D'],
    ],
    [
      'of two that have two alike, each twice',
      venice(prize('X / Film', 'ABC'), prize('Y / Film', 'CAD')),
      inOneList('Film', 'CAD', 'ABC'),
      ['X / Film: A B C', 'Y / Film: C A D'],
    ],
    [
      'of which one won what it says once',
      venice(gold, prize('Audience Award / Best Film', 'DE')),
      bestFilm(prize('', 'A'), unwon(prize('', 'BC')), prize('', 'DE')),
      ['Audience Award / Best Film: D E', 'Golden Lion / Best Film: A B C D'],
    ],
    [
      'with one that is neither\u2019s, and stays apart',
      both,
      bestFilm(gold, horizons, unwon(prize('', 'Q'))),
      ['Best Film: Q', ...whole],
    ],
  ])('%s', (_, awards, list, categories) => {
    for (const files of inBothOrders(awards, list)) {
      expectWhole(files, categories);
      const ids = new Set(inOrder(...files)?.nominations.map(({ id }) => id));
      expect(inOrder(...files.slice(0, 1))?.nominations.filter(({ id }) => !ids.has(id))).toEqual([]);
      for (const file of files) {
        const said = file.categories.flatMap(({ nominations }) => nominations).length;
        expect(verify(file, inOrder(...files)).all.nominations).toEqual({ present: said, expected: said });
      }
    }
  });

  test('of what is neither\u2019s, a remark tells once that it stays apart', () => {
    const list = bestFilm(gold, horizons, unwon(prize('', 'Q')));
    for (const [first, second] of [
      [both, list],
      [list, both],
    ] as const) {
      expect(unclearRemarks(plan(second, stored(first)), '81st')).toEqual([
        '81st · Best Film: kept as a category of its own, as it may be each of these: Golden Lion / Best Film, ' +
          'Horizons / Best Film; a file that names the award with the category tells which',
      ]);
    }
  });

  test('is missing what no award has, and nothing else', () => {
    const list = bestFilm(gold, horizons, unwon(prize('', 'Q')));
    expect(verify(list, stored(both)).problems).toEqual(['Best Film · Movie Q: missing']);
    expect(
      verify(bestFilm(unwon(gold), prize('', 'X')), stored(both)).extra.map(({ movies }) => movies[0]?.title),
    ).toEqual(['Movie Y']);
  });
});

test('a list that is several awards\u2019 is held against the same ones once it has changed one of them', () => {
  const noted = { won: true, movies: [{ title: 'Alabaster' }], note: 'Tied.' };
  const directing = {
    ...prize('Main / Directing', ''),
    nominations: [
      { movies: [{ title: 'Brigand' }], nominees: [{ name: 'Ann' }] },
      { movies: [{ title: 'Alabaster' }] },
    ],
  };
  const before = venice({ ...prize('Main', ''), nominations: [{ movies: [{ title: 'Alabaster' }] }] }, directing);
  const file = venice({ ...prize('Main', ''), nominations: [noted, { movies: [{ title: 'Brigand' }] }] });
  const found = inOrder(before, file);
  expect(found?.nominations).toHaveLength(3);
  expect(verify(file, found).problems).toEqual([]);
  expect(isEmpty(plan(file, found))).toBe(true);
  expect(stored(file, found)).toEqual(found);
});

test('what two awards have alike is extra in neither, where the list says more of it once', () => {
  const [only, also] = [prize('Best Film', 'A'), prize('Queer Lion / Best Film', 'CA')];
  const file = venice({
    ...by('Best Film', 'A', 'Ann'),
    nominations: [...prize('', 'C').nominations, ...by('', 'A', 'Ann').nominations],
    kind: 'movie',
  });
  const before = inOrder(venice(only, also));
  const found = stored(file, before);
  expect(plan(file, before).extra).toEqual([]);
  expect(isExact(verify(file, found))).toBe(true);
  expect(isEmpty(plan(file, found))).toBe(true);
});

describe('where two awards have its movie, verification looks where an import does', () => {
  const people = (name: string, ...who: string[]) => ({
    name,
    kind: 'person' as const,
    nominations: who.map((one) => ({ nominees: [{ name: one }] })),
  });
  test.each<[string, CategoryFile[], CategoryFile, string[]]>([
    [
      'the one that credits the very same',
      [prize('Best Film / Drama', 'BE'), by('Horizons / Best Film', 'B', 'Ann Lee')],
      prize('Best Film', 'B'),
      ['Movie E'],
    ],
    [
      'the same of people without a movie',
      [by('Main / Best Director', 'A', 'Ann Lee'), people('Main / Best Film', 'Bob Ray', 'Ann Lee')],
      people('Main', 'Ann Lee'),
      ['Bob Ray'],
    ],
  ])('%s', (_, before, bare, extra) => {
    const file = venice(bare);
    const existing = inOrder(venice(...before));
    const planned = plan(file, existing);
    const textOf = ({ movies, nominees }: (typeof planned.extra)[number]) => movies[0]?.title ?? nominees[0]?.name;
    expect(planned.extra.map(textOf)).toEqual(extra);
    const verification = verify(file, stored(file, existing));
    expect(verification.problems).toEqual([]);
    expect(verification.extra.map(textOf)).toEqual(extra);
  });
});

describe('where nobody can say which of two it is', () => {
  const two = venice(prize('Audience Award / U.S. Dramatic', 'A'), prize('Youth Award / U.S. Dramatic', 'A'));
  const remark =
    '81st · U.S. Dramatic: kept as a category of its own, as it may be each of these: Audience Award / U.S. Dramatic, ' +
    'Youth Award / U.S. Dramatic; a file that names the award with the category tells which';

  test.each([
    ['it adds something', venice(prize('U.S. Dramatic', 'AB')), 'A B'],
    ['it changes something', venice(noted(prize('U.S. Dramatic', 'A'))), 'A'],
  ])('as %s, it stands and stays apart, with a remark once', (_, bare, letters) => {
    for (const [first, second] of [
      [two, bare],
      [bare, two],
    ] as const) {
      expect(unclearRemarks(plan(second, stored(first)), '81st')).toEqual([remark]);
      const apart = [
        'Audience Award / U.S. Dramatic: A',
        `U.S. Dramatic: ${letters}`,
        'Youth Award / U.S. Dramatic: A',
      ];
      expectWhole([first, second], apart);
    }
  });
});

describe('the names of one category', () => {
  const named = (name: string, canonicalName = name) => venice(prize(name, 'AB', { canonicalName }));
  const names = (...files: ReturnType<typeof venice>[]) =>
    inOrder(...files)?.categories.map(({ name, canonicalName }) => `${name} | ${canonicalName}`)[0];

  test('in lower case alone never replace others, and give way to them', () => {
    const listed = named('Fipresci Prize / Forum', 'fipresci prize / forum');
    const page = named('FIPRESCI Prize / Forum');
    for (const files of [
      [listed, page],
      [page, listed],
    ]) {
      expect(names(...files)).toBe('FIPRESCI Prize / Forum | FIPRESCI Prize / Forum');
      for (const file of files) expect(isExact(verify(file, inOrder(...files)))).toBe(true);
    }
  });

  test('are corrected by a file that spells them otherwise, and by one that says what it was called', () => {
    expect(names(named('Best film'), named('Best Film'))).toBe('Best Film | Best Film');
    expect(names(named('Prize / Film'), named('The Film', 'Prize: Film'))).toBe('The Film | Prize / Film');
    expect(names(named('Prize / Film'), named('Prize: Film'))).toBe('Prize / Film | Prize / Film');
    expect(names(named('Golden Lion'), named('Golden Lion / Best Film'))).toBe('Golden Lion / Best Film | Golden Lion');
    expect(names(named('Golden Lion / Best Film'), named('Golden Lion'))).toBe('Golden Lion / Best Film | Golden Lion');
  });
});

describe('the name of the ceremony', () => {
  const given = (organization: { key: string; name: string }, name: string, year = 2024) =>
    parsed({ organization, year, name, categories: [prize('Golden Lion', 'A')] }, 'venice.json');
  const generic = given({ key: 'venice', name: 'Venice Film Festival' }, 'Venice International Film Festival 2024');
  const own = given({ key: 'venice', name: 'Venice Film Festival' }, '81st Venice Film Festival');

  test('stays where a source has one that is made of the registry and the year', () => {
    for (const files of [
      [generic, own],
      [own, generic],
    ]) {
      const found = inOrder(...files);
      expect(found?.name).toBe('81st Venice Film Festival');
      for (const file of files) expect(isExact(verify(file, found))).toBe(true);
    }
  });

  test('follows the year where it moves', () => {
    const numbered = (year: number) => ({ ...generic, number: 81, year, name: `Venice Film Festival ${year}` });
    expect(inOrder(numbered(2024), numbered(2025))?.name).toBe('Venice Film Festival 2025');
  });
});
