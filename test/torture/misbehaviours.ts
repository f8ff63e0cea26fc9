/** What the TMDb server does instead of answering well, in short. */
import type { Misbehaviour } from '../support/tmdb-server.ts';

export const status = (code: number, headers: Record<string, string> = {}, body?: string): Misbehaviour => ({
  kind: 'status',
  status: code,
  headers,
  ...(body === undefined ? {} : { body }),
});
export const body = (value: unknown): Misbehaviour => ({
  kind: 'body',
  body: typeof value === 'string' ? value : JSON.stringify(value),
});
/** The lists that an answer has to have, with nothing in them. */
export const lists = { movie_results: [], person_results: [], tv_results: [] };
