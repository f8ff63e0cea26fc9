/** The largest category that anybody would think of: matching must not look at every pair of its nominations. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Figure, timeFigure } from './figures.ts';
import { withFolder } from './history-file.ts';
import { pairOf } from './measure.ts';
import { timeProgram } from './processes.ts';
import { withServer } from './server.ts';

const rounds = 3;

export function category(): Promise<Figure[]> {
  return withFolder((folder) =>
    withServer({}, async ({ createDatabase }) => {
      const figures: Figure[] = [];
      for (const [what, nomination] of kinds) {
        const values: { a: number; b: number }[] = [];
        for (let round = 0; round < rounds; round++) {
          const [b, a] = [await timeTwice(1000, nomination), await timeTwice(10_000, nomination)];
          values.push({ a: a / 10, b });
        }
        figures.push(timeFigure(`a category of 10,000 ${what}, a tenth`, 'one of 1,000', pairOf(values), 1.1));
      }
      return figures;

      /** Imports a category, then the same with other details: every nomination has to find its own. */
      async function timeTwice(size: number, nomination: (at: number, edition: number) => object): Promise<number> {
        const env = { DATABASE_URL: await createDatabase() };
        const args = async (edition: number) => {
          const path = join(folder, `${size}-${edition}.json`);
          await writeFile(
            path,
            JSON.stringify(fileOf(Array.from({ length: size }, (_, at) => nomination(at, edition)))),
          );
          return ['--file', path, '--offline', '--quiet'];
        };
        await timeProgram(await args(1), { env });
        return timeProgram(await args(2), { env });
      }
    }),
  );
}

const kinds: readonly (readonly [string, (at: number, edition: number) => object])[] = [
  [
    'of one movie and person',
    (at, edition) => ({
      detail: `Detail ${at}${edition === 2 ? '!' : ''}`,
      movies: [{ title: 'One', imdbId: 'tt0000001' }],
      nominees: [{ name: 'Somebody', imdbId: 'nm0000001' }],
    }),
  ],
  [
    'without nominees',
    (at, edition) => ({ ...(edition === 2 ? { detail: `Other ${at}` } : {}), movies: [{ title: `Movie ${at}` }] }),
  ],
];

function fileOf(nominations: readonly object[]): object {
  return {
    organization: { key: 'bench', name: 'Bench Awards' },
    year: 2024,
    name: 'Bench Awards 2024',
    categories: [{ name: 'Everything', kind: 'movie', nominations }],
  };
}
