import { afterEach, expect, test } from 'vitest';
import type { ImdbTitleId } from '../../src/model/ceremony.ts';
import { nolan, person, setUp, tearDown, token } from '../support/tmdb-client.ts';
import { inventedName, inventedTmdbId } from '../support/tmdb-server.ts';

const oppenheimer = 'tt15398776' as ImdbTitleId;

afterEach(tearDown);

const found = { status: 'found', source: 'tmdb', facts: { tmdbId: inventedTmdbId(nolan), name: inventedName(nolan) } };

test('movies and people are found by their IMDb IDs, with a token in the header', async () => {
  const { server, client } = await setUp();
  expect(await client.findPerson(nolan)).toMatchObject(found);
  expect(await client.findMovie(oppenheimer)).toMatchObject({
    facts: { title: inventedName(oppenheimer), releaseDate: '2023-07-19' },
  });
  expect([client.requests, client.retries]).toEqual([2, 0]);
  expect(server.requests[0]).toMatchObject({
    path: '/3/find/nm0634240?external_source=imdb_id',
    authorization: `Bearer ${token}`,
  });
});

test.each([
  ['/proxy/3', ''],
  ['/proxy/3/', ''],
  ['//proxy/3//', ''],
  ['/3', '?language=en&api_key=another'],
])('a key goes last into the address, whatever the base: %s%s', async (path, search) => {
  const { server } = await setUp();
  const baseUrl = new URL(`${server.url.replace('/3', path)}${search}`);
  const { client } = await setUp({}, { baseUrl, credentials: { apiKey: token } });
  await client.findPerson(nolan);
  const language = search === '' ? '' : 'language=en&';
  expect(server.requests[0]).toMatchObject({
    path: `${path.replace(/\/+$/, '')}/find/nm0634240?${language}external_source=imdb_id&${new URLSearchParams({ api_key: token })}`,
    authorization: undefined,
  });
});

test('who is not known is missing: empty results, 404, or filed as another kind', async () => {
  const { client } = await setUp({
    missing: new Set(['nm0000001']),
    misbehave: ({ imdbId }) =>
      imdbId === 'nm0000002'
        ? { kind: 'status', status: 404 }
        : imdbId === 'tt0000003'
          ? { kind: 'series' }
          : undefined,
  });
  expect((await client.findPerson(person(1))).status).toBe('missing');
  expect((await client.findPerson(person(2))).status).toBe('missing');
  expect(await client.findMovie('tt0000003' as ImdbTitleId)).toEqual({
    status: 'missing',
    reason: 'TMDb files it as a series',
  });
});
