import { Agent, buildConnector } from 'undici';
import { afterEach, expect, test } from 'vitest';
import { attempt } from '../../src/tmdb/attempt.ts';
import { startTmdbServer, type TmdbServer } from '../support/tmdb-server.ts';

let server: TmdbServer;
let agent: Agent;
afterEach(async () => {
  await agent.destroy();
  await server.stop();
});

/** Sends one request after the other over one agent; notes what had happened by the time each left. */
async function send(count: number, url = server.url): Promise<string[]> {
  const events: string[] = [];
  const connect = buildConnector({});
  agent = new Agent({
    connections: 1,
    connect: (options, callback) =>
      connect(options, (...result) => {
        events.push(result[0] === null ? 'connected' : 'refused');
        callback(...result);
      }),
  });
  for (let left = count; left > 0; left--) {
    await attempt(new URL(`${url}/find/nm0634240`), {
      dispatcher: agent,
      headers: {},
      timeoutMs: 5_000,
      signal: new AbortController().signal,
      secrets: ['x'],
      onSent: () => events.push('sent'),
    });
  }
  return events;
}

test('a request leaves when its connection is there, once for each', async () => {
  server = await startTmdbServer();
  expect(await send(3)).toEqual(['connected', 'sent', 'sent', 'sent']);
  expect(server.requests).toHaveLength(3);
});

test('a request whose connection is cut is not sent a second time unnoticed', async () => {
  server = await startTmdbServer({
    misbehave: ({ attempt: count }) => (count === 2 ? { kind: 'reset' } : undefined),
  });
  expect(await send(3)).toEqual(['connected', 'sent', 'sent', 'connected', 'sent']);
  expect(server.requests).toHaveLength(3);
});

test('a request that finds nobody there never leaves', async () => {
  server = await startTmdbServer();
  await server.stop();
  expect(await send(1)).toEqual(['refused']);
});
