/** What `status` says of people and movies: who has answered for how many. */
import { sql } from 'drizzle-orm';
import { answerDays } from '../model/entity.ts';
import type { AnswerCounts } from '../model/stored.ts';
import type { Db } from './open.ts';
import { movies, people } from './tables.ts';
import { rowsOf } from './transaction.ts';

/** Counts people and movies by who answered for them last, and how long ago by the database's clock. */
export async function readAnswerCounts(db: Db): Promise<AnswerCounts> {
  const [counts] = rowsOf<AnswerCounts>(
    await db.execute(sql`
      with entity as (select tmdb_status as status, tmdb_checked_at as checked_at from ${people}
                       union all select tmdb_status, tmdb_checked_at from ${movies}),
           answered as (select status, checked_at, checked_at <= now() - ${`${answerDays} days`}::interval as is_old from entity)
      select count(*) filter (where status = 'found' and not is_old)::integer as tmdb,
             count(*) filter (where status = 'found' and is_old)::integer as old,
             count(*) filter (where status = 'found' and checked_at is null)::integer as snapshot,
             count(*) filter (where status = 'missing')::integer as missing,
             count(*) filter (where status in ('failed', 'waiting'))::integer as waiting
        from answered`),
  );
  if (counts === undefined) throw new Error('counting gave no row');
  return counts;
}
