/** TMDb, as the scenarios use it. */
import type { CeremonyFile } from '../support/ceremonies.ts';
import { startTmdbServer, type TmdbServer, type TmdbServerOptions } from '../support/tmdb-server.ts';
import { idsIn, knownIds, lossOf } from './exactness.ts';
import type { Ledger } from './ledger.ts';
import type { Outcome } from './program.ts';
import type { Torture, TortureDatabase } from './torture.ts';

/** A TMDb for the time `use` takes. */
export async function withTmdb<T>(options: TmdbServerOptions, use: (tmdb: TmdbServer) => Promise<T>): Promise<T> {
  const tmdb = await startTmdbServer(options);
  return use(tmdb).finally(tmdb.stop);
}

let asked = 0;

/** What tells the program about it: with the marked token, or in turns with the marked key. */
export function tmdbEnv({ secrets }: Torture, { url }: Pick<TmdbServer, 'url'>): Record<string, string> {
  const credentials = asked++ % 2 === 0 ? { TMDB_API_TOKEN: secrets.token } : { TMDB_API_KEY: secrets.apiKey };
  return { ...credentials, TMDB_API_URL: url };
}

/** One run that may end with some without an answer; whatever else happens is a finding. */
export async function importFrom(
  tmdb: TmdbServer,
  torture: Torture,
  { env, query }: TortureDatabase,
  ledger: Ledger,
  file: CeremonyFile,
): Promise<Outcome> {
  const before = await knownIds(query);
  const asked = tmdb.requests.length;
  const outcome = ledger.ran(
    await torture.run(['-f', '-', '-v', '--rate', '1000'], {
      env: { ...env, ...tmdbEnv(torture, tmdb) },
      input: JSON.stringify(file),
    }),
  );
  ledger.lose(await lossOf(query, file), 'with a TMDb that fails');
  ledger.expect(!outcome.stdout.includes('\u001b'), 'an answer reaches the terminal raw', outcome);
  const again = tmdb.requests.slice(asked).filter(({ imdbId }) => before.has(imdbId));
  ledger.expect(again.length === 0, `${again.length} requests for what was known`);
  const known = await knownIds(query);
  const failed = [...idsIn(file)].filter((id) => !known.has(id));
  ledger.expect(
    outcome.code === (failed.length === 0 ? 0 : 3),
    `${failed.length} have no answer, exit ${outcome.code}`,
    outcome,
  );
  for (const id of failed) ledger.expect(outcome.stdout.includes(id), `${id} has no answer and is not named`, outcome);
  return outcome;
}
