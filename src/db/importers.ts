/**
 * Importers at work on one database. A place in TMDb's rate is a row that one of them holds at a time and that takes one
 * request in a window, so that all together never send more than there are places; a claim is a row that says who asks for an
 * ID. Both are an importer's as long as its own row says that it is alive. Nobody waits for a place: who finds one locked
 * takes another. Times are the database's.
 */
import { type SQL, sql } from 'drizzle-orm';
import {
  type Exchange,
  type Exchanged,
  handoverMs,
  leaseMs,
  leastShare,
  type Place,
  type StoredAnswer,
} from '../model/sharing.ts';
import { arrayLiteral } from './literals.ts';
import type { Db } from './open.ts';
import { movies, people, tmdbClaims, tmdbImporters, tmdbPlaces } from './tables.ts';
import { executeAll, rowsOf } from './transaction.ts';

/**
 * Gives a sign of life, gives back, keeps and takes places, claims IDs, and reads what has become of others: statements that
 * are sent together.
 *
 * What is stored is read after the claims of others: whoever sees that an ID is no longer claimed also sees what was
 * answered before. Rows of claims are deleted last, so that whoever holds them locked waits for nothing any more.
 *
 * @param importer ID, given by the importer itself
 */
export async function exchangeWithImporters(tx: Db, importer: string, exchange: Exchange): Promise<Exchanged> {
  const { credential, rate, isFirst, back, open, watched, givenUp } = exchange;
  const seen = [...open, ...watched];
  const results = await executeAll(tx, [
    ...(isFirst ? [rowsOfPlaces(credential, rate)] : []),
    signOfLife(importer, exchange),
    ...(back.length > 0 ? [giveBack(importer, credential, back)] : []),
    takePlaces(importer, exchange),
    placesHeld(importer, exchange),
    claimIds(importer, exchange),
    claimedByOthers(importer, seen),
    storedAnswers(seen),
    buryDead,
    ...(givenUp.length > 0 ? [deleteClaims(importer, givenUp)] : []),
  ]);
  const first = (isFirst ? 1 : 0) + 1 + (back.length > 0 ? 1 : 0);
  const rows = <Row>(at: number) => rowsOf<Row>(results[first + at]);
  const [state] = rows<Pick<Exchanged, 'held' | 'share' | 'importers' | 'pausedMs'>>(1);
  if (state === undefined) throw new Error('a state without a row');
  return {
    ...state,
    taken: rows<Place>(0),
    mine: new Set(rows<{ id: string }>(2).map(({ id }) => id)),
    others: new Set(rows<{ id: string }>(3).map(({ id }) => id)),
    stored: new Map(rows<StoredRow>(4).map(answerOf)),
  };
}

/** Takes the importer out, and its claims with it. */
export async function leaveImporters(
  tx: Db,
  importer: string,
  { credential, back }: Pick<Exchange, 'credential' | 'back'>,
): Promise<void> {
  await executeAll(tx, [
    ...(back.length > 0 ? [giveBack(importer, credential, back)] : []),
    // Those of an answer that never arrived: it does not know that it holds them.
    sql`update ${tmdbPlaces} set importer_id = null, free_from = ${inMs(handoverMs)} where importer_id = ${importer}`,
    sql`delete from ${tmdbImporters} where id = ${importer}`,
  ]);
}

/** Gives up claims, as the last statement of the transaction that stores the answers. */
export async function giveUpClaims(tx: Db, importer: string, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await tx.execute(deleteClaims(importer, ids));
}

/** Milliseconds from now, by the database's clock. */
function inMs(ms: number | SQL): SQL {
  return sql`clock_timestamp() + ${ms}::double precision * interval '1 millisecond'`;
}

/** Milliseconds until a time, 0 where it has passed. */
function msUntil(time: SQL): SQL {
  return sql`greatest(0, ceil(extract(epoch from ${time} - clock_timestamp()) * 1000))::integer`;
}

function rowsOfPlaces(credential: string, rate: number): SQL {
  return sql`
    insert into ${tmdbPlaces} (credential, place, free_from)
    select ${credential}, place, clock_timestamp() from generate_series(1, ${rate}::integer) place
        on conflict do nothing`;
}

function signOfLife(importer: string, { credential, wanted, pausedMs }: Exchange): SQL {
  return sql`
    insert into ${tmdbImporters} (id, credential, wanted, paused_until, alive_until)
    values (${importer}, ${credential}, ${wanted}, ${inMs(pausedMs)}, ${inMs(leaseMs)})
        on conflict (id) do update set wanted = excluded.wanted, paused_until = excluded.paused_until,
                                       alive_until = excluded.alive_until`;
}

function giveBack(importer: string, credential: string, back: readonly Place[]): SQL {
  const places = arrayLiteral(back.map(({ place }) => place));
  const waits = arrayLiteral(back.map(({ waitMs }) => Math.ceil(waitMs)));
  return sql`
    update ${tmdbPlaces} set importer_id = null, free_from = ${inMs(sql`given.wait_ms`)}
      from unnest(${places}::smallint[], ${waits}::integer[]) as given (place, wait_ms)
     where credential = ${credential} and ${tmdbPlaces}.place = given.place and importer_id = ${importer}`;
}

/** Free ones, up to what is wanted and fair. Those that are free the soonest go first. */
function takePlaces(importer: string, exchange: Exchange): SQL {
  const { credential, rate, wanted } = exchange;
  return sql`
    update ${tmdbPlaces} set importer_id = ${importer}
      from (select place as number, free_from as was_free_from from ${tmdbPlaces}
             where credential = ${credential} and place <= ${rate} and importer_id is null
             order by free_from, place
             limit (select greatest(0, least(${wanted}::integer, ${shareOf(importer, exchange)}) - ${countHeld(importer)}))
               for update skip locked) free
     where credential = ${credential} and place = free.number
    returning place, ${msUntil(sql`free.was_free_from`)} as "waitMs"`;
}

function countHeld(importer: string): SQL {
  return sql`(select count(*) from ${tmdbPlaces} where importer_id = ${importer})`;
}

function placesHeld(importer: string, exchange: Exchange): SQL {
  return sql`
    select coalesce((select json_agg(place) from ${tmdbPlaces} where importer_id = ${importer}), '[]') as held,
           ${shareOf(importer, exchange)} as share,
           all_alive.importers, all_alive."pausedMs"
      from (select count(*)::integer as importers, ${msUntil(sql`max(paused_until)`)} as "pausedMs" from ${tmdbImporters}
             where credential = ${exchange.credential} and alive_until > clock_timestamp()) all_alive`;
}

/**
 * What the others leave. Each gets an equal part, or what it wants where that is less; of more than there are parts of the
 * least size, as many as there are parts, in turns of ten seconds.
 */
function shareOf(importer: string, { credential, rate }: Exchange): SQL {
  const most = Math.max(1, Math.floor(rate / leastShare));
  return sql`(
    select ${rate}::integer - coalesce(sum(least(wanted, case when rank > parts then 0
                                                 when rank <= ${rate}::integer % parts then ${rate}::integer / parts + 1
                                                 else ${rate}::integer / parts end))
                                         filter (where id <> ${importer}), 0)::integer
      from (select id, wanted, least(n, ${most}::integer) as parts, row_number() over (
                     order by case when n > ${most}::integer
                                   then md5(id::text || floor(extract(epoch from clock_timestamp()) / 10)::text)
                                   else id::text end) as rank
              from (select id, wanted, count(*) over () as n from ${tmdbImporters}
                     where credential = ${credential} and wanted > 0 and alive_until > clock_timestamp()) alive) ranked)`;
}

/** In the order of their IDs, so that importers that claim the same ones at the same moment do not deadlock. */
function claimIds(importer: string, { open, aheadSeconds, unsent }: Exchange): SQL {
  return sql`
    insert into ${tmdbClaims} (imdb_id, importer_id)
    select id, ${importer}::uuid from unnest(${listOf(open)}) id
     where not exists (select from ${tmdbClaims} claimed where claimed.imdb_id = id)
     order by id limit greatest(0, ceil(${aheadSeconds}::numeric * ${countHeld(importer)}) - ${unsent}::integer)
        on conflict do nothing returning imdb_id as id`;
}

function claimedByOthers(importer: string, ids: readonly string[]): SQL {
  return sql`
    select imdb_id as id from ${tmdbClaims} where imdb_id = any(${listOf(ids)}) and importer_id <> ${importer}`;
}

interface StoredRow extends Omit<StoredAnswer, 'checkedAt'> {
  readonly id: string;
  readonly checkedAtMs: number | null;
}

function storedAnswers(ids: readonly string[]): SQL {
  const of = (table: typeof movies | typeof people) => sql`
    select imdb_id as id, tmdb_status as status,
           (extract(epoch from tmdb_checked_at) * 1000)::double precision as "checkedAtMs"
      from ${table} where imdb_id = any(${listOf(ids)})`;
  return sql`${of(movies)} union all ${of(people)}`;
}

function answerOf({ id, status, checkedAtMs }: StoredRow): [string, StoredAnswer] {
  return [id, { status, checkedAt: checkedAtMs === null ? null : new Date(checkedAtMs) }];
}

/**
 * Takes out those that gave no sign: not one that is just giving it. Should one of them live after all, it begins anew. A
 * request that it may have sent at the very end counts until a window later.
 */
const buryDead = sql`
  with dead as (select id, alive_until from ${tmdbImporters} where alive_until < clock_timestamp() for update skip locked),
       given as (update ${tmdbPlaces} set importer_id = null,
                        free_from = dead.alive_until + ${handoverMs}::double precision * interval '1 millisecond'
                   from dead where importer_id = dead.id)
  delete from ${tmdbImporters} using dead where ${tmdbImporters}.id = dead.id`;

function deleteClaims(importer: string, ids: readonly string[]): SQL {
  return sql`delete from ${tmdbClaims} where importer_id = ${importer} and imdb_id = any(${listOf(ids)})`;
}

function listOf(ids: readonly string[]): SQL {
  return sql`${arrayLiteral(ids)}::text[]`;
}
