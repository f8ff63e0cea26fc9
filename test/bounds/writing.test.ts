import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { ceremonyFile } from '../../src/ceremony/write.ts';
import { loadCeremonies } from '../../src/load.ts';
import { academySize, historyRows, historyTable } from '../history/oscar-data.ts';

const read = async (text: string) =>
  (await loadCeremonies('-', Readable.from([Buffer.from(text)]))).ceremonies.map(({ ceremony }) => ceremony);

test('a whole history comes back from its ceremony files as it was read', async () => {
  const ceremonies = await read(historyTable(historyRows({ seed: 'written', ...academySize })));
  expect(ceremonies.length).toBeGreaterThan(0);
  expect(await read(JSON.stringify(ceremonies.map(ceremonyFile)))).toEqual(ceremonies);
});
