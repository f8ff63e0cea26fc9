/** Ceremonies for tests: the bundled one, edits of it, and what a database would hold of them. */
import { readFileSync } from 'node:fs';
import { ownCeremony, parseCeremony, type ReadCeremony, refusedFile, unmetBaseline } from '../../src/ceremony/parse.ts';
import { noKnownNames } from '../../src/entities/acquaintance.ts';
import { pairIds } from '../../src/entities/pairing.ts';
import { formatNamed } from '../../src/formats/formats.ts';
import type { Reading } from '../../src/formats/reading.ts';
import type { Ceremony } from '../../src/model/ceremony.ts';
import type { StoredCeremony, StoredNomination } from '../../src/model/stored.ts';
import { plan } from '../../src/plan/plan.ts';

/** A nomination as it stands in a file. */
export interface NominationFile {
  repeats?: boolean;
  won?: boolean | null;
  detail?: string;
  credit?: string;
  citation?: string;
  note?: string;
  movies?: { title: string; year?: number; imdbId?: string }[];
  nominees?: { name: string; imdbId?: string; kind?: string }[];
}

/** A ceremony as it stands in a file, loose enough to be edited and broken. */
export interface CeremonyFile {
  organization: { key: string; name: string; abbreviation?: string };
  year: number;
  instance?: number;
  number?: number;
  name: string;
  date?: string;
  expected?: { categories: number; nominations: number; winners: number; peopleNominations: number };
  categories: { name: string; canonicalName?: string; group?: string; kind: string; nominations: NominationFile[] }[];
}

const bundledText = readFileSync(new URL('../../fixtures/ceremonies/2024.json', import.meta.url), 'utf8');

/** The bundled file's content, a fresh copy each time. */
export function bundledFile(): CeremonyFile {
  return JSON.parse(bundledText) as CeremonyFile;
}

/** The bundled ceremony after an edit of its file; without its baseline, which an edit would break. */
export function editedFile(edit: (file: CeremonyFile) => void): CeremonyFile {
  const file = bundledFile();
  delete file.expected;
  edit(file);
  return file;
}

/** Parses the content of a ceremony file; throws its problems. */
export function parsed(content: unknown, name: string): Ceremony {
  return parsedFrom(ownCeremony(content, ''), name);
}

/** Everything that a reader could not place. */
export function problemsIn({ problems, ceremonies }: Reading): string[] {
  return [...problems, ...ceremonies.flatMap((read) => read.problems)];
}

/** The ceremony that a reader found; throws its problems. */
export function parsedFrom(read: ReadCeremony, name: string): Ceremony {
  const result = parseCeremony(read);
  if (result.ceremony !== null) {
    const loaded = { ceremony: result.ceremony, looseIds: result.looseIds, source: name, sha256: '' };
    return pairIds([loaded], noKnownNames).ceremonies[0]?.ceremony ?? result.ceremony;
  }
  if (result.code === 'baseline') throw unmetBaseline(result.problems, name);
  throw refusedFile(result.problems, name, formatNamed('ceremony'));
}

export function edited(edit: (file: CeremonyFile) => void): Ceremony {
  return parsed(editedFile(edit), 'edited.json');
}

export function bundled(): Ceremony {
  return parsed(bundledFile(), '2024.json');
}

/** A small ceremony of one category, from its nominations. */
export function ceremonyOf(
  nominations: NominationFile[],
  category: Partial<CeremonyFile['categories'][number]> = {},
): Ceremony {
  const file: CeremonyFile = {
    organization: { key: 'festival', name: 'Festival' },
    year: 2020,
    name: 'Festival 2020',
    categories: [{ name: 'Directing', kind: 'person', nominations, ...category }],
  };
  return parsed(file, 'festival.json');
}

/** The category of that name in a file; an unknown name is a mistake in the test. */
export function categoryOf(file: CeremonyFile, name: string): CeremonyFile['categories'][number] {
  const found = file.categories.find((category) => category.name === name);
  if (found === undefined) throw new Error(`no category ${name}`);
  return found;
}

/** The nomination of a category by its place, from 0. */
export function nominationOf(file: CeremonyFile, category: string, at: number): NominationFile {
  const found = categoryOf(file, category).nominations[at];
  if (found === undefined) throw new Error(`no nomination ${at} in ${category}`);
  return found;
}

/** What a database holds after importing the ceremony into an empty one, or over what it held. */
export function stored(ceremony: Ceremony, before: StoredCeremony | null = null): StoredCeremony {
  const planned = plan(ceremony, before);
  const written = [...planned.nominations.map((change) => change.after), ...planned.moved];
  const rows = new Map([...(before?.nominations ?? []), ...written].map((row) => [row.id, row]));
  const places = new Map(planned.categories.map(({ after }) => [after.canonicalName, after.position]));
  const placeOf = ({ category }: StoredNomination) => places.get(category) ?? 0;
  return {
    id: planned.ceremonyId,
    ...planned.edition.after,
    categories: planned.categories
      .map(({ after: { id: _, ...category } }) => category)
      .sort((a, b) => a.position - b.position),
    nominations: [...rows.values()].sort((a, b) => placeOf(a) - placeOf(b) || a.position - b.position),
  };
}
