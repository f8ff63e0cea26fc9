import { describe, expect, test } from 'vitest';
import { headingIn, ownCeremony, parseCeremony, refusedCeremony, unmetBaseline } from '../../src/ceremony/parse.ts';

const file = (more: object = {}) => ({
  organization: { key: 'ferry', name: 'Ferry Film Festival' },
  year: 2020,
  name: 'Ferry 2020',
  categories: [{ name: 'Prize', kind: 'movie', nominations: [{ won: true, movies: [{ title: 'A' }] }] }],
  ...more,
});

describe('a ceremony that cannot be read is called', () => {
  test.each([
    [{ name: 'Ferry 2020' }, 'Ferry 2020'],
    [{ name: ' ' }, 'the ceremony [3]'],
    [{ name: 7 }, 'the ceremony [3]'],
    [null, 'the ceremony [3]'],
    [{ name: 'A'.repeat(300) }, 'A'.repeat(200)],
  ])('by its name in %j, or its place', (content, name) => {
    expect(headingIn(content, '[3]').name).toBe(name);
  });

  test('the ceremony, where it is the only one', () => {
    expect(headingIn({}, '').name).toBe('the ceremony');
  });

  test('and is known by its year and edition, as far as they are numbers', () => {
    expect(headingIn({ year: 2020, instance: 2, number: 7 }, '')).toMatchObject({ year: 2020, instance: 2, number: 7 });
    expect(headingIn({ year: '2020', instance: 1.5 }, '')).toMatchObject({ year: null, instance: 1, number: null });
  });

  test.each([
    [{ key: 'ferry', name: 'Ferry Film Festival' }, 'ferry'],
    [{ key: 'x', name: 'Academy Awards, USA' }, 'oscars'],
    [{ key: 'x', name: 7, imdbEventId: 'ev0000003' }, 'oscars'],
    [{ key: 7 }, null],
    ['oscars', null],
  ])('and whose it is, by %j', (organization, key) => {
    expect(headingIn({ organization }, '').organization).toBe(key);
  });
});

describe('problems', () => {
  test('of one among many are told with its place', () => {
    const expected = { categories: 2, nominations: 1, winners: 1, peopleNominations: 0 };
    const refused = parseCeremony(ownCeremony(file({ expected }), '[3]'));
    expect(refused).toMatchObject({
      ceremony: null,
      code: 'baseline',
      problems: [expect.stringMatching(/^\[3\]: .*2/)],
    });
    expect(parseCeremony(ownCeremony(file({ expected }), ''))).toMatchObject({
      problems: [expect.not.stringMatching(/^:/)],
    });
    expect(parseCeremony(ownCeremony(file({ year: 'x' }), '[3]'))).toMatchObject({
      code: 'input',
      problems: [expect.stringMatching(/^\[3\]\.year: /)],
    });
  });

  test('are found in one that nobody asks for, and none in one that is sound', () => {
    expect(ownCeremony(file(), '').glance?.()).toEqual([]);
    expect(ownCeremony(file({ year: 'x' }), '').glance?.()).toEqual([expect.stringMatching(/^year: /)]);
  });

  test('far down in a file are told by where they stand in what it was read from', () => {
    const movies = [{ title: 'A', imdbId: 'tt1' }];
    const nominations = Array.from({ length: 12 }, (_, at) => ({ movies: [{ title: `${at}` }] }));
    const categories = Array.from({ length: 12 }, (_, at) => ({
      name: `Prize ${at}`,
      kind: 'movie',
      nominations: at === 11 ? [...nominations.slice(0, 11), { movies }] : nominations,
    }));
    const places = categories.map((_, at) => nominations.map((_, row) => `line ${at * 12 + row}`));
    const make = () => ({ content: file({ categories }), places, remarks: [] });
    expect(parseCeremony({ at: '', problems: [], make })).toMatchObject({
      problems: [expect.stringMatching(/^line 143: movies\[0\]\.imdbId: /)],
    });
  });

  test('are told with the file, and with what to do', () => {
    expect(unmetBaseline(['one'], 'f.json')).toMatchObject({
      code: 'baseline',
      message: 'f.json does not hold what it says it does',
      problems: ['f.json: one'],
      hint: expect.stringContaining('a row was lost or added by mistake'),
    });
    const kind = { what: 'a table', hint: 'correct the rows' };
    expect(refusedCeremony(headingIn(file(), ''), 'input', ['one', 'two'], 'f.csv', kind)).toMatchObject({
      code: 'input',
      message: 'cannot read Ferry 2020 from f.csv: 2 problems',
      problems: ['f.csv: one', 'f.csv: two'],
      hint: 'correct the rows; nothing of this ceremony was written',
    });
  });
});

test("a festival's main prize goes by its award, unless that is another category of the ceremony", () => {
  const nominations = [{ movies: [{ title: 'A' }] }];
  const canonical = (...names: string[]) => {
    const categories = names.map((name) => ({ name, kind: 'movie', nominations }));
    const organization = { key: 'venice', name: 'Venice Film Festival' };
    return parseCeremony(ownCeremony(file({ organization, categories }), '')).ceremony?.categories.map(
      ({ name, canonicalName }) => `${name}: ${canonicalName}`,
    );
  };
  expect(canonical('Golden Lion / Best Film', 'Lion of the Future')).toEqual([
    'Golden Lion / Best Film: Golden Lion',
    'Lion of the Future: Lion of the Future',
  ]);
  expect(canonical('Golden Lion / Best Film', 'GOLDEN LION')?.[0]).toBe(
    'Golden Lion / Best Film: Golden Lion / Best Film',
  );
});
