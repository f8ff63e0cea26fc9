import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { likelyKind } from '../../src/formats/kind-of-category.ts';
import { type CategoryKind, categoryKinds } from '../../src/model/ceremony.ts';

/** Names of categories from more than sixty organizations, each with the kind that a person gave it. */
const labelled = readFileSync(new URL('../fixtures/category-kinds.tsv', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [kind = '', organization = '', award = '', category = ''] = line.split('\t');
    return { kind, organization, award, category };
  });
const judgedLabels = () => labelled.map((one) => ({ ...one, judged: likelyKind(one) }));

describe('what the labelled categories honour', () => {
  test('is told by their words, but for those that only their history tells', () => {
    const misses = judgedLabels().filter(({ kind, judged }) => kind !== judged);
    expect(misses.map(({ organization, category, judged }) => `${organization}: ${category} (${judged})`)).toEqual([
      'ariel: Ariel de Oro (movie)',
    ]);
  });

  test.each(categoryKinds)('precision and recall are above 0.97 for %s', (kind) => {
    const judged = judgedLabels().filter((one) => one.judged === kind);
    const right = judged.filter((one) => one.kind === kind).length;
    expect(right / judged.length).toBeGreaterThan(0.97);
    expect(right / labelled.filter((one) => one.kind === kind).length).toBeGreaterThan(0.97);
  });
});

test.each<[award: string, category: string | null, kind: CategoryKind]>([
  ['Actor', 'Outstanding Action Performance by a Stunt Ensemble in a Motion Picture', 'craft'],
  ['Technical Award', 'Best Cinematography', 'person'],
  ['Special Award', 'Best Performance', 'person'],
  ['Special Mention', 'Best Film', 'special'],
  ['Special Mention', 'Generation 14plus', 'special'],
  ['Directing Award', 'U.S. Dramatic', 'person'],
  ['Editing Award', 'World Cinema - Documentary', 'craft'],
  ['Grand Jury Prize', 'Documentary', 'movie'],
  ['Volpi Cup', null, 'person'],
  ['Golden Lion', null, 'movie'],
  ['Honorary Golden Bear', null, 'special'],
])('of %s the category %s is judged first, then the award: %s', (award, category, kind) => {
  expect(likelyKind({ award, category })).toBe(kind);
});

describe('where no word tells', () => {
  test.each([
    ['movies', 'movie'],
    ['people with movies', 'person'],
    ['people alone', 'special'],
  ] as const)('an award that honours %s is of kind %s', (honoured, kind) => {
    expect(likelyKind({ category: 'Golden Ferry', honoured })).toBe(kind);
  });

  test('a word counts before what is honoured', () => {
    expect(likelyKind({ category: 'Best Adapted Screenplay', honoured: 'movies' })).toBe('person');
    expect(likelyKind({ category: 'Honorary Award', honoured: 'people with movies' })).toBe('special');
    expect(likelyKind({ category: 'Best Sound', honoured: 'people alone' })).toBe('craft');
  });

  test.each([
    ['writers-guild-awards', 'Drama Series', 'person'],
    ['directors-guild-of-america', 'Commercials', 'person'],
    ['art-directors-guild', 'Period Film', 'craft'],
    ['producers-guild', 'Period Film', 'movie'],
    ['national-society-of-film-critics', 'Best Picture', 'movie'],
  ])("a guild's category is of its trade: %s", (organization, category, kind) => {
    expect(likelyKind({ organization, category })).toBe(kind);
  });
});

test("the Academy's own table counts before all words, for the Academy alone", () => {
  const category = 'Honorary Foreign Language Film Award';
  expect(likelyKind({ category, organization: 'oscars' })).toBe('movie');
  expect(likelyKind({ category, organization: 'ferry-film-festival' })).toBe('special');
});

test('the same words in capitals, with other dashes, apostrophes and marks are the same', () => {
  expect(likelyKind({ category: 'BEST  PERFORMANCE – FEMALE' })).toBe('person');
  expect(likelyKind({ category: 'Directors’ Fortnight' })).toBe('movie');
  expect(likelyKind({ category: 'Best Performance (Male)' })).toBe('person');
  expect(likelyKind({ category: '  ', award: ' Best Sound ' })).toBe('craft');
  expect(likelyKind({ category: 'MEILLEURE RE\u0301ALISATION' })).toBe('person');
  expect(likelyKind({ category: 'Beste Großkamera, Kamera' })).toBe('person');
});
