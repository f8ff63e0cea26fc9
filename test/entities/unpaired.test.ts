/** Whose the IDs are that a source lists beside names, for lists that no known source has, or not yet. */
import { describe, expect, test } from 'vitest';
import { knownNamesIn, noKnownNames } from '../../src/entities/acquaintance.ts';
import { collect, loosePeople } from '../../src/entities/collect.ts';
import { pairIds, pairWithKnown } from '../../src/entities/pairing.ts';
import type { LoadedCeremony } from '../../src/model/ceremony.ts';
import type { StoredEntity } from '../../src/model/entity.ts';
import { linked, listed, n1, n2, n3, named, pairs, type Row } from '../support/unpaired-lists.ts';

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

  test('one of several is left out where another is as likely, and where none is, each gets its own', () => {
    const one = [named(n1, 'Bob M. Two')];
    expect(linked(pairs([[['Ann One', 'Bob Two'], [n1]]], one).ceremonies)).toEqual(['Ann One -', 'Bob Two 1']);
    const two = [...one, named(n2, 'Cy M. Three')];
    expect(
      linked(
        pairs(
          [
            [
              ['Ann One', 'Bob Two', 'Cy Three'],
              [n2, n1],
            ],
          ],
          two,
        ).ceremonies,
      ),
    ).toEqual(['Ann One -', 'Bob Two 1', 'Cy Three 2']);
    const credited = [named(n1, 'Bob Two', 'waiting'), named(n2, 'Bob Two', 'waiting')];
    expect(
      linked(
        pairs(
          [
            [
              ['Ann One', 'Bob Two', 'Cy Three'],
              [n1, n2],
            ],
          ],
          credited,
        ).ceremonies,
      ),
    ).toEqual(['Ann One -', 'Bob Two -', 'Cy Three -']);
    expect(linked(pairs([[['Bob Two'], [n1, n2]]], credited.slice(1)).ceremonies)).toEqual(['Bob Two 2']);
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

  test('which tells, too, where several are as likely to be one of the names', () => {
    const credited = [named(n1, 'Bob Two', 'waiting'), named(n2, 'Bob Two', 'waiting')];
    expect(
      linked(
        pairs(
          [
            [
              ['Ann One', 'Bob Two'],
              [n1, n2],
            ],
          ],
          credited,
        ).ceremonies,
      ),
    ).toEqual(['Ann One 1', 'Bob Two 2']);
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

  test('by TMDb in full before in part, and in another script only where nobody else is known', () => {
    const family = [named(n1, 'Joe One'), named(n2, 'Ann One')];
    expect(
      linked(
        pairs(
          [
            [
              ['Ann One', 'Bob Two'],
              [n1, n2],
            ],
          ],
          family,
        ).ceremonies,
      ),
    ).toEqual(['Ann One 2', 'Bob Two -']);
    const script = [named(n1, '久石譲'), named(n2, 'Joe Hisaishi')];
    expect(
      linked(
        pairs(
          [
            [
              ['Joe Hisaishi', 'Ann One'],
              [n1, n2],
            ],
          ],
          script,
        ).ceremonies,
      ),
    ).toEqual(['Joe Hisaishi 2', 'Ann One 1']);
  });

  test('anew each time, whatever was guessed when less was known', () => {
    const guessed = pairs([swapped]).ceremonies;
    expect(linked(guessed)).toEqual(['Ann One 2', 'Bob Two 1']);
    expect(linked(pairIds(guessed, knownNamesIn([named(n1, 'Ann One')])).ceremonies)).toEqual([
      'Ann One 1',
      'Bob Two 2',
    ]);
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
    const shared: Row = [['Ann One', 'Cy Three'], [n2, n3], 'B'];
    expect(linked(pairs([swapped, [['Ann One'], [n1], 'A'], shared]).ceremonies)[0]).toBe('Ann One 1');
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
