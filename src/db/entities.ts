/** People and movies: reading what is known, and storing what TMDb answered. */
import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import type { EntityKind, EntityStatus, StoredEntity } from '../model/entity.ts';
import { entityId } from '../model/identity.ts';
import { arrayLiteral, type BulkColumn, chunksOf, incoming } from './bulk.ts';
import type { Db } from './open.ts';
import { rowsOf } from './transaction.ts';

interface EntityTable {
  readonly table: SQLWrapper;
  readonly nameColumn: SQLWrapper;
  readonly facts: Readonly<Record<string, BulkColumn<StoredEntity>['type']>>;
}

const tables: Readonly<Record<EntityKind, EntityTable>> = {
  movie: {
    table: sql.identifier('movies'),
    nameColumn: sql.identifier('title'),
    facts: {
      original_title: 'text',
      original_language: 'text',
      release_date: 'date',
      overview: 'text',
      poster_path: 'text',
    },
  },
  person: {
    table: sql.identifier('people'),
    nameColumn: sql.identifier('name'),
    facts: { known_for_department: 'text', gender: 'smallint', profile_path: 'text' },
  },
};

interface EntityRecord extends Record<string, unknown> {
  readonly imdb_id: string;
  readonly name: string;
  readonly tmdb_id: number | null;
  readonly tmdb_status: EntityStatus;
  readonly checked_at: string | null;
}

/** Rows of the given IMDb IDs by ID; those that are not stored are absent. Two statements at most for 4,000 IDs. */
export async function readEntities(
  db: Db,
  kind: EntityKind,
  imdbIds: readonly string[],
): Promise<Map<string, StoredEntity>> {
  const { table, nameColumn, facts } = tables[kind];
  const factColumns = Object.entries(facts).map(([name, type]) =>
    type === 'date' ? sql`${sql.identifier(name)}::text as ${sql.identifier(name)}` : sql.identifier(name),
  );
  const found = new Map<string, StoredEntity>();
  for (const ids of chunksOf(imdbIds)) {
    const result = await db.execute(sql`
      select imdb_id, ${nameColumn} as name, tmdb_id, tmdb_status, tmdb_checked_at::text as checked_at,
             ${sql.join(factColumns, sql`, `)}
        from ${table} where imdb_id = any(${arrayLiteral(ids)}::text[])`);
    for (const record of rowsOf<EntityRecord>(result))
      found.set(record.imdb_id, fromRecord(record, Object.keys(facts)));
  }
  return found;
}

function fromRecord(record: EntityRecord, factNames: readonly string[]): StoredEntity {
  return {
    imdbId: record.imdb_id,
    name: record.name,
    status: record.tmdb_status,
    tmdbId: record.tmdb_id,
    facts: Object.fromEntries(factNames.map((name) => [name, (record[name] as string | number | null) ?? null])),
    checkedAt: record.checked_at === null ? null : new Date(record.checked_at),
  };
}

export interface UpsertCounts {
  readonly added: number;
  readonly changed: number;
}

/**
 * Inserts or updates rows, in IMDb-ID order so that importers at work at once lock them in one order and never
 * deadlock. The same rules as `planEntity`, held here by PostgreSQL against whoever else writes: nothing known is
 * replaced by null, a found entity stays found, and a row that is already so is not touched.
 *
 * New rows go first, by a statement that names no index: a row has two unique keys, its ID and its IMDb ID, and an
 * upsert that names one of them fails on the other when two importers insert the same row at the same moment.
 *
 * @param entities each IMDb ID once
 * @returns what PostgreSQL says it did
 */
export async function upsertEntities(
  db: Db,
  kind: EntityKind,
  entities: readonly StoredEntity[],
): Promise<UpsertCounts> {
  const counts = { added: 0, changed: 0 };
  const sorted = [...entities].sort((a, b) => (a.imdbId < b.imdbId ? -1 : 1));
  for (const rows of chunksOf(sorted)) {
    const inserted = rowsOf<{ imdb_id: string }>(await db.execute(insertStatement(tables[kind], rows)));
    counts.added += inserted.length;
    const isNew = new Set(inserted.map((row) => row.imdb_id));
    const others = rows.filter((row) => !isNew.has(row.imdbId));
    if (others.length > 0) counts.changed += rowsOf(await db.execute(upsertStatement(tables[kind], others))).length;
  }
  return counts;
}

function insertStatement(table: EntityTable, rows: readonly StoredEntity[]): SQL {
  return sql`${insertion(table, rows)} on conflict do nothing returning imdb_id`;
}

function upsertStatement(description: EntityTable, rows: readonly StoredEntity[]): SQL {
  const { table, nameColumn } = description;
  const kept = keptColumns(description);
  const merged = [
    sql`case when excluded.tmdb_status = 'found' then excluded.${nameColumn} else ${table}.${nameColumn} end`,
    sql`case when excluded.tmdb_status = 'waiting' or (excluded.tmdb_status = 'failed' and ${table}.tmdb_status = 'found')
             then ${table}.tmdb_status else excluded.tmdb_status end`,
    ...kept.map((name) => sql`coalesce(excluded.${name}, ${table}.${name})`),
  ];
  const columns = [nameColumn, sql.identifier('tmdb_status'), ...kept];
  return sql`
    ${insertion(description, rows)}
        on conflict (imdb_id) do update
       set (${list(columns)}, updated_at) = (${list(merged)}, now())
     where (${list(columns.map((name) => sql`${table}.${name}`))}) is distinct from (${list(merged)})
    returning imdb_id`;
}

function insertion(description: EntityTable, rows: readonly StoredEntity[]): SQL {
  const { table, nameColumn, facts } = description;
  const kept = keptColumns(description);
  return sql`
    insert into ${table} as ${table} (id, imdb_id, ${list([nameColumn, sql.identifier('tmdb_status'), ...kept])})
    select id, imdb_id, ${list([sql.identifier('name'), sql.identifier('tmdb_status'), ...kept])}
      from ${incoming(rows, upsertColumns(facts))}
     order by imdb_id`;
}

/** Columns of which a known value is never replaced by null. */
function keptColumns({ facts }: EntityTable): SQLWrapper[] {
  return ['tmdb_id', ...Object.keys(facts), 'tmdb_checked_at'].map((name) => sql.identifier(name));
}

function list(parts: readonly SQLWrapper[]): SQL {
  return sql.join([...parts], sql`, `);
}

function upsertColumns(facts: EntityTable['facts']): BulkColumn<StoredEntity>[] {
  return [
    { name: 'id', type: 'uuid', of: (entity) => entityId(entity.imdbId) },
    { name: 'imdb_id', type: 'text', of: (entity) => entity.imdbId },
    { name: 'name', type: 'text', of: (entity) => entity.name },
    { name: 'tmdb_status', type: 'text', of: (entity) => entity.status },
    { name: 'tmdb_id', type: 'integer', of: (entity) => entity.tmdbId },
    ...Object.entries(facts).map(([name, type]) => ({ name, type, of: (e: StoredEntity) => e.facts[name] ?? null })),
    { name: 'tmdb_checked_at', type: 'timestamptz', of: (entity) => entity.checkedAt?.toISOString() ?? null },
  ];
}
