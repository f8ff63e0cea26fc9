/** People and movies: reading what is known, and storing what TMDb answered. */
import { getTableName, type SQL, sql } from 'drizzle-orm';
import { type Change, compare } from '../model/changes.ts';
import type { EntityKind, StoredEntity } from '../model/entity.ts';
import { chunksOf, incoming, isOneOf } from './bulk.ts';
import { entityStores } from './entity-tables.ts';
import type { Db } from './open.ts';
import { rowsOf } from './transaction.ts';
import { aliasOf, columnOf, givenColumns, insertion, mergedRow, upsert } from './upsert.ts';

/** Rows of the given IMDb IDs by ID; those that are not stored are absent. Two statements at most for 4,000 IDs. */
export async function readEntities(
  db: Db,
  kind: EntityKind,
  imdbIds: readonly string[],
): Promise<Map<string, StoredEntity>> {
  const { writing, asJson } = entityStores[kind];
  const { table } = writing;
  const found = new Map<string, StoredEntity>();
  for (const ids of chunksOf(imdbIds)) {
    const result = await db.execute(sql`
      select ${asJson(aliasOf(table, getTableName(table)))} as entity
        from ${table} where ${isOneOf(columnOf(table, 'imdbId'), ids)}`);
    for (const { entity } of rowsOf<{ entity: EntityJson }>(result)) found.set(entity.imdbId, entityOf(entity));
  }
  return found;
}

type EntityJson = Omit<StoredEntity, 'checkedAt'> & { readonly checkedAt: string | null };

function entityOf(json: EntityJson): StoredEntity {
  return { ...json, checkedAt: json.checkedAt === null ? null : new Date(json.checkedAt) };
}

export interface UpsertCounts {
  readonly added: number;
  readonly changed: number;
}

/**
 * Inserts or updates rows, in IMDb-ID order so that importers at work at once lock them in one order and never
 * deadlock. A row that is already so is not touched.
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
  const { writing, merge } = entityStores[kind];
  const counts = { added: 0, changed: 0 };
  for (const rows of chunksOf(inOrder(entities))) {
    const insert = sql`${insertion(writing, rows, ['imdbId'])} on conflict do nothing returning imdb_id`;
    const inserted = rowsOf<{ imdb_id: string }>(await db.execute(insert));
    counts.added += inserted.length;
    const isNew = new Set(inserted.map((row) => row.imdb_id));
    const others = rows.filter((row) => !isNew.has(row.imdbId));
    if (others.length === 0) continue;
    const update = sql`${upsert(writing, others, { key: ['imdbId'], fixed: ['id'], merge })} returning 1`;
    counts.changed += rowsOf(await db.execute(update)).length;
  }
  return counts;
}

/**
 * What `upsertEntities` would do with the rows, without doing it: in a read-only transaction too.
 *
 * @param entities each IMDb ID once
 */
export async function previewEntities(
  db: Db,
  kind: EntityKind,
  entities: readonly StoredEntity[],
): Promise<Change<StoredEntity>[]> {
  const changes: Change<StoredEntity>[] = [];
  for (const rows of chunksOf(inOrder(entities))) {
    for (const { before, after } of rowsOf<Outcome>(await db.execute(previewStatement(kind, rows)))) {
      const row = entityOf(after);
      changes.push(before === null ? { action: 'add', after: row } : compare(entityOf(before), row, fieldsOf(kind)));
    }
  }
  return changes;
}

interface Outcome {
  readonly before: EntityJson | null;
  readonly after: EntityJson;
}

function previewStatement(kind: EntityKind, rows: readonly StoredEntity[]): SQL {
  const { writing, merge, asJson } = entityStores[kind];
  const { table } = writing;
  const stored = aliasOf(table, 'stored');
  return sql`
    select case when ${stored.id} is not null then ${asJson(stored)} end as before,
           case when ${stored.id} is not null then ${asJson(mergedRow(writing, merge))}
                else ${asJson(aliasOf(table, 'incoming'))} end as after
      from ${incoming(rows, givenColumns(writing))}
      left join ${table} as stored on ${stored.imdbId} = incoming.imdb_id
     order by incoming.imdb_id`;
}

/** The columns that a diff names; `name` also of a movie. */
function fieldsOf(kind: EntityKind) {
  const { columnOf } = entityStores[kind];
  const asText = (value: string | number | null) => (value === null ? null : String(value));
  return ({ name, status, tmdbId, facts, checkedAt }: StoredEntity): Record<string, string | null> => ({
    name,
    tmdb_id: asText(tmdbId),
    ...Object.fromEntries(Object.entries(facts).map(([fact, value]) => [columnOf(fact), asText(value)] as const)),
    tmdb_status: status,
    tmdb_checked_at: checkedAt?.toISOString() ?? null,
  });
}

function inOrder(entities: readonly StoredEntity[]): StoredEntity[] {
  return [...entities].sort((a, b) => (a.imdbId < b.imdbId ? -1 : 1));
}
