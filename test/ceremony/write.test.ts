import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { ceremonyFile } from '../../src/ceremony/write.ts';
import { loadCeremonies } from '../../src/load.ts';
import { bundledFile } from '../support/ceremonies.ts';
import { asImdbPage } from '../support/other-sources.ts';

const fixture = (name: string) => readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8');
const read = async (text: string) =>
  (await loadCeremonies('-', Readable.from([Buffer.from(text)]))).ceremonies.map(({ ceremony }) => ceremony);

describe('a ceremony of every format comes back from its ceremony file as it was read', () => {
  test.each([
    ['the own one', JSON.stringify(bundledFile())],
    ['a table', fixture('oscar_data.tsv')],
    ["Cinegraph's Academy Awards", fixture('cinegraph-oscars.json')],
    ["Cinegraph's festival", fixture('cinegraph-festival.json')],
    ["Cinegraph's dump", fixture('cinegraph-dump.jsonl')],
    ["IMDb's JSON", fixture('imdb-event.json')],
    ["IMDb's page", asImdbPage(bundledFile())],
  ])('%s', async (_, text) => {
    const ceremonies = await read(text);
    expect(ceremonies.length).toBeGreaterThan(0);
    expect(await read(JSON.stringify(ceremonies.map(ceremonyFile)))).toEqual(ceremonies);
  });

  test('with what a source says twice, and with what has the same words', async () => {
    const column = ['Ceremony', 'Class', 'Category', 'Film', 'FilmId', 'Nominees', 'NomineeIds', 'Winner'];
    const rows = [
      ['89', 'Music', 'MUSIC (Original Song)', 'Alpha', 'tt0000001', 'Ann', 'nm0000001', ''],
      ['89', 'Music', 'MUSIC (Original Song)', 'Alpha', 'tt0000001', 'Ann', 'nm0000001', 'True'],
      ['89', 'Title', 'BEST PICTURE', 'Dune', 'tt0087182', '', '', ''],
      ['89', 'Title', 'BEST PICTURE', 'Dune', 'tt1160419', '', '', 'True'],
      ['89', 'Title', 'BEST PICTURE', 'Dune', '?', '', '', ''],
      ['89', 'Writing', 'WRITING', 'Alpha', 'tt0000001', 'Ann|A. N.', 'nm0000001|nm0000001', 'True'],
    ];
    const ceremonies = await read(`${[column, ...rows].map((cells) => cells.join('\t')).join('\n')}\n`);
    const files = ceremonies.map(ceremonyFile) as { categories: { nominations: { repeats?: boolean }[] }[] }[];
    expect(files[0]?.categories.map(({ nominations }) => nominations.map(({ repeats }) => repeats ?? false))).toEqual([
      [false, true],
      [false, false, true],
      [true],
    ]);
    expect(await read(JSON.stringify(files))).toEqual(ceremonies);
  });

  test('with what a category says of its winners, of its kinds of nominees, and of nothing', async () => {
    const nominations = [
      { won: true, movies: [{ title: 'A' }] },
      { won: null, movies: [{ title: 'B' }] },
      { movies: [{ title: 'C' }] },
    ];
    const nominees = [
      { name: 'A', kind: 'unknown' },
      { name: 'B', kind: 'company' },
      { name: 'C', imdbId: 'co0000001' },
      { name: 'D', kind: 'country' },
      { name: 'E' },
    ];
    const file = {
      organization: { key: 'f', name: 'F', imdbEventId: 'ev0000001' },
      year: 2020,
      instance: 2,
      name: 'F',
      categories: [
        { name: 'One', kind: 'movie', nominations },
        { name: 'Two', canonicalName: '2', group: 'G', kind: 'special', nominations: [{ nominees }] },
        { name: 'Three', kind: 'craft', nominations: [] },
      ],
    };
    const [ceremony] = await read(JSON.stringify(file));
    if (ceremony === undefined) throw new Error('no ceremony');
    expect(ceremony.categories[0]?.nominations.map(({ won }) => won)).toEqual([true, null, false]);
    expect(ceremonyFile(ceremony)).toEqual({
      ...file,
      categories: [file.categories[0], { ...file.categories[1], nominations: [{ nominees }] }, file.categories[2]],
    });
    expect(await read(JSON.stringify(ceremonyFile(ceremony)))).toEqual([ceremony]);
  });
});
