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
  const [match] = matches;
  if (match !== undefined && matches.length === 1) return match;
  const [what, hint] =
    match === undefined
      ? [`${name} is not in the database`, `the database has ${editionsText(editions) || 'no ceremony yet'}`]
      : [`${name} means ${matches.length} ceremonies`, `choose ${matches.map(choiceText).join(', or ')}`];
  throw new ExpectedError('usage', what, { hint });
}

/** What tells it from every other: `1930/2 --organization oscars (3rd Academy Awards)`. */
function choiceText({ year, instance, name, organization: { key } }: StoredEditionName): string {
  return `${year}/${instance} --organization ${key} (${name})`;
}
