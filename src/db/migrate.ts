/** Brings a database to the schema of `drizzle/`, whatever other runs do at the same time. */
import { sql } from 'drizzle-orm';
import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator';
import { ExpectedError } from '../model/errors.ts';
import { quotedName } from './begin.ts';
import { faultOf } from './faults.ts';
import { migrationsTable, newestMigration } from './newest-migration.ts';
import { type Connection, type Db, defaultSchema } from './open.ts';
import { holdsSchema, readSurroundings, refuseEncoding, refuseUnfitSchema } from './surroundings.ts';
import { rowsOf, together, withReadOnly, withTransaction } from './transaction.ts';

/** Its one row is locked by whoever migrates. A row and no advisory lock: distributed databases have those too. */
const lockTable = 'oscars_import_lock';

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
  const newest = newestMigration(migrationsFolder);
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
  for (let lost = 0; ; lost++) {
    let isLocked = false;
    try {
      return await withTransaction(db, async (tx) => {
        const isThere = await holdsSchema(tx, db.schema);
        const makeSchema = isThere ? [] : [`create schema ${quotedName(db.schema)}`];
        const [, { applied }] = await together([db.send([...makeSchema, ...takeLock(db.schema)]), newestApplied(tx)]);
        isLocked = true;
        const missing = readMigrationFiles({ migrationsFolder }).filter(({ folderMillis }) => folderMillis > applied);
        // Together in one message: over a slow link each statement would cost a round trip.
        if (missing.length > 0) await db.send(missing.flatMap(migrationStatements));
      });
    } catch (error) {
      // Once the lock is held, a table that is there already is somebody else's.
      if (isLocked || !isLostRace(error) || lost === mostRacesLost) throw error;
    }
  }
}

/** A race is lost to one that commits, so that the next attempt finds the tables; more only where that one is undone. */
const mostRacesLost = 10;

/** `if not exists` looks before it makes the table: of two that do so at once, one fails when the other commits. */
function isLostRace(error: unknown): boolean {
  return ['23505', '42P06', '42P07', '42710'].includes(faultOf(error)?.code ?? '');
}

/**
 * The second one waits at the row, or already at the table, until the first one's transaction has ended. The first table
 * names its schema: PostgreSQL passes over one in `search_path` that is gone, and would make temporary tables. From then on
 * nobody can take the schema away.
 */
const takeLock = (schema: string) => [
  `create table if not exists ${quotedName(schema)}.${lockTable} (id integer primary key)`,
  `insert into ${lockTable} values (1) on conflict do nothing`,
  `select id from ${lockTable} where id = 1 for update`,
  `create table if not exists ${migrationsTable} (id serial primary key, hash text not null, created_at bigint)`,
];

function migrationStatements({ sql: statements, hash, folderMillis }: MigrationMeta): string[] {
  return [
    ...statements.map(withoutSchema),
    `insert into ${migrationsTable} (hash, created_at) values ('${hash}', ${folderMillis})`,
  ];
}

/** drizzle-kit writes the schema of references and views even where it is the default one. */
function withoutSchema(statement: string): string {
  return statement.replaceAll(`"${defaultSchema}".`, '');
}

/**
 * Time stamp of the newest applied migration, null where there was none. Tables that are there all of a sudden are those
 * of another run that did the first migration in between: the answer that counts is the one after them.
 */
async function readApplied(db: Connection): Promise<number | null> {
  for (;;) {
    try {
      const { applied, encoding } = await withReadOnly(db, newestApplied);
      refuseEncoding(encoding);
      return applied;
    } catch (error) {
      if (faultOf(error)?.code !== undefinedTable) throw error;
    }
    const surroundings = await withReadOnly(db, (tx) => readSurroundings(tx, db.schema, migrationsTable));
    refuseUnfitSchema(surroundings, db.schema);
    if (!surroundings.isMigrated) return null;
  }
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
