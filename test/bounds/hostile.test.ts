import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { namesIn } from '../../src/formats/credit-line.ts';
import { nextDataIn } from '../../src/formats/imdb-page.ts';
import { loadCeremonies } from '../../src/load.ts';

const load = (content: unknown) =>
  loadCeremonies('-', Readable.from([Buffer.from(typeof content === 'string' ? content : JSON.stringify(content))]));

/** Each of these ran for minutes, or ended in a full stack. */
describe('input made to hurt ends', () => {
  test.each([
    ['tags that begin and do not end', '<script '.repeat(2_000_000)],
    ['IDs without a tag', 'id="__NEXT_DATA__'.repeat(500_000)],
    ['IDs in a tag without end', `<script ${'id=__NEXT_DATA__ '.repeat(500_000)}`],
    ['blanks within a tag', `<script ${' '.repeat(5_000_000)}id="__NEXT_DATA__">{}</script>`],
    ['scripts without end', '<script id="__NEXT_DATA__">{'.repeat(300_000)],
  ])('a page of %s', (_, html) => {
    expect(nextDataIn(html)).toBeNull();
  });

  test.each([
    ['blanks', `A B${' '.repeat(300_000)}and C D`, ['A B', 'C D']],
    ['words of credits', `A B, ${'co-'.repeat(100_000)}x y`, 2],
    ['commas', `A B${', '.repeat(300_000)}`, 1],
    ['credits', 'Music and '.repeat(50_000), 1],
  ])('a credit of many %s', (_, credit, names) => {
    expect(typeof names === 'number' ? namesIn(credit).length : namesIn(credit)).toEqual(names);
  });

  test('a ceremony of 160,000 nominations', async () => {
    const categories = Array.from({ length: 160 }, (_, at) => ({
      name: `Prize ${at}`,
      kind: 'movie',
      nominations: Array.from({ length: 1_000 }, (__, of) => ({ movies: [{ title: `Movie ${of}` }] })),
    }));
    const file = { organization: { key: 'f', name: 'F' }, year: 2020, name: 'F', categories };
    const { ceremonies } = await load(file);
    expect(ceremonies[0]?.ceremony.categories.flatMap(({ nominations }) => nominations)).toHaveLength(160_000);
  }, 60_000);

  test('a list of 200,000 entries that name nothing', async () => {
    const entries = Array.from({ length: 200_000 }, () => ({ winner: true }));
    const prize = { winner: true, films: [{ imdb_id: 'tt0000001', title: 'A' }] };
    const { remarks } = await load({ year: 2020, festival: 'F', awards: { A: [...entries, prize] } });
    expect(remarks).toHaveLength(200_000);
  });

  test('a list of 200,000 problems', async () => {
    const entries = Array.from({ length: 200_000 }, () => ({ films: 'x' }));
    await expect(load({ year: 2020, festival: 'F', awards: { A: entries } })).rejects.toMatchObject({ code: 'input' });
  });

  test('a table of 100,000 columns of one name', async () => {
    const header = `Ceremony\tCategory\t${'x\t'.repeat(100_000)}`;
    await expect(load(`${header}\n`)).rejects.toMatchObject({
      problems: expect.arrayContaining(['standard input: line 1: two columns are called "x"']),
    });
  });

  test('lists 100,000 deep', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    await expect(load(deep)).rejects.toMatchObject({ code: 'input' });
    await expect(load(`{"year": 2020, "awards": {"A": ${deep}}}`)).rejects.toMatchObject({ code: 'input' });
  });
});
