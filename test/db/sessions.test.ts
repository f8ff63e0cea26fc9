/** What holds where two importers meet, each in the one order in which it once did not. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { applyPlans } from '../../src/db/apply-plan.ts';
import { upsertEntities } from '../../src/db/entities.ts';
import { lockCeremonies } from '../../src/db/lock-ceremony.ts';
import { withTransaction } from '../../src/db/transaction.ts';
import type { Ceremony } from '../../src/model/ceremony.ts';
import type { StoredEntity } from '../../src/model/entity.ts';
import { entityId } from '../../src/model/identity.ts';
import { plan } from '../../src/plan/plan.ts';
import { writeBatch } from '../../src/write-batch.ts';
import { ceremonyOf, type NominationFile, parsed } from '../support/ceremonies.ts';
import { query } from '../support/contents.ts';
import { createDatabase, type TestDatabase } from '../support/databases.ts';
import { entities } from '../support/results.ts';
import { connected, withGate } from '../support/sessions.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase({ migrated: true });
});
afterEach(() => database.drop());

const never = new AbortController().signal;

/** Imports a ceremony as one session. */
function write(ceremony: Ceremony, signal = never) {
  const loaded = { ceremony, looseIds: [], source: 'awards.json', sha256: '' };
  const source = { name: 'snapshot' } as const;
  const programVersion = '0.0.0';
  const options = {
    prune: false,
    force: false,
    entities: entities(),
    signal,
    source,
    now: () => new Date(),
    programVersion,
    programBuild: '',
  };
  return connected(database.url, (db) => withTransaction(db, (tx) => writeBatch(tx, [loaded], options)));
}

const about = (title: string): NominationFile => ({ movies: [{ title }] });

describe('a row that two importers insert at the same moment is one', () => {
  test.each([
    ['person', 'people', 'nm0000001', 'name'],
    ['movie', 'movies', 'tt0000001', 'title'],
  ] as const)('%s', (kind, table, imdbId, name) =>
    withGate(database.url, async ({ sql, waiting, open }) => {
      // The first index, so that it stops one who has seen that the row is not there, and has not entered it.
      await sql.unsafe(`
        alter table ${table} drop constraint ${table}_pkey cascade, drop constraint ${table}_imdb_id_unique;
        create index on ${table} (pause(imdb_id));
        alter table ${table} add primary key (id), add unique (imdb_id)`);
      const row: StoredEntity = { imdbId, name: 'Late', status: 'waiting', tmdbId: null, facts: {}, checkedAt: null };
      const counting = connected(database.url, (db) => withTransaction(db, (tx) => upsertEntities(tx, kind, [row])));
      await waiting(1);
      const first = [entityId(imdbId), imdbId, 'First', 'waiting'];
      await sql.unsafe(`insert into ${table} (id, imdb_id, ${name}, tmdb_status) values ($1, $2, $3, $4)`, first);
      await open();
      expect(await counting).toEqual({ added: 0, changed: 0 });
      expect(await sql.unsafe(`select ${name} as name from ${table}`)).toEqual([{ name: 'First' }]);
    }),
  );
});

test.each([
  // The first session stops before it writes the second of its two categories: where they are known, in the second statement.
  ['new', ['Other'], 2],
  ['known', ['Sound', 'Music'], 4],
] as const)(
  'two importers of other ceremonies whose files list the same %s categories the other way round do not lock each other out',
  (_, known, stop) => {
    const ofYear = (year: number, names: readonly string[]) => {
      const categories = names.map((name) => ({ name, kind: 'craft', nominations: [about(name)] }));
      const organization = { key: 'festival', name: 'Festival' };
      return parsed({ organization, year, name: `Festival ${year}`, categories }, 'awards.json');
    };
    return withGate(database.url, async ({ sql, waiting, open }) => {
      await write(ofYear(2019, known));
      await sql.unsafe(`
      create sequence rows;
      create function stop() returns trigger language plpgsql as $$ begin
        if nextval('rows') = ${stop} then perform pause(''); end if;
        return new; end $$;
      create trigger stop before insert on categories for each row execute function stop()`);
      const first = write(ofYear(2020, ['Sound', 'Music']));
      await waiting(1);
      const second = write(ofYear(2021, ['Music', 'Sound']));
      await waiting(2);
      await open();
      expect((await Promise.all([first, second])).flat().map(({ status }) => status)).toEqual(['imported', 'imported']);
    });
  },
);

test('an interrupt that comes with the last answer before the commit is still one: nothing is written', () =>
  withGate(database.url, async ({ sql, waiting, open }) => {
    await sql.unsafe(`
      create function stop() returns trigger language plpgsql as $$ begin perform pause(''); return new; end $$;
      create trigger stop before insert on import_runs for each row execute function stop()`);
    const controller = new AbortController();
    const writing = write(ceremonyOf([about('Alpha')]), controller.signal);
    await waiting(1);
    controller.abort(new Error('interrupted'));
    await open();
    await expect(writing).rejects.toThrow('interrupted');
    expect(await sql`select count(*)::int from nominations`).toEqual([{ count: 0 }]);
  }));

test("a nomination stays with its ceremony and as it is, though another one's plan has its ID", () =>
  connected(database.url, async (db) => {
    const [one, other] = [ceremonyOf([about('Alpha')]), { ...ceremonyOf([about('Beta')]), year: 2021 }];
    await write(one);
    const rows = () => query(database.url, 'select id, ceremony_id, detail, position from nominations');
    const before = await rows();
    await withTransaction(db, async (tx) => {
      const [ceremony] = await lockCeremonies(tx, [other]);
      if (ceremony === undefined) throw new Error('no row');
      const planned = plan(other, null, ceremony.id);
      const [taken] = plan(one, null).nominations;
      const nominations = planned.nominations.map(({ after }) => ({
        action: 'add' as const,
        after: { ...after, id: taken?.after.id ?? '', detail: 'moved' },
      }));
      await applyPlans(tx, [{ plan: { ...planned, nominations }, ceremony }], { removeExtra: false, isFirst: true });
    });
    expect(await rows()).toEqual(before);
  }));
