/** Whose the IDs are that a source lists beside names, for lists that no known source has, or not yet. */
import { describe, expect, test } from 'vitest';
import { knownNamesIn, noKnownNames } from '../../src/entities/acquaintance.ts';
import { collect, loosePeople } from '../../src/entities/collect.ts';
import { pairIds, pairWithKnown } from '../../src/entities/pairing.ts';
import type { ImdbNameId, LoadedCeremony, Nominee } from '../../src/model/ceremony.ts';
import type { StoredEntity } from '../../src/model/entity.ts';
import { ceremonyOf, type NominationFile } from '../support/ceremonies.ts';

type Row = readonly [names: readonly string[], ids: readonly string[], movie?: string];

/** A ceremony of one category, of whose nominations a source lists names and IDs. */
function listed(rows: readonly Row[], paired: readonly NominationFile[] = [], year = 2020): LoadedCeremony {
  const nominees = (names: readonly string[]): Nominee[] =>
    names.map((name) => ({ kind: 'person', name, imdbId: null }));
  const nominations = rows.map(([names, , movie]) => ({
    ...(movie && { movies: [{ title: movie }] }),
    nominees: names.map((name) => ({ name })),
  }));
  const looseIds = rows.map(([names, ids], at) => ({
    category: 0,
    nomination: paired.length + at,
    nominees: nominees(names),
    ids: ids as ImdbNameId[],
    place: `row ${at}`,
  }));
  const { categories, ...rest } = ceremonyOf([]);
  // The own format takes two of the same credits for one.
  const all = [...paired, ...nominations].flatMap((one) => ceremonyOf([one]).categories[0]?.nominations ?? []);
  const ceremony = { ...rest, year, categories: categories.map((category) => ({ ...category, nominations: all })) };
  return { ceremony, looseIds, source: '/somewhere/list.json', sha256: '' };
}

function named(imdbId: string, name: string, status: StoredEntity['status'] = 'found'): StoredEntity {
  return { imdbId, name, status, tmdbId: null, facts: {}, checkedAt: null };
}

const [n1, n2, n3] = ['nm0000001', 'nm0000002', 'nm0000003'];
const linked = (ceremonies: readonly LoadedCeremony[]) =>
  ceremonies.flatMap(({ ceremony }) =>
    ceremony.categories.flatMap(({ nominations }) =>
      nominations.flatMap(({ nominees }) => nominees.map(({ name, imdbId }) => `${name} ${imdbId?.at(-1) ?? '-'}`)),
    ),
  );
const pairs = (rows: readonly Row[], people: readonly StoredEntity[] = [], paired: readonly NominationFile[] = []) =>
  pairIds([listed(rows, paired)], people.length === 0 ? noKnownNames : knownNamesIn(people));

describe('of IDs and names of which there are not as many', () => {
  test('those are paired of which one is likelier than all others', () => {
    const known = [named(n1, 'Bob Two')];
    expect(linked(pairs([[['Ann One', 'Bob Two', 'Cy Three'], [n1]]], known).ceremonies)).toEqual([
      'Ann One -',
      'Bob Two 1',
      'Cy Three -',
    ]);
    expect(linked(pairs([[['Ann One'], [n2, n1]]], [named(n1, 'Ann One')]).ceremonies)).toEqual(['Ann One 1']);
    expect(linked(pairs([[['Ann One', 'Ann One Jr'], [n1]]], [named(n1, 'Ann One')]).ceremonies)).toEqual([
      'Ann One 1',
      'Ann One Jr -',
    ]);
  });

  test('and of as many, in the order of the list', () => {
    expect(
      linked(
        pairs([
          [
            ['Ann One', 'Bob Two', 'Cy Three'],
            [n3, n1, n2],
          ],
        ]).ceremonies,
      ),
    ).toEqual(['Ann One 3', 'Bob Two 1', 'Cy Three 2']);
  });

  test('one that stands twice in a list counts once', () => {
    expect(linked(pairs([[['Ann One'], [n1, n1]]]).ceremonies)).toEqual(['Ann One 1']);
  });
});

describe('names are known', () => {
  const swapped: Row = [
    ['Ann One', 'Bob Two'],
    [n2, n1],
  ];

  test('by TMDb, and less so as an earlier file credited them', () => {
    expect(linked(pairs([swapped], [named(n1, 'Ann One', 'waiting')]).ceremonies)).toEqual(['Ann One 1', 'Bob Two 2']);
    // What an earlier file credited, perhaps by a guess, keeps nobody from a name.
    expect(linked(pairs([[['Ann One'], [n1]]], [named(n1, 'Cy Three', 'missing')]).ceremonies)).toEqual(['Ann One 1']);
    expect(linked(pairs([[['Ann One'], [n1]]], [named(n1, 'Cy Three')]).ceremonies)).toEqual(['Ann One -']);
  });

  test('by nominations whose names and IDs the source pairs, and not by those that it does not', () => {
    const paired = [
      { nominees: [{ name: 'Ann One', imdbId: n1 }, { name: 'Nobody' }] },
      { nominees: [{ name: 'Anna One', imdbId: n1 }] },
    ];
    const { ceremonies, remarks } = pairs([swapped], [], paired);
    expect(linked(ceremonies).slice(-2)).toEqual(['Ann One 1', 'Bob Two 2']);
    expect(remarks).toEqual([]);
  });

  test('by other rows, the more so the fewer names they have', () => {
    const rows: Row[] = [
      swapped,
      [['Ann One', 'Cy Three'], [n1, n3], 'A'],
      [['Bob Two', 'Ann One', 'Dee Four'], [n1, n2, n3], 'B'],
    ];
    expect(linked(pairs(rows).ceremonies).slice(0, 2)).toEqual(['Ann One 1', 'Bob Two 2']);
    expect(linked(pairs([swapped, [['O. Ann One'], [n1], 'A']]).ceremonies).slice(0, 2)).toEqual([
      'Ann One 1',
      'Bob Two 2',
    ]);
  });
});

describe('an ID beside several names', () => {
  test('is one person in two categories or movies, whose names are alike or cannot be compared', () => {
    expect(
      linked(
        pairs([
          [['Joel Coen'], [n1], 'A'],
          [['Joel Middle Coen'], [n1], 'A'],
        ]).ceremonies,
      ),
    ).toEqual(['Joel Coen 1', 'Joel Middle Coen 1']);
    expect(
      linked(
        pairs([
          [['Ethan Coen'], [n1], 'A'],
          [['Joel Coen'], [n1], 'B'],
        ]).ceremonies,
      ),
    ).toEqual(['Ethan Coen 1', 'Joel Coen 1']);
    expect(
      linked(
        pairs([
          [['Joe Hisaishi'], [n1], 'A'],
          [['久石譲'], [n1], 'B'],
        ]).ceremonies,
      ),
    ).toEqual(['Joe Hisaishi 1', '久石譲 1']);
  });

  test('is two of one movie, or of another name', () => {
    expect(
      linked(
        pairs([
          [['Ethan Coen'], [n1], 'A'],
          [['Joel Coen'], [n1], 'A'],
        ]).ceremonies,
      ),
    ).toEqual(['Ethan Coen -', 'Joel Coen -']);
    expect(
      linked(
        pairs([
          [['Joe Hisaishi'], [n1], 'A'],
          [['久石譲'], [n1], 'A'],
        ]).ceremonies,
      ),
    ).toEqual(['Joe Hisaishi -', '久石譲 -']);
    const { ceremonies, remarks } = pairs([
      [['Ann One'], [n1], 'A'],
      [['Bob Two'], [n1], 'B'],
      [['Cy Three'], [n1], 'C'],
    ]);
    expect(linked(ceremonies)).toEqual(['Ann One -', 'Bob Two -', 'Cy Three -']);
    expect(remarks[0]).toBe(
      'list.json: row 0: nm0000001 is not linked to Ann One, as it stands beside Bob Two, Cy Three, too',
    );
  });

  test('is one person in several years, and two nominations without a movie are no rivals', () => {
    const years = [2020, 2021].map((year, at) =>
      listed([[[at === 0 ? 'Ethan Coen' : 'Joel Coen'], [n1], 'A']], [], year),
    );
    expect(linked(pairIds(years, noKnownNames).ceremonies)).toEqual(['Ethan Coen 1', 'Joel Coen 1']);
    expect(
      linked(
        pairs([
          [['Ethan Coen'], [n1]],
          [['Joel Coen'], [n1]],
        ]).ceremonies,
      ),
    ).toEqual(['Ethan Coen 1', 'Joel Coen 1']);
  });

  test('goes to the one who is meant, and to another nomination only where one alone can be', () => {
    const known = [named(n1, 'Bob Two'), named(n2, 'Cy Three')];
    expect(
      linked(
        pairs(
          [
            [['Ann One'], [n1], 'A'],
            [['Bob Two'], [n2], 'B'],
          ],
          known,
        ).ceremonies,
      ),
    ).toEqual(['Ann One -', 'Bob Two 1']);
    expect(
      linked(
        pairs(
          [
            [['Ann One'], [n1], 'A'],
            [['Bob Two'], [n2], 'B'],
            [['Bob Two'], [n2], 'C'],
          ],
          known,
        ).ceremonies,
      ),
    ).toEqual(['Ann One -', 'Bob Two -', 'Bob Two -']);
    expect(
      linked(
        pairs(
          [
            [['Ann One'], [n1], 'A'],
            [['Bob Two'], [n3], 'B'],
          ],
          known,
        ).ceremonies,
      ),
    ).toEqual(['Ann One -', 'Bob Two 3']);
  });
});

test('companies are linked as such, and not asked for', () => {
  const loaded = listed([
    [
      ['Kodak', 'Ann One'],
      ['co0000001', n1],
    ],
  ]);
  const [nominees] =
    pairIds([loaded], noKnownNames).ceremonies[0]?.ceremony.categories[0]?.nominations.map((one) => one.nominees) ?? [];
  expect(nominees).toEqual([
    { kind: 'company', name: 'Kodak', imdbId: 'co0000001' },
    { kind: 'person', name: 'Ann One', imdbId: n1 },
  ]);
  expect(loosePeople([loaded])).toEqual([n1]);
});

test('IDs that are perhaps nobody’s are asked for without a name, the others under the first', () => {
  const paired = [
    {
      movies: [{ title: 'Alpha', imdbId: 'tt0000002' }, { title: 'Beta' }],
      nominees: [{ name: 'Ann One', imdbId: n2 }, { name: 'Bob' }],
    },
    {
      movies: [
        { title: 'A.', imdbId: 'tt0000002' },
        { title: 'Gamma', imdbId: 'tt0000001' },
      ],
      nominees: [{ name: 'A. One', imdbId: n2 }],
    },
  ];
  const { movies, people } = collect([listed([[['X Y'], [n3, n1, n2]]], paired)]);
  expect([...movies]).toEqual([
    ['tt0000001', 'Gamma'],
    ['tt0000002', 'Alpha'],
  ]);
  expect([...people]).toEqual([
    [n1, ''],
    [n2, 'Ann One'],
    [n3, ''],
  ]);
});

describe('what the database and a run know of people', () => {
  const swapped = [
    listed([
      [
        ['Ann One', 'Bob Two'],
        [n2, n1],
      ],
    ]),
  ];
  const reader = (...people: StoredEntity[]) => ({
    entities: async (kind: string) => new Map(kind === 'person' ? people.map((one) => [one.imdbId, one]) : []),
  });
  const pairing = async (stored: StoredEntity[], answered: StoredEntity[] = []) =>
    linked((await pairWithKnown(swapped, reader(...stored) as never, answered)).ceremonies);

  test('tells whose an ID is, what was just answered before what is stored', async () => {
    expect(await pairing([])).toEqual(['Ann One 2', 'Bob Two 1']);
    expect(await pairing([named(n1, 'Ann One')])).toEqual(['Ann One 1', 'Bob Two 2']);
    expect(await pairing([], [named(n1, 'Ann One')])).toEqual(['Ann One 1', 'Bob Two 2']);
    expect(await pairing([named(n1, 'Bob Two')], [named(n1, 'Ann One')])).toEqual(['Ann One 1', 'Bob Two 2']);
    expect(await pairing([named(n1, 'Ann One')], [named(n1, 'Bob Two', 'waiting')])).toEqual([
      'Ann One 1',
      'Bob Two 2',
    ]);
  });

  test('is not asked for where all is paired', async () => {
    const ceremony = { ...(swapped[0] as LoadedCeremony), looseIds: [] };
    const refusing = { entities: () => Promise.reject(new Error('asked')) };
    expect(await pairWithKnown([ceremony], refusing as never)).toEqual({ ceremonies: [ceremony], remarks: [] });
  });
});
