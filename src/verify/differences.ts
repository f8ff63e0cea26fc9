/** In which respects what is stored is not what the file says. What the file leaves out may be anything. */
import type { Category, Edition, Nomination } from '../model/ceremony.ts';
import { mergedCeremonyName } from '../model/edition-names.ts';
import { isTitleSaid } from '../model/identity.ts';
import { nominationTexts } from '../model/nomination-texts.ts';
import { areNamedAlike, isPartOf, isYearNameSaid } from '../model/prize-names.ts';
import type { StoredCategory, StoredNomination } from '../model/stored.ts';
import { kindSaid } from '../model/unsaid.ts';

/** A field as it is stored and as the file says it, null where it is empty. */
interface Field {
  readonly what: string;
  readonly stored: string | null;
  readonly said: string | null;
}

/** How the edition and its organization differ, a line each. */
export function editionProblems(ceremony: Edition, stored: Edition): string[] {
  const fields: Field[] = [
    { what: 'name', stored: stored.name, said: mergedCeremonyName(ceremony, stored) },
    { what: 'year', stored: String(stored.year), said: String(ceremony.year) },
    { what: 'number', stored: textOf(stored.number), said: textOf(ceremony.number) },
    { what: 'date', stored: stored.date, said: ceremony.date },
    { what: 'expected totals', stored: totalsText(stored), said: totalsText(ceremony) },
  ];
  const [was, is] = [stored.organization, ceremony.organization];
  const organization: Field[] = [
    { what: 'name', stored: was.name, said: is.name },
    { what: 'abbreviation', stored: was.abbreviation, said: is.abbreviation },
    { what: 'IMDb event', stored: was.imdbEventId, said: is.imdbEventId },
  ];
  return [
    ...differing(fields).map((difference) => `the ceremony's ${difference}`),
    ...differing(organization).map((difference) => `the organization's ${difference}`),
  ];
}

/** How a category differs, a line each. Its place is a matter of presentation. */
export function categoryProblems({ category, row }: { category: Category; row: StoredCategory | null }): string[] {
  if (row === null) return [`${category.name}: the category is missing`];
  return differing(categoryFields(category, row)).map((difference) => `${category.name}: the category's ${difference}`);
}

function categoryFields(category: Category, row: StoredCategory): Field[] {
  const group = { what: 'group', stored: row.group, said: category.group };
  // Whoever knows a category by a part of its name knows neither the whole of it nor what that honours.
  if (!areNamedAlike(category, row) && isPartOf(category, row)) return [group];
  return [
    { what: 'kind', stored: row.kind, said: category.kind },
    { what: 'name', stored: row.name, said: isYearNameSaid(category) ? category.name : null },
    group,
  ];
}

/** How a row with much the same credits differs, such as `won: no, not yes`. Its place is a matter of presentation. */
export function nominationDifferences(nomination: Nomination, row: StoredNomination): string[] {
  const texts = nominationTexts.map((what): Field => ({ what, stored: row[what], said: nomination[what] }));
  return differing([
    { what: 'won', stored: wonText(row.won), said: wonText(nomination.won) },
    ...texts,
    ...movieFields(nomination, row),
    ...nomineeFields(nomination, row),
  ]);
}

function movieFields({ movies }: Nomination, row: StoredNomination): Field[] {
  const count = movies.length === 0 ? 0 : Math.max(movies.length, row.movies.length);
  return Array.from({ length: count }, (_, at) => at).flatMap((at): Field[] => {
    const [said, stored] = [movies[at], row.movies[at]];
    const what = `movie ${at + 1}`;
    if (said === undefined || stored === undefined) return [lengthField(what, stored?.title, said?.title)];
    return [
      { what, stored: stored.title, said: isTitleSaid(said) ? said.title : null },
      { what: `${what}'s year`, stored: textOf(stored.year), said: textOf(said.year) },
      { what: `${what}'s link`, stored: stored.imdbId, said: said.imdbId },
    ];
  });
}

function nomineeFields({ nominees }: Nomination, row: StoredNomination): Field[] {
  const count = nominees.length === 0 ? 0 : Math.max(nominees.length, row.nominees.length);
  return Array.from({ length: count }, (_, at) => at).flatMap((at): Field[] => {
    const [said, stored] = [nominees[at], row.nominees[at]];
    const what = `nominee ${at + 1}`;
    if (said === undefined || stored === undefined) return [lengthField(what, stored?.name, said?.name)];
    return [
      { what, stored: stored.name, said: said.name },
      { what: `${what}'s kind`, stored: stored.kind, said: kindSaid(said) },
      { what: `${what}'s link`, stored: stored.imdbId, said: said.imdbId },
    ];
  });
}

/** A credit that only one side has: there, that the file has none is something that it says. */
function lengthField(what: string, stored: string | undefined, said: string | undefined): Field {
  return { what, stored: stored ?? 'none', said: said ?? 'none' };
}

function differing(fields: readonly Field[]): string[] {
  return fields
    .filter(({ stored, said }) => said !== null && stored !== said)
    .map(({ what, stored, said }) => `${what}: ${stored ?? 'nothing'}, not ${said}`);
}

function wonText(won: boolean | null): string | null {
  return won === null ? null : won ? 'yes' : 'no';
}

function textOf(value: number | null): string | null {
  return value === null ? null : String(value);
}

function totalsText({ expected }: Edition): string | null {
  if (expected === null) return null;
  const { categories, nominations, winners, peopleNominations } = expected;
  return `${categories} categories, ${nominations} nominations, ${winners} winners, ${peopleNominations} people nominations`;
}
