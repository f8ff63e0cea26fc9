/** Brings a database to the schema of `drizzle/`, whatever other runs do at the same time. */
import { sql } from 'drizzle-orm';
import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator';
import { ExpectedError } from '../model/errors.ts';
import { faultOf } from './faults.ts';
import { type Connection, type Db, defaultSchema } from './open.ts';
import { holdsSchema, refuseEncoding, refuseUnfitSchema } from './surroundings.ts';
import { rowsOf, withReadOnly, withTransaction } from './transaction.ts';

/** Where the applied migrations are recorded; `drizzle.config.ts` names the same, so that drizzle-kit agrees. */
export const migrationsTable = 'oscars_import_migrations';

/** Any number, as long as every run uses the same: the key of the lock that migrating holds. */
const migrationLock = 7_274_120_096;

const undefinedTable = '42P01';

/** `ahead`: a newer version of the program has migrated it. */
export type SchemaState = 'absent' | 'behind' | 'current' | 'ahead';

/**
 * Compares the migrations a database has seen with those of the program. Reads only.
 *
 * @throws ExpectedError `database` where the database, or what stands in the schema already, cannot be worked with
 */
export async function schemaState(db: Connection, migrationsFolder: string): Promise<SchemaState> {
  const applied = await readApplied(db);
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
export async function migrate(db: Connection, migrationsFolder: string): Promise<void> {
  await withTransaction(db, async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${migrationLock}::bigint)`);
    if (!(await holdsSchema(tx, db.schema))) await tx.execute(sql`create schema ${sql.identifier(db.schema)}`);
    await tx.execute(sql`
      create table if not exists ${sql.identifier(migrationsTable)} (
        id serial primary key, hash text not null, created_at bigint)`);
    const { applied } = await newestApplied(tx);
    const missing = readMigrationFiles({ migrationsFolder }).filter(({ folderMillis }) => folderMillis > applied);
    for (const migration of missing) await apply(tx, migration);
  });
}

async function apply(tx: Db, migration: MigrationMeta): Promise<void> {
  for (const statement of migration.sql) await tx.execute(sql.raw(withoutSchema(statement)));
  await tx.execute(sql`
    insert into ${sql.identifier(migrationsTable)} (hash, created_at)
    values (${migration.hash}, ${migration.folderMillis}::bigint)`);
}

/** drizzle-kit writes the schema of references and views even where it is the default one. */
function withoutSchema(statement: string): string {
  return statement.replaceAll(`"${defaultSchema}".`, '');
}

/** Time stamp of the newest applied migration, null where there was none. */
async function readApplied(db: Connection): Promise<number | null> {
  try {
    const { applied, encoding } = await withReadOnly(db, newestApplied);
    refuseEncoding(encoding);
    return applied;
  } catch (error) {
    if (faultOf(error)?.code !== undefinedTable) throw error;
  }
  await withReadOnly(db, (tx) => refuseUnfitSchema(tx, db.schema));
  return null;
}

/** Asked without looking first whether there is such a table, as nearly always there is. */
async function newestApplied(tx: Db): Promise<{ applied: number; encoding: string }> {
  const rows = rowsOf<{ applied: string; encoding: string }>(
    await tx.execute(sql`
      select coalesce(max(created_at), -1)::text as applied, current_setting('server_encoding') as encoding
        from ${sql.identifier(migrationsTable)}`),
  );
  return { applied: Number(rows[0]?.applied), encoding: rows[0]?.encoding ?? '' };
}
