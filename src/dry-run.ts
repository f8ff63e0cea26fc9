/**
 * The dry run: the same resolving and the same plan as an import, in a transaction that PostgreSQL keeps read-only, and
 * that begins when TMDb has answered.
 */
import { previewEntities } from './db/entities.ts';
import { locatePlace } from './db/locate-ceremonies.ts';
import type { Connection, Database, Db } from './db/open.ts';
import { readCeremonyOf } from './db/read-ceremony.ts';
import { readerOn, readerOnNothing } from './db/reader.ts';
import { repeatTransient, withReadOnly } from './db/transaction.ts';
import { collect } from './entities/collect.ts';
import { pairWithKnown } from './entities/pairing.ts';
import { resolveEntities } from './entities/resolve.ts';
import { type ImportOptions, type ImportServices, repeatOptions, resolveOptions } from './import.ts';
import type { Ceremony, LoadedCeremony } from './model/ceremony.ts';
import type { Change } from './model/changes.ts';
import type { EntityKind, StoredEntity } from './model/entity.ts';
import { keyInRegistry } from './model/organizations.ts';
import { placeOf, type StoredEdition } from './model/which-ceremony.ts';
import { largeRemoval, plan } from './plan/plan.ts';
import { unclearRemarks } from './plan/unclear.ts';
import { type DryRunResult, headingOf } from './result.ts';

/**
 * Plans an import without writing.
 *
 * @param database null where there is nothing to read yet
 * @param label how it is named to people
 */
export async function previewImport(
  loaded: readonly LoadedCeremony[],
  options: ImportOptions,
  services: Omit<ImportServices, 'database'>,
  database: Database | null,
  label: string,
): Promise<Omit<DryRunResult, 'failed'>> {
  const answers: Record<EntityKind, StoredEntity[]> = { movie: [], person: [] };
  const credits = collect(loaded);
  const reader = database === null ? readerOnNothing : readerOn(database.db);
  // Others cannot be told of what is asked for: that would be written.
  const alone = { ...resolveOptions(options, services), importers: null };
  const entities = await resolveEntities(reader, credits, alone, async (rows) => {
    for (const row of rows.movies) answers.movie.push(row);
    for (const row of rows.people) answers.person.push(row);
    return { added: 0, changed: 0 };
  });
  services.onProgress({ stage: 'resolved', summary: entities });
  const { ceremonies: paired, remarks } = await pairWithKnown(loaded, reader, answers.person);
  const foretell = async (tx: Db | null) => ({
    movies: await previewRows(tx, 'movie', answers.movie),
    people: await previewRows(tx, 'person', answers.person),
    ceremonies: await previewCeremonies(tx, paired, options),
  });
  const preview =
    database === null
      ? await foretell(null)
      : await repeatTransient(database, repeatOptions(services), (db: Connection) => withReadOnly(db, foretell));
  const unclear = preview.ceremonies.flatMap(({ plan: planned, heading }) => unclearRemarks(planned, heading.name));
  const allRemarks = [...remarks, ...unclear];
  return { command: 'dry-run', database: label, prune: options.prune, entities, remarks: allRemarks, ...preview };
}

async function previewRows(
  tx: Db | null,
  kind: EntityKind,
  rows: readonly StoredEntity[],
): Promise<Change<StoredEntity>[]> {
  const changes =
    tx === null ? rows.map((after) => ({ action: 'add', after }) as const) : await previewEntities(tx, kind, rows);
  return [...changes].sort((a, b) => (a.after.imdbId < b.after.imdbId ? -1 : 1));
}

/** @param before ceremonies of its organization that the import will have written by then */
async function previewCeremony(tx: Db | null, ceremony: Ceremony, before: readonly StoredEdition[]) {
  const { edition, instance } = tx === null ? placeOf(ceremony, before) : await locatePlace(tx, ceremony, before);
  const stored = tx === null || edition === null ? null : await readCeremonyOf(tx, edition.id);
  return plan({ ...ceremony, instance }, stored);
}

async function previewCeremonies(
  tx: Db | null,
  loaded: readonly LoadedCeremony[],
  { prune, force }: ImportOptions,
): Promise<DryRunResult['ceremonies']> {
  const previews: DryRunResult['ceremonies'][number][] = [];
  const editions = new Map<string, StoredEdition[]>();
  for (const one of loaded) {
    const key = keyInRegistry(one.ceremony.organization.key);
    const before = editions.get(key) ?? [];
    const planned = await previewCeremony(tx, one.ceremony, before);
    const { year, instance, number } = planned.edition.after;
    editions.set(key, [...before, { id: planned.ceremonyId, year, instance, number }]);
    previews.push({ heading: headingOf(one), plan: planned, refusal: prune && !force ? largeRemoval(planned) : null });
  }
  return previews;
}
