import { describe, expect, test } from 'vitest';
import { countChanges } from '../../src/model/changes.ts';
import { isEmpty, largeRemoval, plan } from '../../src/plan/plan.ts';
import { verify } from '../../src/verify/verify.ts';
import { bundled, categoryOf, ceremonyOf, edited, nominationOf, stored } from '../support/ceremonies.ts';

const nolan = { name: 'Christopher Nolan', imdbId: 'nm0634240' };
const oppenheimer = { title: 'Oppenheimer', imdbId: 'tt15398776' };

/** Plans an edit of the bundled file over a database that holds the bundled one. */
function planOfEdit(edit: Parameters<typeof edited>[0]) {
  return plan(edited(edit), stored(bundled()));
}

test('an empty database gets every nomination, each with an ID of its own', () => {
  const planned = plan(bundled(), null);
  expect(countChanges(planned.nominations)).toEqual({ added: 120, changed: 0, unchanged: 0 });
  expect(new Set(planned.nominations.map(({ after }) => after.id)).size).toBe(120);
  expect(planned.edition.action).toBe('add');
});

test('a database that holds the ceremony needs nothing', () => {
  const planned = plan(bundled(), stored(bundled()));
  expect(isEmpty(planned)).toBe(true);
  expect(planned.extra).toEqual([]);
});

describe('corrections update the row in place and keep its ID', () => {
  test.each<[string, Parameters<typeof edited>[0], string[]]>([
    ['another winner', (f) => void Object.assign(nominationOf(f, 'Directing', 0), { won: true }), ['won']],
    [
      'a corrected spelling',
      (f) => {
        nominationOf(f, 'Film Editing', 0).nominees = [{ name: 'Laurent Senechal', imdbId: 'nm1927930' }];
      },
      ['nominee 1'],
    ],
    [
      "another source's title",
      (f) => {
        nominationOf(f, 'Sound', 2).movies = [{ title: 'Mission: Impossible 7', imdbId: 'tt9603212' }];
      },
      ['movie 1'],
    ],
    [
      'another character name',
      (f) => {
        nominationOf(f, 'Actor in a Leading Role', 0).detail = 'Lenny';
      },
      ['detail'],
    ],
    [
      'a nominee more',
      (f) => void nominationOf(f, 'Directing', 2).nominees?.push({ name: 'Emma Thomas', imdbId: 'nm0858799' }),
      ['nominee 2'],
    ],
    [
      'a corrected ID',
      (f) => {
        nominationOf(f, 'Cinematography', 0).nominees = [{ name: 'Edward Lachman', imdbId: 'nm9999999' }];
      },
      ['nominee 1'],
    ],
  ])('%s', (_, edit, fields) => {
    const planned = planOfEdit(edit);
    expect(countChanges(planned.nominations)).toEqual({ added: 0, changed: 1, unchanged: 119 });
    const change = planned.nominations.find(({ action }) => action === 'update');
    if (change?.action !== 'update') throw new Error('no update');
    expect(change.fields.map(({ field }) => field)).toEqual(fields);
    expect(change.after.id).toBe(change.before.id);
    expect(planned.extra).toEqual([]);
  });
});

describe('what the file leaves out does not erase what is known', () => {
  test.each<[string, boolean | undefined]>([
    ['left out', undefined],
    ['false', false],
  ])('who won, where nobody has won in the category: %s', (_, won) => {
    const planned = planOfEdit((file) => {
      for (const nomination of categoryOf(file, 'Directing').nominations) Object.assign(nomination, { won });
    });
    expect(isEmpty(planned)).toBe(true);
  });

  test('who lost, where it says that it does not know', () => {
    const file = (nominations: (boolean | null)[]) =>
      ceremonyOf(nominations.map((won, at) => ({ won, movies: [{ title: `Movie ${at}` }] })) as never);
    const before = stored(file([true, true]));
    expect(plan(file([true, null]), before).nominations.map(({ action }) => action)).toEqual(['same', 'same']);
    expect(plan(file([true, false]), before).nominations.map(({ action }) => action)).toEqual(['same', 'update']);
  });

  test('a detail', () => {
    expect(isEmpty(planOfEdit((file) => void delete nominationOf(file, 'Actor in a Leading Role', 0).detail))).toBe(
      true,
    );
  });

  test('IDs of movies and nominees', () => {
    const planned = planOfEdit((file) => {
      for (const category of file.categories) {
        for (const { movies = [], nominees = [] } of category.nominations) {
          for (const credited of [...movies, ...nominees]) delete credited.imdbId;
        }
      }
    });
    expect(isEmpty(planned)).toBe(true);
  });
});

describe('a source that names nobody', () => {
  const feature = { kind: 'movie', name: 'International Feature Film' };
  const zone = { title: 'The Zone of Interest', imdbId: 'tt7160372' };
  const country = [{ name: 'United Kingdom', kind: 'country' }];

  test('means the same nomination, and leaves its nominees', () => {
    const before = stored(ceremonyOf([{ movies: [zone], nominees: country }], feature));
    expect(isEmpty(plan(ceremonyOf([{ movies: [zone] }], feature), before))).toBe(true);
  });

  test('is completed by one that does, in place', () => {
    const before = stored(ceremonyOf([{ movies: [zone] }], feature));
    const [change, ...others] = plan(ceremonyOf([{ movies: [zone], nominees: country }], feature), before).nominations;
    expect(others).toEqual([]);
    expect(change).toMatchObject({ action: 'update', after: { id: before.nominations[0]?.id } });
  });

  test('is not guessed to mean one of two for the same movie, nor one of another detail', () => {
    const songs = ['One', 'Two'].map((detail) => ({ detail, movies: [zone], nominees: country }));
    const two = stored(ceremonyOf(songs, feature));
    const actions = (detail?: string, existing = two) =>
      plan(ceremonyOf([{ movies: [zone], ...(detail && { detail }) }], feature), existing).nominations.map(
        ({ action }) => action,
      );
    expect(actions()).toEqual([]);
    const one = stored(ceremonyOf(songs.slice(0, 1), feature));
    expect(actions('Three', one)).toEqual(['add']);
    expect(actions('One', one)).toEqual(['same']);
  });
});

test('a name that a nomination credits twice, with its ID and without, stays one linked and one pending', () => {
  const file = ceremonyOf([
    { movies: [oppenheimer, { title: 'Oppenheimer' }], nominees: [{ name: nolan.name }, nolan] },
  ]);
  expect(isEmpty(plan(file, stored(file)))).toBe(true);
});

test('a pending nominee is linked in place when the file brings the ID', () => {
  const pending = stored(ceremonyOf([{ movies: [oppenheimer], nominees: [{ name: 'Christopher Nolan' }] }]));
  const [change] = plan(ceremonyOf([{ movies: [oppenheimer], nominees: [nolan] }]), pending).nominations;
  if (change?.action !== 'update') throw new Error('no update');
  expect(change.after.id).toBe(pending.nominations[0]?.id);
  expect(change.fields).toEqual([
    { field: 'nominee 1', before: 'Christopher Nolan (pending)', after: 'Christopher Nolan (nm0634240)' },
  ]);
});

describe('what a nominee is', () => {
  const kodak = { name: 'Eastman Kodak Company' };
  const afterwards = (first: object, second: object) => {
    const file = (nominee: object) => ceremonyOf([{ movies: [oppenheimer], nominees: [nominee as never] }]);
    const after = stored(file(second), stored(file(first)));
    expect(verify(file(second), after).problems).toEqual([]);
    return after.nominations[0]?.nominees;
  };

  test.each<[string, object, object]>([
    ['a company', { kind: 'company', imdbId: 'co0000001' }, { kind: 'unknown' }],
    ['a person', { kind: 'person', imdbId: 'nm0000001' }, { kind: 'unknown' }],
    ['a person without an ID', { kind: 'person' }, { kind: 'unknown' }],
    ['a country', { kind: 'country' }, { kind: 'unknown' }],
    ['a country, not somebody', { kind: 'country' }, { kind: 'person' }],
  ])('%s, is what the source says that says more, whichever comes first', (_, more, less) => {
    const expected = [{ imdbId: null, ...kodak, ...more }];
    expect(afterwards({ ...kodak, ...more }, { ...kodak, ...less })).toEqual(expected);
    expect(afterwards({ ...kodak, ...less }, { ...kodak, ...more })).toEqual(expected);
  });

  test('is not asked for where nobody knows it', () => {
    const file = ceremonyOf([{ movies: [oppenheimer], nominees: [{ ...kodak, kind: 'unknown' }] }]);
    expect(verify(file, stored(file))).toMatchObject({ pending: [], peopleNominations: { people: { expected: 0 } } });
  });
});

test('another order of the nominations is one line of their category, and none of their own', () => {
  const planned = planOfEdit((file) => void categoryOf(file, 'Music (Original Song)').nominations.reverse());
  expect(countChanges(planned.nominations)).toEqual({ added: 0, changed: 0, unchanged: 120 });
  expect(planned.categories.filter(({ action }) => action !== 'same')).toMatchObject([
    { after: { name: 'Music (Original Song)' }, fields: [{ field: 'order' }] },
  ]);
  expect(planned.moved).toHaveLength(4);
  expect(planned.extra).toEqual([]);
});

test('a nomination that the file does not have is named, not deleted', () => {
  const planned = planOfEdit((file) => void categoryOf(file, 'Directing').nominations.pop());
  expect(planned.extra.map((row) => row.nominees[0]?.name)).toEqual(['Jonathan Glazer']);
  expect(countChanges(planned.nominations)).toEqual({ added: 0, changed: 0, unchanged: 119 });
});

test('a category that the file does not have is nothing it speaks of: all of it stays, and it keeps its place', () => {
  const planned = planOfEdit((file) => void file.categories.splice(1, 1));
  expect(isEmpty(planned)).toBe(true);
  expect(planned.extra).toEqual([]);
  expect(planned.categories).toHaveLength(23);
});

test('a category that changes its name keeps its nominations', () => {
  const planned = planOfEdit((file) => {
    Object.assign(categoryOf(file, 'Directing'), { name: 'Best Director', canonicalName: 'Directing' });
  });
  expect(countChanges(planned.categories)).toEqual({ added: 0, changed: 1, unchanged: 22 });
  expect(countChanges(planned.nominations)).toEqual({ added: 0, changed: 0, unchanged: 120 });
});

test('a new row does not take the ID of one that was corrected away from the same text', () => {
  const original = ceremonyOf([{ movies: [oppenheimer], nominees: [{ name: 'Chris Nolan', imdbId: 'nm0634240' }] }]);
  const corrected = stored(ceremonyOf([{ movies: [oppenheimer], nominees: [nolan] }]), stored(original));
  const namesake = { movies: [oppenheimer], nominees: [{ name: 'Chris Nolan', imdbId: 'nm7654321' }] };
  const both = plan(ceremonyOf([{ movies: [oppenheimer], nominees: [nolan] }, namesake]), corrected);
  expect(both.nominations.map(({ action }) => action)).toEqual(['same', 'add']);
  expect(new Set(both.nominations.map(({ after }) => after.id)).size).toBe(2);
});

describe('large removals', () => {
  const existing = stored(bundled());
  const without = (count: number) =>
    plan(
      edited((file) => {
        for (let left = count; left > 0; left--)
          file.categories.findLast((c) => c.nominations.length > 0)?.nominations.pop();
      }),
      existing,
    );

  test('up to 30 % of a ceremony may go', () => {
    expect(largeRemoval(without(36))).toBeNull();
  });

  test('more than 30 % is refused', () => {
    expect(largeRemoval(without(37))?.message).toBe(
      'refusing to delete 37 of the 120 stored nominations of 96th Academy Awards',
    );
  });
});

test('totals that a file stated hold until another brings more nominations than that', () => {
  const expected = (edit: Parameters<typeof edited>[0]) => planOfEdit(edit).edition.after.expected;
  expect(expected(() => {})).toEqual(bundled().expected);
  expect(expected((file) => void file.categories.pop())).toEqual(bundled().expected);
  const more = { movies: [{ title: 'Another' }] };
  expect(expected((file) => void file.categories[8]?.nominations.push(more))).toBeNull();
  const honorary = { name: 'Honorary Award', kind: 'special', nominations: [more] };
  expect(expected((file) => void file.categories.push(honorary))).toEqual(bundled().expected);
});

describe('a source that knows less of a credit leaves what another told', () => {
  const company = { name: 'Warner Bros.', imdbId: 'co0000001' };
  const full = ceremonyOf([
    {
      movies: [{ title: 'Poor Things', year: 2023, imdbId: 'tt14230458' }],
      nominees: [nolan, { name: 'George Marion Jr.', imdbId: 'nm0547970' }, company],
    },
  ]);
  const planned = (nominees: object[], title = 'Poor Things') =>
    plan(ceremonyOf([{ movies: [{ title, imdbId: 'tt14230458' }], nominees: nominees as never }]), stored(full));

  test('the ID behind a name that is spelled with a comma', () => {
    const [change] = planned([nolan, { name: 'George Marion, Jr.' }, company]).nominations;
    expect(change?.after.nominees[1]).toEqual({ kind: 'person', name: 'George Marion, Jr.', imdbId: 'nm0547970' });
  });

  test('that a company is one', () => {
    const less = planned([nolan, { name: 'George Marion Jr.' }, { name: 'Warner Bros.' }]);
    expect(isEmpty(less)).toBe(true);
  });

  test('the year of a movie under a corrected title', () => {
    const [change] = planned([nolan, { name: 'George Marion Jr.' }, company], 'Poor Things!').nominations;
    expect(change?.after.movies[0]).toEqual({ title: 'Poor Things!', year: 2023, imdbId: 'tt14230458' });
  });

  test('but not for somebody else', () => {
    const [change] = planned([nolan, { name: 'George Stevens' }, company]).nominations;
    expect(change?.after.nominees[1]).toMatchObject({ name: 'George Stevens', imdbId: null });
  });
});

describe('of nominations for the same, those are one that agree best', () => {
  const song = (detail: string, note?: string, won = false) => ({
    detail,
    won,
    movies: [oppenheimer],
    nominees: [nolan],
    ...(note && { note }),
  });

  test('two songs that another source spells in its own way', () => {
    const before = stored(
      ceremonyOf([song('Audition from La La Land', 'A'), song('City of Stars from La La Land', 'B')]),
    );
    const file = ceremonyOf([song('City of Stars', undefined, true), song('Audition')]);
    const notes = plan(file, before).nominations.map(({ after }) => [after.detail, after.note, after.won]);
    expect(notes).toEqual([
      ['City of Stars', 'B', true],
      ['Audition', 'A', false],
    ]);
  });

  test('awards without a movie only where they are for the same', () => {
    const award = (citation: string) => ({ citation, nominees: [{ name: 'Kodak', imdbId: 'co0000001' }] });
    const before = stored(ceremonyOf([award('For improved film stock')]));
    const planned = (citation: string) => plan(ceremonyOf([award(citation)]), before);
    expect(planned('For a camera crane').extra).toHaveLength(1);
    expect(planned('For an improved film stock').nominations[0]?.action).toBe('update');
  });

  test('a movie alone under a corrected title', () => {
    const before = stored(ceremonyOf([{ movies: [oppenheimer] }]));
    const corrected = ceremonyOf([{ movies: [{ ...oppenheimer, title: 'Oppenheimer!' }] }]);
    expect(plan(corrected, before).nominations.map(({ action }) => action)).toEqual(['update']);
  });
});

describe('an award that one source gives with its movie or nominee, and the other without, is one', () => {
  const chaplin = { name: 'Charles Chaplin', imdbId: 'nm0000122' };
  const circus = { title: 'The Circus', imdbId: 'tt0018773' };
  const citation = 'For versatility and genius in The Circus';
  test.each<[string, object, object]>([
    ['movie', { nominees: [chaplin], citation }, { movies: [circus], nominees: [chaplin] }],
    ['nominee', { citation }, { nominees: [chaplin], citation }],
  ])('%s', (_, one, other) => {
    for (const [first, second] of [
      [one, other],
      [other, one],
    ] as const) {
      const before = stored(ceremonyOf([first]));
      const file = ceremonyOf([second]);
      expect(countChanges(plan(file, before).nominations).added).toBe(0);
      const after = stored(file, before);
      expect(verify(file, after).problems).toEqual([]);
      expect(after.nominations[0]).toMatchObject({ nominees: [chaplin], citation });
    }
  });
});
