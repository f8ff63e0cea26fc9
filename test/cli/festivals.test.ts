/** The same ceremony from Cinegraph's data, IMDb's page and a file of one's own, in every order: one organization, one ceremony. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { query } from '../support/contents.ts';
import { createDatabase, type TestDatabase } from '../support/databases.ts';
import { runProgram } from '../support/program.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase({ migrated: true });
});
afterEach(() => database.drop());

const run = (input: unknown, args: string[] = []) =>
  runProgram(['-f', '-', ...args], { env: { DATABASE_URL: database.url }, input: JSON.stringify(input) });
const count = async (table: string) => (await query(database.url, `select 1 from ${table}`)).length;

interface Festival {
  readonly key: string;
  /** As Cinegraph, IMDb and its own people call it. */
  readonly cinegraph: readonly [key: string, name: string];
  readonly imdb: readonly [name: string, award: string, category: string | null];
  readonly own: readonly [key: string, name: string, category: string];
}

const festivals: readonly Festival[] = [
  {
    key: 'venice',
    cinegraph: ['venice', 'Venice International Film Festival'],
    imdb: ['Venice Film Festival', 'Golden Lion', 'Best Film'],
    own: ['venice-film-festival', 'Venice Film Festival', 'Golden Lion / Best Film'],
  },
  {
    key: 'berlin',
    cinegraph: ['biff', 'Berlin International Film Festival'],
    imdb: ['Berlin International Film Festival', 'Golden Berlin Bear', null],
    own: ['berlinale', 'Berlinale', 'Golden Berlin Bear / Best Film'],
  },
  {
    key: 'cannes',
    cinegraph: ['cannes', 'Cannes Film Festival'],
    imdb: ['Cannes Film Festival', "Palme d'Or", null],
    own: ['cff', 'Cannes Film Festival', "Palme d'Or"],
  },
  {
    key: 'golden-globes',
    cinegraph: ['golden_globes', 'Golden Globe Awards'],
    imdb: ['Golden Globes, USA', 'Golden Globe', 'Best Motion Picture - Drama'],
    own: ['golden-globes-usa', 'Golden Globes', 'Best Motion Picture - Drama'],
  },
  {
    key: 'bafta',
    cinegraph: ['bafta', 'BAFTA Film Awards'],
    imdb: ['BAFTA Awards', 'BAFTA Film Award', 'Best Film'],
    own: ['bafta-awards', 'British Academy Film Awards', 'Best Film'],
  },
  {
    key: 'critics-choice',
    cinegraph: ['critics_choice', "Critics' Choice Awards"],
    imdb: ['Critics Choice Awards', 'Critics Choice Award', 'Best Picture'],
    own: ['cca', 'Critics’ Choice Awards', 'Best Picture'],
  },
  {
    key: 'sag',
    cinegraph: ['sag', 'Screen Actors Guild Awards'],
    imdb: ['Actor Awards', 'Actor', 'Outstanding Cast'],
    own: ['sag-awards', 'SAG Awards', 'Outstanding Cast'],
  },
  {
    key: 'sundance',
    cinegraph: ['sff', 'Sundance Film Festival'],
    imdb: ['Sundance Film Festival', 'Grand Jury Prize', 'U.S. Dramatic'],
    own: ['sundance-film-festival', 'Sundance Film Festival', 'Grand Jury Prize: U.S. Dramatic'],
  },
  {
    key: 'cesar',
    cinegraph: ['cesar-awards', 'César Awards'],
    imdb: ['César Awards, France', 'César', 'Best Film (Meilleur film)'],
    own: ['cesar', 'Cesar Awards, France', 'Best Film (Meilleur film)'],
  },
  {
    key: 'toronto',
    cinegraph: ['tiff', 'Toronto International Film Festival'],
    imdb: ['Toronto International Film Festival', "People's Choice Award", null],
    own: ['tiff', 'Toronto International Film Festival', 'People’s Choice Award'],
  },
];

const movies = [1, 2, 3].map((at) => ({ title: `Movie ${at}`, id: `tt000000${at}` }));

const asCinegraph = ({ cinegraph: [festival_key, festival], imdb: [, award, category] }: Festival) => ({
  year: 2024,
  festival,
  festival_key,
  awards: {
    [category ?? award]: movies.map(({ title, id }, at) => ({
      films: [{ imdb_id: id, title }],
      people: [],
      winner: at === 0,
    })),
  },
});

const asImdb = ({ imdb: [name, award, category] }: Festival) => ({
  pageProps: {
    eventName: name,
    editionInfo: { year: 2024, instanceWithinYear: 1 },
    edition: {
      awards: [
        {
          text: award,
          nominationCategories: {
            edges: [
              {
                node: {
                  category: category === null ? null : { text: category },
                  nominations: {
                    edges: movies.map(({ title, id }, at) => ({
                      node: {
                        isWinner: at === 0,
                        awardedEntities: { awardTitles: [{ title: { id, titleText: { text: title } } }] },
                      },
                    })),
                  },
                },
              },
            ],
          },
        },
      ],
    },
  },
});

const asOwn = ({ own: [key, name, category] }: Festival) => ({
  organization: { key, name },
  year: 2024,
  name: `${name} 2024`,
  categories: [
    {
      name: category,
      kind: 'movie',
      nominations: movies.map(({ title, id }, at) => ({ won: at === 0, movies: [{ title, imdbId: id }] })),
    },
  ],
});

const sources: Readonly<Record<string, (festival: Festival) => unknown>> = {
  cinegraph: asCinegraph,
  imdb: asImdb,
  own: asOwn,
};
const pairs = Object.keys(sources).flatMap((a) => Object.keys(sources).flatMap((b) => (a === b ? [] : [[a, b]])));

describe.each(pairs)('%s, then %s', (...order) => {
  test('ten organizations, each once, with the IDs of the first source', async () => {
    const facts = () => query(database.url, 'select id, ceremony_id from nominations order by id');
    let first: unknown = null;
    for (const source of order) {
      const { code, stdout } = await run(festivals.map((festival) => sources[source]?.(festival)));
      expect([code, stdout]).toEqual([0, expect.stringContaining('PASS 10/10 ceremonies, 30 nominations')]);
      first ??= await facts();
      expect(await facts()).toEqual(first);
    }
    expect([await count('organizations'), await count('ceremonies'), await count('ceremony_categories')]).toEqual([
      10, 10, 10,
    ]);
    const stored = await query<{ key: string; imdb_event_id: string }>(
      database.url,
      'select key, imdb_event_id from organizations',
    );
    expect(stored.map(({ key }) => key).sort()).toEqual(festivals.map(({ key }) => key).sort());
    expect(stored.every(({ imdb_event_id: event }) => event.startsWith('ev'))).toBe(true);
  });
});

const [venice, , , globes] = festivals;

test('a prize with the name of its category, in one source and year, and without it is one', async () => {
  if (venice === undefined) return;
  const alone = { ...venice, imdb: ['Venice Film Festival', 'Golden Lion', null] as const };
  await run([asImdb(alone)]);
  for (const file of [asImdb(venice), asOwn(venice), asImdb(alone)]) expect((await run([file])).code).toBe(0);
  expect([await count('nominations'), await count('ceremony_categories')]).toEqual([3, 1]);
});

test('an organization that an older version stored under another key is the same one, and keeps it', async () => {
  if (globes === undefined) return;
  await run([asImdb(globes)]);
  await query(database.url, "update organizations set key = 'golden-globes-usa', imdb_event_id = null");
  const before = await query(database.url, 'select id, ceremony_id from nominations order by id');
  const { code } = await run([asCinegraph(globes)]);
  expect(code).toBe(0);
  expect(await query(database.url, 'select id, ceremony_id from nominations order by id')).toEqual(before);
  expect(await query(database.url, 'select key, imdb_event_id from organizations')).toEqual([
    { key: 'golden-globes-usa', imdb_event_id: 'ev0000292' },
  ]);
  expect((await run([asCinegraph(globes)])).stderr).toContain('nothing: all 3 nominations');
});

test('an organization that no registry has is known by the event that a file names', async () => {
  if (venice === undefined) return;
  const one = asOwn(venice);
  const named = (key: string, name: string) => ({ ...one, organization: { key, name, imdbEventId: 'ev7654321' } });
  expect((await run(named('fest', 'Fest'))).code).toBe(0);
  expect((await run(named('the-fest', 'The Fest'))).code).toBe(0);
  expect([await count('organizations'), await count('ceremonies'), await count('nominations')]).toEqual([1, 1, 3]);
});

test('an organization whose key was changed by hand is the one that its ID says, and keeps the key', async () => {
  if (venice === undefined) return;
  const one = { ...asOwn(venice), organization: { key: 'fest', name: 'Fest' } };
  await run(one);
  await query(database.url, "update organizations set key = 'my-own-key'");
  expect((await run(one, ['-n'])).stdout).toContain('No changes.');
  expect((await run({ ...one, year: 2025, name: 'Fest 2025' })).code).toBe(0);
  expect(await query(database.url, 'select key from organizations')).toEqual([{ key: 'my-own-key' }]);
  expect([await count('ceremonies'), await count('nominations')]).toEqual([2, 6]);
});
