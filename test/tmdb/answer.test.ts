import { describe, expect, test } from 'vitest';
import { readMovieAnswer, readPersonAnswer } from '../../src/tmdb/answer.ts';

const empty = { movie_results: [], person_results: [], tv_results: [], tv_episode_results: [], tv_season_results: [] };
const movie = {
  id: 11,
  title: 'A Movie',
  original_title: 'Un film',
  original_language: 'fr',
  release_date: '2023-07-19',
  overview: 'x',
  poster_path: '/p.jpg',
  vote_average: 7,
};
const person = {
  id: 22,
  name: 'A Person',
  known_for_department: 'Acting',
  gender: 1,
  profile_path: null,
  known_for: [{ id: 99, title: 'Other' }],
};
const movieAnswer = (result: object) => readMovieAnswer({ ...empty, movie_results: [result] });
const personAnswer = (result: object) => readPersonAnswer({ ...empty, person_results: [result] });

test('a movie', () => {
  expect(movieAnswer(movie)).toEqual({
    status: 'found',
    source: 'tmdb',
    facts: {
      tmdbId: 11,
      title: 'A Movie',
      originalTitle: 'Un film',
      originalLanguage: 'fr',
      releaseDate: '2023-07-19',
      overview: 'x',
      posterPath: '/p.jpg',
    },
  });
});

test('a person, who is not the movie that he or she is known for', () => {
  expect(personAnswer(person)).toEqual({
    status: 'found',
    source: 'tmdb',
    facts: { tmdbId: 22, name: 'A Person', knownForDepartment: 'Acting', gender: 1, profilePath: null },
  });
});

test('an older answer without newer keys', () => {
  expect(personAnswer({ id: 22, name: 'A Person' })).toMatchObject({
    status: 'found',
    facts: { knownForDepartment: null, gender: null },
  });
  expect(movieAnswer({ id: 11, title: 'A Movie' })).toMatchObject({
    status: 'found',
    facts: { releaseDate: null, overview: null },
  });
});

test.each(['', '2023', '2023-13-40', '2023-02-29', '0000-01-01', 'soon', null])(
  'a release date of "%s" is unknown',
  (release_date) => {
    expect(movieAnswer({ ...movie, release_date })).toMatchObject({ facts: { releaseDate: null } });
  },
);

test('text that PostgreSQL cannot store is made storable', () => {
  expect(movieAnswer({ ...movie, title: 'A\0 Movie\ud800', overview: ' \0 ' })).toMatchObject({
    facts: { title: 'A Movie\ufffd', overview: null },
  });
});

describe('not known', () => {
  test('five empty arrays', () => {
    expect(readMovieAnswer(empty)).toEqual({ status: 'missing', reason: 'TMDb does not know it' });
    expect(readPersonAnswer(empty)).toEqual({ status: 'missing', reason: 'TMDb does not know it' });
  });

  test('filed as a series alone', () => {
    expect(readMovieAnswer({ ...empty, tv_results: [{ id: 5 }] })).toEqual({
      status: 'missing',
      reason: 'TMDb files it as a series',
    });
  });

  test('filed as both: the movie counts, whichever comes first', () => {
    expect(readMovieAnswer({ ...empty, tv_results: [{ id: 5 }], movie_results: [movie] })).toMatchObject({
      facts: { tmdbId: 11 },
    });
  });

  test('a person whose works alone are found is missing: what somebody is known for is nobody', () => {
    expect(readPersonAnswer({ ...empty, tv_results: [{ id: 5, known_for: [{ id: 99 }] }] })).toEqual({
      status: 'missing',
      reason: 'TMDb files it as a work',
    });
  });

  test('a movie is no person', () => {
    expect(readPersonAnswer({ ...empty, movie_results: [movie] }).status).toBe('missing');
  });
});

describe('an answer of the wrong shape is a failure with its reason', () => {
  test.each<[string, unknown]>([
    ['nothing', null],
    ['a list', []],
    ['an error object', { success: false, status_code: 7 }],
    ['results that are no list', { ...empty, movie_results: {} }],
    ['an ID that is text', { ...empty, movie_results: [{ ...movie, id: '11' }] }],
    ['an ID that is not positive', { ...empty, movie_results: [{ ...movie, id: 0 }] }],
    ['an ID that no integer column holds', { ...empty, movie_results: [{ ...movie, id: 2 ** 31 }] }],
    ['a title that is a number', { ...empty, movie_results: [{ ...movie, title: 7 }] }],
    ['no title', { ...empty, movie_results: [{ ...movie, title: '' }] }],
  ])('%s', (_, body) => {
    expect(readMovieAnswer(body)).toEqual({ status: 'failed', reason: expect.stringMatching(/^TMDb answered /) });
  });

  test.each<[string, object]>([
    ['a person with an ID that no integer column holds', { ...person, id: 2 ** 53 }],
    ['a person with a fraction for an ID', { ...person, id: 1.5 }],
    ['a person with a gender that is text', { ...person, gender: 'f' }],
    ['a person with no name', { ...person, name: ' ' }],
  ])('%s', (_, result) => {
    expect(personAnswer(result)).toEqual({ status: 'failed', reason: expect.stringMatching(/^TMDb answered /) });
  });

  test('which names the place', () => {
    expect(movieAnswer({ ...movie, id: 2 ** 31 })).toMatchObject({
      reason: expect.stringContaining('movie_results.0.id'),
    });
  });
});

describe('of several results', () => {
  const movies = [movie, { ...movie, id: 12, title: 'Another', original_title: 'Amélie, etc.' }];
  const people = [
    person,
    { ...person, id: 23, name: "Conan O'Brien", original_name: 'x' },
    { ...person, id: 24, name: '宮崎' },
  ];
  const movieOf = (credited: string) => readMovieAnswer({ ...empty, movie_results: movies }, credited);
  const personOf = (credited: string) => readPersonAnswer({ ...empty, person_results: people }, credited);

  test.each([
    ['A Movie', 11],
    ['another', 12],
    ['AMELIE ETC', 12],
    ['Something else', 11],
    ['', 11],
  ])('the movie with the credited title is taken, the first where none has it: %s', (credited, tmdbId) => {
    expect(movieOf(credited)).toMatchObject({ facts: { tmdbId } });
  });

  test.each([
    ['Conan OBrien', 23],
    ['conan o’brien', 23],
    ['宮崎', 24],
    ['Nobody', 22],
  ])('the person with the credited name is taken, the first where none has it: %s', (credited, tmdbId) => {
    expect(personOf(credited)).toMatchObject({ facts: { tmdbId } });
  });

  test('a result that is known without a name has none that could be credited', () => {
    const unnamed = { ...person, id: 30, name: null };
    expect(readPersonAnswer({ ...empty, person_results: [unnamed, person] }, 'A Person')).toMatchObject({
      facts: { tmdbId: 22 },
    });
  });
});
