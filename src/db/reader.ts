/** What planning reads. A database that was never migrated, or does not exist yet, reads as empty. */
import type { EditionKey } from '../model/ceremony.ts';
import type { EntityKind, StoredEntity } from '../model/entity.ts';
import type { StoredCeremony } from '../model/stored.ts';
import { readEntities } from './entities.ts';
import type { Connection, Db } from './open.ts';
import { readCeremony } from './read-ceremony.ts';
import { withReadOnly } from './transaction.ts';

export interface Reader {
  /** Rows of the given IMDb IDs by ID; those that are not stored are absent. */
  readonly entities: (kind: EntityKind, imdbIds: readonly string[]) => Promise<Map<string, StoredEntity>>;
  /** The ceremony as stored, or null. */
  readonly ceremony: (edition: EditionKey) => Promise<StoredCeremony | null>;
}

/** @param db null where there is no schema to read from */
export function readerOf(db: Db | null): Reader {
  if (db === null) return { entities: async () => new Map(), ceremony: async () => null };
  return { entities: (kind, ids) => readEntities(db, kind, ids), ceremony: (edition) => readCeremony(db, edition) };
}

/** Each question in a transaction of its own: none stays open while TMDb is asked. */
export function readerOn(db: Connection): Reader {
  return {
    entities: (kind, ids) => withReadOnly(db, (tx) => readEntities(tx, kind, ids)),
    ceremony: (edition) => withReadOnly(db, (tx) => readCeremony(tx, edition)),
  };
}
