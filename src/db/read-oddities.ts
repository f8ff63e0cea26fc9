/** What `status --missing` looks at beside the counts of each ceremony: a statement each, however many ceremonies there are. */
import { sql } from 'drizzle-orm';
import type { CategoryWinners, LateMovie } from '../model/stored.ts';
import type { Db } from './open.ts';
import { rowsOf } from './transaction.ts';

/**
 * Categories with no winner, or with several beside nominations that lost: where all have won, prizes are given out and
 * not contested. Honours of kind `special` go to as many as deserve them. What is so in a quarter of the years is the
 * category's custom, and ceremonies that have no winner at all wait for their night.
 */
export async function readOddWinners(db: Db): Promise<CategoryWinners[]> {
  return rowsOf(
    await db.execute(sql`
      with counted as (
        select n.ceremony_id, n.category_id, count(*) as nominations, count(*) filter (where n.won) as winners,
               sum(count(*) filter (where n.won)) over (partition by n.ceremony_id) as winners_of_all,
               count(*) over (partition by n.ceremony_id) as categories
          from nominations n
         group by n.ceremony_id, n.category_id),
      judged as (
        select d.*, k.name, k.canonical_name, k.organization_id, least(d.winners, 2) as at_most_two,
               d.winners = 0 or (d.winners > 1 and d.winners < d.nominations and k.kind <> 'special') as is_odd
          from counted d join categories k on k.id = d.category_id
         where d.winners_of_all > 0),
      compared as (
        select j.*, count(*) over (partition by organization_id, canonical_name) as years,
               count(*) filter (where is_odd) over (partition by organization_id, canonical_name, at_most_two) as alike
          from judged j)
      select o.key as organization, y.year, y.instance, c.name as category, c.winners::int, c.categories::int
        from compared c
        join ceremonies y on y.id = c.ceremony_id
        join organizations o on o.id = y.organization_id
        join ceremony_categories place on place.ceremony_id = c.ceremony_id and place.category_id = c.category_id
       where c.is_odd and (c.years < 4 or c.alike * 4 < c.years)
       order by y.year, y.instance, o.key, place.position`),
  );
}

/**
 * Movies released after the ceremony; where its day is not known, after its year. Festivals show movies before their
 * release: where a third of an organization's are so, two years later is too late.
 */
export async function readLateMovies(db: Db): Promise<LateMovie[]> {
  return rowsOf(
    await db.execute(sql`
      with shown as (
        select distinct y.id, y.organization_id, m.id as movie_id, m.title, m.release_date,
               coalesce(y.held_on, make_date(y.year, 12, 31)) as night
          from ceremonies y
          join nominations n on n.ceremony_id = y.id
          join nominated_movies x on x.nomination_id = n.id
          join movies m on m.id = x.movie_id
         where m.release_date is not null),
      compared as (
        select s.*, count(*) over (partition by id) as dated, count(*) over (partition by organization_id) as all_dated,
               count(*) filter (where release_date > night) over (partition by organization_id) as all_late
          from shown s)
      select o.key as organization, y.year, y.instance, c.title, c.release_date::text as "releaseDate", c.dated::int
        from compared c
        join ceremonies y on y.id = c.id
        join organizations o on o.id = y.organization_id
       where c.release_date > c.night + case when c.all_late * 3 > c.all_dated then interval '2 years' else interval '0' end
       order by y.year, y.instance, o.key, c.release_date, c.title`),
  );
}

/** Addresses that ceremonies were imported from, as far as they may be known. */
export async function readSourceAddresses(db: Db): Promise<string[]> {
  const rows = await db.execute(
    sql`select distinct source from import_runs where source ~ '^https?://' order by source`,
  );
  return rowsOf<{ source: string }>(rows).map(({ source }) => source);
}
