import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { loadCeremonies } from '../../src/load.ts';

const load = (content: unknown) =>
  loadCeremonies('-', Readable.from([Buffer.from(typeof content === 'string' ? content : JSON.stringify(content))]));

describe('names that are words of JavaScript', () => {
  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    '%s is an award like any other',
    async (name) => {
      const prize = '[{"films": [{"imdb_id": "tt0000001", "title": "A"}]}]';
      const { ceremonies } = await load(`{"year": 2020, "festival": "${name}", "awards": {"${name}": ${prize}}}`);
      expect(ceremonies[0]?.ceremony.categories.map((category) => [category.name, category.canonicalName])).toEqual([
        [name, name],
      ]);
      expect(ceremonies[0]?.ceremony.organization.name).toBe(name);
    },
  );

  test.each(['__proto__', 'constructor'])('%s is an unknown key, or column, like any other', async (key) => {
    const file = { organization: { key: 'f', name: 'F' }, year: 2020, name: 'F', categories: [] };
    await expect(load(`${JSON.stringify(file).slice(0, -1)}, "${key}": 1}`)).rejects.toMatchObject({
      problems: expect.arrayContaining([expect.stringContaining(`unknown field: "${key}"`)]),
    });
    await expect(load(`Ceremony\tCategory\t${key}\n96\tA\tB\n`)).rejects.toMatchObject({ code: 'input' });
  });
});

test('half a surrogate pair is shown as such in what is said about it, and a long name is cut between characters', async () => {
  const file = { organization: { key: 'f', name: 'F' }, year: 2020, name: 'F', categories: [], '\ud800': 1 };
  const refusal = await load(file).catch((error) => error as { problems: string[] });
  expect((refusal as { problems: string[] }).problems.join('\n')).toContain('unknown field: "\\ud800"');
  const named = { ...file, name: `${'🏆'.repeat(300)}\ud800`, year: 'x' };
  const good = { ...file, '\ud800': undefined, categories: [{ name: 'P', kind: 'movie', nominations: [] }] };
  const { refused } = await load([named, good]);
  expect(refused[0]?.heading.name).toBe('🏆'.repeat(200));
});
