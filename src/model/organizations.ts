/**
 * Who gives awards: the registry of `fixtures/organizations.json`. One festival has a key in Cinegraph's data, a name on
 * IMDb's event pages and another in a file of one's own; all lead to the same organization, or its ceremonies would double.
 */
import file from '../../fixtures/organizations.json' with { type: 'json' };
import type { ImdbEventId, Organization } from './ceremony.ts';

export interface RegisteredOrganization {
  readonly key: string;
  readonly name: string;
  readonly abbreviation?: string;
  readonly imdbEventId: string;
  readonly country?: string;
  /** Its other names, compared as a whole. */
  readonly alsoKnownAs: readonly string[];
  /** Keys that other sources, and older versions of this program, give it. */
  readonly otherKeys: readonly string[];
  /** Awards that are all it gives, and add nothing to the name of a category. */
  readonly trophies?: readonly string[];
  /** Its prizes for the best film, which some sources name by the award alone. */
  readonly mainPrizes?: readonly { readonly award: string; readonly category: string }[];
}

/** All of them, in the order of the file. */
export const registry: readonly RegisteredOrganization[] = file;

/** What a source says of an organization; a null key where it has none of its own. */
export interface GivenOrganization {
  readonly key: string | null;
  readonly name: string;
  readonly imdbEventId?: string | null | undefined;
}

/** The organization that is meant: by its event ID, else its key, else its name; null where it is not registered. */
export function registeredOrganization({ key, name, imdbEventId }: GivenOrganization): RegisteredOrganization | null {
  const given = key?.toLowerCase().replaceAll('_', '-');
  return (
    registry.find((one) => one.imdbEventId === imdbEventId) ??
    registry.find((one) => isKeyOf(one, given ?? '')) ??
    // One that has an event of its own is not the one that shares a name with it.
    (imdbEventId ? null : registry.find((one) => namesOf(one).includes(plainText(name)))) ??
    null
  );
}

function withKey(key: string): RegisteredOrganization | null {
  return registry.find((one) => one.key === key) ?? null;
}

/** Its own, or one that others give it. */
function isKeyOf({ key, otherKeys }: RegisteredOrganization, given: string): boolean {
  return key === given || otherKeys.includes(given);
}

/** The organization as the registry knows it, with what only the source says; as it is where it is not registered. */
export function asRegistered(given: Organization): Organization {
  const known = registeredOrganization(given);
  if (known === null) return given;
  const isItsOwnName = known.key === given.key && !namesOf(known).includes(plainText(given.name));
  return {
    key: known.key,
    name: isItsOwnName ? given.name : known.name,
    abbreviation: given.abbreviation ?? known.abbreviation ?? null,
    imdbEventId: known.imdbEventId as ImdbEventId,
  };
}

/** All keys that an organization of that key may be stored under, its own first. */
export function keysOf(key: string): readonly string[] {
  return [key, ...(withKey(key)?.otherKeys ?? [])];
}

/** The key under which the registry has what is stored under this one; the same where it has none. */
export function keyInRegistry(key: string): string {
  return registry.find((one) => isKeyOf(one, key))?.key ?? key;
}

/** An organization that is stored under another key, too. */
export interface DoubledOrganization {
  readonly key: string;
  readonly otherKey: string;
  /** Those under the other key, as they are named: `2024`, `1930/2`. */
  readonly ceremonies: readonly string[];
}

/** What an older version stored twice, as it did not know that both keys are one organization's. */
export function doubledOrganizations(
  editions: readonly { readonly organization: string; readonly year: number; readonly instance: number }[],
): DoubledOrganization[] {
  const stored = new Set(editions.map(({ organization }) => organization));
  return registry.flatMap((one) => {
    const [key, ...others] = keysOf(one.key).filter((candidate) => stored.has(candidate));
    if (key === undefined) return [];
    return others.map((otherKey) => ({
      key,
      otherKey,
      ceremonies: editions
        .filter(({ organization }) => organization === otherKey)
        .map(({ year, instance }) => (instance === 1 ? `${year}` : `${year}/${instance}`)),
    }));
  });
}

function namesOf({ name, alsoKnownAs }: RegisteredOrganization): string[] {
  return [name, ...alsoKnownAs].map(plainText);
}

/** Without regard to case, marks and the kind of apostrophe. */
export function plainText(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[’‘ʼ`´]/g, "'")
    .toLowerCase()
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/**
 * What an award's category is called across sources and years: award and category together, as one prize would otherwise
 * have another name wherever two awards have a category of that name. An award that is the organization's one trophy adds
 * nothing.
 */
export function prizeName(key: string, award: string, category: string | null | undefined): string {
  const trophies = withKey(key)?.trophies ?? [];
  if (!category || plainText(category) === plainText(award)) return award;
  if (trophies.some((trophy) => plainText(trophy) === plainText(award))) return category;
  return `${award} / ${category}`;
}

/** The canonical name of that organization's main prize, whatever a source adds to it; another name as it is: `Golden Lion / Best Film` is `Golden Lion`. */
export function mainPrizeName(key: string, name: string): string {
  const prizes = withKey(key)?.mainPrizes ?? [];
  const folded = plainText(name).replace(/ ?[/:|–—-] ?/, ' / ');
  return prizes.find(({ award, category }) => folded === plainText(`${award} / ${category}`))?.award ?? name;
}
