/** Cold importers with one credential: TMDb's rate is kept by all of them together, and each ID is asked for once. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Random } from '../../history/random.ts';
import { bundledFile, type CeremonyFile, editedFile } from '../../support/ceremonies.ts';
import { hasPooler, withPooler } from '../../support/pooler.ts';
import { idsIn, knownIds, lossOf } from '../exactness.ts';
import { Ledger, type Scenario } from '../ledger.ts';
import { type TmdbFigures, withTmdbProcess } from '../tmdb-process.ts';
import type { Torture, TortureDatabase } from '../torture.ts';

const requestsPerSecond = 40;
const latencyMs = 100;

/** Who imports at the same time. */
interface Crowd {
  readonly processes: number;
  /** Processes beside them that are killed in between. */
  readonly kills: number;
  /** One a process, in turns. */
  readonly files: readonly CeremonyFile[];
}

interface Asked extends TmdbFigures {
  /** From the first request to the last answer. */
  readonly askingMs: number;
  /** From the first start to the last end. */
  readonly allMs: number;
}

const together: Scenario = {
  name: 'sharing/together',
  rounds: 12,
  run: async (torture, rounds, random) => {
    const ledger = new Ledger();
    while (ledger.nextRound(rounds)) {
      // The first rounds have one of each size.
      const processes = [2, 8, 32][ledger.rounds - 1] ?? random.pick([2, 2, 8, 8, 32]);
      const files = differentCeremonies([1, 3, 1][ledger.rounds - 1] ?? random.pick([1, 2]));
      const crowd = { processes, files, kills: ledger.rounds === 1 ? 0 : random.int(3) };
      const alone = await importAlone(torture, ledger, files);
      const asked = await torture.withDatabase((database) => {
        return importTogether(torture, ledger, random, crowd, database, database.url);
      });
      ledger.note(`${described(crowd)}: ${figures(asked)}; one process alone: ${figures(alone)}`);
    }
    return ledger.figures();
  },
};

const behindPooler: Scenario = {
  name: 'sharing/pooler',
  rounds: 4,
  run: async (torture, rounds, random) => {
    const ledger = new Ledger();
    if (!hasPooler()) {
      ledger.note('skipped: there is no pgbouncer here');
      return ledger.figures();
    }
    const crowd = { processes: 6, kills: 1, files: differentCeremonies(1) };
    while (ledger.nextRound(rounds)) {
      const asked = await torture.withDatabase((database) =>
        torture.withFolder((folder) =>
          withPooler({ url: database.url, folder, connections: 3 }, (url) =>
            importTogether(torture, ledger, random, crowd, database, url),
          ),
        ),
      );
      ledger.note(`${described(crowd)} behind a pooler: ${figures(asked)}`);
    }
    return ledger.figures();
  },
};

const severalDatabases: Scenario = {
  name: 'sharing/several-databases',
  rounds: 3,
  run: async (torture, rounds, random) => {
    const ledger = new Ledger();
    while (ledger.nextRound(rounds)) {
      const count = [2, 4][ledger.rounds - 1] ?? 2 + random.int(4);
      const files = differentCeremonies(1);
      const asked = await inDatabases(torture, count, (databases) =>
        asking(async (tmdbUrl) => {
          const runs = databases.map(({ url }) => start(torture, ledger, url, tmdbUrl, files[0]));
          await Promise.all(runs.map(({ outcome }) => outcome));
          for (const { query } of databases) await expectAll(ledger, query, files);
        }),
      );
      ledger.note(`${count} databases: ${figures(asked)}`);
    }
    return ledger.figures();
  },
};

export const sharing: readonly Scenario[] = [together, behindPooler, severalDatabases];

async function importTogether(
  torture: Torture,
  ledger: Ledger,
  random: Random,
  { processes, kills, files }: Crowd,
  { query }: TortureDatabase,
  url: string,
): Promise<Asked> {
  const asked = await asking(async (tmdbUrl) => {
    const startOne = (at: number) => start(torture, ledger, url, tmdbUrl, files[at % files.length]);
    const killed = Array.from({ length: kills }, async (_, at) => {
      const { kill, outcome } = startOne(at);
      await delay(1_000 + random.int(4_000));
      kill();
      await outcome;
    });
    await Promise.all([...killed, ...Array.from({ length: processes }, (_, at) => startOne(at).outcome)]);
  });
  await expectAll(ledger, query, files);
  const ids = new Set(files.flatMap((file) => [...idsIn(file)]));
  const different = new Set(answered(asked).map(({ imdbId }) => imdbId)).size;
  const again = answered(asked).length - different;
  ledger.expect(different === ids.size, `${different} of ${ids.size} IDs were asked for`);
  // Of what a killed process had asked for, as much is not stored as is in flight or on its way.
  ledger.expect(again <= kills * requestsPerSecond, `${again} IDs were asked for again`);
  expectRate(ledger, asked);
  return asked;
}

/** The same by one process, into a database of its own: what the others are measured by. */
async function importAlone(torture: Torture, ledger: Ledger, files: readonly CeremonyFile[]): Promise<Asked> {
  return torture.withDatabase((database) =>
    asking(async (tmdbUrl) => {
      await start(torture, ledger, database.url, tmdbUrl, files).outcome;
      await expectAll(ledger, database.query, files);
    }),
  );
}

async function asking(use: (tmdbUrl: string) => Promise<void>): Promise<Asked> {
  let allMs = 0;
  const figures = await withTmdbProcess({ latencyMs, requestsPerSecond }, async (tmdbUrl) => {
    const startedAt = performance.now();
    await use(tmdbUrl);
    allMs = performance.now() - startedAt;
  });
  const [first, last] = [figures.requests[0]?.at ?? 0, figures.requests.at(-1)?.at ?? 0];
  return { ...figures, allMs, askingMs: last - first + latencyMs };
}

function start(torture: Torture, ledger: Ledger, url: string, tmdbUrl: string, file: unknown) {
  const env = { DATABASE_URL: url, TMDB_API_TOKEN: torture.secrets.token, TMDB_API_URL: tmdbUrl };
  const { child, outcome } = torture.start(['-f', '-', '-q'], { env, input: JSON.stringify(file) });
  let isKilled = false;
  const kill = () => {
    isKilled = true;
    child.kill('SIGKILL');
  };
  const ended = outcome.then((result) => {
    ledger.ran(result);
    ledger.expect(
      isKilled || (result.code === 0 && result.stderr === ''),
      'one of many that share the rate fails',
      result,
    );
  });
  return { kill, outcome: ended };
}

async function expectAll(ledger: Ledger, query: TortureDatabase['query'], files: readonly CeremonyFile[]) {
  for (const file of files) ledger.lose(await lossOf(query, file), `in ${file.name}`);
  const known = await knownIds(query);
  const without = files.flatMap((file) => [...idsIn(file)]).filter((id) => !known.has(id));
  ledger.expect(without.length === 0, `${without.length} IDs have no answer`, without.slice(0, 5).join(', '));
}

/**
 * A request takes its time to the server, and on a busy machine more than the margin that is left for it: what arrives in a
 * little less than a second tells whether too many have left in one.
 */
function expectRate(ledger: Ledger, { requests }: Asked): void {
  const sure = 800;
  const most = Math.max(...requests.map(({ at }) => requests.filter((r) => r.at >= at && r.at < at + sure).length));
  ledger.expect(most <= requestsPerSecond, `${most} requests arrived within ${sure} ms`);
}

function answered({ requests }: Asked): Asked['requests'] {
  return requests.filter(({ isRefused }) => !isRefused);
}

function figures({ requests, refusedForRate, mostInOneSecond, askingMs, allMs }: Asked): string {
  const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;
  return (
    `${requests.length} requests, ${refusedForRate} × 429, at most ${mostInOneSecond} in a second, ` +
    `${seconds(askingMs)} of asking, ${seconds(allMs)} in all`
  );
}

function described({ processes, kills, files }: Crowd): string {
  const ids = new Set(files.flatMap((file) => [...idsIn(file)])).size;
  return `${processes} processes, ${files.length} ceremonies of ${ids} IDs, ${kills} killed`;
}

/** The bundled ceremony, and others of people and movies of their own. */
function differentCeremonies(count: number): CeremonyFile[] {
  return Array.from({ length: count }, (_, at) => (at === 0 ? bundledFile() : otherCeremony(2024 - at, at)));
}

function otherCeremony(year: number, digit: number): CeremonyFile {
  const file = editedFile((edited) =>
    Object.assign(edited, { year, number: year - 1928, name: `Awards of ${year}`, date: `${year}-03-10` }),
  );
  return JSON.parse(JSON.stringify(file).replaceAll(/"(tt|nm)(\d+)"/g, `"$1${digit}$2"`)) as CeremonyFile;
}

async function inDatabases<T>(
  torture: Torture,
  count: number,
  use: (databases: readonly TortureDatabase[]) => Promise<T>,
  opened: readonly TortureDatabase[] = [],
): Promise<T> {
  if (opened.length === count) return use(opened);
  return torture.withDatabase((database) => inDatabases(torture, count, use, [...opened, database]));
}
