/** What a source says of a ceremony's name, and what its reader only made of the rest. */
import type { Edition, Organization } from './ceremony.ts';
import { plainText, registry } from './organizations.ts';

type Named = Pick<Edition, 'organization' | 'year' | 'instance' | 'name'>;

/** All names of an organization that are no one source's own. */
function namesOf({ key, name, imdbEventId }: Organization): string[] {
  const known = registry.find((one) => one.imdbEventId === imdbEventId) ?? registry.find((one) => one.key === key);
  return [name, ...(known === undefined ? [] : [known.name, ...known.alsoKnownAs])].map(plainText);
}

/** Whether the name is a ceremony's own: not all sources have one, and then it is the organization's with the year. */
function isOwnName({ organization, year, instance, name }: Named): boolean {
  const ends = [` ${year}`, ` ${year}/${instance}`];
  return !namesOf(organization).some((start) => ends.some((end) => plainText(name) === `${start}${end}`));
}

/** The ceremony's name once a file has spoken of it: one that is its own stays where the file has none. */
export function mergedCeremonyName(ceremony: Named, stored: Named): string {
  if (isOwnName(ceremony)) return ceremony.name;
  const isSameYear = stored.year === ceremony.year && stored.instance === ceremony.instance;
  return isSameYear || isOwnName(stored) ? stored.name : ceremony.name;
}
