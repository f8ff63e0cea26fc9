/**
 * Ways to break the program on purpose, each with the scenario that has to notice: a harness that cannot fail shows
 * nothing. Kept are those for promises that no test of the program sees at work: what holds only under kills, races and
 * faults.
 *
 * The harness builds its own copy of the program from sources edited so. An edit names what PostgreSQL, Node or TMDb
 * would see (SQL, codes, limits), in whichever file it stands, so that no renaming and no move takes it away.
 */

export interface Breakage {
  readonly name: string;
  /** A scenario by its name. */
  readonly noticedBy: string;
  /** Enough for the scenario to meet it. */
  readonly rounds: number;
  readonly edits: readonly Edit[];
}

export interface Edit {
  /** With the flag `g`. */
  readonly find: RegExp;
  readonly replace: string;
}

const edit = (find: RegExp, replace: string): Edit => ({ find, replace });

const withoutTransaction = edit(/begin isolation level read committed/g, 'select 1');
/** Deadlocks, serialization failures and lost connections are faults like any other. */
const withoutRepeating = edit(/'(40P01|40001|57P0[123]|08|CONNECTION_\w+|CONNECT_TIMEOUT|ECONN\w+)'/g, "'no $1'");

const broken = (name: string, noticedBy: string, rounds: number, ...edits: Edit[]): Breakage => ({
  name,
  noticedBy,
  rounds,
  edits,
});

export const breakages: readonly Breakage[] = [
  broken('migrates-without-lock', 'races/same-ceremony', 3, edit(/'(23505|42P07|42710)'/g, "'no $1'")),
  broken(
    'upserts-in-no-order',
    'races/shared-people',
    20,
    withoutRepeating,
    edit(/order by incoming\.imdb_id/g, 'order by random()'),
    edit(/order by \$\{list\([^`]*/g, 'order by random()'),
  ),
  broken('locks-no-ceremony', 'races/old-and-corrected', 15, edit(/ for no key update/g, '')),
  broken(
    'reads-without-snapshot',
    'races/prune-verify-dry-run',
    40,
    edit(/begin isolation level repeatable read, read only/g, 'begin'),
  ),
  broken('writes-without-transaction', 'kills/SIGKILL', 60, withoutTransaction),
  // The lock is a socket that only one may listen on, and flock(1) on the folder.
  broken(
    'locks-no-folder',
    'embedded/races',
    3,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it becomes a part of the program's own template
    edit(/\\0oscars-import:/g, '\\0oscars-import:${process.pid}'),
    edit(/spawn\('flock'/g, "spawn('true'"),
  ),
  broken('takes-500-for-unknown', 'tmdb/500', 1, edit(/status === 404/g, 'status === 404 || status === 500')),
  broken('does-not-retry', 'tmdb/refused', 1, edit(/(attempts\w* = )5;/gi, '$11;')),
  broken('waits-for-ever', 'tmdb/hang', 1, edit(/(timeout\w* = )10_000/gi, '$11e9')),
  broken('does-not-repeat', 'database/terminated-inside', 2, withoutRepeating),
  broken('writes-without-transaction', 'database/terminated-anywhere', 20, withoutTransaction, withoutRepeating),
  broken('writes-without-transaction', 'database/disk-full', 10, withoutTransaction),
  broken('writes-without-transaction', 'database/statement-time-out', 10, withoutTransaction),
  broken('locks-the-session', 'database/pooler', 1, edit(/where id = 1 for update/g, '; select pg_advisory_lock(1)')),
  broken('reads-without-limit', 'fuzz/huge', 1, edit(/\b32 \* 1024 \* 1024/g, '4096 * 1024 * 1024')),
  broken(
    'claims-what-others-claim',
    'sharing/together',
    2,
    edit(/claimed\.imdb_id = id\)/g, 'claimed.imdb_id = id and false)'),
    edit(
      /on conflict do nothing returning imdb_id as id/g,
      'on conflict (imdb_id) do update set importer_id = excluded.importer_id returning imdb_id as id',
    ),
  ),
  broken('takes-places-of-others', 'sharing/together', 2, edit(/(place <= \$\{rate\}) and importer_id is null/g, '$1')),
];
