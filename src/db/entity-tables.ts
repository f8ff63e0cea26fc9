/** Where people and movies are stored, and the one rule by which what TMDb answered is merged into a stored row. */
import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { EntityKind, StoredEntity } from '../model/entity.ts';
import { entityId } from '../model/identity.ts';
import { list } from './bulk.ts';
import { movies, people } from './tables.ts';
import type { Alias, Merge, Writing } from './upsert.ts';

export interface EntityStore {
  readonly writing: Writing<PgTable, StoredEntity>;
  /** Nothing known is replaced by null, and a found entity stays found, under the name that was found. */
  readonly merge: Merge<PgTable>;
  /** The column of a fact. */
  readonly columnOf: (fact: string) => string;
  /** A row as JSON, in the shape of `StoredEntity`, where times are text. */
  readonly asJson: (row: Alias<PgTable>) => SQL;
}

/** The columns that both tables have; those that are left, but the name, are facts. */
const common = ['id', 'imdbId', 'tmdbId', 'tmdbStatus', 'tmdbCheckedAt', 'createdAt', 'updatedAt'];

export const entityStores: Readonly<Record<EntityKind, EntityStore>> = {
  movie: storeOf(movies, 'title'),
  person: storeOf(people, 'name'),
};

/** @param nameOf property of the name: of a movie, its title */
function storeOf(table: PgTable, nameOf: string): EntityStore {
  const columns: Readonly<Record<string, PgColumn>> = getTableColumns(table);
  const facts = Object.entries(columns).filter(([property]) => property !== nameOf && !common.includes(property));
  return {
    writing: {
      table,
      values: {
        id: ({ imdbId }) => entityId(imdbId),
        imdbId: ({ imdbId }) => imdbId,
        [nameOf]: ({ name }: StoredEntity) => name,
        tmdbStatus: ({ status }) => status,
        tmdbId: ({ tmdbId }) => tmdbId,
        ...Object.fromEntries(facts.map(([property]) => [property, factOf(property)])),
        tmdbCheckedAt: ({ checkedAt }) => checkedAt?.toISOString() ?? null,
      },
    },
    merge: {
      ...Object.fromEntries(['tmdbId', ...facts.map(([property]) => property)].map(keep)),
      [nameOf]: (stored, incoming) =>
        sql`case when ${incoming.tmdbStatus} = 'found' then ${incoming[nameOf]} else ${stored[nameOf]} end`,
      // When it was found, not when TMDb last failed to say so: how old the answer is counts.
      tmdbCheckedAt: (stored, incoming) => sql`
        case when ${incoming.tmdbStatus} = 'failed' and ${stored.tmdbStatus} = 'found' then ${stored.tmdbCheckedAt}
             else coalesce(${incoming.tmdbCheckedAt}, ${stored.tmdbCheckedAt}) end`,
      tmdbStatus: (stored, incoming) => sql`
        case when ${incoming.tmdbStatus} = 'waiting' then ${stored.tmdbStatus}
             when ${incoming.tmdbStatus} = 'failed' and ${stored.tmdbStatus} = 'found' then ${stored.tmdbStatus}
             else ${incoming.tmdbStatus} end`,
    },
    columnOf: (fact) => columns[fact]?.name ?? fact,
    asJson: (row) => sql`jsonb_build_object(
      'imdbId', ${row.imdbId}, 'name', ${row[nameOf]}, 'status', ${row.tmdbStatus}, 'tmdbId', ${row.tmdbId},
      'checkedAt', ${row.tmdbCheckedAt},
      'facts', jsonb_build_object(${list(facts.map(([property]) => sql`${sql.raw(`'${property}'`)}, ${row[property]}`))}))`,
  };
}

function factOf(property: string) {
  return ({ facts }: StoredEntity) => facts[property] ?? null;
}

function keep(column: string): [string, Merge<PgTable>[string]] {
  return [column, (stored, incoming) => sql`coalesce(${incoming[column]}, ${stored[column]})`];
}
