/** What is not linked, as it contradicts what else the lists say. */
import { describe, expect, test } from 'vitest';
import { noKnownNames } from '../../src/entities/acquaintance.ts';
import { pairIds } from '../../src/entities/pairing.ts';
import { linked, listed, n1, n2, n3, named, pairs } from '../support/unpaired-lists.ts';

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

  test('is nobody where one of them could be either of two others', () => {
    const rows = pairs([
      [['久石譲'], [n1], 'A'],
      [['Ann One'], [n1], 'B'],
      [['Bob Two'], [n1], 'C'],
    ]);
    expect(linked(rows.ceremonies)).toEqual(['久石譲 -', 'Ann One -', 'Bob Two -']);
  });

  test('stays with the name that it has found, though another nomination has the same', () => {
    const known = [named(n1, 'Ann One'), named(n2, 'Cy Three')];
    const rows = pairs(
      [
        [['A. One'], [n1], 'A'],
        [['Ann One'], [n2], 'B'],
      ],
      known,
    );
    expect(linked(rows.ceremonies)).toEqual(['A. One 1', 'Ann One -']);
  });

  test('goes to no nomination of another year', () => {
    const years = [listed([[['Ann One'], [n1], 'A']], [], 2020), listed([[['Bob Two'], [n2], 'A']], [], 2021)];
    const known = {
      sure: new Map([
        [n1, 'Bob Two'],
        [n2, 'Cy Three'],
      ]),
      credited: new Map(),
    };
    expect(linked(pairIds(years, known).ceremonies)).toEqual(['Ann One -', 'Bob Two -']);
  });
});

test('only what is not linked is told, also of a nomination of which a part is', () => {
  const { ceremonies, remarks } = pairs(
    [
      [
        ['Ann One', 'Bob Two'],
        [n1, n2],
      ],
    ],
    [named(n1, 'Ann One'), named(n2, 'Cy Three')],
  );
  expect(linked(ceremonies)).toEqual(['Ann One 1', 'Bob Two -']);
  expect(remarks).toEqual(['list.json: row 0: nm0000002 is not linked, as it is known as Cy Three']);
});
