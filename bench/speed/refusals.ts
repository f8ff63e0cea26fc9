/**
 * A TMDb that refuses one request in twenty and asks to wait for a second, which all have to. Held against the same played by
 * the rules alone: each request leaves as early as it may, and nothing takes time but TMDb.
 */
import { randomOf } from '../../test/history/random.ts';
import { startTmdbServer } from '../../test/support/tmdb-server.ts';
import { exactFigure, type Figure, timeFigure } from './figures.ts';
import { pairOf } from './measure.ts';
import { timeProgram } from './processes.ts';
import { withServer } from './server.ts';

const rounds = 5;
const uniqueIds = 258;
const latencyMs = 100;
const pauseMs = 1000;
/** What the program keeps to by default. */
const rules = { requestsPerSecond: 40, inFlight: 20, windowMs: 1000 };
const refusedShare = 0.05;

export async function refusals(): Promise<Figure[]> {
  const values: { a: number; b: number }[] = [];
  const answered: number[] = [];
  await withServer({}, async ({ createDatabase }) => {
    for (let round = 0; round < rounds; round++) {
      const isRefused = refusedOf(`refusals ${round}`);
      const tmdb = await startTmdbServer({
        latencyMs,
        misbehave: () => {
          const isOne = isRefused(tmdb.requests.length - 1);
          return isOne ? { kind: 'status', status: 429, headers: { 'retry-after': '1' } } : undefined;
        },
      });
      const env = { DATABASE_URL: await createDatabase(), TMDB_API_TOKEN: 'bench-token', TMDB_API_URL: tmdb.url };
      await timeProgram(['2024'], { env });
      const [first, last] = [tmdb.requests[0]?.at ?? Number.NaN, tmdb.requests.at(-1)?.at ?? Number.NaN];
      values.push({ a: last - first + latencyMs, b: playedMs(isRefused) });
      answered.push(new Set(tmdb.requests.map(({ imdbId }) => imdbId)).size);
      await tmdb.stop();
    }
  });
  return [
    timeFigure('5 % refused for a second, resolving', 'each as early as allowed', pairOf(values), 1.1),
    exactFigure('  IDs answered', answered, uniqueIds),
  ];
}

/** Whether a request is refused, by its place in the order of arrival; the same for the program and for the count. */
function refusedOf(seed: string): (arrival: number) => boolean {
  const random = randomOf(seed);
  const known: boolean[] = [];
  return (arrival) => {
    while (known.length <= arrival) known.push(random.chance(refusedShare));
    return known[arrival] ?? false;
  };
}

/** Milliseconds until the last answer, when each request leaves as early as the rules let it. */
function playedMs(isRefused: (arrival: number) => boolean): number {
  let [now, waiting, arrivals, pausedUntil] = [0, uniqueIds, 0, 0];
  let departures: number[] = [];
  const inFlight: { readonly endsAt: number; readonly isRefused: boolean }[] = [];
  while (waiting > 0 || inFlight.length > 0) {
    departures = departures.filter((at) => at > now - rules.windowMs);
    const isFree = inFlight.length < rules.inFlight && departures.length < rules.requestsPerSecond;
    if (waiting > 0 && isFree && now >= pausedUntil) {
      waiting--;
      departures.push(now);
      inFlight.push({ endsAt: now + latencyMs, isRefused: isRefused(arrivals++) });
      continue;
    }
    const events = [inFlight[0]?.endsAt, pausedUntil, (departures[0] ?? now) + rules.windowMs];
    now = Math.min(...events.filter((at) => at !== undefined && at > now).map(Number));
    while (inFlight[0] !== undefined && inFlight[0].endsAt <= now) {
      if (!inFlight.shift()?.isRefused) continue;
      waiting++;
      pausedUntil = now + pauseMs;
    }
  }
  return now;
}
