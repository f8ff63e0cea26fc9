import { afterEach, describe, expect, test } from 'vitest';
import type { ImdbNameId } from '../../src/model/ceremony.ts';
import { ExpectedError } from '../../src/model/errors.ts';
import { always, nolan, people, person, setUp, tearDown } from '../support/tmdb-client.ts';
import { inventedName, inventedTmdbId, type Misbehaviour } from '../support/tmdb-server.ts';

afterEach(tearDown);

const once = (misbehaviour: Misbehaviour) => ({
  misbehave: ({ attempt }: { attempt: number }) => (attempt === 1 ? misbehaviour : undefined),
});
const isWithoutEnd = ({ kind }: Misbehaviour) => kind === 'hang' || kind === 'drip';
const found = { status: 'found', source: 'tmdb', facts: { tmdbId: inventedTmdbId(nolan), name: inventedName(nolan) } };

describe('faults that pass are tried again', () => {
  test.each<[string, Misbehaviour]>([
    ['429 that says when', { kind: 'status', status: 429, headers: { 'retry-after': '1' } }],
    ['429 that does not', { kind: 'status', status: 429, body: '<html>slow down</html>' }],
    ['429 that says now', { kind: 'status', status: 429, headers: { 'retry-after': '0' } }],
    ['500', { kind: 'status', status: 500 }],
    ['502 in HTML', { kind: 'status', status: 502, body: '<html>bad gateway</html>' }],
    ['503', { kind: 'status', status: 503 }],
    ['504 without a body', { kind: 'status', status: 504, body: '' }],
    ['a connection that is reset', { kind: 'reset' }],
    ['an answer that is cut off', { kind: 'truncated' }],
    ['an answer that never comes', { kind: 'hang' }],
    ['an answer that never ends', { kind: 'drip' }],
  ])('%s', async (_, misbehaviour) => {
    const { client } = await setUp(once(misbehaviour), isWithoutEnd(misbehaviour) ? { timeoutMs: 1_000 } : {});
    expect(await client.findPerson(nolan)).toMatchObject(found);
    expect([client.requests, client.retries]).toEqual([2, 1]);
  });
});

describe('faults that stay are failures with a reason', () => {
  test.each<[string, Misbehaviour, string, number]>([
    ['500', { kind: 'status', status: 500 }, 'HTTP 500, 5 times', 5],
    ['502 in HTML', { kind: 'status', status: 502, body: '<html>' }, 'HTTP 502, 5 times', 5],
    ['429 without a time', { kind: 'status', status: 429 }, 'HTTP 429, 5 times', 5],
    ['an answer that never ends', { kind: 'drip' }, 'no answer within 0.3 s, 5 times', 5],
    [
      'an answer that is cut off',
      { kind: 'truncated' },
      expect.stringMatching(/^no answer \(.+\), 5 times$/) as unknown as string,
      5,
    ],
    ['no answer', { kind: 'hang' }, 'no answer within 0.3 s, 5 times', 5],
    ['a reset', { kind: 'reset' }, 'no answer (ECONNRESET), 5 times', 5],
    [
      'a wait that is too long',
      { kind: 'status', status: 429, headers: { 'retry-after': '3600' } },
      'HTTP 429, asks to wait 3600, once',
      1,
    ],
    ['400', { kind: 'status', status: 400, body: '{"status_message":"Bad."}' }, 'HTTP 400: Bad.', 1],
    ['403 in HTML', { kind: 'status', status: 403, body: '<html>' }, 'HTTP 403', 1],
    [
      'a redirect',
      { kind: 'status', status: 302, headers: { location: 'http://127.0.0.1:1/' } },
      'HTTP 302: Internal error.',
      1,
    ],
    ['too large', { kind: 'oversized' }, 'the answer is larger than 1 MiB', 1],
    ['an error that is too large', { kind: 'status', status: 400, body: 'x'.repeat(2 ** 21) }, 'HTTP 400', 1],
    ['nothing at all', { kind: 'body', body: '' }, 'the answer is not JSON', 1],
    ['not JSON', { kind: 'body', body: '<html>' }, 'the answer is not JSON', 1],
    [
      'another shape',
      { kind: 'body', body: '[]' },
      expect.stringContaining('TMDb answered in an unknown shape') as unknown as string,
      1,
    ],
  ])('%s', async (_, misbehaviour, reason, requests) => {
    const { client } = await setUp(always(misbehaviour), isWithoutEnd(misbehaviour) ? { timeoutMs: 300 } : {});
    expect(await client.findPerson(nolan)).toEqual({ status: 'failed', reason });
    expect(client.requests).toBe(requests);
  });
});

test('401 stops at once and says what to do', async () => {
  const { client } = await setUp(
    always({ kind: 'status', status: 401, body: '{"status_code":7,"status_message":"Invalid API key."}' }),
  );
  const error = await client.findPerson(nolan).catch((thrown: unknown) => thrown);
  if (!(error instanceof ExpectedError)) throw new Error('no error');
  expect([error.code, error.message]).toEqual(['tmdb-refused', 'TMDb refused the credentials: Invalid API key.']);
  expect(error.hint).toContain('TMDB_API_KEY');
  expect(client.requests).toBe(1);
});

describe('a TMDb that is gone is noticed: the rest is not asked', () => {
  const notAsked = (why: string) => ({ status: 'failed', reason: `not asked, as TMDb is not there: ${why}` });

  test('when it stops in the middle', async () => {
    const { server, client } = await setUp(always({ kind: 'hang' }), { timeoutMs: 60_000 });
    const asked = Promise.all(people(60).map((id) => client.findPerson(id)));
    while (server.requests.length === 0) await new Promise((next) => setImmediate(next));
    await server.stop();
    const answers = await asked;
    expect(answers.every(({ status }) => status === 'failed')).toBe(true);
    const reason = expect.stringMatching(/^no answer \(ECONNREFUSED\), (?:once|\d times)$/);
    expect(answers).toContainEqual({ status: 'failed', reason });
    expect(await client.findPerson(person(99))).toEqual(notAsked('no answer (ECONNREFUSED)'));
    expect(client.requests).toBeLessThan(60 * 5);
  });

  test('before each of very many IDs was asked once', async () => {
    const { server, client } = await setUp(always({ kind: 'hang' }), { timeoutMs: 50 });
    const answers = await Promise.all(people(400).map((id) => client.findPerson(id)));
    expect(answers).toContainEqual({ status: 'failed', reason: 'no answer within 0.05 s, once' });
    const { reason } = notAsked('no answer within 0.05 s');
    const unasked = answers.filter((answer) => answer.status === 'failed' && answer.reason === reason);
    expect(unasked.length).toBeGreaterThan(200);
    expect(server.requests.length).toBeLessThan(200);
  });

  test('but not where one of ten in a row is answered', async () => {
    const answered = new Set([person(10), person(20), person(30)]);
    const { client } = await setUp({
      misbehave: ({ imdbId }) => (answered.has(imdbId as ImdbNameId) ? undefined : { kind: 'status', status: 500 }),
    });
    const statuses: string[] = [];
    for (const id of people(30)) statuses.push((await client.findPerson(id)).status);
    expect(statuses.filter((status) => status === 'found')).toHaveLength(3);
    expect(client.requests).toBe(27 * 5 + 3);
  });
});
