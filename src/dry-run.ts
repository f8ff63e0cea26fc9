/** The dry run: the same resolving and the same plan as an import, in a transaction that PostgreSQL keeps read-only. */
import type { Reader } from './db/reader.ts';
import { collect } from './entities/collect.ts';
import { resolveEntities } from './entities/resolve.ts';
import { planEntity } from './entities/rows.ts';
import { type ImportOptions, type ImportServices, resolveOptions } from './import.ts';
import type { LoadedCeremony } from './model/ceremony.ts';
import type { Change } from './model/changes.ts';
import type { StoredEntity } from './model/entity.ts';
import { largeRemoval, plan } from './plan/plan.ts';
import { type DryRunResult, headingOf } from './result.ts';

/**
 * Plans an import without writing.
 *
 * @param reader on a read-only transaction, or on nothing
 */
export async function previewImport(
  loaded: readonly LoadedCeremony[],
  options: ImportOptions,
  services: Omit<ImportServices, 'database'>,
  database: string,
  reader: Reader,
): Promise<Omit<DryRunResult, 'failed'>> {
  const movies: Change<StoredEntity>[] = [];
  const people: Change<StoredEntity>[] = [];
  const credits = collect(loaded.map(({ ceremony }) => ceremony));
  const entities = await resolveEntities(reader, credits, resolveOptions(options, services), async (rows, stored) => {
    movies.push(...rows.movies.map((row) => planEntity(stored.movie.get(row.imdbId), row)));
    people.push(...rows.people.map((row) => planEntity(stored.person.get(row.imdbId), row)));
    return { added: 0, changed: 0 };
  });
  services.onProgress({ stage: 'resolved', summary: entities });
  const ceremonies = await previewCeremonies(loaded, options, reader);
  return {
    command: 'dry-run',
    database,
    prune: options.prune,
    entities,
    movies: byId(movies),
    people: byId(people),
    ceremonies,
  };
}

async function previewCeremonies(
  loaded: readonly LoadedCeremony[],
  { prune, force }: ImportOptions,
  reader: Reader,
): Promise<DryRunResult['ceremonies']> {
  const previews: DryRunResult['ceremonies'][number][] = [];
  for (const one of loaded) {
    const planned = plan(one.ceremony, await reader.ceremony(one.ceremony));
    previews.push({ heading: headingOf(one), plan: planned, refusal: prune && !force ? largeRemoval(planned) : null });
  }
  return previews;
}

function byId(changes: readonly Change<StoredEntity>[]): Change<StoredEntity>[] {
  return [...changes].sort((a, b) => (a.after.imdbId < b.after.imdbId ? -1 : 1));
}
