/** Which nomination of a file is which row, as far as files that the own format refuses or that differ in little. */
import { describe, expect, test } from 'vitest';
import type { CategoryKind, Nomination } from '../../src/model/ceremony.ts';
import { areSpellings, likeness, Wording } from '../../src/plan/likeness.ts';
import { pairNominations } from '../../src/plan/match.ts';

type Given = Partial<Omit<Nomination, 'movies' | 'nominees'>> & {
  readonly movies?: readonly (readonly [title: string, id?: number])[];
  readonly nominees?: readonly (readonly [name: string, id?: number])[];
};

function nomination({ movies = [], nominees = [], ...rest }: Given): Nomination {
  const nothing = { won: null, detail: null, credit: null, citation: null, note: null };
  return {
    ...nothing,
    ...rest,
    movies: movies.map(([title, id]) => ({ title, year: null, imdbId: (id ? `tt000000${id}` : null) as never })),
    nominees: nominees.map(([name, id]) => ({ kind: 'person', name, imdbId: (id ? `nm000000${id}` : null) as never })),
  };
}

/** `0-1` where the first of the file is the second row; nothing for those that are new. */
function pairs(rows: readonly Given[], file: readonly Given[], kind: CategoryKind = 'craft'): string[] {
  const [existing, desired] = [rows.map(nomination), file.map(nomination)];
  const found = pairNominations(desired, existing, kind).pairs;
  return found.map(([d, e]) => `${desired.indexOf(d)}-${existing.indexOf(e)}`).sort();
}

const [alpha, beta] = [['Alpha', 1] as const, ['Beta', 2] as const];
const [ann, bob, cy, dee] = [
  ['Ann One', 1] as const,
  ['Bob Two', 2] as const,
  ['Cy Three', 3] as const,
  ['Dee Four', 4] as const,
];
const [kim, kimToo] = [['Kim Ah-joong', 5] as const, ['Kim A-joong', 6] as const];

describe('one row', () => {
  test.each<[string, Given, Given]>([
    ['a movie alone, for whatever it is', { movies: [alpha], detail: 'One' }, { movies: [alpha], detail: 'Two' }],
    [
      'an award without a movie, of whose details one was corrected',
      { nominees: [ann], detail: 'X' },
      { nominees: [ann], detail: 'Y' },
    ],
    [
      'somebody under another name, with somebody else',
      { movies: [alpha], nominees: [ann] },
      { movies: [alpha], nominees: [['Anna Uno', 1], bob] },
    ],
    ['a corrected title of a movie alone', { movies: [['Oppenhiemer', 1]] }, { movies: [['Oppenheimer', 2]] }],
    [
      'a title, known by its ID elsewhere',
      { movies: [['La vita è bella']], nominees: [ann] },
      { movies: [beta], nominees: [ann] },
    ],
    [
      'an award whose words one source gives and the other does not',
      { movies: [alpha], nominees: [ann], citation: 'For all' },
      { movies: [alpha], nominees: [ann] },
    ],
  ])('%s', (_, one, other) => {
    expect(pairs([one], [other])).toEqual(['0-0']);
    expect(pairs([other], [one])).toEqual(['0-0']);
  });
});

describe('two', () => {
  test.each<[string, Given, Given, CategoryKind?]>([
    [
      'another team of a movie with nearly that title',
      { movies: [['Oppenhiemer', 1]], nominees: [ann] },
      { movies: [['Oppenheimer', 2]], nominees: [bob] },
    ],
    [
      'another song of a movie with nearly that title',
      { movies: [['Oppenhiemer', 1]], nominees: [ann], detail: 'One' },
      { movies: [['Oppenheimer', 2]], nominees: [ann], detail: 'Two' },
    ],
    [
      'a song of that name in another movie, whose team is not named',
      { movies: [alpha], nominees: [ann], detail: 'Song' },
      { movies: [beta], detail: 'Song' },
    ],
    [
      'an award of these words for something else',
      { nominees: [ann], citation: 'For all', detail: 'A' },
      { citation: 'For all', detail: 'B' },
    ],
    [
      'somebody of nearly that name for another movie',
      { movies: [alpha], nominees: [kim] },
      { movies: [beta], nominees: [kimToo] },
    ],
    [
      'the same for another movie in these words',
      { movies: [alpha], nominees: [kim], citation: 'For all' },
      { movies: [beta], nominees: [kimToo], citation: 'For all' },
    ],
    ['somebody of nearly that name, for nothing that is said', { nominees: [kim] }, { nominees: [kimToo] }],
    [
      'another team, of one of the movies',
      { movies: [alpha, beta], nominees: [ann] },
      { movies: [alpha], nominees: [bob] },
    ],
    [
      'another producer of another movie',
      { movies: [alpha], nominees: [ann], detail: 'Song' },
      { movies: [beta], nominees: [bob], detail: 'Song' },
      'movie',
    ],
    [
      'somebody else for a movie whose ID nobody knows',
      { movies: [['Beta']], nominees: [ann], detail: 'Song' },
      { movies: [alpha], nominees: [bob], detail: 'Song' },
    ],
    [
      'another song of somebody for a movie whose ID nobody knows',
      { movies: [['Beta']], nominees: [ann], detail: 'One' },
      { movies: [alpha], nominees: [ann], detail: 'Two' },
    ],
    [
      'two movies of somebody, and another one',
      { movies: [['Beta'], ['Gamma']], nominees: [ann] },
      { movies: [alpha], nominees: [ann] },
    ],
    ['a spelling of one of two', { movies: [alpha], nominees: [kim] }, { movies: [alpha], nominees: [kimToo, bob] }],
    [
      'an award of a movie in other words, whose people are not named',
      { movies: [alpha], nominees: [ann], citation: 'For film stock' },
      { movies: [alpha], citation: 'For a camera crane' },
    ],
    [
      'a song, and one of its movie that is not named by somebody else',
      { movies: [alpha], nominees: [['Music']], detail: 'Golden' },
      { movies: [alpha], nominees: [ann] },
    ],
    [
      'two actors of a movie whom nobody knows',
      { movies: [alpha], nominees: [['Ann Uno']] },
      { movies: [alpha], nominees: [['Zed Dos']] },
      'person',
    ],
    [
      'awards of one movie for what is not alike',
      { movies: [alpha], nominees: [kim], citation: 'For film stock' },
      { movies: [alpha], nominees: [kimToo], citation: 'For a camera crane' },
    ],
  ])('%s', (_, one, other, kind) => {
    expect(pairs([one], [other], kind)).toEqual([]);
    expect(pairs([other], [one], kind)).toEqual([]);
  });
});

describe('of two rows the one', () => {
  const file = { movies: [alpha], nominees: [ann, bob, cy] };
  test.each<[string, Given, Given, Given]>([
    [
      'with as many nominees',
      { movies: [alpha], nominees: [ann, ['X Y', 8], ['Z Q', 9]] },
      { movies: [alpha], nominees: [ann] },
      { movies: [alpha], nominees: [ann, bob, cy] },
    ],
    [
      'with as many nominees, rather than the same detail',
      { movies: [alpha], nominees: [ann, cy] },
      { movies: [alpha], nominees: [ann], detail: 'Song' },
      { movies: [alpha], nominees: [ann, bob], detail: 'Song' },
    ],
    [
      'with more of the nominees, rather than as many',
      { movies: [alpha], nominees: [ann, bob] },
      { movies: [alpha], nominees: [ann, dee, ['X Y', 8]] },
      file,
    ],
    [
      'with a detail that is alike, rather than the same winner and note',
      { movies: [alpha], nominees: [ann], detail: 'City Stars', won: false },
      { movies: [alpha], nominees: [ann], won: true, note: 'late' },
      { movies: [alpha], nominees: [ann], detail: 'City of Stars', won: true, note: 'late' },
    ],
    [
      'with words that are alike, rather than none',
      { movies: [alpha], nominees: [ann], citation: 'for all good things' },
      { movies: [alpha], nominees: [ann] },
      { movies: [alpha], nominees: [ann], citation: 'for all things good' },
    ],
    [
      'with the same winner',
      { movies: [alpha], nominees: [ann], detail: 'A', won: true },
      { movies: [alpha], nominees: [ann], detail: 'B', won: false },
      { movies: [alpha], nominees: [ann], won: true },
    ],
    [
      'with the same note',
      { movies: [alpha], nominees: [ann], detail: 'A', note: 'late' },
      { movies: [alpha], nominees: [ann], detail: 'B', note: 'early' },
      { movies: [alpha], nominees: [ann], note: 'Late' },
    ],
    [
      'of the same people in another order, not of a namesake',
      { movies: [['Alpha']], nominees: [ann, bob] },
      { movies: [['Alpha']], nominees: [['Ann One', 8], bob] },
      { movies: [['Alpha']], nominees: [bob, ann] },
    ],
    [
      'with the same IDs, not the same names',
      { movies: [alpha], nominees: [['A. One', 1]] },
      { movies: [alpha], nominees: [['Ann One', 8]] },
      { movies: [alpha], nominees: [ann] },
    ],
    [
      'with the same words, where IDs are missing',
      { movies: [alpha], nominees: [ann], note: 'late' },
      { movies: [alpha], nominees: [['Ann-One', 8]] },
      { movies: [alpha], nominees: [['Ann One']] },
    ],
  ])('%s', (_, meant, other, one) => {
    expect(pairs([other, meant], [one])).toEqual(['0-1']);
    expect(pairs([meant, other], [one])).toEqual(['0-0']);
  });
});

describe('rows that might be meant', () => {
  const song = (detail?: string): Given => ({ movies: [alpha], nominees: [ann], ...(detail && { detail }) });

  test('two for two that say other things are neither', () => {
    expect(pairs([song('One'), song('Two')], [song('Three'), song('Four')])).toEqual([]);
  });

  test('two that say the same are both of two that do not, in their order', () => {
    expect(pairs([song('One'), song('One')], [song('Two'), song('Three')])).toEqual(['0-0', '1-1']);
  });

  test('two that say the same are not two of three', () => {
    expect(pairs([song('One'), song('One')], [song('Two'), song('Three'), song('Four')])).toEqual([]);
  });

  test('unless they do not say what tells the three apart', () => {
    expect(pairs([song(), song()], [song('Two'), song('Three'), song('Four')])).toEqual(['0-0', '1-1']);
  });

  test('of three that say the same, two are two', () => {
    expect(pairs([song('One'), song('One')], [song('Two'), song('Two'), song('Two')])).toEqual(['0-0', '1-1']);
    expect(pairs([song('One'), song('One'), song('One')], [song('Two'), song('Two')])).toEqual(['0-0', '1-1']);
  });

  test('one that is none of two is not one of them', () => {
    expect(pairs([song('One'), song('Two')], [song('Three')])).toEqual([]);
    expect(pairs([song('One')], [song('Two'), song('Three')])).toEqual([]);
  });

  test('however many say the very same, each is one', () => {
    const eight = Array.from({ length: 8 }, () => song('One'));
    expect(pairs(eight, eight)).toHaveLength(8);
  });

  test('many of one movie are told apart by their people', () => {
    const team = (at: number, title: string): Given => ({ movies: [[title]], nominees: [[`Person${at} Somebody`]] });
    const many = (title: string) => Array.from({ length: 40 }, (_, at) => team(at, title));
    expect(pairs(many('The Movie'), many('A Movie'))).toHaveLength(40);
  });
});

describe('two wordings of one thing', () => {
  const alike = (a: string | null, b: string | null) => likeness(new Wording(a), new Wording(b));
  test.each<[string | null, string | null, number]>([
    ['City of Stars', 'city of stars!', 2],
    ['City of Stars', 'The City of Stars', 1],
    ['City Lights', 'City of Stars from Somewhere', 0.5],
    ['City Lights Tonight', 'City of Stars', -1],
    ['City', 'Audition', -1],
    ['???', '!!!', -1],
    [null, 'City', 0],
    ['City', '', 0],
  ])('%s and %s', (a, b, expected) => {
    expect([alike(a, b), alike(b, a)]).toEqual([expected, expected]);
  });

  const spell = (a: string, b: string) => areSpellings(new Wording(a), new Wording(b));
  test.each([
    ['A', 'a.', true],
    ['A B C', 'C B A', true],
    ['abcdef', 'abcdxy', true],
    ['abcdefg', 'abcdxyz', false],
    ['Ann Zimmermann-Quux', 'Ann', false],
    ['???', '!!!', false],
    ['Kim A-joong', 'Kim Ah-joong', true],
    ['aaaaaa', 'aaxxxx', false],
  ])('%s and %s are spellings of one name: %s', (a, b, expected) => {
    expect([spell(a, b), spell(b, a)]).toEqual([expected, expected]);
  });

  test('a name has its pairs of letters, each as often as it stands there', () => {
    expect([...new Wording('Anna N').letterPairs]).toEqual([
      ['an', 2],
      ['nn', 1],
      ['na', 1],
    ]);
  });
});
