/** Databases that refuse: no space, no time, no rights, another schema, read-only. */
import { spawnSync } from 'node:child_process';
import { chownSync } from 'node:fs';
import { randomOf } from '../../history/random.ts';
import { contentsOf, server } from '../../support/contents.ts';
import { serverIds } from '../../support/postgres-binaries.ts';
import { revisedCeremony } from '../ceremony-variants.ts';
import { halfWritten, lossOf } from '../exactness.ts';
import { Ledger, type Scenario } from '../ledger.ts';
import type { Outcome } from '../program.ts';
import { importOf, optionsOf } from '../reference.ts';
import { slowDown } from '../slow-database.ts';
import type { Torture, TortureDatabase } from '../torture.ts';

/** A run that fails has to say why, in one of these words, and to leave everything as it was. */
function expectRefusal(ledger: Ledger, outcome: Outcome, words: RegExp): void {
  ledger.expect(outcome.code === 1 && words.test(outcome.stderr), `is not told as ${words}`, outcome);
}

const readOnly: Scenario = scenario('database/read-only', 5, async (torture, ledger, database) => {
  const before = await importOlder(torture, database);
  await database.query(`alter database ${database.name} set default_transaction_read_only = on`);
  expectRefusal(ledger, ledger.ran(await torture.run(['2024'], { env: database.env })), /read-only/);
  for (const args of [['2024', '-n'], ['verify', '2024'], ['show', '2024'], ['status']]) {
    const reading = ledger.ran(await torture.run(args, { env: database.env }));
    ledger.expect([0, 3].includes(reading.code ?? 1), 'reading fails on a read-only server', reading);
  }
  ledger.expect(before === (await contentsText(database)), 'something changed');
  await database.query(`alter database ${database.name} reset default_transaction_read_only`);
});

const ahead: Scenario = scenario('database/schema-ahead', 5, async (torture, ledger, database) => {
  const before = await importOlder(torture, database);
  await database.query(`insert into oscars_import_migrations (hash, created_at) values ('newer', 9999999999999)`);
  for (const args of [['2024'], ['2024', '--no-migrate'], ['2024', '-n'], ['verify', '2024'], ['status']])
    expectRefusal(ledger, ledger.ran(await torture.run(args, { env: database.env })), /newer oscars-import/);
  ledger.expect(before === (await contentsText(database)), 'something changed');
  await database.query(`delete from oscars_import_migrations where hash = 'newer'`);
});

const noRights: Scenario = scenario('database/no-right-to-create', 5, async (torture, ledger, database) => {
  const { query, name, url } = database;
  const role = `role_${name}`;
  await query(`create role ${role} login password '${torture.secrets.password}'`);
  try {
    await query('revoke create on schema public from public');
    const theirs = new URL(url);
    theirs.username = role;
    const env = { DATABASE_URL: theirs.href };
    expectRefusal(ledger, ledger.ran(await torture.run(['2024'], { env })), /permission denied/);
    expectRefusal(ledger, ledger.ran(await torture.run(['2024', '--no-migrate'], { env })), /not migrated/);
    await importOlder(torture, database);
    await query(`grant select, insert, update, delete on all tables in schema public to ${role}`);
    const granted = ledger.ran(await torture.run(['2024', '--no-migrate', '--prune', '--force'], { env }));
    ledger.expect(granted.code === 0, 'a role without the right to create cannot import', granted);
    ledger.lose(await lossOf(query), 'by a role without the right to create');
  } finally {
    await query(`drop owned by ${role}; drop role ${role}`);
  }
});

const statementTimeout: Scenario = scenario(
  'database/statement-time-out',
  30,
  async (torture, ledger, database, random) => {
    const isFresh = random.chance(0.3);
    if (!isFresh) {
      await importOlder(torture, database);
      await slowDown(database.query);
    }
    const before = await contentsText(database);
    await database.query(
      `alter database ${database.name} set statement_timeout = ${isFresh ? 1 + random.int(30) : 20 + random.int(60)}`,
    );
    const outcome = ledger.ran(await torture.run(['2024', '--prune', '--force'], { env: database.env }));
    if (outcome.code !== 0) expectRefusal(ledger, outcome, /statement timeout/);
    if (isFresh) ledger.lose(await halfWritten(database.query), 'by a statement time-out');
    else if (outcome.code !== 0) ledger.expect(before === (await contentsText(database)), 'something changed');
    await database.query(`alter database ${database.name} reset statement_timeout`);
  },
);

const lockTimeout: Scenario = scenario('database/lock-time-out', 15, async (torture, ledger, database) => {
  await importOlder(torture, database);
  await slowDown(database.query);
  await database.query(`alter database ${database.name} set lock_timeout = 20`);
  const runs = [1, 2, 3, 4].map(() => torture.run(['2024', '--prune', '--force'], { env: database.env }));
  const outcomes = (await Promise.all(runs)).map((outcome) => ledger.ran(outcome));
  for (const outcome of outcomes) if (outcome.code !== 0) expectRefusal(ledger, outcome, /lock timeout/);
  ledger.expect(
    outcomes.some(({ code }) => code === 0),
    'nobody gets through',
    outcomes[0],
  );
  ledger.lose(await lossOf(database.query), 'by lock time-outs');
  await database.query(`alter database ${database.name} reset lock_timeout`);
});

/** A tablespace on a file system that is filled up to a random rest. */
const diskFull: Scenario = scenario('database/disk-full', 15, (torture, ledger, database, random) =>
  torture.withFolder(async (folder) => {
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', folder]);
    if (mounted.status !== 0) return skip(ledger, 'mounting a small file system is not permitted here');
    const space = `space_${database.name}`;
    try {
      if (serverIds.uid !== undefined) chownSync(folder, serverIds.uid, serverIds.gid ?? serverIds.uid);
      await database.query(`create tablespace ${space} location '${folder}'`);
      await database.query(`alter database ${database.name} set default_tablespace = ${space}`);
      const isFresh = random.chance(0.4);
      if (!isFresh) await importOlder(torture, database);
      const before = await contentsText(database);
      const usedKib = Number(spawnSync('du', ['-sk', folder], { encoding: 'utf8' }).stdout.split('\t')[0]);
      resize(folder, usedKib + 8 + random.int(isFresh ? 900 : 120));
      const outcome = ledger.ran(await torture.run(['2024', '--prune', '--force'], { env: database.env }));
      if (outcome.code !== 0) expectRefusal(ledger, outcome, /No space left|could not (extend|write|create)/);
      if (isFresh) ledger.lose(await halfWritten(database.query), 'by a full disk');
      else if (outcome.code !== 0) ledger.expect(before === (await contentsText(database)), 'something changed');
      resize(folder, 64 * 1024);
      await expectNextRun(torture, ledger, database);
    } finally {
      // The tablespace goes before its folder does.
      await database.query('drop schema public cascade; create schema public');
      await database.query(`alter database ${database.name} reset default_tablespace`);
      await database.query(`drop tablespace if exists ${space}`);
      spawnSync('umount', [folder]);
    }
  }),
);

type Body = (
  torture: Torture,
  ledger: Ledger,
  database: TortureDatabase,
  random: Parameters<Scenario['run']>[2],
) => Promise<void>;

/** Each round on a database of its own; in the end a run without the limit is exact. */
function scenario(name: string, rounds: number, body: Body): Scenario {
  const run: Scenario['run'] = async (torture, rounds, random) => {
    const ledger = new Ledger();
    while (ledger.nextRound(rounds)) {
      await torture.withDatabase(async (database) => {
        await body(torture, ledger, database, random);
        await expectNextRun(torture, ledger, database);
      });
    }
    return ledger.figures();
  };
  return { name, rounds, run };
}

async function expectNextRun(torture: Torture, ledger: Ledger, { env, query }: TortureDatabase): Promise<void> {
  const next = ledger.ran(await torture.run(['2024', '-q', '--prune', '--force'], { env }));
  ledger.expect(next.code === 0, 'the next run fails', next);
  ledger.lose(await lossOf(query), 'after the next run');
}

/** @returns what the database holds then */
async function importOlder(torture: Torture, database: TortureDatabase): Promise<string> {
  // Everybody the bundled file has is known by then, so that a refused run has nothing to store.
  await torture.run(['2024', '-q'], { env: database.env });
  const older = importOf(revisedCeremony(randomOf(database.name), 10));
  await torture.run([...older.args, '--prune', '--force'], optionsOf(older, database.env));
  return contentsText(database);
}

async function contentsText({ url, query }: TortureDatabase): Promise<string> {
  const [row] = await query<{ found: boolean }>(`select to_regclass('nominations') is not null as found`);
  return row?.found ? JSON.stringify(await contentsOf(server(url))) : '';
}

function resize(folder: string, kib: number): void {
  spawnSync('mount', ['-o', `remount,size=${kib}k`, folder]);
}

function skip(ledger: Ledger, why: string): void {
  if (!ledger.notes.includes(`skipped: ${why}`)) ledger.note(`skipped: ${why}`);
}

export const databaseLimits: readonly Scenario[] = [diskFull, statementTimeout, lockTimeout, noRights, ahead, readOnly];
