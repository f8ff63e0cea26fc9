/** Who gives an award, by what a foreign source calls it. */
import { registeredOrganization } from '../model/organizations.ts';
import type { CeremonyFile } from './reading.ts';

type Organization = CeremonyFile['organization'];

/**
 * The organization of that name, key or event ID; one that is not known goes by its own name and a key made of it.
 *
 * @param key the source's own
 */
export function organizationOf(name: string, key?: string, imdbEventId?: string): Organization {
  const known = registeredOrganization({ key: key ?? null, name, imdbEventId });
  if (known === null) return { key: slug(key ?? name), name, ...(imdbEventId ? { imdbEventId } : {}) };
  return {
    key: known.key,
    name: known.name,
    ...(known.abbreviation === undefined ? {} : { abbreviation: known.abbreviation }),
    imdbEventId: known.imdbEventId,
  };
}

/** `Festival de San Sebastián` is `festival-de-san-sebastian`. */
function slug(name: string): string {
  const plain = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plain
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 64);
}
