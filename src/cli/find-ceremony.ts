/** Which stored ceremony a name means. */
import { editionsText } from '../ceremony/select.ts';
import { isSelected, parseSelector } from '../ceremony/selector.ts';
import type { Db } from '../db/open.ts';
import { readEditions } from '../db/read-status.ts';
import { ExpectedError } from '../model/errors.ts';

export type StoredEditionName = Awaited<ReturnType<typeof readEditions>>[number];

/** @throws ExpectedError `usage` where it means none, or several */
export async function findEdition(db: Db, name: string, organization: string | undefined): Promise<StoredEditionName> {
  const selector = parseSelector(name);
  const editions = await readEditions(db);
  const headings = editions.map((edition) => ({ ...edition, organization: edition.organization.key }));
  const matches = editions.filter((_, at) => {
    const heading = headings[at];
    return (
      heading &&
      isSelected(heading, selector, headings) &&
      (organization ?? heading.organization) === heading.organization
    );
  });
  // What tells each from every other, as it may be given: an organization only where the year and instance are not enough.
  const isShared = new Set(matches.map((one) => one.organization.key)).size > 1;
  const [match] = matches;
  if (match !== undefined && matches.length === 1) return match;
  const [what, hint] =
    match === undefined
      ? [`${name} is not in the database`, `the database has ${editionsText(editions) || 'no ceremony yet'}`]
      : [
          `${name} means ${matches.length} ceremonies`,
          `choose ${matches.map((one) => choiceText(one, isShared)).join(', or ')}`,
        ];
  throw new ExpectedError('usage', what, { hint });
}

/** `1930/2 (3rd Academy Awards)`, or `2023/1 --organization cannes (Cannes Film Festival 2023)`. */
function choiceText({ year, instance, name, organization: { key } }: StoredEditionName, isShared: boolean): string {
  return `${year}/${instance}${isShared ? ` --organization ${key}` : ''} (${name})`;
}
