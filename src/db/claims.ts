/** Which importer asks for which ID. A claim lasts as long as its importer gives signs of life, or until it is answered. */
import { type SQL, sql } from 'drizzle-orm';
import type { EntityKind } from '../model/entity.ts';
import type { ClaimOutcome } from '../model/sharing.ts';
import { arrayLiteral } from './bulk.ts';
import { readEntities } from './entities.ts';
import type { Db } from './open.ts';
import { tmdbClaims, tmdbImporters } from './tables.ts';
import { rowsOf } from './transaction.ts';

/**
 * Claims the IDs that no living importer has claimed, and reads what is stored of all of them: in this order, so that
 * whoever gets a claim also sees what was answered before it was given up.
 *
 * New claims are made in the order of their IDs, and one that is there is never waited for, so that importers do not
 * deadlock.
 *
 * @param importer gives signs of life already
 */
export async function claimIds(
  tx: Db,
  importer: string,
  ids: Readonly<Record<EntityKind, readonly string[]>>,
): Promise<ClaimOutcome> {
  const all = [...ids.movie, ...ids.person].sort();
  const [made, inherited, movies, people] = await Promise.all([
    tx.execute(newClaims(importer, all)),
    tx.execute(inheritedClaims(importer, all)),
    readEntities(tx, 'movie', ids.movie),
    readEntities(tx, 'person', ids.person),
  ]);
  const mine = [made, inherited].flatMap((result) => rowsOf<{ imdbId: string }>(result).map(({ imdbId }) => imdbId));
  return { mine: new Set(mine), stored: new Map([...movies, ...people]) };
}

/** Gives up claims, within the transaction that stores the answers, and as its last statement. */
export async function giveUpClaims(tx: Db, importer: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.execute(sql`delete from ${tmdbClaims} where importer_id = ${importer} and imdb_id = any(${listOf(ids)})`);
}

function newClaims(importer: string, ids: readonly string[]): SQL {
  return sql`
    insert into ${tmdbClaims} (imdb_id, importer_id)
    select id, ${importer}::uuid from unnest(${listOf(ids)}) id order by id
        on conflict do nothing returning imdb_id as "imdbId"`;
}

/** Of importers that are dead. Who finds one locked leaves it to whoever is taking it. */
function inheritedClaims(importer: string, ids: readonly string[]): SQL {
  return sql`
    update ${tmdbClaims} set importer_id = ${importer}
     where imdb_id in (
       select imdb_id from ${tmdbClaims}
        where imdb_id = any(${listOf(ids)}) and importer_id <> ${importer}
          and not exists (select from ${tmdbImporters} alive
                           where alive.id = importer_id and alive.seen_until > clock_timestamp())
          for update skip locked)
    returning imdb_id as "imdbId"`;
}

function listOf(ids: readonly string[]): SQL {
  return sql`${arrayLiteral(ids)}::text[]`;
}
