/** What resolving reads: rows of people and movies. */
import type { EntityKind, StoredEntity } from '../model/entity.ts';
import { readEntities } from './entities.ts';
import type { Connection } from './open.ts';
import { withReadOnly } from './transaction.ts';

export interface Reader {
  /** Rows of the given IMDb IDs by ID; those that are not stored are absent. */
  readonly entities: (kind: EntityKind, imdbIds: readonly string[]) => Promise<Map<string, StoredEntity>>;
}

/** Each question in a transaction of its own: none stays open while TMDb is asked. */
export function readerOn(db: Connection): Reader {
  return { entities: (kind, ids) => withReadOnly(db, (tx) => readEntities(tx, kind, ids)) };
}

/** A database that was never migrated, or does not exist yet, reads as empty. */
export const readerOnNothing: Reader = { entities: async () => new Map() };
