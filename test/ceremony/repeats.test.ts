import { describe, expect, test } from 'vitest';
import { ownCeremony, parseCeremony } from '../../src/ceremony/parse.ts';
import { readOscarData } from '../../src/formats/oscar-data.ts';
import type { NominationFile } from '../support/ceremonies.ts';

const advice = /; to keep both, say "repeats": true in nominations\[\d+\]$/;

/** The file's problems, without what to do about them, or its remarks where it has none. */
function toldOf(...nominations: NominationFile[]): { problems?: readonly string[]; remarks?: readonly string[] } {
  const content = {
    organization: { key: 'fest', name: 'Fest' },
    year: 2022,
    name: 'Fest 2022',
    categories: [
      { name: 'Other', kind: 'movie', nominations: [] },
      { name: 'Prize', kind: 'person', nominations },
    ],
  };
  const parsed = parseCeremony(ownCeremony(content, ''));
  if (parsed.ceremony !== null) return { remarks: parsed.remarks };
  expect(parsed.problems).toEqual(parsed.problems.map(() => expect.stringMatching(advice)));
  return { problems: parsed.problems.map((problem) => problem.replace(advice, '')) };
}

const path = 'categories[1].nominations';
const dune = (facts: object = {}): NominationFile => ({ movies: [{ title: 'Dune', ...facts }] });
const jo = (facts: object = {}): NominationFile => ({
  movies: [{ title: 'Alpha', imdbId: 'tt0000001' }],
  nominees: [{ name: 'Ann One' }, { name: 'Jo Same', ...facts }],
});

describe('two of the same words are two nominations', () => {
  test.each<[string, NominationFile, NominationFile]>([
    ['where their movies have other IDs', dune({ imdbId: 'tt0087182' }), dune({ imdbId: 'tt1160419' })],
    ['where their movies are of other years', dune({ year: 1984 }), dune({ year: 2021 })],
    [
      'where their movies are of other years, and one has its ID',
      dune({ year: 1984, imdbId: 'tt0087182' }),
      dune({ year: 2021 }),
    ],
    ['where their people have other IDs', jo({ imdbId: 'nm0000008' }), jo({ imdbId: 'nm0000009' })],
    ['where one credits a company and the other a country', jo({ kind: 'company' }), jo({ kind: 'country' })],
    ['where one credits a company and the other a person', jo({ imdbId: 'co0000008' }), jo({ imdbId: 'nm0000008' })],
    ['where their notes differ', { ...dune(), note: 'For the first part.' }, { ...dune(), note: 'For the second.' }],
  ])('%s', (_, one, other) => {
    expect(toldOf(one, other)).toEqual({ remarks: [] });
    expect(toldOf(one, other, one)).toEqual({ problems: [`${path}[2]: the same nomination as ${path}[0]`] });
    expect(toldOf(one, other, { ...other, won: true })).toEqual({
      problems: [`${path}[2]: the same nomination as ${path}[1]`],
    });
  });

  test('also in a table, without a remark', () => {
    const row = (film: string, nominee: string) => `96\tActing\tACTOR\tDune\t${film}\tJo Same\t${nominee}\tTrue\n`;
    const rows = [
      row('tt0087182', 'nm0000008'),
      row('tt1160419', 'nm0000008'),
      row('tt1160419', 'nm0000009'),
      row('?', 'nm0000009'),
    ];
    const header = 'Ceremony\tClass\tCategory\tFilm\tFilmId\tNominees\tNomineeIds\tWinner\n';
    const [read] = readOscarData(header + rows.join('')).ceremonies;
    expect(read && parseCeremony(read)).toMatchObject({
      remarks: ['line 5: the same nomination as line 4; both are kept'],
    });
  });
});

describe('two of the same words are one nomination, which is a problem', () => {
  test.each<[string, NominationFile, NominationFile]>([
    ['where nothing else is said', dune(), dune()],
    ['where one alone has its ID', dune({ imdbId: 'tt0087182' }), dune()],
    ['where one alone has its year', dune(), dune({ year: 1984 })],
    ['where one alone has a note', { ...dune(), note: 'For it.' }, dune()],
    ['where nobody says what a name is', jo({ kind: 'company' }), jo({ kind: 'unknown' })],
    ['where they contradict each other on the winner', { ...dune(), won: true }, dune()],
    [
      'where only the words of the credit differ',
      { ...jo(), credit: 'Story by Jo Same' },
      { ...jo(), credit: 'By Jo Same' },
    ],
  ])('%s', (_, one, other) => {
    const problems = [`${path}[1]: the same nomination as ${path}[0]`];
    expect(toldOf(one, other)).toEqual({ problems });
    expect(toldOf(other, one)).toEqual({ problems });
  });

  test('with the first that it may be', () => {
    const [old, late] = [dune({ imdbId: 'tt0087182' }), dune({ imdbId: 'tt1160419' })];
    expect(toldOf(late, dune(), old)).toEqual({
      problems: [`${path}[1]: the same nomination as ${path}[0]`, `${path}[2]: the same nomination as ${path}[1]`],
    });
    expect(toldOf(old, late, dune())).toEqual({ problems: [`${path}[2]: the same nomination as ${path}[0]`] });
  });
});

describe('a file that says `repeats` has them, with a remark', () => {
  test('a nomination that stands there again', () => {
    expect(toldOf(dune(), { ...dune(), won: true, repeats: true })).toEqual({
      remarks: [`${path}[1]: the same nomination as ${path}[0]; both are kept`],
    });
    expect(toldOf(dune(), { ...dune(), repeats: true }, dune())).toEqual({
      problems: [`${path}[2]: the same nomination as ${path}[0]`],
    });
    expect(toldOf(dune(), { ...dune(), repeats: false })).toHaveProperty('problems');
  });

  test('somebody who stands twice on a nomination', () => {
    const twice = {
      nominees: [
        { name: 'Jo', imdbId: 'nm0000008' },
        { name: 'J. O.', imdbId: 'nm0000008' },
      ],
    };
    const told = `${path}[0].nominees[1]: the same person as ${path}[0].nominees[0]`;
    expect(toldOf(twice)).toEqual({ problems: [told] });
    expect(toldOf({ ...twice, repeats: true })).toEqual({ remarks: [`${told}; both are kept`] });
  });

  test('where nothing is there twice it says nothing', () => {
    expect(toldOf({ ...dune(), repeats: true })).toEqual({ remarks: [] });
  });
});
