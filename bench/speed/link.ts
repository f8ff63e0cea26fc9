/** The same over a link that takes 20 ms each way, where what counts is how often the program waits for the server. */
import { countRoundTrips } from '../../test/support/round-trips.ts';
import { type Figure, timeFigure } from './figures.ts';
import { compare } from './measure.ts';
import { timeProgram, timeScript } from './processes.ts';
import { withServer } from './server.ts';

const rounds = 9;
const bothWaysMs = 40;

export function link(): Promise<Figure[]> {
  return withServer({}, async ({ createDatabase }) => {
    const known = await createDatabase();
    const offline = ['2024', '--offline', '--quiet'];
    await timeProgram(offline, { env: { DATABASE_URL: known } });
    const far = async <T>(database: string, use: (url: string) => Promise<T>) => {
      const proxy = await countRoundTrips(database, bothWaysMs);
      try {
        return await use(proxy.url);
      } finally {
        await proxy.stop();
      }
    };
    const bare = () => far(known, (url) => timeScript('connect-and-query.mjs', [url]));
    const importInto = (database: string) =>
      far(database, (url) => timeProgram(offline, { env: { DATABASE_URL: url } }));
    const second = await compare(rounds, () => importInto(known), bare);
    const first = await compare(rounds, async () => importInto(await createDatabase()), bare);
    return [
      timeFigure('second import, 20 ms each way', 'connect + one query', second, 1.2),
      timeFigure('  first import, without TMDb', 'connect + one query', first, 8),
    ];
  });
}
