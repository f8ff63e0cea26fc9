/**
 * Who gives an award. One festival has a key in Cinegraph's data and a name on IMDb's event pages; both have to lead to
 * the same organization, or the same ceremony from two sources would be there twice.
 */
import { fold } from '../model/identity.ts';
import { academy } from './academy-awards.ts';
import type { CeremonyFile } from './reading.ts';

type Organization = CeremonyFile['organization'];

/** Cinegraph's key, the festival's own name, and the names that IMDb uses for it. */
const festivals: readonly (Organization & { readonly imdbNames: readonly string[] })[] = [
  { ...academy, imdbNames: ['Academy Awards, USA', 'Academy Awards'] },
  { key: 'cannes', name: 'Cannes Film Festival', imdbNames: [] },
  { key: 'venice', name: 'Venice International Film Festival', imdbNames: ['Venice Film Festival'] },
  { key: 'berlin', name: 'Berlin International Film Festival', imdbNames: ['Berlinale'] },
  { key: 'sundance', name: 'Sundance Film Festival', imdbNames: [] },
];

/** The organization of that name or key; one that is not known goes by its own name and a key made of it. */
export function organizationOf(name: string, key?: string): Organization {
  const known = festivals.find(
    (festival) =>
      festival.key === key || [festival.name, ...festival.imdbNames].some((one) => fold(one) === fold(name)),
  );
  if (known === undefined) return { key: slug(key ?? name), name };
  const { imdbNames: _, ...organization } = known;
  return organization;
}

/** `Festival de San Sebastián` is `festival-de-san-sebastian`. */
function slug(name: string): string {
  const plain = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plain
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 64);
}
