/**
 * Ways to break the built program on purpose, each with the scenario that has to notice: a harness that cannot fail
 * shows nothing. The edits are made in the harness's own copy of the program, as text; one that does not apply any more
 * fails loudly.
 */

export interface Breakage {
  readonly name: string;
  /** A scenario by its name. */
  readonly noticedBy: string;
  /** Enough for the scenario to meet it. */
  readonly rounds: number;
  readonly edits: readonly Edit[];
}

interface Edit {
  readonly find: string;
  readonly replace: string;
}

const edit = (find: string, replace: string): Edit => ({ find, replace });

const withoutTransaction = edit('begin isolation level read committed', 'select 1');
const withoutVerification = edit('refuseInexact(verification, ceremony.name);', '');
const withoutExplanation = edit('if (fault === null) return error;', 'return error;');
const withoutRepeating = edit('if (!isTransient(error)', 'if (true');
const withoutMigrationLock = edit('select pg_advisory_xact_lock(', 'select abs(');

const broken = (name: string, noticedBy: string, rounds: number, ...edits: Edit[]): Breakage => ({
  name,
  noticedBy,
  rounds,
  edits,
});

export const breakages: readonly Breakage[] = [
  broken(
    'loses-a-nominee',
    'seed-of-it-all',
    1,
    withoutVerification,
    edit('await writeNominees(tx, changed)', 'await writeNominees(tx, changed.slice(1))'),
  ),
  broken('stores-the-token', 'seed-of-it-all', 1, edit('run.programVersion', 'process.env.TMDB_API_TOKEN')),
  broken('migrates-without-lock', 'races/same-ceremony', 3, withoutMigrationLock),
  broken(
    'upserts-in-no-order',
    'races/shared-people',
    20,
    withoutRepeating,
    edit('order by imdb_id', 'order by random()'),
  ),
  broken('locks-no-ceremony', 'races/old-and-corrected', 15, edit(' for no key update', '')),
  broken(
    'reads-without-snapshot',
    'races/prune-verify-dry-run',
    40,
    edit('begin isolation level repeatable read, read only', 'begin'),
  ),
  broken('writes-without-transaction', 'kills/SIGKILL', 60, withoutTransaction),
  broken(
    'keeps-answers-to-itself',
    'kills/SIGKILL',
    30,
    edit('handingOver ??= handOver();', ''),
    edit('await handingOver;', 'await handOver();'),
  ),
  broken(
    'ends-by-itself',
    'kills/interrupts',
    6,
    edit('if (received !== null) process.kill(process.pid, received);', ''),
  ),
  broken(
    'is-slow-to-leave',
    'kills/interrupts',
    12,
    edit('onFirst(name);', 'onFirst(name); for (const until = Date.now() + 8e3; Date.now() < until; );'),
  ),
  broken('locks-no-folder', 'embedded/races', 3, edit('await takeLocks(folder, options, held);', '')),
  broken('trusts-half-made-folders', 'embedded/kills', 20, edit('|| names.includes(unfinishedMark)', '')),
  broken('takes-500-for-unknown', 'tmdb/500', 1, edit('if (status === 404)', 'if (status === 404 || status === 500)')),
  broken('does-not-retry', 'tmdb/refused', 1, edit('var maxAttempts = 5;', 'var maxAttempts = 1;')),
  broken('asks-again-for-known', 'tmdb/oversized', 1, edit('if (entity.status === "found") return true;', '')),
  broken('waits-for-ever', 'tmdb/hang', 1, edit('timeoutMs = 1e4', 'timeoutMs = 1e9')),
  broken('takes-failed-for-done', 'tmdb/dies', 1, edit('isWhole && entities.failed === 0 ?', 'isWhole ?')),
  broken(
    'takes-series-for-failure',
    'tmdb/other-kind',
    1,
    edit('{ status: "missing", reason: isOfOtherKind', '{ status: "failed", reason: isOfOtherKind'),
  ),
  broken('loses-answers-on-401', 'tmdb/revoked', 3, edit('handingOver ??= handOver();', '')),
  broken('does-not-repeat', 'database/terminated-inside', 2, withoutRepeating),
  broken('writes-without-transaction', 'database/terminated-anywhere', 20, withoutTransaction, withoutRepeating),
  broken('does-not-explain-restarts', 'database/restarted', 6, withoutExplanation, withoutRepeating),
  broken('does-not-reconnect', 'database/idle-time-outs', 2, edit('await database.reconnect()', 'undefined')),
  broken('writes-without-transaction', 'database/disk-full', 10, withoutTransaction),
  broken('writes-without-transaction', 'database/statement-time-out', 10, withoutTransaction),
  broken('does-not-explain', 'database/lock-time-out', 2, withoutExplanation),
  broken(
    'migrates-anyway',
    'database/no-right-to-create',
    1,
    edit('state !== "current" && isMigrated', 'state !== "current"'),
  ),
  broken('works-on-newer-schemas', 'database/schema-ahead', 1, edit('if (state !== "ahead") return;', 'return;')),
  broken('does-not-explain', 'database/read-only', 1, withoutExplanation),
  broken('locks-the-session', 'database/pooler', 1, edit('pg_advisory_xact_lock', 'pg_advisory_lock')),
  broken('shows-text-raw', 'fuzz/spawned', 60, edit('return text.replace(unsafe,', 'return text.replace(/(?!)/g,')),
  broken('reads-without-limit', 'fuzz/huge', 1, edit('32 * 1024 * 1024', '4096 * 1024 * 1024')),
];
