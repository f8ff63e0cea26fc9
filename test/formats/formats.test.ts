import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { type FormatName, formats } from '../../src/formats/formats.ts';
import { loadCeremonies } from '../../src/load.ts';
import type { ExpectedError } from '../../src/model/errors.ts';
import { bundledFile } from '../support/ceremonies.ts';

const fixture = (name: string) => readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8');
const event = fixture('imdb-event.json');

async function namesIn(text: string, format?: FormatName): Promise<string[]> {
  const loaded = await loadCeremonies('-', Readable.from([Buffer.from(text)]), { format });
  return loaded.ceremonies.map(({ ceremony }) => ceremony.name);
}

describe('a file is recognised by its content', () => {
  test.each<[string, string, string[]]>([
    ['a ceremony file', JSON.stringify(bundledFile()), ['96th Academy Awards']],
    [
      "oscar_data's table",
      `\ufeff${fixture('oscar_data.tsv')}`,
      ['1st Academy Awards', '2nd Academy Awards', '3rd Academy Awards', '96th Academy Awards'],
    ],
    ["Cinegraph's Academy Awards", fixture('cinegraph-oscars.json'), ['96th Academy Awards']],
    ["Cinegraph's festivals", fixture('cinegraph-festival.json'), ['Venice International Film Festival 2023']],
    [
      "a dump of Cinegraph's table, a row a line",
      fixture('cinegraph-dump.jsonl'),
      ['96th Academy Awards', 'Some Awards 2023', 'Some Awards 2022'],
    ],
    [
      "a dump of Cinegraph's table, as a list",
      `[${fixture('cinegraph-dump.jsonl').trim().split('\n').join(',\n')}]`,
      ['96th Academy Awards', 'Some Awards 2023', 'Some Awards 2022'],
    ],
    ["a list of an event's years", fixture('ev0000999.yml'), ['Some Film Festival 2024', 'Some Film Festival 2024/2']],
    ["IMDb's JSON", event, ['96th Academy Awards']],
    ["IMDb's HTML", `\n<html><script id="__NEXT_DATA__">${event}</script></html>`, ['96th Academy Awards']],
    [
      'a JSON list of ceremonies',
      `[${fixture('cinegraph-festival.json')}, ${JSON.stringify(bundledFile())}]`,
      ['Venice International Film Festival 2023', '96th Academy Awards'],
    ],
  ])('%s', async (_, text, names) => {
    expect(await namesIn(text)).toEqual(names);
  });

  test('unless the format is given', async () => {
    await expect(namesIn(event, 'ceremony')).rejects.toThrow('standard input is not a ceremony file');
    await expect(namesIn(event, 'cinegraph')).rejects.toThrow("standard input is not Cinegraph's ceremony data");
    await expect(namesIn(event, 'oscar_data')).rejects.toThrow('standard input is not an oscar_data table');
    expect(await namesIn(event, 'imdb')).toEqual(['96th Academy Awards']);
  });
});

describe('the table of formats', () => {
  test('reads each of them from text or from JSON', async () => {
    for (const { name, text, json } of formats) {
      expect([name, typeof (await text?.reader()), typeof (await json?.reader())]).toContain('function');
    }
  });

  test('is what a file in none of them is told', async () => {
    const refusal = await namesIn('key: value').catch((error) => error as ExpectedError);
    expect(refusal).toMatchObject({ message: 'standard input is in no format that is known' });
    for (const { what, marks } of formats) expect((refusal as ExpectedError).hint).toContain(`${what} (${marks})`);
  });
});

test('the ceremonies of a file share its checksum and its name', async () => {
  const text = fixture('oscar_data.tsv');
  const loaded = await loadCeremonies('-', Readable.from([Buffer.from(text)]));
  expect(new Set(loaded.ceremonies.map(({ sha256, source }) => `${source} ${sha256}`)).size).toBe(1);
});

test('a list of which nothing can be read is refused with the problems of all that it holds', async () => {
  const broken = { ...bundledFile(), year: 'x' };
  const festival = { year: 2023, festival: 'F', awards: { A: [{ films: [{ title: 'B', imdb_id: 'tt1' }] }] } };
  await expect(namesIn(JSON.stringify([broken, { ...broken, year: 2024, name: '' }, festival]))).rejects.toMatchObject({
    problems: [
      expect.stringContaining('standard input: [0].year: '),
      expect.stringContaining('standard input: [1].name: must not be empty'),
      expect.stringContaining('standard input: [2].awards.A[0]: movies[0].imdbId: '),
    ],
  });
});

test('a page without data says what to save', async () => {
  await expect(namesIn('<html></html>')).rejects.toMatchObject({
    message: 'standard input is not an IMDb event page: 1 problem',
    problems: [expect.stringContaining('the page holds no <script id="__NEXT_DATA__">')],
  });
});

test('columns that are left aside are told', async () => {
  const [header, ...rows] = fixture('oscar_data.tsv').split('\n');
  const text = [`NomId\t${header}`, ...rows.map((row) => (row === '' ? row : `an1\t${row}`))].join('\n');
  const { remarks } = await loadCeremonies('-', Readable.from([Buffer.from(text)]));
  expect(remarks).toEqual(['standard input: not imported, as the format does not know them: columns NomId']);
});

test("what a dump of Cinegraph's table has no awards of is left out with remarks, and the rest read", async () => {
  const { ceremonies, remarks } = await loadCeremonies(
    '-',
    Readable.from([Buffer.from(fixture('cinegraph-dump.jsonl'))]),
  );
  expect(remarks).toEqual([
    'standard input: line 3: data: Some Awards 1950 was left out: no awards in it',
    'standard input: line 4: data: Some Awards 1951 was left out: its movies were scraped without their awards',
  ]);
  const [oscars, festival, texts] = ceremonies.map(({ ceremony }) => ceremony);
  expect(oscars?.categories[0]?.nominations).toMatchObject([
    { won: true, nominees: [{ kind: 'person', name: 'Ann One', imdbId: null }, { name: 'Bo Two' }] },
    { won: false, nominees: [{ name: 'Cy Three' }] },
  ]);
  expect(festival?.categories[0]?.nominations).toMatchObject([
    { note: 'Shared.', nominees: [{ imdbId: 'nm0000021' }] },
  ]);
  expect(texts?.organization).toEqual(festival?.organization);
});
