/** The first import with a token, which is as fast as TMDb lets it be: 40 requests in any one second. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { startTmdbServer, type TmdbServer } from '../../test/support/tmdb-server.ts';
import { exactFigure, type Figure, limitFigure, timeFigure } from './figures.ts';
import { pairOf } from './measure.ts';
import { timeProgram } from './processes.ts';
import { withServer } from './server.ts';

const rounds = 5;
const uniqueIds = 258;
const requestsPerSecond = 40;
const latencyMs = 100;

/** The 41st request may not arrive before a second has passed since the first one did, and so on; then one answer. */
const leastMs = Math.floor((uniqueIds - 1) / requestsPerSecond) * 1000 + latencyMs;

interface Round {
  readonly resolvingMs: number;
  readonly wholeMs: number;
  readonly first: number;
  readonly second: number;
  readonly refused: number;
  readonly mostInOneSecond: number;
}

export async function firstImport(): Promise<Figure[]> {
  const results: Round[] = [];
  await withServer({}, async ({ createDatabase }) => {
    for (let round = 0; round < rounds; round++) results.push(await importTwice(await createDatabase()));
  });
  const against = (time: (round: Round) => number) => pairOf(results.map((round) => ({ a: time(round), b: leastMs })));
  return [
    timeFigure(
      'first import, resolving',
      'least at 40 a second',
      against((round) => round.resolvingMs),
      1.05,
    ),
    timeFigure(
      '  whole program',
      'least at 40 a second',
      against((round) => round.wholeMs),
      null,
    ),
    exactFigure(
      '  requests refused with 429',
      results.map((round) => round.refused),
      0,
    ),
    limitFigure(
      '  most requests in any second',
      results.map((round) => round.mostInOneSecond),
      requestsPerSecond,
    ),
    exactFigure(
      'TMDb requests, first import',
      results.map((round) => round.first),
      uniqueIds,
    ),
    exactFigure(
      'TMDb requests, second import',
      results.map((round) => round.second),
      0,
    ),
  ];
}

async function importTwice(database: string): Promise<Round> {
  const tmdb = await startTmdbServer({ latencyMs, requestsPerSecond });
  const env = { DATABASE_URL: database, TMDB_API_TOKEN: 'bench-token', TMDB_API_URL: tmdb.url };
  try {
    const { wholeMs, resolvingMs } = await timeResolving(tmdb, () => timeProgram(['2024'], { env }));
    const first = tmdb.requests.length;
    const [refused, mostInOneSecond] = [tmdb.refusedForRate(), tmdb.mostInOneSecond()];
    await timeProgram(['2024'], { env });
    return { resolvingMs, wholeMs, first, second: tmdb.requests.length - first, refused, mostInOneSecond };
  } finally {
    await tmdb.stop();
  }
}

/** From the first request's arrival to the last answer's end, as the server sees it. */
async function timeResolving({ requests }: TmdbServer, run: () => Promise<number>) {
  const channel = 'http.server.response.finish';
  let lastAnswer = 0;
  const onAnswer = () => {
    lastAnswer = performance.now();
  };
  subscribe(channel, onAnswer);
  try {
    const wholeMs = await run();
    return { wholeMs, resolvingMs: lastAnswer - (requests[0]?.at ?? Number.NaN) };
  } finally {
    unsubscribe(channel, onAnswer);
  }
}
