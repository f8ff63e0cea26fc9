/** A client of the local TMDb, and whom it asks for. */
import type { ImdbNameId } from '../../src/model/ceremony.ts';
import { createTmdbClient, type TmdbClientOptions } from '../../src/tmdb/client.ts';
import type { TmdbSource } from '../../src/tmdb/source.ts';
import { type Misbehaviour, startTmdbServer, type TmdbServer, type TmdbServerOptions } from './tmdb-server.ts';

/** Of characters that headers and addresses each write in another way. */
export const token = "marked-t0ken+/=!'";

export const nolan = 'nm0634240' as ImdbNameId;
export const person = (number: number) => `nm${String(number).padStart(7, '0')}` as ImdbNameId;
export const people = (count: number) => Array.from({ length: count }, (_, at) => person(at + 1));

export const always = (misbehaviour: Misbehaviour) => ({ misbehave: () => misbehaviour });

const opened: (TmdbServer | TmdbSource)[] = [];

/** A server, and a client that asks it: quick to try again, slow to hit its limit, and patient, as other work may slow it down. */
export async function setUp(serverOptions: TmdbServerOptions = {}, clientOptions: Partial<TmdbClientOptions> = {}) {
  const server = await startTmdbServer(serverOptions);
  const client = createTmdbClient({
    credentials: { token },
    baseUrl: new URL(server.url),
    requestsPerSecond: 1_000,
    concurrency: 20,
    signal: new AbortController().signal,
    userAgent: 'test',
    retryBaseMs: 2,
    ...clientOptions,
  });
  opened.push(client, server);
  return { server, client };
}

/** Ends all that was set up; for `afterEach`. */
export async function tearDown(): Promise<void> {
  for (const one of opened.splice(0)) await ('close' in one ? one.close() : one.stop());
}
