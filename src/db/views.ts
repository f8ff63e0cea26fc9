/** The views, made for people who query the database themselves. */
import { sql } from 'drizzle-orm';
import { boolean, integer, pgView, smallint, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { runOutcomes } from './tables.ts';

/** One row a people nomination: what most queries want, names spelled out. */
export const peopleNominations = pgView('people_nominations', {
  organization: text('organization').notNull(),
  year: integer('year').notNull(),
  instance: smallint('instance').notNull(),
  ceremony: text('ceremony').notNull(),
  category: text('category').notNull(),
  person: text('person').notNull(),
  creditedName: text('credited_name').notNull(),
  personImdbId: text('person_imdb_id'),
  personTmdbId: integer('person_tmdb_id'),
  movies: text('movies'),
  detail: text('detail'),
  won: boolean('won').notNull(),
  pending: boolean('pending').notNull(),
  nominationId: uuid('nomination_id').notNull(),
}).as(sql`
  select o.key as organization, c.year, c.instance, c.name as ceremony, k.name as category,
         coalesce(p.name, e.name) as person, e.name as credited_name,
         p.imdb_id as person_imdb_id, p.tmdb_id as person_tmdb_id,
         (select string_agg(m.title, ', ' order by m.position) from nominated_movies m where m.nomination_id = n.id) as movies,
         n.detail, n.won, e.person_id is null as pending, n.id as nomination_id
    from nominations n
    join ceremonies c on c.id = n.ceremony_id
    join organizations o on o.id = c.organization_id
    join categories k on k.id = n.category_id
    join nominees e on e.nomination_id = n.id
    left join people p on p.id = e.person_id
   where k.kind = 'person' and e.kind = 'person'`);

/** One row a ceremony: what its file announced, what is present, linked and pending, and the last run. */
export const importStatus = pgView('import_status', {
  organization: text('organization').notNull(),
  year: integer('year').notNull(),
  instance: smallint('instance').notNull(),
  number: integer('number'),
  ceremony: text('ceremony').notNull(),
  expectedNominations: integer('expected_nominations'),
  nominations: integer('nominations').notNull(),
  winners: integer('winners').notNull(),
  expectedPeopleNominations: integer('expected_people_nominations'),
  peopleNominations: integer('people_nominations').notNull(),
  linkedPeopleNominations: integer('linked_people_nominations').notNull(),
  pending: integer('pending').notNull(),
  waiting: integer('waiting').notNull(),
  lastOutcome: text('last_outcome', { enum: runOutcomes }),
  lastFinishedAt: timestamp('last_finished_at', { withTimezone: true }),
}).as(sql`
  select o.key as organization, c.year, c.instance, c.number, c.name as ceremony,
         c.expected_nominations, n.nominations, n.winners,
         c.expected_people_nominations, e.people_nominations, e.linked_people_nominations,
         e.pending + m.pending as pending, e.waiting + m.waiting as waiting,
         r.outcome as last_outcome, r.finished_at as last_finished_at
    from ceremonies c
    join organizations o on o.id = c.organization_id
   cross join lateral (
         select count(*)::int as nominations, (count(*) filter (where x.won))::int as winners
           from nominations x where x.ceremony_id = c.id) n
   cross join lateral (
         select (count(*) filter (where k.kind = 'person' and x.kind = 'person'))::int as people_nominations,
                (count(*) filter (where k.kind = 'person' and x.person_id is not null))::int as linked_people_nominations,
                (count(*) filter (where x.kind = 'person' and x.person_id is null))::int as pending,
                (count(distinct p.id) filter (where p.tmdb_status in ('waiting', 'failed')))::int as waiting
           from nominations y
           join categories k on k.id = y.category_id
           join nominees x on x.nomination_id = y.id
           left join people p on p.id = x.person_id
          where y.ceremony_id = c.id) e
   cross join lateral (
         select (count(*) filter (where x.movie_id is null))::int as pending,
                (count(distinct v.id) filter (where v.tmdb_status in ('waiting', 'failed')))::int as waiting
           from nominations y
           join nominated_movies x on x.nomination_id = y.id
           left join movies v on v.id = x.movie_id
          where y.ceremony_id = c.id) m
    left join lateral (
         select z.outcome, z.finished_at from import_runs z where z.ceremony_id = c.id order by z.id desc limit 1) r on true`);
