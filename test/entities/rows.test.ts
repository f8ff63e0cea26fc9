import { describe, expect, test } from 'vitest';
import { isKnown, movieRow, personRow } from '../../src/entities/rows.ts';
import type { StoredEntity } from '../../src/model/entity.ts';

const day = 24 * 60 * 60 * 1_000;
const now = Date.UTC(2026, 0, 1);
const row = (status: StoredEntity['status'], ageMs: number | null): StoredEntity => ({
  imdbId: 'nm0634240',
  name: 'Christopher Nolan',
  status,
  tmdbId: null,
  facts: {},
  checkedAt: ageMs === null ? null : new Date(now - ageMs),
});

describe('TMDb is asked', () => {
  test.each<[string, StoredEntity['status'], number | null, { tmdb: boolean; snapshot: boolean }]>([
    ['not for what it told just now', 'found', 0, { tmdb: false, snapshot: false }],
    ['not for what it told half a year ago', 'found', 181 * day - 1, { tmdb: false, snapshot: false }],
    ['for what it told longer ago', 'found', 181 * day, { tmdb: true, snapshot: false }],
    ['for what the snapshot alone told', 'found', null, { tmdb: true, snapshot: false }],
    ['not for who it did not know this week', 'missing', 7 * day - 1, { tmdb: false, snapshot: false }],
    ['for who it did not know a week ago', 'missing', 7 * day, { tmdb: true, snapshot: true }],
    ['for whom it gave no answer', 'failed', 0, { tmdb: true, snapshot: true }],
    ['for whoever waits', 'waiting', null, { tmdb: true, snapshot: true }],
  ])('%s', (_, status, ageMs, asked) => {
    const entity = row(status, ageMs);
    expect({ tmdb: !isKnown(entity, 'tmdb', now), snapshot: !isKnown(entity, 'snapshot', now) }).toEqual(asked);
  });
});

describe('a row', () => {
  const at = new Date(now);

  test('has the name that was found, and when TMDb was asked', () => {
    const facts = {
      tmdbId: 525,
      name: 'Christopher Nolan',
      knownForDepartment: 'Directing',
      gender: 2,
      profilePath: '/p.jpg',
    };
    expect(personRow('nm0634240', 'Chris Nolan', { status: 'found', source: 'tmdb', facts }, at)).toEqual({
      imdbId: 'nm0634240',
      name: 'Christopher Nolan',
      status: 'found',
      tmdbId: 525,
      checkedAt: at,
      facts: { knownForDepartment: 'Directing', gender: 2, profilePath: '/p.jpg' },
    });
  });

  test('of a movie that the snapshot knows says that TMDb was never asked', () => {
    const facts = {
      tmdbId: 872585,
      title: 'Oppenheimer',
      originalTitle: 'O',
      originalLanguage: 'en',
      releaseDate: '2023-07-19',
      overview: 'x',
      posterPath: '/o.jpg',
    };
    expect(movieRow('tt15398776', 'credited', { status: 'found', source: 'snapshot', facts }, at)).toEqual({
      imdbId: 'tt15398776',
      name: 'Oppenheimer',
      status: 'found',
      tmdbId: 872585,
      checkedAt: null,
      facts: {
        originalTitle: 'O',
        originalLanguage: 'en',
        releaseDate: '2023-07-19',
        overview: 'x',
        posterPath: '/o.jpg',
      },
    });
  });

  test.each([
    ['missing', { status: 'missing', reason: 'x' }, at],
    ['failed', { status: 'failed', reason: 'x' }, at],
    ['waiting', { status: 'waiting' }, null],
  ] as const)('%s keeps the credited name, and knows nothing else', (status, resolution, checkedAt) => {
    const common = { status, tmdbId: null, checkedAt };
    expect(personRow('nm1', 'Nolan', resolution, at)).toEqual({
      ...common,
      imdbId: 'nm1',
      name: 'Nolan',
      facts: { knownForDepartment: null, gender: null, profilePath: null },
    });
    expect(movieRow('tt1', 'Movie', resolution, at)).toMatchObject({ ...common, imdbId: 'tt1', name: 'Movie' });
  });
});
