/** The bundled snapshot: IMDb ID → TMDb ID, for runs without credentials. It invents nothing. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { unknownMovie, unknownPerson } from '../model/entity.ts';
import type { TmdbSource } from './source.ts';

const id = z
  .int()
  .min(1)
  .max(2 ** 31 - 1);

const snapshotSchema = z.object({
  movies: z.record(z.string().regex(/^tt\d{7,}$/), z.object({ tmdbId: id, title: z.string().min(1) })),
  people: z.record(z.string().regex(/^nm\d{7,}$/), z.object({ tmdbId: id, name: z.string().min(1) })),
});

export type Snapshot = z.infer<typeof snapshotSchema>;

/** All snapshots in the folder, as one. */
export async function readBundledSnapshot(folder: string): Promise<Snapshot> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  const parts = texts.map((text) => snapshotSchema.parse(JSON.parse(text)));
  return {
    movies: Object.assign({}, ...parts.map((part) => part.movies)),
    people: Object.assign({}, ...parts.map((part) => part.people)),
  };
}

/** Answers from a snapshot; what it lacks waits for a run that asks TMDb. */
export function openSnapshot({ movies, people }: Snapshot): TmdbSource {
  return {
    name: 'snapshot',
    requests: 0,
    retries: 0,
    findMovie: async (imdbId) => {
      const known = movies[imdbId];
      if (known === undefined) return { status: 'waiting' };
      return { status: 'found', source: 'snapshot', facts: { ...known, ...unknownMovie } };
    },
    findPerson: async (imdbId) => {
      const known = people[imdbId];
      if (known === undefined) return { status: 'waiting' };
      return { status: 'found', source: 'snapshot', facts: { ...known, ...unknownPerson } };
    },
    shareRate: async () => null,
    stop: () => {},
    close: async () => {},
  };
}
