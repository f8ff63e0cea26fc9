/**
 * TMDb's rate, shared by importers. A place is a row that one importer holds at a time and that takes one request in a
 * window, so that all together never send more than there are places. Nobody waits for a lock: who finds a row locked
 * takes another one. Times are the database's.
 */
import { type SQL, sql } from 'drizzle-orm';
import {
  importerLeaseMs,
  type Place,
  type PlacesGrant,
  type PlacesRequest,
  placeLeaseMs,
  windowMs,
} from '../model/sharing.ts';
import type { Db } from './open.ts';
import { tmdbAllowances, tmdbImporters, tmdbPlaces } from './tables.ts';
import { executeAll, rowsOf } from './transaction.ts';

/** Milliseconds from now, by the database's clock. */
const inMs = (ms: number | SQL) => sql`clock_timestamp() + ${ms}::double precision * interval '1 millisecond'`;

/** Milliseconds until a time, 0 where it has passed. */
const msUntil = (time: SQL) => sql`greatest(0, ceil(extract(epoch from ${time} - clock_timestamp()) * 1000))::integer`;

/** Gives a sign of life, gives back, keeps and takes places, in one round trip. */
export async function exchangePlaces(tx: Db, importer: string, request: PlacesRequest): Promise<PlacesGrant> {
  const { credential, rate } = request;
  const results = await executeAll(tx, [
    ...rowsToBe(credential, rate),
    signOfLife(importer, request),
    ...(request.pausedMs > 0 ? [pause(request)] : []),
    ...(request.back.length > 0 ? [giveBack(importer, credential, request.back)] : []),
    keep(importer, credential),
    take(importer, request),
    common(importer, request),
  ]);
  const [kept, taken, rest] = results.slice(-3).map((result) => rowsOf<never>(result)) as unknown as [
    readonly Place[],
    readonly Place[],
    readonly { readonly share: number; readonly pausedMs: number }[],
  ];
  return { places: [...kept, ...taken], share: rest[0]?.share ?? 0, pausedMs: rest[0]?.pausedMs ?? 0 };
}

/** Takes the importer out, and with it its claims. Places that were not given back come back by time. */
export async function leaveAllowance(tx: Db, importer: string): Promise<void> {
  // Of dead ones too, but for those that another importer is taking out.
  await tx.execute(sql`
    delete from ${tmdbImporters} where id in (
      select id from ${tmdbImporters} where id = ${importer} or seen_until < clock_timestamp() - interval '1 minute'
         for update skip locked)`);
}

function rowsToBe(credential: string, rate: number): SQL[] {
  return [
    sql`insert into ${tmdbAllowances} (credential, paused_until) values (${credential}, clock_timestamp()) on conflict do nothing`,
    sql`insert into ${tmdbPlaces} (credential, place, held_until, free_from)
        select ${credential}, place, clock_timestamp(), clock_timestamp() from generate_series(1, ${rate}::integer) place
            on conflict do nothing`,
  ];
}

function signOfLife(importer: string, { credential, wanted }: PlacesRequest): SQL {
  return sql`
    insert into ${tmdbImporters} (id, credential, wanted, seen_until)
    values (${importer}, ${credential}, ${wanted}, ${inMs(importerLeaseMs)})
        on conflict (id) do update set wanted = excluded.wanted, seen_until = excluded.seen_until`;
}

function pause({ credential, pausedMs }: PlacesRequest): SQL {
  return sql`
    update ${tmdbAllowances} set paused_until = ${inMs(pausedMs)}
     where credential = ${credential} and paused_until < ${inMs(pausedMs)}`;
}

function giveBack(importer: string, credential: string, back: readonly Place[]): SQL {
  const given = sql.join(
    back.map(({ place, waitMs }) => sql`(${place}::smallint, ${Math.ceil(waitMs)}::integer)`),
    sql`, `,
  );
  return sql`
    update ${tmdbPlaces} set importer_id = null, free_from = ${inMs(sql`given.wait_ms`)}
      from (values ${given}) as given (place, wait_ms)
     where credential = ${credential} and ${tmdbPlaces}.place = given.place and importer_id = ${importer}`;
}

/** Held for another lease, and free for others a window after its end. */
const held = sql`held_until = ${inMs(placeLeaseMs)}, free_from = ${inMs(placeLeaseMs + windowMs)}`;

/** Also those of an answer that never arrived: whoever does not know them waits a window before using them. */
function keep(importer: string, credential: string): SQL {
  return sql`
    update ${tmdbPlaces} set ${held} where credential = ${credential} and importer_id = ${importer}
    returning place, ${windowMs}::integer as "waitMs"`;
}

/** Free ones, up to what is wanted and fair. Those that are free the soonest go first. */
function take(importer: string, request: PlacesRequest): SQL {
  const { credential, rate, wanted } = request;
  return sql`
    update ${tmdbPlaces} set importer_id = ${importer}, ${held}
      from (select place as number, free_from as was_free_from from ${tmdbPlaces}
             where credential = ${credential} and place <= ${rate}
               and (importer_id is null or held_until <= clock_timestamp()) and importer_id is distinct from ${importer}
             order by free_from, place
             limit (select greatest(0, least(${wanted}::integer, ${shareOf(importer, request)})
                           - (select count(*) from ${tmdbPlaces} where credential = ${credential} and importer_id = ${importer})))
               for update skip locked) free
     where credential = ${credential} and place = free.number
    returning place, ${msUntil(sql`free.was_free_from`)} as "waitMs"`;
}

function common(importer: string, request: PlacesRequest): SQL {
  return sql`
    select ${shareOf(importer, request)} as share, ${msUntil(sql`paused_until`)} as "pausedMs"
      from ${tmdbAllowances} where credential = ${request.credential}`;
}

/**
 * What the others leave: each gets an equal part, or what it wants where that is less. Where there are more importers
 * than places, they take turns of ten seconds.
 */
function shareOf(importer: string, { credential, rate }: PlacesRequest): SQL {
  return sql`(
    select ${rate}::integer - coalesce(sum(least(wanted, ${rate}::integer / n + case when rank <= ${rate}::integer % n then 1 else 0 end))
                                         filter (where id <> ${importer}), 0)::integer
      from (select id, wanted, n, row_number() over (
                     order by case when n > ${rate}::integer
                                   then md5(id::text || floor(extract(epoch from clock_timestamp()) / 10)::text)
                                   else id::text end) as rank
              from (select id, wanted, count(*) over () as n from ${tmdbImporters}
                     where credential = ${credential} and wanted > 0 and seen_until > clock_timestamp()) live) ranked)`;
}
