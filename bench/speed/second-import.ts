/** An import that finds everything done: what seeding costs on each later start of a CI job or a container. */
import { startTmdbServer } from '../../test/support/tmdb-server.ts';
import { type Figure, timeFigure } from './figures.ts';
import { compare } from './measure.ts';
import { timeProgram, timeScript } from './processes.ts';
import { withServer } from './server.ts';

const rounds = 15;

export async function secondImport(): Promise<Figure[]> {
  const tmdb = await startTmdbServer();
  try {
    return await withServer({}, async ({ createDatabase }) => {
      const database = await createDatabase();
      const env = { DATABASE_URL: database, TMDB_API_TOKEN: 'bench-token', TMDB_API_URL: tmdb.url };
      await timeProgram(['2024', '--rate', '1000'], { env });
      const pair = await compare(
        rounds,
        () => timeProgram(['2024'], { env }),
        () => timeScript('connect-and-query.mjs', [database]),
      );
      return [timeFigure('second import, server', 'connect + one query', pair, 1.2)];
    });
  } finally {
    await tmdb.stop();
  }
}
