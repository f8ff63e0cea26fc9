/** Brings a database to the schema of `drizzle/`, whatever other runs do at the same time. */
import { sql } from 'drizzle-orm';
import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator';
import { ExpectedError } from '../model/errors.ts';
import type { Db } from './open.ts';
import { rowsOf, withTransaction } from './transaction.ts';

/** Where the applied migrations are recorded; `drizzle.config.ts` names the same, so that drizzle-kit agrees. */
export const migrationsTable = 'oscars_import_migrations';

/** Any number, as long as every run uses the same: the key of the lock that migrating holds. */
const migrationLock = 7_274_120_096;

/** `ahead`: a newer version of the program has migrated it. */
export type SchemaState = 'absent' | 'behind' | 'current' | 'ahead';

/** Compares the migrations a database has seen with those of the program. Reads only. */
export async function schemaState(db: Db, migrationsFolder: string): Promise<SchemaState> {
  const applied = await lastApplied(db);
  const newest = readMigrationFiles({ migrationsFolder }).at(-1)?.folderMillis ?? 0;
  if (applied === null) return 'absent';
  if (applied === newest) return 'current';
  return applied < newest ? 'behind' : 'ahead';
}

/** @throws ExpectedError `database` where a newer version of the program has changed the schema */
export function refuseNewerSchema(state: SchemaState): void {
  if (state !== 'ahead') return;
  throw new ExpectedError('database', 'the database has the schema of a newer oscars-import', {
    hint: 'update oscars-import; nothing was written',
  });
}

/**
 * Applies what is missing, in one transaction that holds a lock: drizzle's own `migrate` takes none, and two first
 * runs at once break it (drizzle-team/drizzle-orm#874). The lock ends with the transaction, so no run can leave it
 * behind, and it works through a connection pooler.
 */
export async function migrate(db: Db, migrationsFolder: string): Promise<void> {
  await withTransaction(db, async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${migrationLock}::bigint)`);
    await tx.execute(sql`
      create table if not exists ${sql.identifier(migrationsTable)} (
        id serial primary key, hash text not null, created_at bigint)`);
    const applied = (await lastApplied(tx)) ?? -1;
    const missing = readMigrationFiles({ migrationsFolder }).filter(({ folderMillis }) => folderMillis > applied);
    for (const migration of missing) await apply(tx, migration);
  });
}

async function apply(tx: Db, migration: MigrationMeta): Promise<void> {
  for (const statement of migration.sql) await tx.execute(sql.raw(statement));
  await tx.execute(sql`
    insert into ${sql.identifier(migrationsTable)} (hash, created_at)
    values (${migration.hash}, ${migration.folderMillis}::bigint)`);
}

/** Time stamp of the newest applied migration, 0 where the table is empty, null where there is no table. */
async function lastApplied(db: Db): Promise<number | null> {
  const exists = rowsOf<{ found: boolean }>(
    await db.execute(sql`select to_regclass(${migrationsTable}) is not null as found`),
  );
  if (!exists[0]?.found) return null;
  const rows = rowsOf<{ last: string }>(
    await db.execute(sql`select coalesce(max(created_at), 0)::text as last from ${sql.identifier(migrationsTable)}`),
  );
  return Number(rows[0]?.last ?? 0);
}
