/** A real HTTP server in place of TMDb: it answers in TMDb's shapes, enforces the rate, and misbehaves on order. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TmdbRequest {
  /** Milliseconds on a clock that never goes back. */
  readonly at: number;
  readonly imdbId: string;
  /** Which attempt for this ID it is, from 1. */
  readonly attempt: number;
  readonly path: string;
  readonly authorization: string | undefined;
  /** Whether it was answered with 429 because of the rate. */
  isRefused: boolean;
}

/** What the server does instead of answering well. */
export type Misbehaviour =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly body?: string;
    }
  /** 200 with this body. */
  | { readonly kind: 'body'; readonly body: string }
  /** The answer of an entity that is filed under another kind. */
  | { readonly kind: 'series' }
  /** The connection is cut before, or in the middle of, the answer. */
  | { readonly kind: 'reset' }
  | { readonly kind: 'truncated' }
  /** No answer, ever; or one that never ends. */
  | { readonly kind: 'hang' }
  | { readonly kind: 'drip' }
  | { readonly kind: 'oversized' };

export interface TmdbServerOptions {
  readonly port?: number;
  /** Time until an answer; 0 by default. */
  readonly latencyMs?: number;
  /** The request after so many in any one second is answered with 429; no limit by default. */
  readonly requestsPerSecond?: number;
  /** `Retry-After` of such a 429; none by default, as TMDb's CDN does it. */
  readonly retryAfter?: string;
  /** Decides about each request, and may take its time over it; undefined lets it be answered well. */
  readonly misbehave?: (request: TmdbRequest) => Misbehaviour | undefined | Promise<Misbehaviour | undefined>;
  /** IDs that TMDb does not know. */
  readonly missing?: ReadonlySet<string>;
}

export interface TmdbServer {
  readonly url: string;
  readonly requests: readonly TmdbRequest[];
  /** How many requests were answered with 429 because of the rate. */
  readonly refusedForRate: () => number;
  /** The most requests that arrived in any window of one second. */
  readonly mostInOneSecond: () => number;
  /** The most requests that waited for an answer, or for the rest of it, at the same time. */
  readonly mostInFlight: () => number;
  readonly stop: () => Promise<void>;
}

export async function startTmdbServer(options: TmdbServerOptions = {}): Promise<TmdbServer> {
  const requests: TmdbRequest[] = [];
  const attempts = new Map<string, number>();
  let refused = 0;
  let inFlight = 0;
  let mostInFlight = 0;

  const server = createServer((incoming, response) => {
    const request = describe(incoming, attempts);
    requests.push(request);
    mostInFlight = Math.max(mostInFlight, ++inFlight);
    response.once('close', () => inFlight--);
    if (isOver(requests, options.requestsPerSecond ?? Number.POSITIVE_INFINITY)) {
      refused++;
      request.isRefused = true;
      if (options.retryAfter !== undefined) response.setHeader('retry-after', options.retryAfter);
      return answer(response, 429, { success: false, status_code: 25, status_message: 'Too many requests.' });
    }
    const decided = options.misbehave?.(request);
    setTimeout(async () => {
      const misbehaviour = await decided;
      if (misbehaviour !== undefined) act(misbehaviour, request.imdbId, response);
      else answer(response, 200, findAnswer(request.imdbId, options.missing));
    }, options.latencyMs ?? 0);
  });
  await new Promise<void>((listening) => server.listen(options.port ?? 0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/3`,
    requests,
    refusedForRate: () => refused,
    mostInOneSecond: () => mostInOneSecond(requests.map(({ at }) => at)),
    mostInFlight: () => mostInFlight,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** The facts that the server invents for an ID: always the same, and no real ones. */
export function inventedName(imdbId: string): string {
  return imdbId.startsWith('tt') ? `Movie ${imdbId}` : `Person ${imdbId}`;
}

export function inventedTmdbId(imdbId: string): number {
  return (Number(imdbId.slice(2)) % 2_000_000_000) + 1;
}

function describe(incoming: IncomingMessage, attempts: Map<string, number>): TmdbRequest {
  const path = incoming.url ?? '';
  const imdbId = /\/find\/([^?/]+)/.exec(path)?.[1] ?? '';
  const attempt = (attempts.get(imdbId) ?? 0) + 1;
  attempts.set(imdbId, attempt);
  return {
    at: performance.now(),
    imdbId,
    attempt,
    path,
    authorization: incoming.headers.authorization,
    isRefused: false,
  };
}

function isOver(requests: readonly TmdbRequest[], limit: number): boolean {
  const last = requests.at(-1);
  const first = requests.at(-1 - limit);
  return last !== undefined && first !== undefined && last.at - first.at < 1_000;
}

function mostInOneSecond(times: readonly number[]): number {
  let most = 0;
  let start = 0;
  for (const [end, time] of times.entries()) {
    while (time - (times[start] ?? time) >= 1_000) start++;
    most = Math.max(most, end - start + 1);
  }
  return most;
}

function findAnswer(imdbId: string, missing?: ReadonlySet<string>): Record<string, unknown[]> {
  const empty = {
    movie_results: [],
    person_results: [],
    tv_results: [],
    tv_episode_results: [],
    tv_season_results: [],
  };
  if (missing?.has(imdbId)) return empty;
  const common = { id: inventedTmdbId(imdbId), adult: false, popularity: 1.5 };
  if (imdbId.startsWith('tt')) {
    const title = inventedName(imdbId);
    const movie = { ...common, title, original_title: title, original_language: 'en', overview: 'About something.' };
    return {
      ...empty,
      movie_results: [{ ...movie, media_type: 'movie', release_date: '2023-07-19', poster_path: `/${imdbId}.jpg` }],
    };
  }
  const person = { ...common, name: inventedName(imdbId), original_name: inventedName(imdbId), media_type: 'person' };
  const known = {
    known_for_department: 'Acting',
    gender: 2,
    profile_path: null,
    known_for: [{ id: 99, title: 'Some movie' }],
  };
  return { ...empty, person_results: [{ ...person, ...known }] };
}

function act(misbehaviour: Misbehaviour, imdbId: string, response: ServerResponse): void {
  switch (misbehaviour.kind) {
    case 'status':
      response.writeHead(misbehaviour.status, { 'content-type': 'application/json', ...misbehaviour.headers });
      response.end(
        misbehaviour.body ?? JSON.stringify({ success: false, status_code: 11, status_message: 'Internal error.' }),
      );
      break;
    case 'body':
      response.end(misbehaviour.body);
      break;
    case 'series': {
      const { movie_results = [], ...rest } = findAnswer(imdbId);
      answer(response, 200, { ...rest, movie_results: [], tv_results: movie_results });
      break;
    }
    case 'reset':
      response.socket?.resetAndDestroy();
      break;
    case 'truncated': {
      const whole = JSON.stringify(findAnswer(imdbId));
      response.writeHead(200, { 'content-length': whole.length });
      // The half has to be out before the connection is cut.
      response.write(whole.slice(0, whole.length / 2), () => response.socket?.destroy());
      break;
    }
    case 'hang':
      break;
    case 'drip': {
      response.writeHead(200);
      const drip = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(drip));
      break;
    }
    case 'oversized':
      response.end(JSON.stringify({ ...findAnswer(imdbId), padding: 'x'.repeat(2 * 1024 * 1024) }));
      break;
    default:
      misbehaviour satisfies never;
  }
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
