import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { collect, idsOf } from '../../src/entities/collect.ts';
import type { ImdbNameId, ImdbTitleId } from '../../src/model/ceremony.ts';
import { packageFiles } from '../../src/package-files.ts';
import { openSnapshot, readBundledSnapshot } from '../../src/tmdb/snapshot.ts';
import { bundled } from '../support/ceremonies.ts';

describe('the bundled snapshot', () => {
  test('holds 53 movies and 87 people, all of the bundled ceremony, under the names they are credited with', async () => {
    const { movies, people } = await readBundledSnapshot(packageFiles.snapshots);
    expect([Object.keys(movies).length, Object.keys(people).length]).toEqual([53, 87]);
    const credits = collect([{ ceremony: bundled() }]);
    for (const [id, { title }] of Object.entries(movies)) expect(credits.movies.get(id as ImdbTitleId)).toBe(title);
    for (const [id, { name }] of Object.entries(people)) expect(credits.people.get(id as ImdbNameId)).toBe(name);
  });

  test('invents nothing: who is not in it waits', async () => {
    const source = openSnapshot(await readBundledSnapshot(packageFiles.snapshots));
    const answers = await Promise.all(
      idsOf(collect([{ ceremony: bundled() }])).people.map((id) => source.findPerson(id)),
    );
    expect(answers.filter(({ status }) => status === 'waiting')).toHaveLength(118);
    expect(source.requests).toBe(0);
  });

  test('finds who is in it, with the ID and the name alone', async () => {
    const source = openSnapshot({ movies: {}, people: { nm0634240: { tmdbId: 525, name: 'Christopher Nolan' } } });
    expect(await source.findPerson('nm0634240' as ImdbNameId)).toEqual({
      status: 'found',
      source: 'snapshot',
      facts: { tmdbId: 525, name: 'Christopher Nolan', knownForDepartment: null, gender: null, profilePath: null },
    });
    expect(await source.findMovie('tt15398776' as ImdbTitleId)).toEqual({ status: 'waiting' });
    const ofMovies = openSnapshot({ movies: { tt15398776: { tmdbId: 872585, title: 'Oppenheimer' } }, people: {} });
    expect(await ofMovies.findMovie('tt15398776' as ImdbTitleId)).toMatchObject({
      status: 'found',
      source: 'snapshot',
      facts: { tmdbId: 872585, title: 'Oppenheimer', overview: null },
    });
  });

  test('is all of its files, and no other file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'oscars-import-snapshots-'));
    const person = (name: string) => JSON.stringify({ movies: {}, people: { nm0000001: { tmdbId: 1, name } } });
    const movie = JSON.stringify({ movies: { tt0000001: { tmdbId: 2, title: 'A' } }, people: {} });
    for (const [name, text] of Object.entries({
      '2.json': person('Bo'),
      '1.json': person('Al'),
      '3.json': movie,
      'a.md': '#',
    }))
      writeFileSync(join(folder, name), text);
    expect(await readBundledSnapshot(folder)).toEqual({
      movies: { tt0000001: { tmdbId: 2, title: 'A' } },
      people: { nm0000001: { tmdbId: 1, name: 'Bo' } },
    });
    rmSync(folder, { recursive: true });
  });

  test('has IDs and names, and nothing else of TMDb', () => {
    const { movies, people } = JSON.parse(
      readFileSync(new URL('../../fixtures/tmdb/2024.json', import.meta.url), 'utf8'),
    );
    const keys = new Set(
      [...Object.values(movies), ...Object.values(people)].flatMap((entry) => Object.keys(entry as object)),
    );
    expect([...keys].sort()).toEqual(['name', 'title', 'tmdbId']);
  });
});
