/** The same ceremonies from every source of festivals, one after the other: one organization, one ceremony, one set of categories. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CeremonyFile } from '../support/ceremonies.ts';
import { query } from '../support/contents.ts';
import { createDatabase, type TestDatabase } from '../support/databases.ts';
import {
  asCinegraph,
  asEventPage,
  asOwnFile,
  asYearlyList,
  type Festival,
  festivalSources,
} from '../support/festival-sources.ts';
import { festivals, globes, venice } from '../support/festivals.ts';
import { runProgram } from '../support/program.ts';

let database: TestDatabase;
beforeEach(async () => {
  database = await createDatabase({ migrated: true });
});
afterEach(() => database.drop());

const run = (input: string | object, args: string[] = ['-f', '-']) =>
  runProgram(args, {
    env: { DATABASE_URL: database.url },
    input: typeof input === 'string' ? input : JSON.stringify(input),
  });
const count = async (table: string) => (await query(database.url, `select 1 from ${table}`)).length;
const asOwn = (festival: Festival) => JSON.parse(asOwnFile(festival)) as CeremonyFile;

/** Those of which a file can hold several festivals. As there are five, each step around them in turn gives all pairs. */
const sources = Object.keys(festivalSources).filter((source) => source !== 'the yearly list');
const walk = [1, 2, 3, 4].flatMap((step) => sources.map((_, at) => sources[(at * step) % sources.length] ?? ''));

test('each after each other one: ten organizations, each once, with the rows of the first source', async () => {
  const facts = () =>
    query(
      database.url,
      `select n.id, k.canonical_name, k.kind from nominations n join categories k on k.id = n.category_id order by 1`,
    );
  const all = (source: string) => festivals.map((festival) => festivalSources[source]?.(festival)).join('\n');
  const prizes = festivals.flatMap((festival) => festival.prizes);
  const nominations = prizes.flatMap(({ movies }) => movies).length;
  let first: unknown = null;
  for (const [at, source] of walk.entries()) {
    const { code, stdout } = await run(all(source));
    expect([at, source, code, stdout]).toEqual([at, source, 0, expect.stringContaining('PASS 10/10 ceremonies')]);
    first ??= await facts();
    expect(await facts()).toEqual(first);
  }
  expect([await count('organizations'), await count('ceremonies'), await count('ceremony_categories')]).toEqual([
    10,
    10,
    prizes.length,
  ]);
  expect(await count('nominations')).toBe(nominations);
  for (const source of sources) {
    expect((await run(all(source), ['-f', '-', '-n'])).stdout).toMatch(
      /No changes|: 0 to add, \d+ to change, 0 to delete/,
    );
    expect((await run(all(source), ['verify', '-f', '-'])).code).toBe(0);
  }
  const stored = await query<{ key: string; imdb_event_id: string }>(
    database.url,
    'select key, imdb_event_id from organizations',
  );
  expect(stored.map(({ key }) => key).sort()).toEqual(festivals.map(({ key }) => key).sort());
  expect(stored.every(({ imdb_event_id: event }) => event.startsWith('ev'))).toBe(true);
});

test('a list of titles alone changes nothing of a festival, whatever its names are', async () => {
  expect((await run(asEventPage(venice))).code).toBe(0);
  expect((await run(asYearlyList(venice), ['-f', '-', '-n'])).stdout).toContain('No changes.');
  expect((await run(asYearlyList(venice), ['verify', '-f', '-'])).code).toBe(0);
});

test('a category of which nobody can say which of two it is stands apart, with a remark', async () => {
  const prize = (award: string) => ({ award, category: 'U.S. Dramatic', kind: 'movie' as const, movies: [1] });
  const two = { ...venice, prizes: [prize('Audience Award'), prize('Youth Award')] };
  const more = { ...venice, prizes: [{ ...prize('Youth Award'), movies: [1, 2] }] };
  await run(asEventPage(two));
  for (const args of [
    ['-f', '-', '-n'],
    ['-f', '-'],
  ]) {
    const { code, stderr } = await run(asCinegraph(more), args);
    expect([code, stderr]).toEqual([0, expect.stringContaining('U.S. Dramatic: kept as a category of its own')]);
  }
  expect(await count('ceremony_categories')).toBe(3);
});

test.each([
  ['first, beside a longer one before it', ['Golden Lion', 'Pasinetti Award'], true],
  ['then, beside a longer one before it', ['Golden Lion', 'Pasinetti Award'], false],
  ['first, beside a longer one after it', ['Pasinetti Award', 'Golden Lion'], true],
  ['then, beside a longer one after it', ['Pasinetti Award', 'Golden Lion'], false],
])('a category that lost its award is the one that is nothing else: %s', async (_, awards, isFirst) => {
  const prize = (award: string) => ({
    award,
    category: 'Best Film',
    kind: 'movie' as const,
    movies: award === 'Golden Lion' ? [1, 2, 3] : [1],
    people: 'beside' as const,
  });
  const two = asEventPage({ ...venice, prizes: awards.map(prize) });
  const lost = asCinegraph({ ...venice, prizes: [prize('Pasinetti Award')] });
  const files = isFirst ? [lost, two] : [two, lost];
  for (const file of files) expect((await run(file)).code).toBe(0);
  for (const file of files) expect((await run(file, ['verify', '-f', '-'])).code).toBe(0);
  const { stderr } = await run(files[1] ?? '');
  expect(stderr).toMatch(/nothing: (all 4 nominations are|the nomination is) there already/);
  expect(stderr).toMatch(/(6 IDs: 0 known, 6|2 IDs: 0 known, 2) wait for TMDb/);
  expect([await count('nominations'), await count('ceremony_categories')]).toEqual([4, 2]);
});

test.each([
  ['before', true],
  ['after', false],
])('a list that is two awards\u2019 is each award\u2019s, %s the file that tells them apart', async (_, isFirst) => {
  const prize = (award: string, movies: number[]) => ({
    award,
    category: 'Best Film',
    kind: 'movie' as const,
    movies,
    people: 'beside' as const,
  });
  const two = { ...venice, prizes: [prize('Golden Lion', [1, 2, 3]), prize('Venice Horizons Award', [7, 8])] };
  const lists = two.prizes.map((one) => JSON.parse(asCinegraph({ ...venice, prizes: [one] })));
  const joined = { ...lists[0], awards: { 'Best Film': lists.flatMap(({ awards }) => awards['Best Film']) } };
  const files = isFirst ? [joined, asEventPage(two)] : [asEventPage(two), joined];
  const facts = `select n.id, k.name, n.won from nominations n join categories k on k.id = n.category_id order by 1`;
  await run(files[0]);
  const before = await query<{ id: string }>(database.url, facts);
  for (const file of [files[1], ...files]) expect((await run(file)).code).toBe(0);
  for (const file of files) expect((await run(file, ['verify', '-f', '-'])).code).toBe(0);
  const after = await query<{ id: string; name: string; won: boolean }>(database.url, facts);
  expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
  expect(after.map(({ name, won }) => `${name}${won ? ' (won)' : ''}`).sort()).toEqual([
    'Golden Lion / Best Film',
    'Golden Lion / Best Film',
    'Golden Lion / Best Film (won)',
    'Venice Horizons Award / Best Film',
    'Venice Horizons Award / Best Film (won)',
  ]);
  expect(await count('ceremony_categories')).toBe(2);
  // What is neither's stays under the name that they share, and moves no other one.
  const more = { ...venice, prizes: [prize('Golden Lion', [9])] };
  joined.awards['Best Film'] = [...joined.awards['Best Film'], ...JSON.parse(asCinegraph(more)).awards['Best Film']];
  await query(database.url, 'delete from nominations');
  await query(database.url, 'delete from ceremony_categories');
  const again = isFirst ? [joined, asEventPage(two)] : [asEventPage(two), joined];
  for (const file of [...again, ...again]) expect((await run(file)).code).toBe(0);
  for (const file of again) expect((await run(file, ['verify', '-f', '-'])).code).toBe(0);
  expect((await run(again[1] ?? '', ['-f', '-', '-n'])).stdout).toContain('No changes.');
  expect([await count('nominations'), await count('ceremony_categories')]).toEqual([6, 3]);
});

test('a prize with the name of its category, in one source and year, and without it is one', async () => {
  const [lion] = venice.prizes;
  if (lion === undefined) throw new Error('no prize');
  const whole = { ...venice, prizes: [lion] };
  const alone = { ...venice, prizes: [{ ...lion, category: null }] };
  await run(asEventPage(alone));
  for (const file of [asEventPage(whole), asOwnFile(whole), asEventPage(alone)]) expect((await run(file)).code).toBe(0);
  expect([await count('nominations'), await count('ceremony_categories')]).toEqual([lion.movies.length, 1]);
});

test('an organization that an older version stored under another key is the same one, and keeps it', async () => {
  await run(asEventPage(globes));
  await query(database.url, "update organizations set key = 'golden-globes-usa', imdb_event_id = null");
  const before = await query(database.url, 'select id, ceremony_id from nominations order by id');
  const { code } = await run(asCinegraph(globes));
  expect(code).toBe(0);
  expect(await query(database.url, 'select id, ceremony_id from nominations order by id')).toEqual(before);
  expect(await query(database.url, 'select key, imdb_event_id from organizations')).toEqual([
    { key: 'golden-globes-usa', imdb_event_id: 'ev0000292' },
  ]);
  expect((await run(asCinegraph(globes))).stderr).toContain('nothing: all 5 nominations');
});

test('an organization that no registry has is known by the event that a file names', async () => {
  const one = asOwn(venice);
  const named = (key: string, name: string) => ({ ...one, organization: { key, name, imdbEventId: 'ev7654321' } });
  expect((await run(named('fest', 'Fest'))).code).toBe(0);
  expect((await run(named('the-fest', 'The Fest'))).code).toBe(0);
  expect([await count('organizations'), await count('ceremonies'), await count('nominations')]).toEqual([1, 1, 12]);
});

test('an organization whose key was changed by hand is the one that its ID says, and keeps the key', async () => {
  const one = { ...asOwn(venice), organization: { key: 'fest', name: 'Fest' } };
  await run(one);
  await query(database.url, "update organizations set key = 'my-own-key'");
  expect((await run(one, ['-f', '-', '-n'])).stdout).toContain('No changes.');
  expect((await run({ ...one, year: 2025, name: 'Fest 2025' })).code).toBe(0);
  expect(await query(database.url, 'select key from organizations')).toEqual([{ key: 'my-own-key' }]);
  expect([await count('ceremonies'), await count('nominations')]).toEqual([2, 24]);
});

test('an organization that was given the old key of another one says what is in the way', async () => {
  const of = (key: string, year: number, festival: Festival) => ({
    ...asOwn(festival),
    organization: { key, name: key },
    year,
    name: key,
  });
  await run(of('fest', 2024, globes));
  await run(of('other', 2024, venice));
  await query(database.url, "update organizations set key = 'my-own-key' where key = 'fest'");
  await query(database.url, "update organizations set key = 'fest' where key = 'other'");
  const { code, stderr } = await run(of('fest', 2025, globes));
  expect([code, stderr]).toEqual([
    1,
    expect.stringContaining('hint: another organization has made its rows under this key'),
  ]);
});
